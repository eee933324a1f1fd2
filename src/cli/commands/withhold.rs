//! `provenance withhold`

use clap::Args;

use crate::cli::arguments::FormatArgs;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::progress::Bar;
use crate::cli::run::Session;
use crate::history::Revision;
use crate::report::terminal::write_withhold;

/// What `withhold` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct WithholdArgs {
    /// The version, such as 003@2 or 003@3d62ea6c.
    #[arg(value_name = "SEED@VERSION")]
    revision: Revision,

    /// Why its content is taken out of reach.
    #[arg(long)]
    why: String,

    #[command(flatten)]
    output: FormatArgs,
}

/// Takes a content out of reach.
pub(in crate::cli) fn run(session: &Session, args: &WithholdArgs) -> Result<ExitStatus, Failure> {
    let view = session.project()?.withhold(&args.revision, &args.why, &Bar::default())?;
    let format = args.output.format;
    output::write(&view, format, |view, out| write_withhold(view, &session.screen(), out))?;
    Ok(if view.still_in.is_empty() { ExitStatus::Fine } else { ExitStatus::Look })
}
