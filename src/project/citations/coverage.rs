//! `coverage`: which requirement sentences of a seed are cited, and where.

use std::collections::BTreeSet;

use super::audit::name;
use super::cite::unreadable;
use super::library::Library;
use super::library::current_of;
use crate::citation::Audited;
use crate::citation::CitationForm;
use crate::citation::Placed;
use crate::citation::Shelf;
use crate::citation::audit;
use crate::id::SeedId;
use crate::project::error::ProjectError;
use crate::project::holdings::out_of_reach;
use crate::project::open::Project;
use crate::record::Kept;
use crate::text::Span;
use crate::view::CitingKind;
use crate::view::CitingView;
use crate::view::CoverageView;
use crate::view::CoveredView;
use crate::view::Places;
use crate::view::SchemaVersion;

impl Project {
    /// Says of every requirement sentence of a seed's latest version where it is cited.
    ///
    /// # Errors
    /// When the seed is unknown, removed or cannot be read, or the files that cite cannot be.
    pub fn coverage(&self, id: &SeedId) -> Result<CoverageView, ProjectError> {
        let past = self.past()?;
        let seed = past.history.require(id)?;
        let version = current_of(seed)
            .map_err(|_missing| ProjectError::NotInWorkTree { seed: seed.id().to_string() })?;
        let mut citations = self.cited_sources(&[], false)?.found.citations;
        let library = Library::new(self, &past, &citations);
        citations.retain(|it| library.seed(&it.target).is_some_and(|it| it.id() == seed.id()));
        let mut memory = self.recall_answers();
        let audited = audit(&citations, &library, &[], &mut memory);
        let text = library.text(&version);
        library.refusal()?;
        self.remember_answers(&memory, false);
        let versions = seed.versions().filter(|(_, facts)| facts.content == version.content);
        let (_, facts) = versions.last().ok_or_else(|| unreadable(&version))?;
        let why = || out_of_reach(&past.history, seed.id(), facts);
        let text = text.map_err(|_missing| why().unwrap_or_else(|| unreadable(&version)))?;
        let known = self.analyses_of(&[version.content].into())?.remove(&version.content);
        let analysed = match known.filter(|_| facts.kept == Kept::Bytes) {
            Some((_, analysed)) => analysed,
            None => {
                let bytes = self.bytes_of(&past.history, seed.id(), facts)?;
                self.intake().analyse_bytes(facts.path.file_name(), &bytes)
            }
        };
        let places = Places::in_text(&text.text, text.space);
        let requirements: Vec<CoveredView> = analysed
            .analysis
            .readiness
            .requirements
            .iter()
            .map(|requirement| CoveredView {
                id: requirement.id.clone(),
                range: places.range(requirement.span),
                first_line: places.lines_of(requirement.span).0,
                text: requirement.span.slice(&text.text).to_owned(),
                cited: self.citing(&audited, requirement.span),
            })
            .collect();
        let spans: Vec<Span> = requirements.iter().map(|it| it.range.span()).collect();
        let rests_elsewhere = |one: &&Audited| !spans.iter().any(|span| rests_on(one, *span));
        let count = |kind: CitingKind| {
            let has = |it: &&CoveredView| it.cited.iter().any(|citing| citing.kind == kind);
            requirements.iter().filter(has).count() as u64
        };
        Ok(CoverageView {
            schema_version: SchemaVersion,
            version: name(&version, &past),
            uncited: requirements.iter().filter(|it| it.cited.is_empty()).count() as u64,
            in_decisions: count(CitingKind::Decision),
            in_code: count(CitingKind::Code),
            in_tests: count(CitingKind::Test),
            elsewhere: audited.iter().filter(rests_elsewhere).count() as u64,
            requirements,
        })
    }

    /// The places that cite a requirement sentence, or a part of it.
    fn citing(&self, audited: &[Audited], requirement: Span) -> Vec<CitingView> {
        let places =
            audited.iter().filter(|one| rests_on(one, requirement)).map(|one| CitingView {
                kind: self.kind_of(one),
                file: one.citation.file.clone(),
                line: one.citation.first_line,
            });
        places.collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn kind_of(&self, one: &Audited) -> CitingKind {
        let citation = &one.citation;
        let is_test = citation.role.as_deref() == Some("test")
            || self.config.citations.tests.matches(&citation.file, false);
        match citation.form {
            _ if is_test => CitingKind::Test,
            CitationForm::Record => CitingKind::Decision,
            CitationForm::Comment => CitingKind::Code,
        }
    }
}

/// Whether what stands for a cited passage now overlaps a place.
fn rests_on(one: &Audited, place: Span) -> bool {
    let passage = one.followed().and_then(|followed| followed.new.as_ref());
    passage.map(|Placed { span, .. }| *span).is_some_and(|span| span.overlaps(place))
}
