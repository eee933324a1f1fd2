//! `impact`: which citations a replacement of a seed touches.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::audit::name;
use super::audit::view;
use super::library::Library;
use crate::citation::Audited;
use crate::citation::Citation;
use crate::citation::ContextChange;
use crate::citation::Finding;
use crate::citation::Followed;
use crate::citation::Memory;
use crate::citation::Question;
use crate::citation::SeedText;
use crate::citation::SeedVersion;
use crate::citation::Shelf;
use crate::citation::answer;
use crate::citation::audit;
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
        let touched =
            touched(&citations, &library, from.as_ref().map(|it| &it.version), &mut memory);
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

fn question(one: &Audited, pinned: &SeedVersion, new: &SeedVersion) -> Question {
    Question { old: pinned.clone(), new: new.clone(), quote: one.citation.quote.clone() }
}

/// The citations of which something else holds in the versions that `shelf` has for the current
/// ones than in `from`, most serious first; without `from`, those that a person must look at.
fn touched<S: Shelf>(
    citations: &[Citation],
    shelf: &S,
    from: Option<&SeedVersion>,
    memory: &mut Memory,
) -> Vec<Audited> {
    let mut audited = audit(citations, shelf, &[], memory);
    let Some(from) = from else {
        audited.retain(Audited::needs_person);
        return audited;
    };
    let before = |one: &Audited| Some(question(one, one.pinned.as_ref()?, from));
    let asked: BTreeSet<Question> = audited.iter().filter_map(before).collect();
    let answers = answer(asked, shelf, memory);
    audited.retain(|one| {
        let earlier = before(one).and_then(|question| answers.get(&question));
        earlier.map_or(one.needs_person(), |earlier| {
            earlier.followed().map(brief) != one.followed().map(brief)
        })
    });
    audited
}

/// What of an answer tells whether anything changed: finding, passage and context.
type Brief<'a> = (Finding, Option<Vec<&'a str>>, &'a [ContextChange]);

fn brief(followed: &Followed) -> Brief<'_> {
    let words = followed.new.as_ref().map(|new| new.text.split_whitespace().collect());
    (followed.finding, words, &followed.context)
}
