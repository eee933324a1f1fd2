//! `why`: from a decision or a line of code to its passages, their versions and origin.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;

use super::audit::AuditRequest;
use super::audit::views;
use super::library::Library;
use super::since::trail_of;
use super::sources::inside;
use crate::citation::Answer;
use crate::citation::Audited;
use crate::citation::Question;
use crate::citation::answer;
use crate::project::annotate::Brief;
use crate::project::error::ProjectError;
use crate::project::open::Project;
use crate::project::past::Past;
use crate::project::past::label;
use crate::view::CitationFinding;
use crate::view::CitationView;
use crate::view::ReasonView;
use crate::view::SchemaVersion;
use crate::view::TrailView;
use crate::view::WhyView;

impl Project {
    /// Says which passages a file, or a line of it, rests on.
    ///
    /// # Errors
    /// When the file or the record cannot be read.
    pub fn why(&self, file: &Path, line: Option<u32>) -> Result<WhyView, ProjectError> {
        let past = self.past()?;
        let request = AuditRequest { paths: vec![file.to_path_buf()], includes_generated: true };
        let audit = self.audit_now(&request, &past)?;
        let mut all: Vec<(&Audited, CitationView)> =
            audit.audited.iter().zip(views(&audit, &past)).collect();
        all.sort_by_key(|(_, view)| (view.first_line, view.last_line));
        let citations_in_file = all.len() as u64;
        let is_nearest_above = line.is_some_and(|line| narrow(&mut all, line));
        let real = file.canonicalize().ok();
        let file = real.and_then(|real| inside(&self.root, &real));
        Ok(WhyView {
            schema_version: SchemaVersion,
            file: file.unwrap_or_default(),
            line,
            is_nearest_above,
            reasons: self.reasons(all, &past)?,
            citations_in_file,
        })
    }

    fn reasons(
        &self,
        chosen: Vec<(&Audited, CitationView)>,
        past: &Past,
    ) -> Result<Vec<ReasonView>, ProjectError> {
        let contents: BTreeSet<_> =
            chosen.iter().filter_map(|(one, _)| Some(one.pinned.as_ref()?.content)).collect();
        let known = self.analyses_of(&contents)?;
        let citations: Vec<_> = chosen.iter().map(|(one, _)| one.citation.clone()).collect();
        let library = Library::new(self, past, &citations);
        let mut memory = self.recall_answers();
        let asked = chosen.iter().flat_map(|(one, _)| self.trail_questions(one, past));
        let asked: BTreeSet<Question> = asked.map(|(_, question)| question).collect();
        let answers = answer(asked, &library, &mut memory);
        self.remember_answers(&memory, false);
        let mut reasons = Vec::with_capacity(chosen.len());
        for (one, citation) in chosen {
            let analysed = one.pinned.as_ref().and_then(|pinned| known.get(&pinned.content));
            let said = one.pinned.as_ref().map(|pinned| (&pinned.seed, past.history.assertions()));
            let brief = analysed.map(|(_, analysed)| Brief::of(analysed, said, 1));
            let brief = brief.unwrap_or_default();
            reasons.push(ReasonView {
                citation,
                title: brief.title,
                publisher: brief.publisher,
                published: brief.published,
                trail: self.trail(one, past, &answers),
            });
        }
        Ok(reasons)
    }

    fn trail_questions(
        &self,
        one: &Audited,
        past: &Past,
    ) -> Vec<(crate::view::VersionLabel, Question)> {
        let seed = one.pinned.as_ref().and_then(|pinned| past.history.seed(&pinned.seed));
        let Some(seed) = seed else { return Vec::new() };
        let newest_first = trail_of(seed, one).into_iter();
        newest_first.rev().map(|(entry, question)| (label(seed, entry), question)).collect()
    }

    fn trail(
        &self,
        one: &Audited,
        past: &Past,
        answers: &BTreeMap<Question, Answer>,
    ) -> Vec<TrailView> {
        let asked = self.trail_questions(one, past).into_iter();
        asked
            .filter_map(|(version, question)| {
                let finding = answers.get(&question)?.followed()?.finding;
                Some(TrailView { version, finding: CitationFinding::from(finding) })
            })
            .collect()
    }
}

/// Keeps the citations that have the line, else the nearest one above it; whether it did so.
fn narrow(all: &mut Vec<(&Audited, CitationView)>, line: u32) -> bool {
    let has = |view: &CitationView| (view.first_line..=view.last_line).contains(&line);
    if all.iter().any(|(_, view)| has(view)) {
        all.retain(|(_, view)| has(view));
        return false;
    }
    let above = all.iter().map(|(_, view)| view.last_line).filter(|last| *last < line).max();
    all.retain(|(_, view)| Some(view.last_line) == above);
    !all.is_empty()
}
