//! `provenance diff`

use std::collections::BTreeSet;
use std::io;
use std::io::Write;

use clap::Args;
use clap::ValueEnum;

use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::pager::Destination;
use crate::cli::run::Session;
use crate::diff::Significance;
use crate::project::Compared;
use crate::project::Comparison;
use crate::project::Operand;
use crate::project::ProjectError;
use crate::report::Context;
use crate::report::DiffOptions;
use crate::report::NoiseMode;
use crate::report::terminal::DiffForm;
use crate::report::terminal::write_diff;
use crate::report::terminal::write_sentence_diff;
use crate::report::write_html;
use crate::report::write_json;
use crate::report::write_json_line;
use crate::report::write_markdown;
use crate::report::write_unified;
use crate::report::write_wdiff;
use crate::view::ProblemView;
use crate::view::SentenceDiffView;

/// How a diff is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum DiffFormat {
    /// For people, on a terminal.
    #[default]
    Terminal,
    /// For programs; the schema is docs/schema/diff.schema.json.
    Json,
    /// For pull requests.
    Markdown,
    /// A self-contained fragment of a page.
    Html,
    /// The whole text with the default markers of wdiff.
    Wdiff,
    /// A patch of lines.
    Unified,
}

/// What becomes of changes inside noise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Noise {
    /// Count them.
    #[default]
    Fold,
    /// Show them with the rule that called them noise.
    Show,
    /// Count them in the summary alone.
    Hide,
}

/// What `diff` takes.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that can be typed")]
pub(in crate::cli) struct DiffArgs {
    /// Old and new: versions such as 003@1, or any two files. One: that version against seeds/
    /// now. None: everything under seeds/ that is not as it was recorded.
    #[arg(value_name = "OLD NEW", num_args = 0..=2)]
    operands: Vec<String>,

    /// How the diff is written.
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    format: DiffFormat,

    /// Put old and new text beside each other.
    #[arg(long, group = "form")]
    side_by_side: bool,

    /// Show only how much changed.
    #[arg(long, group = "form")]
    stat: bool,

    /// Show only the changed words.
    #[arg(long, group = "form")]
    words_only: bool,

    /// Show whole paragraphs, and this many around each change.
    #[arg(long, value_name = "N")]
    context: Option<usize>,

    /// Show only changes of these classes, with commas between.
    #[arg(long, value_name = "CLASSES", value_delimiter = ',', value_parser = parse_class)]
    only: Vec<Significance>,

    /// What becomes of changes inside noise.
    #[arg(long, value_name = "MODE", default_value = "fold")]
    noise: Noise,

    /// Exit with 1 when something changed.
    #[arg(long)]
    exit_code: bool,
}

fn parse_class(text: &str) -> Result<Significance, String> {
    use Significance::Cosmetic;
    use Significance::Negation;
    use Significance::Noise;
    use Significance::Obligation;
    use Significance::Quantity;
    use Significance::Reference;
    use Significance::Wording;
    match text {
        "obligation" => Ok(Obligation),
        "negation" => Ok(Negation),
        "quantity" => Ok(Quantity),
        "reference" => Ok(Reference),
        "wording" => Ok(Wording),
        "cosmetic" => Ok(Cosmetic),
        "noise" => Ok(Noise),
        _ => Err("the classes are obligation, negation, quantity, reference, wording, cosmetic \
                  and noise"
            .to_owned()),
    }
}

/// Shows what changed.
pub(in crate::cli) fn run(session: &Session, args: &DiffArgs) -> Result<ExitStatus, Failure> {
    let Compared { word_by_word: comparisons, by_hashes, problems } = match compare(session, args) {
        Err(Failure::Project(error)) if matches!(*error, ProjectError::NotHere { .. }) => {
            return tell_by_hashes(session, args, *error);
        }
        other => other?,
    };
    let count = comparisons.len() + by_hashes.len();
    let is_for_people = args.format == DiffFormat::Terminal;
    let mut destination = Destination::open(session.is_paged && is_for_people);
    let out = destination.out();
    for (index, comparison) in comparisons.iter().enumerate() {
        if index > 0 && is_for_people {
            writeln!(out)?;
        }
        write_one(comparison, count, (session, args), out)?;
    }
    for (index, view) in by_hashes.iter().enumerate() {
        if is_for_people && index + comparisons.len() > 0 {
            writeln!(out)?;
        }
        write_by_hashes(view, count, (session, args), out)?;
    }
    if count == 0 && problems.is_empty() && is_for_people {
        writeln!(out, "nothing changed: seeds/ is as it was recorded")?;
    }
    destination.finish()?;
    output::tell(&problems, session.colour);
    let is_changed = comparisons.iter().any(|comparison| !comparison.summary().identical);
    Ok(match (problems.is_empty(), args.exit_code && (is_changed || !by_hashes.is_empty())) {
        (false, _) => ExitStatus::Failed,
        (true, true) => ExitStatus::Look,
        (true, false) => ExitStatus::Fine,
    })
}

