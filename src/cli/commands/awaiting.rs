//! `provenance awaiting`

use crate::cli::arguments::FormatArgs;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::run::Session;
use crate::report::terminal::write_awaiting;

/// Shows what there is of every awaited system; exits with 1 when the watch list names a seed that
/// is not there.
pub(in crate::cli) fn run(session: &Session, args: FormatArgs) -> Result<ExitStatus, Failure> {
    let view = session.project()?.awaiting()?;
    output::write(&view, args.format, |view, out| write_awaiting(view, &session.screen(), out))?;
    Ok(if view.problems.is_empty() { ExitStatus::Fine } else { ExitStatus::Look })
}
