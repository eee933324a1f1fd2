//! `provenance cite`

use std::path::PathBuf;

use clap::Args;
use clap::ValueEnum;

use crate::citation::CitationForm;
use crate::cli::arguments::FormatArgs;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::run::Session;
use crate::history::Revision;
use crate::project::CiteRequest;
use crate::report::terminal::write_cite;

/// Where a citation is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Place {
    /// In a decision record.
    #[default]
    Markdown,
    /// In a comment of code.
    Code,
}

impl Place {
    /// How a citation is written there.
    pub(super) const fn form(self) -> CitationForm {
        match self {
            Self::Markdown => CitationForm::Record,
            Self::Code => CitationForm::Comment,
        }
    }
}

/// What `cite` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct CiteArgs {
    /// The version; the latest one when none is named.
    #[arg(value_name = "SEED[@VERSION]")]
    revision: Revision,

    /// The words, as they stand there; `…` for words that are left out.
    #[arg(value_name = "TEXT")]
    quote: String,

    /// Where the citation is to stand.
    #[arg(long = "for", value_name = "PLACE", default_value = "markdown")]
    place: Place,

    /// The file that it is for: its link starts from there.
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,

    /// What begins a comment, for code.
    #[arg(long, value_name = "MARK", default_value = "//")]
    mark: String,

    /// Print a link to the passage instead (#:~:text=…), to the address of the page if it is given
    /// or known.
    #[arg(long, value_name = "URL", num_args = 0..=1)]
    #[expect(
        clippy::option_option,
        reason = "not asked for, asked for, asked for with an address"
    )]
    fragment: Option<Option<String>>,

    #[command(flatten)]
    output: FormatArgs,
}

/// Writes the lines that cite a passage; exits with 1 when the words fit several places.
pub(in crate::cli) fn run(session: &Session, args: &CiteArgs) -> Result<ExitStatus, Failure> {
    let project = session.project()?;
    let file = args.file.as_ref().map(|file| project.inside(&session.folder.join(file)));
    let request = CiteRequest {
        revision: args.revision.clone(),
        quote: args.quote.clone(),
        form: args.place.form(),
        file: file.flatten(),
        comment_mark: args.mark.clone(),
        link: args.fragment.clone(),
    };
    let view = project.cite(&request)?;
    let format = args.output.format;
    output::write(&view, format, |view, out| write_cite(view, out))?;
    if format == output::Format::Terminal {
        output::tell_of_cite(&view, session.colour);
    }
    let has_result = view.block.is_some() || view.link.is_some();
    Ok(if has_result { ExitStatus::Fine } else { ExitStatus::Look })
}
