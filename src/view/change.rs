//! What happened to one seed.

use schemars::JsonSchema;
use serde::Serialize;

use super::diff::DiffSummary;
use super::origin::ShortClaim;
use super::problem::LimitationView;
use super::readiness::ReadinessBrief;
use super::version::VersionLabel;
use crate::analysis::readiness::Verdict;
use crate::id::ContentId;
use crate::id::SeedId;

/// What happened to a seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Event {
    /// It is tracked for the first time.
    New,
    /// Its content is another.
    Replaced,
    /// Its content is the same under another path.
    Moved,
    /// It is not there any more.
    Removed,
    /// It was removed and is there again.
    Returned,
}

impl Event {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Replaced => "replaced",
            Self::Moved => "moved",
            Self::Removed => "removed",
            Self::Returned => "returned",
        }
    }
}

/// Numbers of words that came and went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WordCount {
    /// Words that stand only in the new text.
    pub added: u64,
    /// Words that stand only in the old text.
    pub removed: u64,
}

/// What happened to one seed since its last version.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SeedChange {
    /// The seed.
    #[schemars(with = "String")]
    pub seed: SeedId,
    /// The number of the version that is recorded; null for a removal, and for a content that is
    /// not recorded yet.
    pub version: Option<u32>,
    /// What happened.
    pub event: Event,
    /// The path it has now, or had last.
    pub path: String,
    /// The path it had before, when that is another.
    pub previous_path: Option<String>,
    /// The digest of the content; null for a removal.
    #[schemars(with = "Option<String>")]
    pub digest: Option<ContentId>,
    /// The versions it follows: two and more when it settles a conflict.
    pub predecessors: Vec<VersionLabel>,
    /// The title.
    pub title: Option<ShortClaim>,
    /// Who published it, else who published it again.
    pub publisher: Option<ShortClaim>,
    /// The place.
    pub place: Option<ShortClaim>,
    /// When it was published, else when it was updated.
    pub published: Option<ShortClaim>,
    /// The share of the text's bytes that is noise, 0 to 1; null for a removal.
    pub noise_share: Option<f64>,
    /// What changed in the text since the version before; null where there is none.
    pub diff: Option<DiffSummary>,
    /// The readiness; null for a removal.
    pub readiness: Option<ReadinessBrief>,
    /// The verdict on the version before; null where there is none.
    pub readiness_before: Option<Verdict>,
    /// Whether a specification was lost: the version before was one, and this one is not, or
    /// was removed.
    pub lost_specification: bool,
    /// The awaited systems whose specification arrived with it, by title or scope.
    pub awaited: Vec<String>,
    /// The earlier version whose content it equals.
    pub equals: Option<VersionLabel>,
    /// What could not be read or analysed.
    pub limitations: Vec<LimitationView>,
}

impl SeedChange {
    /// An event with nothing known besides the seed and its path; the caller fills in the rest.
    #[must_use]
    pub const fn new(seed: SeedId, event: Event, path: String) -> Self {
        Self {
            seed,
            version: None,
            event,
            path,
            previous_path: None,
            digest: None,
            predecessors: Vec::new(),
            title: None,
            publisher: None,
            place: None,
            published: None,
            noise_share: None,
            diff: None,
            readiness: None,
            readiness_before: None,
            lost_specification: false,
            awaited: Vec::new(),
            equals: None,
            limitations: Vec::new(),
        }
    }

    /// Whether a specification arrived with it.
    #[must_use]
    pub fn is_arrival(&self) -> bool {
        self.readiness.as_ref().is_some_and(|readiness| readiness.arrived)
    }
}
