//! `provenance inspect`

use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;

use crate::analysis::Rules;
use crate::cli::arguments::FormatArgs;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::output::Format;
use crate::cli::run::Session;
use crate::project::inspect;
use crate::report::terminal::write_inspect;
use crate::report::write_json_line;
use crate::view::InspectView;

/// What `inspect` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct InspectArgs {
    /// Files and folders; `-` reads their names from standard input, one a line.
    #[arg(required = true)]
    files: Vec<PathBuf>,

    /// The address that the document was captured from.
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    #[command(flatten)]
    output: FormatArgs,
}

/// Shows what a snapshot would derive of each file; as JSON each in one line.
pub(in crate::cli) fn run(session: &Session, args: &InspectArgs) -> Result<ExitStatus, Failure> {
    let mut rules = Rules::default();
    rules.origin.url.clone_from(&args.url);
    let files = expand(session, &args.files)?;
    let mut problems = Vec::new();
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (index, file) in files.iter().enumerate() {
        let shown = file.to_string_lossy();
        match inspect(&session.folder.join(file), &shown, &rules) {
            Ok(view) => write_one(&view, index, (session, args), &mut out)?,
            Err(error) => problems.extend(Failure::from(error).problem()),
        }
    }
    out.flush()?;
    output::tell(&problems, session.colour);
    let is_fine = problems.is_empty();
    Ok(if is_fine { ExitStatus::Fine } else { ExitStatus::Failed })
}

fn write_one(
    view: &InspectView,
    index: usize,
    (session, args): (&Session, &InspectArgs),
    out: &mut dyn Write,
) -> io::Result<()> {
    match args.output.format {
        Format::Json => write_json_line(view, out),
        Format::Terminal => {
            if index > 0 {
                writeln!(out)?;
            }
            write_inspect(view, &session.screen(), out)
        }
    }
}

/// The files that were named, those below named folders, and those named on standard input.
fn expand(session: &Session, named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in named {
        if path == Path::new("-") {
            files.extend(io::read_to_string(io::stdin())?.lines().map(PathBuf::from));
        } else if session.folder.join(path).is_dir() {
            files.extend(below(session, path));
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

/// Every file below a folder, sorted, hidden ones and links left out.
fn below(session: &Session, folder: &Path) -> Vec<PathBuf> {
    let walk = ignore::WalkBuilder::new(session.folder.join(folder))
        .standard_filters(false)
        .hidden(true)
        .sort_by_file_path(Ord::cmp)
        .build();
    let files = walk.flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    let inside = |path: PathBuf| match path.strip_prefix(&session.folder) {
        Ok(inside) => inside.to_path_buf(),
        Err(_) => path,
    };
    files.map(|entry| inside(entry.into_path())).collect()
}

#[cfg(test)]
mod tests {
    use crate::cli::failure::Failure;
    use crate::project::inspect;

    #[test]
    fn a_file_that_is_not_there_is_a_problem_and_no_panic() {
        let missing = std::path::Path::new("no/such/file");
        let error = inspect(missing, "no/such/file", &crate::analysis::Rules::default());
        let problem = Failure::from(error.unwrap_err()).problem().unwrap();
        assert_eq!(problem.message, "cannot read no/such/file");
        assert_eq!(problem.causes.len(), 1);
    }
}