/// Tells which sentences of a seed changed, in the formats that have a form for it.
fn write_by_hashes(
    view: &SentenceDiffView,
    count: usize,
    (session, args): (&Session, &DiffArgs),
    out: &mut dyn Write,
) -> io::Result<()> {
    match args.format {
        DiffFormat::Terminal => write_sentence_diff(view, &session.screen(), out),
        DiffFormat::Json if count == 1 => write_json(view, out),
        DiffFormat::Json => write_json_line(view, out),
        _ => {
            let note = ProblemView {
                message: format!("left out {}: not all its bytes are here", view.old),
                causes: Vec::new(),
                hint: Some("--format terminal or json tells which sentences changed".to_owned()),
            };
            output::tell(&[note], session.colour);
            Ok(())
        }
    }
}

/// Tells which sentences changed where the bytes of a version are not here; where not even that
/// can be told, the error says why.
fn tell_by_hashes(
    session: &Session,
    args: &DiffArgs,
    error: ProjectError,
) -> Result<ExitStatus, Failure> {
    let is_told = matches!(args.format, DiffFormat::Terminal | DiffFormat::Json);
    if !is_told || args.operands.is_empty() {
        return Err(error.into());
    }
    let parsed: Result<Vec<Operand>, _> =
        args.operands.iter().map(|text| Operand::parse(text, &session.folder)).collect();
    let view = session.project()?.diff_by_hashes(&parsed?)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    match args.format {
        DiffFormat::Json => write_json(&view, &mut out)?,
        _ => write_sentence_diff(&view, &session.screen(), &mut out)?,
    }
    out.flush()?;
    let is_changed = !(view.removed.is_empty() && view.added.is_empty());
    Ok(if args.exit_code && is_changed { ExitStatus::Look } else { ExitStatus::Fine })
}

/// Two plain files need no project around them.
fn compare(session: &Session, args: &DiffArgs) -> Result<Compared, Failure> {
    let parsed: Result<Vec<Operand>, _> =
        args.operands.iter().map(|text| Operand::parse(text, &session.folder)).collect();
    let operands = parsed?;
    match operands.as_slice() {
        [Operand::File(old), Operand::File(new)] => {
            let word_by_word = vec![Comparison::of_files(old, new)?];
            Ok(Compared { word_by_word, ..Compared::default() })
        }
        operands => Ok(session.project()?.diff(operands)?),
    }
}

fn write_one(
    comparison: &Comparison,
    count: usize,
    (session, args): (&Session, &DiffArgs),
    out: &mut dyn Write,
) -> io::Result<()> {
    let view = comparison.view();
    let options = args.options();
    match args.format {
        DiffFormat::Terminal => write_diff(&view, &options, args.form(), &session.screen(), out),
        DiffFormat::Json if count == 1 => write_json(&view, out),
        DiffFormat::Json => write_json_line(&view, out),
        DiffFormat::Markdown => write_markdown(&view, &options, out),
        DiffFormat::Html => write_html(&view, &options, out),
        DiffFormat::Wdiff => write_wdiff(&view, out),
        DiffFormat::Unified => write_unified(&view, args.context.unwrap_or(3), out),
    }
}

impl DiffArgs {
    fn form(&self) -> DiffForm {
        match (self.side_by_side, self.stat, self.words_only) {
            (true, _, _) => DiffForm::SideBySide,
            (_, true, _) => DiffForm::Stat,
            (_, _, true) => DiffForm::WordsOnly,
            _ => DiffForm::Inline,
        }
    }

    fn options(&self) -> DiffOptions {
        DiffOptions {
            context: self.context.map_or(Context::Words, Context::Blocks),
            only: self.only.iter().copied().collect::<BTreeSet<_>>(),
            noise: match self.noise {
                Noise::Fold => NoiseMode::Fold,
                Noise::Show => NoiseMode::Show,
                Noise::Hide => NoiseMode::Hide,
            },
        }
    }
}
