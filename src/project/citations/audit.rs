//! `audit`: what became of every citation.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::library::Library;
use super::since::since;
use super::words::word_by_word;
use crate::citation::Acceptance;
use crate::citation::Audited;
use crate::citation::Note;
use crate::citation::Outcome;
use crate::citation::SeedVersion;
use crate::citation::audit;
use crate::citation::link_to;
use crate::history::Moment;
use crate::project::error::ProjectError;
use crate::project::open::Project;
use crate::project::past::Past;
use crate::project::past::label;
use crate::view::AcceptedView;
use crate::view::AuditSummary;
use crate::view::AuditView;
use crate::view::CitationFinding;
use crate::view::CitationView;
use crate::view::FindingCount;
use crate::view::LinkView;
use crate::view::MiswrittenView;
use crate::view::PassageView;
use crate::view::VersionLabel;
use crate::view::short_id;

/// What is audited.
#[derive(Debug, Clone, Default)]
pub struct AuditRequest {
    /// Files and folders; everything when empty.
    pub paths: Vec<PathBuf>,
    /// Whether generated and foreign files are searched as well.
    pub includes_generated: bool,
}

/// Citations with what became of each.
pub(super) struct Audit {
    pub(super) audited: Vec<Audited>,
    /// Since when those that a person must look at are so, by index.
    pub(super) since: BTreeMap<usize, VersionLabel>,
    /// Who accepted what, in the order that [`Audited::acceptance`] counts.
    pub(super) accepted: Vec<(Acceptance, AcceptedView)>,
    pub(super) view: AuditView,
}

impl Project {
    /// Says what became of every citation.
    ///
    /// # Errors
    /// When the record, the configuration or a given path cannot be read.
    pub fn audit(&self, request: &AuditRequest) -> Result<AuditView, ProjectError> {
        let past = self.past()?;
        let mut audit = self.audit_now(request, &past)?;
        audit.view.citations = views(&audit, &past);
        Ok(audit.view)
    }

    /// Audits, leaving out the views of single citations.
    pub(super) fn audit_now(
        &self,
        request: &AuditRequest,
        past: &Past,
    ) -> Result<Audit, ProjectError> {
        let sources = self.cited_sources(&request.paths, request.includes_generated)?;
        let accepted = self.acceptances()?;
        let library = Library::new(self, past, &sources.found.citations);
        let mut memory = self.recall_answers();
        let bindings: Vec<Acceptance> = accepted.iter().map(|it| it.0.clone()).collect();
        let audited = audit(&sources.found.citations, &library, &bindings, &mut memory);
        let since = since(&audited, &library, &mut memory);
        library.refusal()?;
        self.remember_answers(&memory, request.paths.is_empty());
        let miswritten = sources.found.problems.into_iter();
        let view = AuditView {
            summary: AuditSummary {
                files: sources.files,
                ignored_files: sources.ignored,
                ..summary(&audited)
            },
            miswritten: miswritten
                .map(|it| MiswrittenView { file: it.file, line: it.line, fault: it.fault })
                .collect(),
            problems: sources.problems,
            ..AuditView::default()
        };
        Ok(Audit { audited, since, accepted, view })
    }
}

fn summary(audited: &[Audited]) -> AuditSummary {
    let count = |is_it: &dyn Fn(&Audited) -> bool| -> u64 {
        audited.iter().filter(|one| is_it(one)).count() as u64
    };
    let mut held: BTreeMap<CitationFinding, u64> = BTreeMap::new();
    for one in audited.iter().filter(|one| one.acceptance.is_none() && !one.needs_person()) {
        *held.entry(CitationFinding::of(&one.outcome, &one.notes)).or_default() += 1;
    }
    AuditSummary {
        citations: audited.len() as u64,
        needs_person: count(&Audited::needs_person),
        accepted: count(&|one| one.acceptance.is_some()),
        old_paths: count(&|one| link(one).is_some()),
        held: held.into_iter().map(|(finding, count)| FindingCount { finding, count }).collect(),
        ..AuditSummary::default()
    }
}

