//! `review`: all that changed about seeds between two revisions.

use schemars::JsonSchema;
use serde::Serialize;

use super::audit::AcceptedView;
use super::audit::CitationFinding;
use super::change::Event;
use super::change::SeedChange;
use super::change::WordCount;
use super::diff::DiffView;
use super::locate::ContextView;
use super::origin::ShortClaim;
use super::problem::LimitationView;
use super::readiness::ReadinessBrief;
use super::significance::SignificanceCounts;
use super::time::SchemaVersion;
use super::version::VersionLabel;
use crate::analysis::readiness::ElementKind;
use crate::analysis::readiness::Verdict;
use crate::diff::Significance;
use crate::id::SeedId;

/// What a person may have to look at, most serious first; a gate names what it fails on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Concern {
    /// Something under `snapshots/` that this tool would not have written.
    Tampering,
    /// A change of `provenance.toml` or of git's attributes for seeds and records.
    Configuration,
    /// A new statement of a person.
    Statement,
    /// A seed was a specification and is none any more.
    SpecificationRegression,
    /// A seed is a specification and was none.
    SpecificationArrival,
    /// A cited passage is not as it was.
    Citation,
    /// A seed was removed.
    Removed,
    /// Several files claim one seed.
    Contested,
    /// Something could not be read or compared, so that nothing can be said of it.
    Unread,
    /// A changed seed has no record.
    Unrecorded,
    /// A duty, recommendation or permission changed.
    Obligation,
    /// Something was negated, or is so no more.
    Negation,
    /// A number, unit, bound, currency or date changed.
    Quantity,
    /// A name, address, identifier or cross-reference changed.
    Reference,
    /// Other words changed.
    Wording,
    /// Case, punctuation, width, quotes or Unicode form changed.
    Cosmetic,
}

impl Concern {
    /// Every concern, most serious first.
    pub const ALL: [Self; 16] = [
        Self::Tampering,
        Self::Configuration,
        Self::Statement,
        Self::SpecificationRegression,
        Self::SpecificationArrival,
        Self::Citation,
        Self::Removed,
        Self::Contested,
        Self::Unread,
        Self::Unrecorded,
        Self::Obligation,
        Self::Negation,
        Self::Quantity,
        Self::Reference,
        Self::Wording,
        Self::Cosmetic,
    ];

    /// The name in commands and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tampering => "tampering",
            Self::Configuration => "configuration",
            Self::Statement => "statement",
            Self::SpecificationRegression => "specification-regression",
            Self::SpecificationArrival => "specification-arrival",
            Self::Citation => "citation",
            Self::Removed => "removed",
            Self::Contested => "contested",
            Self::Unread => "unread",
            Self::Unrecorded => "unrecorded",
            Self::Obligation => "obligation",
            Self::Negation => "negation",
            Self::Quantity => "quantity",
            Self::Reference => "reference",
            Self::Wording => "wording",
            Self::Cosmetic => "cosmetic",
        }
    }

    /// The concern that a class of change is; noise is none.
    #[must_use]
    pub const fn of(class: Significance) -> Option<Self> {
        match class {
            Significance::Obligation => Some(Self::Obligation),
            Significance::Negation => Some(Self::Negation),
            Significance::Quantity => Some(Self::Quantity),
            Significance::Reference => Some(Self::Reference),
            Significance::Wording => Some(Self::Wording),
            Significance::Cosmetic => Some(Self::Cosmetic),
            Significance::Noise => None,
        }
    }
}

/// How often a concern was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ConcernCount {
    /// The concern.
    pub concern: Concern,
    /// How often: changes for classes of change, a change counting for each of its classes; else
    /// findings or seeds.
    pub count: u64,
}

/// One of the two revisions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RevisionLabel {
    /// As it was typed.
    pub name: String,
    /// The commit's id, or that of the tree where a tree was named.
    pub id: String,
}

/// Something to look at besides the changes of the texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReviewFinding {
    /// What it is.
    pub concern: Concern,
    /// The seed it is about.
    #[schemars(with = "Option<String>")]
    pub seed: Option<SeedId>,
    /// The file, from the project's root.
    pub path: Option<String>,
    /// What was found, for a person.
    pub meaning: String,
    /// The command that mends or shows it.
    pub command: Option<String>,
    /// What the command does, or what else mends it: it reads on after the command.
    pub remedy: Option<String>,
}

/// A specification that came or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SpecificationTurn {
    /// The seed.
    #[schemars(with = "String")]
    pub seed: SeedId,
    /// Whether it came (`true`) or went.
    pub arrived: bool,
    /// The verdict on what it was; null when there was nothing.
    pub old: Option<Verdict>,
    /// The verdict on what it is; null when there is nothing.
    pub new: Option<Verdict>,
    /// Elements of the checklist that it had and lacks now.
    pub lost: Vec<ElementKind>,
    /// Elements of the checklist that it lacks.
    pub missing: Vec<ElementKind>,
}

