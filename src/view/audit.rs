//! `audit`: what became of every citation.

use std::num::NonZeroU32;

use schemars::JsonSchema;
use serde::Serialize;

use super::locate::ContextView;
use super::locate::PassageView;
use super::problem::ProblemView;
use super::time::Moment;
use super::time::SchemaVersion;
use super::version::VersionLabel;
use crate::analysis::PerMille;
use crate::citation::CitationForm;
use crate::citation::Finding;
use crate::citation::Followed;
use crate::citation::Missing;
use crate::citation::Note;
use crate::citation::Outcome;
use crate::citation::ScanFault;
use crate::citation::Strategy;
use crate::id::StatementId;

/// What became of a citation: that it cannot be followed, and why, or the finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it; docs/CITATIONS.md explains each")]
pub enum CitationFinding {
    NeverThere,
    UnknownSeed,
    UnknownVersion,
    AmbiguousVersion,
    Withheld,
    NotHere,
    Unreadable,
    Removed,
    Changed,
    Gone,
    Ambiguous,
    Obligation,
    Negation,
    Quantity,
    Reference,
    Context,
    Reworded,
    Noise,
    Moved,
    Cosmetic,
    Unchanged,
}

impl CitationFinding {
    /// All findings, most dangerous first.
    pub const ALL: [Self; 21] = [
        Self::NeverThere,
        Self::UnknownSeed,
        Self::UnknownVersion,
        Self::AmbiguousVersion,
        Self::Withheld,
        Self::NotHere,
        Self::Unreadable,
        Self::Removed,
        Self::Changed,
        Self::Gone,
        Self::Ambiguous,
        Self::Obligation,
        Self::Negation,
        Self::Quantity,
        Self::Reference,
        Self::Context,
        Self::Reworded,
        Self::Noise,
        Self::Moved,
        Self::Cosmetic,
        Self::Unchanged,
    ];

    /// The finding of an outcome; a harmless one of a passage in noise is `noise`.
    #[must_use]
    pub fn of(outcome: &Outcome, notes: &[Note]) -> Self {
        match outcome {
            Outcome::NoPinned(missing) | Outcome::NoCurrent(missing) => Self::of_missing(*missing),
            Outcome::Followed(followed)
                if followed.finding.is_harmless() && notes.contains(&Note::InNoise) =>
            {
                Self::Noise
            }
            Outcome::Followed(followed) => Self::from(followed.finding),
            _ => Self::NeverThere,
        }
    }

    const fn of_missing(missing: Missing) -> Self {
        match missing {
            Missing::UnknownSeed => Self::UnknownSeed,
            Missing::UnknownVersion => Self::UnknownVersion,
            Missing::AmbiguousVersion => Self::AmbiguousVersion,
            Missing::Removed => Self::Removed,
            Missing::Withheld => Self::Withheld,
            Missing::NotHere => Self::NotHere,
            Missing::Changed => Self::Changed,
            Missing::Unreadable => Self::Unreadable,
        }
    }

    /// The name in commands and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NeverThere => "never-there",
            Self::UnknownSeed => "unknown-seed",
            Self::UnknownVersion => "unknown-version",
            Self::AmbiguousVersion => "ambiguous-version",
            Self::Withheld => "withheld",
            Self::NotHere => "not-here",
            Self::Changed => "changed",
            Self::Unreadable => "unreadable",
            Self::Removed => "removed",
            Self::Noise => "noise",
            Self::Gone => Finding::Gone.name(),
            Self::Ambiguous => Finding::Ambiguous.name(),
            Self::Obligation => Finding::Obligation.name(),
            Self::Negation => Finding::Negation.name(),
            Self::Quantity => Finding::Quantity.name(),
            Self::Reference => Finding::Reference.name(),
            Self::Context => Finding::Context.name(),
            Self::Reworded => Finding::Reworded.name(),
            Self::Moved => Finding::Moved.name(),
            Self::Cosmetic => Finding::Cosmetic.name(),
            Self::Unchanged => Finding::Unchanged.name(),
        }
    }

    /// Whether the passage still says the same.
    #[must_use]
    pub const fn is_harmless(self) -> bool {
        matches!(self, Self::Moved | Self::Cosmetic | Self::Unchanged)
    }
}

impl From<Finding> for CitationFinding {
    fn from(finding: Finding) -> Self {
        match finding {
            Finding::Gone => Self::Gone,
            Finding::Ambiguous => Self::Ambiguous,
            Finding::Obligation => Self::Obligation,
            Finding::Negation => Self::Negation,
            Finding::Quantity => Self::Quantity,
            Finding::Reference => Self::Reference,
            Finding::Context => Self::Context,
            Finding::Reworded => Self::Reworded,
            Finding::Moved => Self::Moved,
            Finding::Cosmetic => Self::Cosmetic,
            Finding::Unchanged => Self::Unchanged,
        }
    }
}

/// Whether words stand in both passages or in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum WordsRole {
    /// In both.
    Kept,
    /// In the old one alone.
    Removed,
    /// In the new one alone.
    Added,
}

/// A stretch of words of both passages together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WordsView {
    /// Where they stand.
    pub role: WordsRole,
    /// The words, with the white space around them.
    pub text: String,
}

