//! `provenance coverage`

use clap::Args;

use crate::cli::arguments::FormatArgs;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::run::Session;
use crate::id::SeedId;
use crate::report::terminal::write_coverage;

/// What `coverage` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct CoverageArgs {
    /// The seed.
    seed: SeedId,

    /// Show the requirement sentences that are cited as well, and where.
    #[arg(long)]
    all: bool,

    /// Exit with 1 when a requirement sentence is cited by nobody.
    #[arg(long)]
    exit_code: bool,

    #[command(flatten)]
    output: FormatArgs,
}

/// Says which requirement sentences nobody cites.
pub(in crate::cli) fn run(session: &Session, args: &CoverageArgs) -> Result<ExitStatus, Failure> {
    let view = session.project()?.coverage(&args.seed)?;
    let format = args.output.format;
    output::write_long(&view, format, session.is_paged, |view, out| {
        write_coverage(view, args.all, &session.screen(), out)
    })?;
    let lacks = args.exit_code && view.uncited > 0;
    Ok(if lacks { ExitStatus::Look } else { ExitStatus::Fine })
}
