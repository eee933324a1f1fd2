//! `provenance impact`

use std::io;
use std::io::Write;

use clap::Args;
use clap::ValueEnum;

use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::run::Session;
use crate::history::Moment;
use crate::id::SeedId;
use crate::project::ImpactRequest;
use crate::report::terminal::write_impact;
use crate::report::write_impact_markdown;
use crate::report::write_json;

/// How an impact is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum ImpactFormat {
    /// For people, on a terminal.
    #[default]
    Terminal,
    /// For programs; the schema is docs/schema/impact.schema.json.
    Json,
    /// For pull requests.
    Markdown,
}

/// What `impact` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct ImpactArgs {
    /// The seed.
    seed: SeedId,

    /// The version that is replaced; the one before by default.
    #[arg(long, value_name = "VERSION")]
    from: Option<Moment>,

    /// The version that replaces it.
    #[arg(long, value_name = "VERSION", default_value = "latest")]
    to: Moment,

    /// How the result is written.
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    format: ImpactFormat,

    /// Exit with 1 when a citation is touched.
    #[arg(long)]
    exit_code: bool,
}

/// Says which citations a replacement touches.
pub(in crate::cli) fn run(session: &Session, args: &ImpactArgs) -> Result<ExitStatus, Failure> {
    let request =
        ImpactRequest { seed: args.seed.clone(), from: args.from.clone(), to: args.to.clone() };
    let view = session.project()?.impact(&request)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    match args.format {
        ImpactFormat::Terminal => write_impact(&view, &session.screen(), &mut out)?,
        ImpactFormat::Json => write_json(&view, &mut out)?,
        ImpactFormat::Markdown => write_impact_markdown(&view, &mut out)?,
    }
    out.flush()?;
    let is_touched = args.exit_code && !view.citations.is_empty();
    Ok(if is_touched { ExitStatus::Look } else { ExitStatus::Fine })
}