/// A person's word that a finding is fine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AcceptedView {
    /// Who said so.
    pub who: String,
    /// When.
    pub at: Moment,
    /// Why, in the person's words.
    pub why: String,
    /// The statement that holds it.
    #[schemars(with = "String")]
    pub statement: StatementId,
}

/// A path in a citation that does not lead to the seed's file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LinkView {
    /// The path as it is written.
    pub written: String,
    /// The path that would lead there.
    pub now: String,
}

/// What a finding says of the passage.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CitationView {
    /// Its id: made of the seed, the version and the words.
    pub id: String,
    /// The file that it stands in.
    pub file: String,
    /// Its first line.
    pub first_line: u32,
    /// Its last line.
    pub last_line: u32,
    /// How it is written.
    pub form: CitationForm,
    /// What the place does with the passage, where it says so.
    pub role: Option<String>,
    /// The seed, as it is known or else as it is written.
    pub seed: Option<String>,
    /// The version, as it is written.
    pub version: Option<String>,
    /// The words that are quoted.
    pub quote: String,
    /// The version that is pinned; null when it is unknown.
    pub old_version: Option<VersionLabel>,
    /// The version that stands now; null when there is none.
    pub new_version: Option<VersionLabel>,
    /// The most dangerous thing that became of the passage.
    pub finding: CitationFinding,
    /// What else became of it, most dangerous first.
    pub also: Vec<Finding>,
    /// The passage as it was; null when it cannot be told.
    pub old: Option<PassageView>,
    /// What stands for it now; null when nothing or several do.
    pub new: Option<PassageView>,
    /// Both passages word by word; empty when they say the same or one is missing.
    pub words: Vec<WordsView>,
    /// Changes beside it that bear on it.
    pub context: Vec<ContextView>,
    /// How sure the place is, 0 to 1; null when there is none.
    pub confidence: Option<f64>,
    /// How the passage was followed.
    pub strategy: Option<Strategy>,
    /// Places that could stand for it, when there are several.
    pub candidates: Vec<PassageView>,
    /// What stands in the pinned version and is most alike, when the words never stood there.
    pub nearest: Option<PassageView>,
    /// What else there is to say.
    pub notes: Vec<Note>,
    /// The path in it that does not lead to the seed any more.
    pub link: Option<LinkView>,
    /// The version since which it is so; of a removed seed, when it went away.
    pub since: Option<VersionLabel>,
    /// Whether a person must look.
    pub needs_person: bool,
    /// Who accepted exactly this finding.
    pub accepted: Option<AcceptedView>,
    /// What to do next.
    pub next: Option<String>,
}

impl CitationView {
    /// Digits of an id that are shown to people.
    pub const SHORT_DIGITS: usize = 8;

    /// The id as people see it: `C-1f3a9c2e`.
    #[must_use]
    pub fn short_id(&self) -> String {
        short_id(&self.id)
    }

    /// Puts what was followed into the view.
    pub fn fill(&mut self, followed: &Followed) {
        let confidence = u16::try_from(followed.confidence).unwrap_or(u16::MAX);
        self.also.clone_from(&followed.also);
        self.old = Some(PassageView::placed(&followed.old));
        self.new = followed.new.as_ref().map(PassageView::placed);
        self.context = ContextView::of(&followed.context);
        self.confidence = Some(PerMille::new(confidence).fraction());
        self.strategy = Some(followed.strategy);
        self.candidates = followed.candidates.iter().map(PassageView::placed).collect();
    }
}

/// An id as people see it: `C-1f3a9c2e`.
#[must_use]
pub fn short_id(id: &str) -> String {
    format!("C-{}", id.get(..CitationView::SHORT_DIGITS).unwrap_or(id))
}

/// Something that looks like a citation and is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MiswrittenView {
    /// The file.
    pub file: String,
    /// The line.
    pub line: u32,
    /// What is wrong.
    pub fault: ScanFault,
}

/// How many citations there are of each kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AuditSummary {
    /// All citations.
    pub citations: u64,
    /// Those that a person must look at.
    pub needs_person: u64,
    /// Those whose finding a person accepted.
    pub accepted: u64,
    /// Those that hold by themselves, by finding, most dangerous first.
    pub held: Vec<FindingCount>,
    /// Paths in citations that do not lead to their seed any more.
    pub old_paths: u64,
    /// Files that were searched.
    pub files: u64,
    /// Files left out because they say that they are generated; what lies in folders that are never
    /// searched is not counted.
    pub ignored_files: u64,
}

/// How often there is a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FindingCount {
    /// The finding.
    pub finding: CitationFinding,
    /// How often.
    pub count: u64,
}

/// A path in a citation that was mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MendedView {
    /// The file.
    pub file: String,
    /// The line.
    pub line: NonZeroU32,
    /// The path as it was and as it is.
    pub link: LinkView,
}

/// What became of every citation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance audit")]
pub struct AuditView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// All of them in numbers.
    pub summary: AuditSummary,
    /// Each, most dangerous first.
    pub citations: Vec<CitationView>,
    /// What is badly written.
    pub miswritten: Vec<MiswrittenView>,
    /// Paths that were mended.
    pub mended: Vec<MendedView>,
    /// Files that could not be read or mended.
    pub problems: Vec<ProblemView>,
}

impl AuditView {
    /// Those that a person must look at, most dangerous first.
    pub fn open(&self) -> impl Iterator<Item = &CitationView> {
        self.citations.iter().filter(|citation| citation.needs_person)
    }
}
