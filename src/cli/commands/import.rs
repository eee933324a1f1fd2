//! `provenance import`

use std::path::PathBuf;

use clap::Args;

use super::cite::Place;
use crate::cli::arguments::FormatArgs;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::run::Session;
use crate::history::Moment;
use crate::history::Revision;
use crate::id::SeedId;
use crate::project::CiteRequest;
use crate::project::ImportRequest;
use crate::report::terminal::write_import;
use crate::view::ProblemView;

/// What `import` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct ImportArgs {
    /// Web Annotations (JSON) or a Doorstop item (YAML).
    file: PathBuf,

    /// The seed that is meant where none is named.
    #[arg(long)]
    seed: Option<SeedId>,

    /// Where the citations are to stand.
    #[arg(long = "for", value_name = "PLACE", default_value = "markdown")]
    place: Place,

    /// The file that they are for: their links start from there.
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,

    /// What begins a comment, for code.
    #[arg(long, value_name = "MARK", default_value = "//")]
    mark: String,

    #[command(flatten)]
    output: FormatArgs,
}

/// Writes the lines that cite what another tool names; exits with 1 when some passages have none.
pub(in crate::cli) fn run(session: &Session, args: &ImportArgs) -> Result<ExitStatus, Failure> {
    let project = session.project()?;
    let unknown = SeedId::new("-").map_err(|error| Failure::Usage {
        message: error.to_string(),
        hint: "name the seed with --seed".to_owned(),
    })?;
    let seed = args.seed.clone().unwrap_or(unknown);
    let file = args.to.as_ref().and_then(|file| project.inside(&session.folder.join(file)));
    let writing = CiteRequest {
        revision: Revision { seed, moment: Moment::Latest },
        quote: String::new(),
        form: args.place.form(),
        file,
        comment_mark: args.mark.clone(),
        link: None,
    };
    let request = ImportRequest { seed: args.seed.clone(), writing };
    let view = project.import(&session.folder.join(&args.file), &request)?;
    output::write(&view, args.output.format, |view, out| write_import(view, out))?;
    let problems = view.passages.iter().filter_map(|it| {
        Some(ProblemView {
            message: format!("no citation of {:?}: {}", it.words, it.problem.as_ref()?),
            ..ProblemView::default()
        })
    });
    let problems: Vec<ProblemView> = problems.collect();
    output::tell(&problems, session.colour);
    Ok(if problems.is_empty() { ExitStatus::Fine } else { ExitStatus::Look })
}
