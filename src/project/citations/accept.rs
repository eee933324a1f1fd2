//! `audit --accept` and `--revoke`: a person's word about findings.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::audit::Audit;
use super::audit::AuditRequest;
use super::audit::views;
use crate::citation::Audited;
use crate::citation::SignOff;
use crate::history::SeedHistory;
use crate::id::StatementId;
use crate::project::error::ProjectError;
use crate::project::open::Project;
use crate::project::open::SNAPSHOTS;
use crate::project::past::Past;
use crate::project::progress::Progress;
use crate::record::AcceptedFinding;
use crate::record::Kept;
use crate::record::Revocation;
use crate::record::Statement;
use crate::record::StatementBody;
use crate::view::AcceptView;
use crate::view::CitationFinding;
use crate::view::SchemaVersion;
use crate::view::short_id;

/// Most accepted findings in one statement, which stays far below the largest file that is kept.
const MOST_IN_ONE: usize = 20_000;

/// Which findings are accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accepting {
    /// Those of one citation, by its id or the beginning of it.
    Id(String),
    /// All open or harmless ones with this finding.
    Finding(CitationFinding),
}

impl Project {
    /// Records that findings were looked at and are fine: one new statement for all of them.
    ///
    /// # Errors
    /// When an id names no citation or several, there is nothing to accept, or writing fails.
    pub fn accept(
        &self,
        request: &AuditRequest,
        accepting: &[Accepting],
        why: &str,
        progress: &dyn Progress,
    ) -> Result<AcceptView, ProjectError> {
        check_reason(why)?;
        let _lock = self.lock(&|holder| progress.wait(holder))?;
        let past = self.sound_past()?;
        let audit = self.audit_now(request, &past)?;
        let mut chosen: BTreeSet<usize> = BTreeSet::new();
        for one in accepting {
            chosen.extend(choose(&audit.audited, one)?);
        }
        let mut files: BTreeMap<AcceptedFinding, BTreeSet<String>> = BTreeMap::new();
        for one in chosen.iter().filter_map(|index| audit.audited.get(*index)) {
            let unseen = is_out_of_sight(one, &past).then(|| unseen(one)).flatten();
            for sign_off in one.sign_off.iter().chain(&unseen) {
                let Some(finding) = accepted_finding(one, sign_off) else { continue };
                files.entry(finding).or_default().insert(one.citation.file.clone());
            }
        }
        let findings: Vec<AcceptedFinding> = files
            .into_iter()
            .map(|(finding, files)| AcceptedFinding {
                files: files.into_iter().collect(),
                ..finding
            })
            .collect();
        let mut written = Vec::new();
        for findings in findings.chunks(MOST_IN_ONE) {
            let mut findings = findings.to_vec();
            findings.sort_unstable();
            let statement = self.statement(StatementBody::SignOff(findings), why);
            let (_, path) = self.store.put_statement(&statement)?;
            written.push(format!("{SNAPSHOTS}/{path}"));
        }
        self.accepted_view(&audit, &past, &chosen, (written, why))
    }

    fn accepted_view(
        &self,
        audit: &Audit,
        past: &Past,
        chosen: &BTreeSet<usize>,
        (statements, why): (Vec<String>, &str),
    ) -> Result<AcceptView, ProjectError> {
        let all = views(audit, past).into_iter().enumerate();
        let of_them = all.filter(|(index, _)| chosen.contains(index)).map(|(_, view)| view);
        let open = audit.audited.iter().filter(|one| one.needs_person()).count();
        let settled =
            |index: &&usize| audit.audited.get(**index).is_some_and(Audited::needs_person);
        Ok(AcceptView {
            schema_version: SchemaVersion,
            citations: of_them.collect(),
            statements,
            who: self.who(),
            why: why.to_owned(),
            at: self.surroundings.now.into(),
            still_open: (open - chosen.iter().filter(settled).count()) as u64,
        })
    }

    /// Takes back what was accepted of a citation, named by its id or the beginning of it.
    ///
    /// # Errors
    /// When nothing stands accepted under that id, or writing fails.
    pub fn revoke(
        &self,
        id: &str,
        why: &str,
        progress: &dyn Progress,
    ) -> Result<AcceptView, ProjectError> {
        check_reason(why)?;
        let _lock = self.lock(&|holder| progress.wait(holder))?;
        let accepted = self.acceptances()?;
        let fits = |citation: &str| citation.starts_with(bare(id));
        let standing: BTreeSet<(String, StatementId)> = accepted
            .iter()
            .map(|(acceptance, view)| (acceptance.sign_off.citation.to_string(), view.statement))
            .filter(|(citation, _)| fits(citation))
            .collect();
        let ids: BTreeSet<&str> = standing.iter().map(|(citation, _)| citation.as_str()).collect();
        let citation = only_one(id, &ids)?.ok_or_else(|| ProjectError::Claim {
            what: format!("nothing is accepted under {id}"),
            hint: "`provenance audit --all` shows what is accepted, and by whom".to_owned(),
        })?;
        let revocation = Revocation {
            citation: citation.to_owned(),
            sign_offs: standing.iter().map(|(_, statement)| *statement).collect(),
        };
        let statement = self.statement(StatementBody::Revocation(revocation), why);
        let (_, path) = self.store.put_statement(&statement)?;
        let past = self.sound_past()?;
        let audit = self.audit_now(&AuditRequest::default(), &past)?;
        let is_it = |one: &Audited| one.id.as_str() == citation;
        let chosen: BTreeSet<usize> = (0..audit.audited.len())
            .filter(|at| audit.audited.get(*at).is_some_and(is_it))
            .collect();
        let mut view =
            self.accepted_view(&audit, &past, &chosen, (vec![format!("{SNAPSHOTS}/{path}")], why))?;
        view.still_open = audit.view.summary.needs_person;
        Ok(view)
    }

