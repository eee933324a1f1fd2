//! `provenance verify`

use std::time::Instant;

use crate::cli::arguments::FormatArgs;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::run::Session;
use crate::report::terminal::write_verify;

/// Recomputes everything that is recorded.
pub(in crate::cli) fn run(session: &Session, args: FormatArgs) -> Result<ExitStatus, Failure> {
    let project = session.project()?;
    let start = Instant::now();
    let mut view = project.verify()?;
    view.milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    output::write(&view, args.format, |view, out| write_verify(view, &session.screen(), out))?;
    Ok(match () {
        () if !view.breaches.is_empty() => ExitStatus::Broken,
        () if !view.gaps.is_empty() => ExitStatus::Look,
        () => ExitStatus::Fine,
    })
}