/// A citation whose passage is not as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CitationEffect {
    /// The file that cites, from the project's root.
    pub path: String,
    /// Its line.
    pub line: u32,
    /// The seed, as it is known or else as it is written.
    pub seed: String,
    /// What became of the passage.
    pub finding: CitationFinding,
    /// The passage that is quoted; the words of the citation where it was not found.
    pub old_text: Option<String>,
    /// What stands for it now.
    pub new_text: Option<String>,
    /// Changes beside it that bear on it.
    pub context: Vec<ContextView>,
    /// How many places could stand for it, where none was chosen.
    pub candidates: u64,
    /// An acceptance of exactly this that the new revision brings; it counts once the old one has
    /// it.
    pub brought_acceptance: Option<AcceptedView>,
}

/// What a seed was before.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SeedBefore {
    /// Which version.
    pub version: VersionLabel,
    /// Its length in bytes.
    pub bytes: u64,
    /// The title.
    pub title: Option<ShortClaim>,
    /// Who published it, else who published it again.
    pub publisher: Option<ShortClaim>,
    /// The place.
    pub place: Option<ShortClaim>,
    /// When it was published, else when it was updated.
    pub published: Option<ShortClaim>,
    /// The share of the text's bytes that is noise, 0 to 1; null when it was not read.
    pub noise_share: Option<f64>,
    /// The readiness; null when it was not read.
    pub readiness: Option<ReadinessBrief>,
    /// What could not be read or analysed.
    pub limitations: Vec<LimitationView>,
}

/// What happened to one seed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SeedReview<'a> {
    /// What it is now, and what happened.
    pub change: SeedChange,
    /// What it was; null for a new seed.
    pub before: Option<SeedBefore>,
    /// Whether the new revision holds a record of just this.
    pub recorded: bool,
    /// The most serious class of its changes.
    pub rank: Option<Significance>,
    /// Other seeds that share most of their text with it, most first.
    pub shares_text_with: Vec<SharedText>,
    /// What changed in its text; null where there is nothing to compare.
    pub diff: Option<DiffView<'a>>,
}

/// A seed that shares most of its text with another one.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SharedText {
    /// The other seed.
    #[schemars(with = "String")]
    pub seed: SeedId,
    /// Its path.
    pub path: String,
    /// The share of the shorter text's letters that stand in sentences of both, 0 to 1.
    pub share: f64,
}

/// The changes in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReviewSummary {
    /// Seeds that changed.
    pub seeds: u64,
    /// Seeds that are tracked for the first time.
    pub new: u64,
    /// Seeds whose content is another.
    pub replaced: u64,
    /// Seeds whose content is the same under another path.
    pub moved: u64,
    /// Seeds that are not there any more.
    pub removed: u64,
    /// Seeds that were removed and are there again.
    pub returned: u64,
    /// Changes of all texts by their most serious class.
    pub significance: SignificanceCounts,
    /// Words that came and went, outside noise.
    pub words: WordCount,
}

impl ReviewSummary {
    /// Counts one more seed.
    pub const fn add(&mut self, event: Event) {
        self.seeds += 1;
        let count = match event {
            Event::New => &mut self.new,
            Event::Replaced => &mut self.replaced,
            Event::Moved => &mut self.moved,
            Event::Removed => &mut self.removed,
            Event::Returned => &mut self.returned,
        };
        *count += 1;
    }
}

/// All that changed about seeds between two revisions.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance review")]
pub struct ReviewView<'a> {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// What stood before.
    pub base: RevisionLabel,
    /// What stands after.
    pub head: RevisionLabel,
    /// Whether `base` is where the history of `head` parted from the named revision.
    pub from_merge_base: bool,
    /// Where the project lies in the repository; empty when at its top. Paths are relative to it.
    pub folder: String,
    /// The range to type for the same review: two ids that stay what they are.
    pub range: String,
    /// Whether the history of this clone was cut.
    pub shallow: bool,
    /// The changes in numbers.
    pub summary: ReviewSummary,
    /// What was found and how often, most serious first.
    pub concerns: Vec<ConcernCount>,
    /// What to look at besides the changes of the texts, most serious first.
    pub findings: Vec<ReviewFinding>,
    /// Specifications that came or went.
    pub specifications: Vec<SpecificationTurn>,
    /// Citations whose passage is not as it was; null when they were not looked for.
    pub citations: Option<Vec<CitationEffect>>,
    /// Every seed that changed, most serious first.
    pub seeds: Vec<SeedReview<'a>>,
    /// What a person should know but need not act on.
    pub notes: Vec<String>,
}

impl ReviewView<'_> {
    /// How often a concern was found.
    #[must_use]
    pub fn count(&self, concern: Concern) -> u64 {
        let found = self.concerns.iter().find(|count| count.concern == concern);
        found.map_or(0, |count| count.count)
    }
}
