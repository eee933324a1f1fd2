//! `impact`: which citations a replacement of a seed touches.

use std::collections::BTreeMap;

use super::audit::name;
use super::audit::view;
use super::library::Library;
use super::touched::touched;
use crate::citation::Missing;
use crate::citation::SeedText;
use crate::citation::SeedVersion;
use crate::citation::Shelf;
use crate::citation::Target;
use crate::citation::audit;
use crate::diff::Classifier;
use crate::history::Moment;
use crate::history::Revision;
use crate::history::SeedHistory;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::project::compare::Operand;
use crate::project::error::ProjectError;
use crate::project::open::Project;
use crate::project::past::Past;
use crate::view::ImpactView;
use crate::view::SchemaVersion;
use crate::view::VersionLabel;

/// A replacement of a seed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImpactRequest {
    /// The seed.
    pub seed: SeedId,
    /// The version that is replaced; none for the one before `to`.
    pub from: Option<Moment>,
    /// The version that replaces it.
    pub to: Moment,
}

/// One side of a replacement.
struct End {
    label: VersionLabel,
    version: SeedVersion,
    text: SeedText,
}

impl Project {
    /// Says which citations a replacement touches: those of which something else holds after it
    /// than before, most serious first. Versions may be recorded or not (the working tree, a git
    /// revision); what people accepted is left out of account.
    ///
    /// # Errors
    /// When the seed or a version is not found, or the files that cite cannot be read.
    pub fn impact(&self, request: &ImpactRequest) -> Result<ImpactView, ProjectError> {
        let past = self.past()?;
        let seed = past.history.require(&request.seed)?;
        let to = self.end(seed, &request.to, &past)?;
        let from = match &request.from {
            Some(moment) => Some(self.end(seed, moment, &past)?),
            None => match before(seed, to.version.content) {
                Some(content) => {
                    Some(self.end(seed, &Moment::Digest(content.to_string()), &past)?)
                }
                None => None,
            },
        };
        self.impact_between(seed, (from, to), &past)
    }

    fn impact_between(
        &self,
        seed: &SeedHistory,
        (from, to): (Option<End>, End),
        past: &Past,
    ) -> Result<ImpactView, ProjectError> {
        let mut citations = self.cited_sources(&[], false)?.found.citations;
        let names = Library::new(self, past, &citations);
        citations.retain(|it| names.seed(&it.target).is_some_and(|it| it.id() == seed.id()));
        drop(names);
        let taken = BTreeMap::from([(seed.id().clone(), to.version.clone())]);
        let mut library = Library::with_current(self, past, &citations, taken);
        for end in from.iter().chain([&to]) {
            library.lend(end.version.content, end.text.clone());
        }
        let mut memory = self.recall_answers();
        let count = citations.len();
        let after = audit(&citations, &library, &[], &mut memory);
        let before = from.as_ref().map(|from| {
            let shelf = Standing { shelf: &library, version: &from.version };
            audit(&citations, &shelf, &[], &mut memory)
        });
        let touched = touched(before.as_deref(), after);
        library.refusal()?;
        self.remember_answers(&memory, false);
        Ok(ImpactView {
            schema_version: SchemaVersion,
            from: from.map(|end| end.label),
            to: to.label.clone(),
            untouched: (count - touched.len()) as u64,
            citations: touched
                .iter()
                .map(|one| {
                    let mut view = view(one, past);
                    // Only what is recorded and stands now can be accepted.
                    view.next = None;
                    if view.new_version.as_ref().is_some_and(|it| it.date.is_none()) {
                        view.new_version = Some(to.label.clone());
                    }
                    view
                })
                .collect(),
        })
    }

    /// A version with its text.
    fn end(&self, seed: &SeedHistory, moment: &Moment, past: &Past) -> Result<End, ProjectError> {
        let revision = Revision { seed: seed.id().clone(), moment: moment.clone() };
        let side = self.side_of(&Operand::Revision(revision), past)?;
        let content = side.label.digest.unwrap_or_else(|| ContentId::of(side.text.as_bytes()));
        let version = SeedVersion {
            seed: seed.id().clone(),
            content,
            path: side.label.path.clone().unwrap_or_default(),
        };
        let label = match moment {
            Moment::WorkTree | Moment::Git(_) => side.label,
            _ => name(&version, past),
        };
        let text = SeedText { text: side.text, space: side.space, noise: Vec::new() };
        Ok(End { label, version, text })
    }
}

/// The content of the version before the last one with that content.
fn before(seed: &SeedHistory, content: ContentId) -> Option<ContentId> {
    let (entry, _) = seed.versions().filter(|(_, facts)| facts.content == content).last()?;
    let before = entry.predecessors.first().and_then(|index| seed.entry(*index))?;
    seed.version_at(before).map(|(_, facts)| facts.content)
}

/// A shelf on which one version stands now.
struct Standing<'s, S> {
    shelf: &'s S,
    version: &'s SeedVersion,
}

impl<S: Shelf> Shelf for Standing<'_, S> {
    fn pinned(&self, target: &Target) -> Result<SeedVersion, Missing> {
        self.shelf.pinned(target)
    }

    fn current(&self, _target: &Target) -> Result<SeedVersion, Missing> {
        Ok(self.version.clone())
    }

    fn earlier(&self, target: &Target) -> Vec<SeedVersion> {
        self.shelf.earlier(target)
    }

    fn text(&self, version: &SeedVersion) -> Result<SeedText, Missing> {
        self.shelf.text(version)
    }

    fn classifier(&self) -> Option<&Classifier> {
        self.shelf.classifier()
    }
}
