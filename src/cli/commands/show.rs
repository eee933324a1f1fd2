//! `provenance show`

use clap::Args;

use crate::cli::arguments::FormatArgs;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::run::Session;
use crate::history::Revision;
use crate::report::terminal::write_show;

/// What `show` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct ShowArgs {
    /// The version: 003, 003@2, 003@3d62ea6c, 003@2024-01-31 or 003@worktree.
    #[arg(value_name = "SEED[@VERSION]")]
    revision: Revision,

    /// Leave the text out.
    #[arg(long)]
    no_text: bool,

    #[command(flatten)]
    output: FormatArgs,
}

/// Shows one version.
pub(in crate::cli) fn run(session: &Session, args: &ShowArgs) -> Result<ExitStatus, Failure> {
    let mut view = session.project()?.show(&args.revision)?;
    if args.no_text {
        view.text = None;
    }
    let format = args.output.format;
    let write = |view: &_, out: &mut dyn std::io::Write| write_show(view, &session.screen(), out);
    output::write_long(&view, format, session.is_paged, write)?;
    Ok(ExitStatus::Fine)
}