/// Every citation as people and programs see it.
pub(super) fn views(audit: &Audit, past: &Past) -> Vec<CitationView> {
    let view_one = |(index, one): (usize, &Audited)| {
        let mut view = view(one, past);
        view.since = audit.since.get(&index).cloned();
        let accepted = one.acceptance.and_then(|index| audit.accepted.get(index));
        view.accepted = accepted.map(|(_, accepted)| accepted.clone());
        view
    };
    audit.audited.iter().enumerate().map(view_one).collect()
}

/// One citation as people and programs see it.
pub(super) fn view(one: &Audited, past: &Past) -> CitationView {
    let Audited { citation, pinned, current, .. } = one;
    let seed = pinned.as_ref().or(current.as_ref()).map(|version| version.seed.to_string());
    let target = &citation.target;
    let written = || target.seed.clone().or_else(|| target.path.clone());
    let mut view = CitationView {
        id: one.id.to_string(),
        file: citation.file.clone(),
        first_line: citation.first_line,
        last_line: citation.last_line,
        form: citation.form,
        role: citation.role.clone(),
        seed: seed.or_else(written),
        version: target.version.clone(),
        quote: citation.quote.clone(),
        old_version: pinned.as_ref().map(|version| name(version, past)),
        new_version: current.as_ref().map(|version| name(version, past)),
        finding: CitationFinding::of(&one.outcome, &one.notes),
        also: Vec::new(),
        old: None,
        new: None,
        words: Vec::new(),
        context: Vec::new(),
        confidence: None,
        strategy: None,
        candidates: Vec::new(),
        nearest: None,
        notes: one.notes.clone(),
        link: link(one),
        since: None,
        needs_person: one.needs_person(),
        accepted: None,
        next: None,
    };
    match &one.outcome {
        Outcome::Followed(followed) => view.fill(followed),
        Outcome::NeverThere { nearest } => {
            view.nearest = nearest.as_ref().map(PassageView::placed);
        }
        _ => {}
    }
    if let (Some(old), Some(new)) = (&view.old, &view.new) {
        view.words = word_by_word(&old.text, &new.text);
    }
    view.next = one.needs_person().then(|| next(&view, one.sign_off.is_some()));
    view
}

/// The name of a version, with its number and date.
pub(super) fn name(version: &SeedVersion, past: &Past) -> VersionLabel {
    let found = past.history.seed(&version.seed).and_then(|seed| {
        let moment = Moment::Digest(version.content.to_string());
        seed.find(&moment).ok().map(|(entry, _)| label(seed, entry))
    });
    let plain = || VersionLabel {
        seed: Some(version.seed.clone()),
        digest: Some(version.content),
        path: Some(version.path.clone()),
        ..VersionLabel::default()
    };
    found.unwrap_or_else(plain)
}

fn link(one: &Audited) -> Option<LinkView> {
    let written =
        one.citation.target.path.clone().filter(|_| one.notes.contains(&Note::OldPath))?;
    let path = &one.current.as_ref()?.path;
    let now = link_to(&one.citation.file, one.citation.form, path);
    Some(LinkView { written, now })
}

/// The command that goes on from a finding; whether it can be accepted.
fn next(view: &CitationView, is_acceptable: bool) -> String {
    let seed = view.seed.as_deref().unwrap_or_default();
    let version = view.old_version.as_ref().map(ToString::to_string);
    match view.finding {
        CitationFinding::NeverThere => {
            let squeeze = |it: &PassageView| {
                quoted(&it.text.split_whitespace().collect::<Vec<_>>().join(" "))
            };
            let words = view.nearest.as_ref().map_or_else(|| "\"…\"".to_owned(), squeeze);
            let version = version.unwrap_or_else(|| seed.to_owned());
            format!("provenance cite {} {words}", word(&version))
        }
        CitationFinding::UnknownSeed => "provenance status".to_owned(),
        _ if is_acceptable => {
            format!("provenance audit --accept {} --why \"…\"", short_id(&view.id))
        }
        _ => format!("provenance log {}", word(seed)),
    }
}

/// Text as one word of a shell command.
fn word(text: &str) -> String {
    let is_plain = |it: char| it.is_alphanumeric() || matches!(it, '.' | '_' | '/' | '-' | '@');
    if !text.is_empty() && text.chars().all(is_plain) { text.to_owned() } else { quoted(text) }
}

/// Text in quotation marks of the shell.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
