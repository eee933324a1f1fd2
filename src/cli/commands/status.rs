//! `provenance status`

use crate::cli::arguments::FormatArgs;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::output::Format;
use crate::cli::progress::Bar;
use crate::cli::run::Session;
use crate::report::terminal::write_status;

/// Shows what a snapshot would record, and the state of every seed.
pub(in crate::cli) fn run(session: &Session, args: FormatArgs) -> Result<ExitStatus, Failure> {
    let view = session.project()?.status(&Bar::default())?;
    output::write(&view, args.format, |view, out| write_status(view, &session.screen(), out))?;
    if args.format == Format::Terminal {
        output::tell(&view.problems, session.colour);
    }
    Ok(if view.problems.is_empty() { ExitStatus::Fine } else { ExitStatus::Failed })
}
