//! `provenance log`

use clap::Args;

use crate::cli::arguments::FormatArgs;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::run::Session;
use crate::id::SeedId;
use crate::report::terminal::write_log;

/// What `log` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct LogArgs {
    /// The seed; all seeds when left out.
    seed: Option<SeedId>,

    /// Show only the newest so many entries.
    #[arg(long, value_name = "COUNT")]
    limit: Option<usize>,

    #[command(flatten)]
    output: FormatArgs,
}

/// Shows the history, newest first.
pub(in crate::cli) fn run(session: &Session, args: &LogArgs) -> Result<ExitStatus, Failure> {
    let view = session.project()?.log(args.seed.as_ref(), args.limit)?;
    let format = args.output.format;
    let write = |view: &_, out: &mut dyn std::io::Write| write_log(view, &session.screen(), out);
    output::write_long(&view, format, session.is_paged, write)?;
    Ok(if view.gaps.is_empty() { ExitStatus::Fine } else { ExitStatus::Look })
}
