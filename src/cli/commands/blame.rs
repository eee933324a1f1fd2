//! `provenance blame`

use std::num::NonZeroU32;

use clap::Args;

use crate::cli::arguments::FormatArgs;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::run::Session;
use crate::history::Moment;
use crate::history::Revision;
use crate::project::BlameOptions;
use crate::report::terminal::write_blame;

/// What `blame` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct BlameArgs {
    /// The version: 003, 003@2, 003@3d62ea6c, 003@2024-01-31 or 003@worktree.
    #[arg(value_name = "SEED[@VERSION]")]
    revision: Revision,

    /// Only sentences that came after this version: a number, a digest, or a day such as
    /// 2024-01-31.
    #[arg(long, value_name = "VERSION")]
    since: Option<Moment>,

    /// Only sentences on this line, or on these lines, as 12-20.
    #[arg(long, value_name = "LINES", value_parser = parse_lines)]
    line: Option<(NonZeroU32, NonZeroU32)>,

    #[command(flatten)]
    output: FormatArgs,
}

fn parse_lines(text: &str) -> Result<(NonZeroU32, NonZeroU32), String> {
    let (first, last) = text.split_once(['-', '–', ',']).unwrap_or((text, text));
    let read = |text: &str| text.trim().parse::<NonZeroU32>().ok();
    match (read(first), read(last)) {
        (Some(first), Some(last)) if first <= last => Ok((first, last)),
        _ => Err("lines are written 12 or 12-20, and start at 1".to_owned()),
    }
}

/// Says which version introduced each sentence.
pub(in crate::cli) fn run(session: &Session, args: &BlameArgs) -> Result<ExitStatus, Failure> {
    let options = BlameOptions { since: args.since.clone(), lines: args.line };
    let view = session.project()?.blame(&args.revision, &options)?;
    let format = args.output.format;
    let write = |view: &_, out: &mut dyn std::io::Write| write_blame(view, &session.screen(), out);
    output::write_long(&view, format, session.is_paged, write)?;
    Ok(ExitStatus::Fine)
}

#[cfg(test)]
mod tests {
    use super::parse_lines;

    #[test]
    fn one_line_or_several_in_order() {
        assert_eq!(parse_lines("7").map(|(first, last)| (first.get(), last.get())), Ok((7, 7)));
        assert_eq!(parse_lines("7-9").map(|(first, last)| (first.get(), last.get())), Ok((7, 9)));
        assert!(parse_lines("9-7").is_err());
        assert!(parse_lines("0").is_err());
    }
}
