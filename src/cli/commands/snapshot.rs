//! `provenance snapshot`

use clap::Args;

use crate::cli::arguments::FormatArgs;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::output::Format;
use crate::cli::progress::Bar;
use crate::cli::run::Session;
use crate::project::Project;
use crate::project::SnapshotOptions;
use crate::report::terminal::write_snapshot;

/// What `snapshot` takes.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that can be typed")]
pub(in crate::cli) struct SnapshotArgs {
    /// Only seeds at or below these paths.
    paths: Vec<String>,

    /// Write nothing; exit with 1 when something is not recorded.
    #[arg(long)]
    check: bool,

    /// Derive all analyses again that were made by other rules.
    #[arg(long, conflicts_with = "check")]
    reanalyse: bool,

    /// Take an empty seeds/ for the removal of all seeds.
    #[arg(long)]
    allow_empty: bool,

    /// Exit with 1 unless one of the seeds (of those named) is a specification now.
    #[arg(long)]
    expect_specification: bool,

    #[command(flatten)]
    output: FormatArgs,
}

/// Records what is not as the history says.
pub(in crate::cli) fn run(session: &Session, args: &SnapshotArgs) -> Result<ExitStatus, Failure> {
    let project = session.project()?;
    let options = SnapshotOptions {
        is_check: args.check,
        is_reanalysing: args.reanalyse,
        is_empty_allowed: args.allow_empty,
        is_expecting_specification: args.expect_specification,
        paths: paths(session, &project, &args.paths)?,
        ..SnapshotOptions::default()
    };
    let view = project.snapshot(&options, &Bar::default())?;
    let format = args.output.format;
    output::write(&view, format, |view, out| write_snapshot(view, &session.screen(), out))?;
    if format == Format::Terminal {
        output::tell(&view.lost, session.colour);
        output::tell(&view.problems, session.colour);
    }
    Ok(match () {
        () if !view.lost.is_empty() => ExitStatus::Broken,
        () if !view.problems.is_empty() || !view.conflicts.is_empty() => ExitStatus::Failed,
        () if view.specifications.as_ref().is_some_and(Vec::is_empty) => ExitStatus::Look,
        () if args.check && !view.changes.is_empty() => ExitStatus::Look,
        () => ExitStatus::Fine,
    })
}

/// What was typed, as paths from the project's root.
fn paths(session: &Session, project: &Project, typed: &[String]) -> Result<Vec<String>, Failure> {
    let inside = |typed: &String| {
        let path = session.folder.join(typed);
        let path = path.canonicalize().unwrap_or(path);
        let inside = path.strip_prefix(project.root()).ok().and_then(|path| path.to_str());
        inside.map(ToOwned::to_owned).ok_or_else(|| Failure::Usage {
            message: format!("{typed} does not lie in this project"),
            hint: "name files or folders below seeds/".to_owned(),
        })
    };
    typed.iter().map(inside).collect()
}