    fn statement(&self, body: StatementBody, why: &str) -> Statement {
        let time = self.surroundings.now;
        Statement { body, why: why.to_owned(), who: self.who(), time, replaces: Vec::new() }
    }
}

fn check_reason(why: &str) -> Result<(), ProjectError> {
    if !why.trim().is_empty() {
        return Ok(());
    }
    Err(ProjectError::Claim {
        what: "a sign-off needs a reason".to_owned(),
        hint: "say with --why what was looked at and why it is fine".to_owned(),
    })
}

/// The digits of an id as people see it.
fn bare(id: &str) -> &str {
    id.strip_prefix("C-").or_else(|| id.strip_prefix("c-")).unwrap_or(id)
}

/// The citations that are meant: their indices.
fn choose(audited: &[Audited], accepting: &Accepting) -> Result<Vec<usize>, ProjectError> {
    let indices = |is_meant: &dyn Fn(&Audited) -> bool| -> Vec<usize> {
        let all = audited.iter().enumerate();
        all.filter(|(_, one)| is_meant(one)).map(|(index, _)| index).collect()
    };
    match accepting {
        Accepting::Finding(finding) => Ok(indices(&|one| {
            one.acceptance.is_none() && CitationFinding::of(&one.outcome, &one.notes) == *finding
        })),
        Accepting::Id(id) => {
            let digits = bare(id);
            let fitting: BTreeSet<&str> = audited
                .iter()
                .map(|one| one.id.as_str())
                .filter(|it| it.starts_with(digits))
                .collect();
            let unknown = || ProjectError::Claim {
                what: format!("no citation has the id {id}"),
                hint: "`provenance audit --all` shows every citation; `--format json` its id"
                    .to_owned(),
            };
            let full = only_one(id, &fitting)?.ok_or_else(unknown)?;
            let chosen = indices(&|one| one.id.as_str() == full);
            let can = |index: &&usize| audited.get(**index).is_some_and(|it| it.sign_off.is_some());
            if chosen.iter().any(|index| can(&index)) {
                return Ok(chosen);
            }
            Err(ProjectError::Claim {
                what: format!("{id} cannot be accepted: there is no passage to accept"),
                hint: "quote words that stand in a recorded version: `provenance cite`".to_owned(),
            })
        }
    }
}

/// The only one of the ids that fit; none when none does.
fn only_one<'a>(id: &str, fitting: &BTreeSet<&'a str>) -> Result<Option<&'a str>, ProjectError> {
    let mut all = fitting.iter().copied();
    match (all.next(), all.next()) {
        (Some(_), Some(_)) => Err(ProjectError::Claim {
            what: format!("{id} fits {} citations", fitting.len()),
            hint: fitting.iter().take(5).map(|it| short_id(it)).collect::<Vec<_>>().join(", "),
        }),
        (only, _) => Ok(only.filter(|_| !bare(id).is_empty())),
    }
}

/// What is recorded of an accepted finding; the files are filled in by the caller.
fn accepted_finding(one: &Audited, sign_off: &SignOff) -> Option<AcceptedFinding> {
    let pinned = one.pinned.as_ref()?;
    Some(AcceptedFinding {
        citation: sign_off.citation.to_string(),
        content: pinned.content,
        context: sign_off.context,
        files: Vec::new(),
        finding: sign_off.finding.name().to_owned(),
        new_passage: sign_off.new_passage,
        old_passage: sign_off.old_passage,
        seed: pinned.seed.clone(),
        version: sign_off.version,
    })
}

/// Whether of either content hashes of sentences alone are kept, so that others cannot see what is
/// accepted here.
fn is_out_of_sight(one: &Audited, past: &Past) -> bool {
    [&one.pinned, &one.current].into_iter().flatten().any(|version| {
        let seed = past.history.seed(&version.seed);
        let mut versions = seed.into_iter().flat_map(SeedHistory::versions);
        versions.any(|(_, facts)| facts.content == version.content && facts.kept == Kept::Hashes)
    })
}

/// The same acceptance as those need it who have not the documents.
fn unseen(one: &Audited) -> Option<SignOff> {
    let (pinned, current) = (one.pinned.as_ref()?, one.current.as_ref()?);
    let sign_off = SignOff::out_of_sight(one.id.clone(), &one.citation.quote, current.content);
    let is_other = one.sign_off.as_ref() != Some(&sign_off) && pinned.content != current.content;
    (is_other && one.followed().is_some()).then_some(sign_off)
}
