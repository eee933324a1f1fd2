//! `provenance export`

use std::path::PathBuf;

use clap::Args;
use clap::ValueEnum;

use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::output::Format;
use crate::cli::run::Session;
use crate::id::SeedId;
use crate::project::ExportRequest;
use crate::report::terminal::write_export;

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// A web archive (WARC 1.1) of every captured version.
    Warc,
}

/// What `export` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExportArgs {
    /// Only these seeds.
    seeds: Vec<SeedId>,

    /// What is written.
    #[arg(long, value_name = "FORMAT")]
    format: ExportFormat,

    /// The file that is written; compressed record by record when it ends in .gz.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// Writes the record out in the form of a standard.
pub(in crate::cli) fn run(session: &Session, args: &ExportArgs) -> Result<ExitStatus, Failure> {
    let ExportFormat::Warc = args.format;
    let project = session.project()?;
    let path = session.folder.join(&args.output);
    let request = ExportRequest { seeds: args.seeds.clone(), path };
    let mut view = project.export_archive(&request)?;
    view.path = args.output.display().to_string();
    output::write(&view, Format::Terminal, |view, out| write_export(view, &session.screen(), out))?;
    output::tell(&view.problems, session.colour);
    Ok(if view.problems.is_empty() { ExitStatus::Fine } else { ExitStatus::Failed })
}
