//! `provenance review`

use std::collections::BTreeSet;
use std::io;
use std::io::Write;

use clap::Args;
use clap::ValueEnum;

use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::run::Session;
use crate::id::SeedId;
use crate::project::Review;
use crate::project::ReviewRequest;
use crate::report::DiffOptions;
use crate::report::terminal::write_review;
use crate::report::write_json;
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
}

/// What `review` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct ReviewArgs {
    /// BASE..HEAD, BASE...HEAD (from where they parted) or BASE. Without it, the branch that this
    /// one follows, from where they parted.
    #[arg(value_name = "RANGE")]
    range: Option<String>,

    /// Only this seed; can be given several times.
    #[arg(long = "seed", value_name = "ID")]
    seeds: Vec<String>,

    /// How the review is written.
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    format: ReviewFormat,

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
    let mut out = io::BufWriter::new(io::stdout().lock());
    let options = DiffOptions::default();
    match args.format {
        ReviewFormat::Terminal => write_review(&view, &options, &session.screen(), &mut out)?,
        ReviewFormat::Json => write_json(&view, &mut out)?,
    }
    out.flush()?;
    if args.format == ReviewFormat::Terminal {
        output::tell(&view.problems, session.colour);
    }
    Ok(args.status(&view))
}

impl ReviewArgs {
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
        Ok(ReviewRequest { range: self.range.clone(), seeds: seeds? })
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
