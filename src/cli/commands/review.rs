//! `provenance review`

use std::collections::BTreeSet;
use std::io;
use std::io::Write;

use clap::Args;
use clap::ValueEnum;

use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::pager::Destination;
use crate::cli::run::Session;
use crate::id::SeedId;
use crate::project::Review;
use crate::project::ReviewRequest;
use crate::report::DiffOptions;
use crate::report::terminal::write_review;
use crate::report::write_json;
use crate::report::write_review_html;
use crate::report::write_review_markdown;
use crate::report::write_review_sarif;
use crate::view::Concern;
use crate::view::ReviewView;

/// How a review is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum ReviewFormat {
    /// For people, on a terminal.
    #[default]
    Terminal,
    /// For programs; the schema is docs/schema/review.schema.json.
    Json,
    /// For a comment on a pull request.
    Markdown,
    /// A page that needs nothing else.
    Html,
    /// SARIF 2.1.0, for code-scanning annotations.
    Sarif,
}

/// Bytes of Markdown when nothing says how many: forges take 65,536 characters.
const MAX_BYTES: usize = 60_000;

/// The fewest bytes of Markdown that hold a verdict.
const LEAST_BYTES: usize = 4_000;

fn parse_max_bytes(text: &str) -> Result<usize, String> {
    let bytes = text.parse().ok().filter(|bytes| *bytes >= LEAST_BYTES);
    bytes.ok_or_else(|| format!("a number of bytes, at least {LEAST_BYTES}"))
}

/// What `review` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct ReviewArgs {
    /// BASE..HEAD, BASE...HEAD (from where they parted) or BASE. Without it, the branch that this
    /// one follows, from where they parted.
    #[arg(value_name = "RANGE")]
    range: Option<String>,

    /// Where the project lies, from the top of the repository: for a bare repository, which has no
    /// working tree to stand in.
    #[arg(long, value_name = "FOLDER")]
    project: Option<String>,

    /// Only this seed; can be given several times.
    #[arg(long = "seed", value_name = "ID")]
    seeds: Vec<String>,

    /// Search no file for citations of what changed.
    #[arg(long)]
    no_citations: bool,

    /// How the review is written.
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    format: ReviewFormat,

    /// The most bytes of Markdown: the most serious changes stand, the others are counted.
    #[arg(long, value_name = "N", default_value_t = MAX_BYTES, value_parser = parse_max_bytes)]
    max_bytes: usize,

    /// Exit with 1 when one of these is found, with commas between; with 3 for tampering. `any`
    /// stands for all of them.
    #[arg(long, value_name = "CONCERNS", value_delimiter = ',', value_parser = parse_gate)]
    fail_on: Vec<Gate>,
}

/// What a gate fails on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gate {
    Any,
    One(Concern),
}

fn parse_gate(text: &str) -> Result<Gate, String> {
    if text == "any" {
        return Ok(Gate::Any);
    }
    let found = Concern::ALL.into_iter().find(|concern| concern.name() == text);
    found.map(Gate::One).ok_or_else(|| {
        let names: Vec<&str> = Concern::ALL.iter().map(|concern| concern.name()).collect();
        format!("a review can fail on {} or any", names.join(", "))
    })
}

/// Shows what changed about seeds between two revisions.
pub(in crate::cli) fn run(session: &Session, args: &ReviewArgs) -> Result<ExitStatus, Failure> {
    let review = Review::of(&session.folder, &args.request()?)?;
    let view = review.view();
    let is_for_people = args.format == ReviewFormat::Terminal;
    let mut destination = Destination::open(session.is_paged && is_for_people);
    let options = DiffOptions::default();
    args.write(&view, &options, session, destination.out())?;
    destination.finish()?;
    Ok(args.status(&view))
}

impl ReviewArgs {
    fn write(
        &self,
        view: &ReviewView<'_>,
        options: &DiffOptions,
        session: &Session,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match self.format {
            ReviewFormat::Terminal => write_review(view, options, &session.screen(), out),
            ReviewFormat::Json => write_json(view, out),
            ReviewFormat::Markdown => write_review_markdown(view, options, self.max_bytes, out),
            ReviewFormat::Html => write_review_html(view, options, out),
            ReviewFormat::Sarif => write_review_sarif(view, out),
        }
    }

    fn request(&self) -> Result<ReviewRequest, Failure> {
        let seeds: Result<BTreeSet<SeedId>, Failure> = self
            .seeds
            .iter()
            .map(|text| {
                SeedId::new(text.as_str()).map_err(|error| Failure::Usage {
                    message: format!("{text:?} names no seed: {error}"),
                    hint: "write an id as `provenance status` lists it".to_owned(),
                })
            })
            .collect();
        Ok(ReviewRequest {
            range: self.range.clone(),
            project: self.project.clone(),
            seeds: seeds?,
            is_without_citations: self.no_citations,
        })
    }

    /// What the gates say of what was found.
    fn status(&self, view: &ReviewView<'_>) -> ExitStatus {
        let is_gated = |concern: Concern| {
            self.fail_on.iter().any(|gate| matches!(gate, Gate::Any) || *gate == Gate::One(concern))
        };
        let found = view.concerns.iter().map(|count| count.concern).filter(|it| is_gated(*it));
        match found.min() {
            None => ExitStatus::Fine,
            Some(Concern::Tampering) => ExitStatus::Broken,
            Some(_) => ExitStatus::Look,
        }
    }
}
