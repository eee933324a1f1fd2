//! `provenance add`

use std::path::PathBuf;

use clap::Args;

use crate::capture::Address;
use crate::capture::Client;
use crate::cli::arguments::FormatArgs;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::network::NetworkArgs;
use crate::cli::output;
use crate::cli::output::Format;
use crate::cli::progress::Bar;
use crate::cli::run::Session;
use crate::cli::surroundings::surroundings;
use crate::id::SeedId;
use crate::id::SeedPath;
use crate::project::AddRequest;
use crate::project::ArchiveRequest;
use crate::project::Bringing;
use crate::project::bring_address;
use crate::report::terminal::write_add;
use crate::view::AddView;
use crate::view::ProblemView;

/// What `add` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct AddArgs {
    /// Files and addresses (http, https); with --from-warc, addresses that the archive holds.
    #[arg(value_name = "FILE|URL", required_unless_present = "from_warc")]
    sources: Vec<String>,

    /// The seed that the document is: a new id, or one whose next version it is.
    #[arg(long)]
    id: Option<SeedId>,

    /// The file below seeds/ that it becomes.
    #[arg(long, value_name = "PATH")]
    to: Option<SeedPath>,

    /// Read the documents from a web archive (WARC, also .gz) instead of the network.
    #[arg(long, value_name = "FILE")]
    from_warc: Option<PathBuf>,

    /// Every document of the archive, the newest of each address.
    #[arg(long, requires = "from_warc", conflicts_with = "sources")]
    all: bool,

    #[command(flatten)]
    network: NetworkArgs,

    #[command(flatten)]
    output: FormatArgs,
}

/// Brings documents in.
pub(in crate::cli) fn run(session: &Session, args: &AddArgs) -> Result<ExitStatus, Failure> {
    let project = session.project()?;
    let documents = match &args.from_warc {
        Some(archive) => archived(session, args, archive)?,
        None => brought(session, args)?,
    };
    let request = AddRequest { id: args.id.clone(), to: args.to.clone() };
    let view = project.add(documents, &request, &Bar::default())?;
    let format = args.output.format;
    output::write(&view, format, |view, out| write_add(view, &session.screen(), out))?;
    let problems = problems(&view);
    if format == Format::Terminal {
        output::tell(&problems, session.colour);
    }
    let is_settled = problems.is_empty() && view.snapshot.conflicts.is_empty();
    Ok(if is_settled { ExitStatus::Fine } else { ExitStatus::Failed })
}

fn problems(view: &AddView) -> Vec<ProblemView> {
    let failed = view.documents.iter().filter_map(|document| document.problem.clone());
    failed.chain(view.snapshot.problems.iter().cloned()).collect()
}

fn archived(
    session: &Session,
    args: &AddArgs,
    archive: &std::path::Path,
) -> Result<Vec<Bringing>, Failure> {
    let addresses = args.sources.iter().map(|source| address(source)).collect::<Result<_, _>>()?;
    let max_bytes = args.network.max_bytes.0;
    let request = ArchiveRequest { addresses, is_all: args.all, max_bytes };
    Ok(request.read(&session.folder.join(archive))?)
}

/// Files and addresses, in the order in which they were typed.
fn brought(session: &Session, args: &AddArgs) -> Result<Vec<Bringing>, Failure> {
    let now = surroundings()?.now;
    let mut client: Option<Client> = None;
    let mut documents = Vec::new();
    for source in &args.sources {
        if !Address::is_meant_by(source) {
            let path = session.folder.join(source);
            let document = Bringing::file(&path, now, args.network.max_bytes.0);
            documents.push(Bringing { source: source.clone(), ..document });
            continue;
        }
        let url = address(source)?;
        if client.is_none() {
            client = Some(args.network.client(&named_hosts(&args.sources))?);
        }
        documents.extend(client.as_ref().map(|client| bring_address(client, &url, now)));
    }
    Ok(documents)
}

/// The hosts of the addresses that a person typed: they are meant, wherever they are.
fn named_hosts(sources: &[String]) -> Vec<String> {
    sources.iter().filter_map(|source| Some(Address::new(source).ok()?.host())).collect()
}

fn address(source: &str) -> Result<Address, Failure> {
    Address::new(source).map_err(|error| Failure::Usage {
        message: format!("{source} is not asked: {error}"),
        hint: "name an address such as https://example.org/spec.html".to_owned(),
    })
}
