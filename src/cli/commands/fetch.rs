//! `provenance fetch`

use clap::Args;

use crate::cli::arguments::FormatArgs;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::network::NetworkArgs;
use crate::cli::network::Seconds;
use crate::cli::output;
use crate::cli::output::Format;
use crate::cli::progress::Bar;
use crate::cli::run::Session;
use crate::id::SeedId;
use crate::project::FetchRequest;
use crate::report::terminal::write_fetch;
use crate::view::FetchOutcome;
use crate::view::FetchView;
use crate::view::ProblemView;

/// What `fetch` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct FetchArgs {
    /// Only these seeds.
    seeds: Vec<SeedId>,

    /// Leave alone what was asked for within this time, such as 12h, 7d or 2w.
    #[arg(long, value_name = "TIME")]
    every: Option<Seconds>,

    #[command(flatten)]
    network: NetworkArgs,

    #[command(flatten)]
    output: FormatArgs,
}

/// Asks the recorded addresses again.
pub(in crate::cli) fn run(session: &Session, args: &FetchArgs) -> Result<ExitStatus, Failure> {
    let project = session.project()?;
    let client = args.network.client(&[])?;
    let every = args.every.map(|every| every.0);
    let request = FetchRequest { seeds: args.seeds.clone(), every };
    let view = project.fetch(&client, &request, &Bar::default())?;
    let format = args.output.format;
    output::write(&view, format, |view, out| write_fetch(view, &session.screen(), out))?;
    let problems = problems(&view);
    if format == Format::Terminal {
        output::tell(&problems, session.colour);
    }
    let is_quiet = |outcome: FetchOutcome| outcome == FetchOutcome::Unchanged;
    let is_looked_for =
        view.seeds.iter().any(|one| !is_quiet(one.outcome) || one.moved_to.is_some());
    Ok(match () {
        () if !problems.is_empty() || !view.snapshot.conflicts.is_empty() => ExitStatus::Failed,
        () if is_looked_for || !view.unsettled.is_empty() => ExitStatus::Look,
        () => ExitStatus::Fine,
    })
}

/// What went wrong, but for the answers that are told with their seed.
fn problems(view: &FetchView) -> Vec<ProblemView> {
    let failed = view.seeds.iter().filter(|one| one.outcome == FetchOutcome::Failed);
    let failed = failed.filter_map(|one| one.problem.clone());
    failed.chain(view.snapshot.problems.iter().cloned()).collect()
}
