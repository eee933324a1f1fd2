//! `provenance why`

use std::path::PathBuf;

use clap::Args;

use crate::cli::arguments::FormatArgs;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::run::Session;
use crate::report::terminal::write_why;

/// What `why` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct WhyArgs {
    /// A decision record or a file of code, and a line of it.
    #[arg(value_name = "FILE[:LINE]")]
    place: String,

    #[command(flatten)]
    output: FormatArgs,
}

/// Says which passages a place rests on.
pub(in crate::cli) fn run(session: &Session, args: &WhyArgs) -> Result<ExitStatus, Failure> {
    let (file, line) = parse(session, &args.place);
    let view = session.project()?.why(&session.folder.join(file), line)?;
    let format = args.output.format;
    output::write_long(&view, format, session.is_paged, |view, out| {
        write_why(view, &session.screen(), out)
    })?;
    Ok(ExitStatus::Fine)
}

/// A file whose very name ends like that comes before a line of another one.
fn parse(session: &Session, place: &str) -> (PathBuf, Option<u32>) {
    let whole = || (PathBuf::from(place), None);
    if session.folder.join(place).exists() {
        return whole();
    }
    let parts = place.rsplit_once(':');
    let line = parts.and_then(|(file, line)| Some((file, line.parse::<u32>().ok()?)));
    line.map_or_else(whole, |(file, line)| (PathBuf::from(file), Some(line)))
}
