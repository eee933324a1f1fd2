//! `provenance init`

use crate::cli::arguments::FormatArgs;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::run::Session;
use crate::project::init;
use crate::report::terminal::write_init;

/// Makes the folder a project.
pub(in crate::cli) fn run(session: &Session, args: FormatArgs) -> Result<ExitStatus, Failure> {
    let view = init(&session.folder)?;
    output::write(&view, args.format, |view, out| write_init(view, &session.screen(), out))?;
    Ok(ExitStatus::Fine)
}
