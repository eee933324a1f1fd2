//! `provenance locate`

use clap::Args;

use crate::cli::arguments::FormatArgs;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::run::Session;
use crate::project::Operand;
use crate::project::locate_in_files;
use crate::report::terminal::write_locate;

/// What `locate` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct LocateArgs {
    /// The passage, as it was quoted.
    #[arg(long, value_name = "TEXT")]
    quote: String,

    /// The version or file that was quoted.
    old: String,

    /// The version or file to find it in.
    new: String,

    #[command(flatten)]
    output: FormatArgs,
}

/// Says where a passage stands now and what became of it; exits with 1 unless it still says the
/// same.
pub(in crate::cli) fn run(session: &Session, args: &LocateArgs) -> Result<ExitStatus, Failure> {
    let old = Operand::parse(&args.old, &session.folder)?;
    let new = Operand::parse(&args.new, &session.folder)?;
    let view = match (&old, &new) {
        (Operand::File(old), Operand::File(new)) => locate_in_files(old, new, &args.quote)?,
        (old, new) => session.project()?.locate(old, new, &args.quote)?,
    };
    let format = args.output.format;
    output::write(&view, format, |view, out| write_locate(view, &session.screen(), out))?;
    Ok(if view.finding.is_harmless() { ExitStatus::Fine } else { ExitStatus::Look })
}
