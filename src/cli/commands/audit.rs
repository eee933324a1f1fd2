//! `provenance audit`

use std::io;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use clap::ValueEnum;

use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::pager::Destination;
use crate::cli::progress::Bar;
use crate::cli::run::Session;
use crate::project::Accepting;
use crate::project::AuditRequest;
use crate::report::terminal::write_accept;
use crate::report::terminal::write_audit;
use crate::report::write_annotations;
use crate::report::write_audit_markdown;
use crate::report::write_audit_sarif;
use crate::report::write_json;
use crate::view::AuditView;
use crate::view::CitationFinding;
use crate::view::CitationView;

/// How an audit is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum AuditFormat {
    /// For people, on a terminal.
    #[default]
    Terminal,
    /// For programs; the schema is docs/schema/audit.schema.json.
    Json,
    /// For pull requests.
    Markdown,
    /// For annotations of code (SARIF 2.1.0).
    Sarif,
    /// For tools that annotate texts (W3C Web Annotations).
    Annotations,
}

/// Which findings end the command with exit code 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FailOn {
    /// Whatever needs a person.
    Any,
    /// None.
    Never,
    /// One of them, unless it was accepted.
    Finding(CitationFinding),
}

/// What `audit` takes.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that can be typed")]
pub(in crate::cli) struct AuditArgs {
    /// Files and folders to search for citations; everything when none is given.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// How the audit is written.
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    format: AuditFormat,

    /// Show the citations that hold as well.
    #[arg(long)]
    all: bool,

    /// Exit with 1 only on these findings, with commas between; `any` is whatever needs a person,
    /// `never` is none.
    #[arg(long, value_name = "FINDINGS", value_delimiter = ',', default_value = "any")]
    #[arg(value_parser = parse_fail_on)]
    fail_on: Vec<FailOn>,

    /// Search generated and foreign files as well.
    #[arg(long)]
    include_generated: bool,

    /// Write the paths in citations anew that do not lead to their seed any more.
    #[arg(long, conflicts_with_all = ["accept", "revoke"])]
    fix: bool,

    /// Record that a finding was looked at and is fine: that of the citation with this id, or
    /// those that --unchanged, --cosmetic or --moved choose.
    #[arg(long, value_name = "ID", num_args = 0.., requires = "why", conflicts_with = "revoke")]
    accept: Option<Vec<String>>,

    /// With --accept: all citations whose passage is unchanged.
    #[arg(long, requires = "accept")]
    unchanged: bool,

    /// With --accept: all whose passage differs in dress alone.
    #[arg(long, requires = "accept")]
    cosmetic: bool,

    /// With --accept: all whose passage stands in another place.
    #[arg(long, requires = "accept")]
    moved: bool,

    /// Take back what was accepted of the citation with this id.
    #[arg(long, value_name = "ID", requires = "why")]
    revoke: Option<String>,

    /// Why it is fine, or no longer.
    #[arg(long)]
    why: Option<String>,
}

fn parse_fail_on(text: &str) -> Result<FailOn, String> {
    match text {
        "any" => Ok(FailOn::Any),
        "never" => Ok(FailOn::Never),
        _ => {
            let named = CitationFinding::ALL.into_iter().find(|it| it.name() == text);
            named.map(FailOn::Finding).ok_or_else(|| {
                let names = CitationFinding::ALL.map(CitationFinding::name).join(", ");
                format!("the findings are {names}; or any, never")
            })
        }
    }
}

/// Says what became of every citation; exits with 1 when something needs a person.
pub(in crate::cli) fn run(session: &Session, args: &AuditArgs) -> Result<ExitStatus, Failure> {
    let project = session.project()?;
    let paths = args.paths.iter().map(|path| session.folder.join(path)).collect();
    let request = AuditRequest { paths, includes_generated: args.include_generated };
    if args.accept.is_some() || args.revoke.is_some() {
        return record(session, args, &request);
    }
    let view = if args.fix { project.mend(&request)? } else { project.audit(&request)? };
    write(&view, session, args)?;
    output::tell(&view.problems, session.colour);
    let fails = view.citations.iter().any(|it| args.fail_on.iter().any(|on| on.fits(it)));
    Ok(match (fails, view.problems.is_empty()) {
        (_, false) => ExitStatus::Failed,
        (true, true) => ExitStatus::Look,
        (false, true) => ExitStatus::Fine,
    })
}

/// Records a person's word.
fn record(
    session: &Session,
    args: &AuditArgs,
    request: &AuditRequest,
) -> Result<ExitStatus, Failure> {
    let project = session.project()?;
    let why = args.why.as_deref().unwrap_or_default();
    let view = match &args.revoke {
        Some(id) => project.revoke(id, why, &Bar::default())?,
        None => project.accept(request, &args.accepting()?, why, &Bar::default())?,
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let is_revoked = args.revoke.is_some();
    match args.format {
        AuditFormat::Json => write_json(&view, &mut out)?,
        _ => write_accept(&view, is_revoked, &session.screen(), &mut out)?,
    }
    out.flush()?;
    Ok(ExitStatus::Fine)
}

impl AuditArgs {
    fn accepting(&self) -> Result<Vec<Accepting>, Failure> {
        let ids = self.accept.iter().flatten().cloned().map(Accepting::Id);
        let kinds = [
            (self.unchanged, CitationFinding::Unchanged),
            (self.cosmetic, CitationFinding::Cosmetic),
            (self.moved, CitationFinding::Moved),
        ];
        let kinds = kinds.into_iter().filter(|(is_meant, _)| *is_meant);
        let all: Vec<Accepting> =
            ids.chain(kinds.map(|(_, finding)| Accepting::Finding(finding))).collect();
        if all.is_empty() {
            return Err(Failure::Usage {
                message: "nothing was chosen to accept".to_owned(),
                hint: "name an id, or --unchanged, --cosmetic, --moved".to_owned(),
            });
        }
        Ok(all)
    }
}

fn write(view: &AuditView, session: &Session, args: &AuditArgs) -> io::Result<()> {
    let is_paged = session.is_paged && args.format == AuditFormat::Terminal;
    let mut destination = Destination::open(is_paged);
    let out = destination.out();
    match args.format {
        AuditFormat::Terminal => write_audit(view, args.all, &session.screen(), out)?,
        AuditFormat::Json => write_json(view, out)?,
        AuditFormat::Markdown => write_audit_markdown(view, out)?,
        AuditFormat::Sarif => write_audit_sarif(view, out)?,
        AuditFormat::Annotations => write_annotations(view, out)?,
    }
    destination.finish()
}

impl FailOn {
    fn fits(self, citation: &CitationView) -> bool {
        match self {
            Self::Any => citation.needs_person,
            Self::Never => false,
            Self::Finding(finding) => citation.finding == finding && citation.accepted.is_none(),
        }
    }
}
