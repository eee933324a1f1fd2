//! `provenance readiness`

use std::io;
use std::io::Write;

use clap::Args;
use clap::ValueEnum;

use crate::analysis::Rules;
use crate::cli::exit_code::ExitStatus;
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::run::Session;
use crate::history::Moment;
use crate::history::Revision;
use crate::project::Operand;
use crate::project::Project;
use crate::project::compare_files_requirements;
use crate::project::readiness_of_file;
use crate::report::terminal::write_readiness;
use crate::report::terminal::write_readiness_table;
use crate::report::terminal::write_requirements;
use crate::report::write_json_line;
use crate::report::write_readiness_markdown;
use crate::report::write_requirements_markdown;
use crate::view::ReadinessReport;
use crate::view::RequirementsView;

/// How a checklist is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum ReadinessFormat {
    /// For people, on a terminal.
    #[default]
    Terminal,
    /// For programs, one line a seed; the schemas are docs/schema/readiness.schema.json and, with
    /// --from, docs/schema/requirements.schema.json.
    Json,
    /// For issues and pull requests.
    Markdown,
}

/// What `readiness` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct ReadinessArgs {
    /// Seeds, versions such as 003@2, or plain files anywhere; every seed when none is named.
    #[arg(value_name = "SEED")]
    seeds: Vec<String>,

    /// Which version of the seeds: a number, digits of the digest, a day, worktree, git:REV.
    #[arg(long, value_name = "VERSION", conflicts_with = "from")]
    version: Option<Moment>,

    /// Compare the requirements with those of this older version (of a plain file: with those of
    /// this file).
    #[arg(long, value_name = "VERSION", requires = "seeds")]
    from: Option<String>,

    /// The newer version to compare; the last one when left out.
    #[arg(long, value_name = "VERSION", requires = "from")]
    to: Option<Moment>,

    /// Print every feature of the score with its value and weight.
    #[arg(long, conflicts_with = "from")]
    explain: bool,

    /// How the result is written.
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    format: ReadinessFormat,
}

/// Shows how much of a system specification seeds or files are.
pub(in crate::cli) fn run(session: &Session, args: &ReadinessArgs) -> Result<ExitStatus, Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    if args.seeds.is_empty() {
        every_seed(session, args, &mut out)?;
        out.flush()?;
        return Ok(ExitStatus::Fine);
    }
    let mut problems = Vec::new();
    let mut written = 0_usize;
    for typed in &args.seeds {
        let found = match &args.from {
            Some(from) => compare(session, args, typed, from).map(Found::Requirements),
            None => judge(session, args, typed).map(Found::Readiness),
        };
        match found {
            Ok(found) => {
                if written > 0 && args.format != ReadinessFormat::Json {
                    writeln!(out)?;
                }
                found.write(session, args.format, &mut out)?;
                written += 1;
            }
            Err(failure) if args.seeds.len() == 1 => return Err(failure),
            Err(failure) => problems.extend(failure.problem()),
        }
    }
    out.flush()?;
    output::tell(&problems, session.colour);
    Ok(if problems.is_empty() { ExitStatus::Fine } else { ExitStatus::Failed })
}

/// What was found out about one seed or file.
enum Found {
    Readiness(ReadinessReport),
    Requirements(RequirementsView),
}

impl Found {
    fn write(
        &self,
        session: &Session,
        format: ReadinessFormat,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        use ReadinessFormat::Json;
        use ReadinessFormat::Markdown;
        use ReadinessFormat::Terminal;
        match (self, format) {
            (Self::Readiness(view), Terminal) => write_readiness(view, &session.screen(), out),
            (Self::Readiness(view), Json) => write_json_line(view, out),
            (Self::Readiness(view), Markdown) => write_readiness_markdown(view, out),
            (Self::Requirements(view), Terminal) => {
                write_requirements(view, &session.screen(), out)
            }
            (Self::Requirements(view), Json) => write_json_line(view, out),
            (Self::Requirements(view), Markdown) => write_requirements_markdown(view, out),
        }
    }
}

/// The last version of every seed: a table for people, whole for programs.
fn every_seed(session: &Session, args: &ReadinessArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let project = session.project()?;
    let moment = args.version.clone().unwrap_or(Moment::Latest);
    let mut reports = Vec::new();
    for seed in project.seeds()? {
        let revision = Revision { seed, moment: moment.clone() };
        let report = match project.readiness(&revision, args.explain) {
            Err(error) if error.is_rightly_absent() => {
                output::tell(Failure::from(error).problem().as_slice(), session.colour);
                continue;
            }
            other => other?,
        };
        match args.format {
            ReadinessFormat::Terminal => reports.push(report),
            format => Found::Readiness(report).write(session, format, out)?,
        }
    }
    if args.format == ReadinessFormat::Terminal {
        write_readiness_table(&reports, &session.screen(), out)?;
    }
    Ok(())
}

fn judge(session: &Session, args: &ReadinessArgs, typed: &str) -> Result<ReadinessReport, Failure> {
    match operand(session, typed, args.version.as_ref())? {
        Operand::File(path) => {
            let project = session.project().ok();
            let rules = project.as_ref().map_or_else(Rules::default, |it| it.rules().clone());
            Ok(readiness_of_file(&path, typed, &rules, args.explain)?)
        }
        Operand::Revision(revision) => Ok(session.project()?.readiness(&revision, args.explain)?),
    }
}

/// What was typed, with `--version` taken for a seed that names none itself.
fn operand(session: &Session, typed: &str, version: Option<&Moment>) -> Result<Operand, Failure> {
    let operand = Operand::parse(typed, &session.folder)?;
    let refuse = |message: String| Failure::Usage {
        message,
        hint: "name a seed, such as 003, or leave --version out".to_owned(),
    };
    match (operand, version) {
        (operand, None) => Ok(operand),
        (Operand::Revision(Revision { seed, moment: Moment::Latest }), Some(version)) => {
            Ok(Operand::Revision(Revision { seed, moment: version.clone() }))
        }
        (Operand::Revision(_), Some(_)) => Err(refuse(format!("{typed} names a version already"))),
        (Operand::File(_), Some(_)) => {
            Err(refuse(format!("{typed} is a plain file, which has no versions")))
        }
    }
}

fn compare(
    session: &Session,
    args: &ReadinessArgs,
    typed: &str,
    from: &str,
) -> Result<RequirementsView, Failure> {
    match operand(session, typed, args.to.as_ref())? {
        Operand::File(new) => {
            let old = session.folder.join(from);
            let project: Option<Project> = session.project().ok();
            let rules = project.as_ref().map_or_else(Rules::default, |it| it.rules().clone());
            Ok(compare_files_requirements(&old, &new, &rules)?)
        }
        Operand::Revision(Revision { seed, moment }) => {
            let from = from.parse().map_err(crate::project::ProjectError::from)?;
            Ok(session.project()?.requirements(&seed, &from, &moment)?)
        }
    }
}
