//! `status`: what a snapshot would record, and the state of every seed.

use schemars::JsonSchema;
use serde::Serialize;

use super::change::SeedChange;
use super::origin::ShortClaim;
use super::problem::ConflictView;
use super::problem::ProblemView;
use super::time::Moment;
use super::time::SchemaVersion;
use super::version::VersionLabel;
use crate::analysis::readiness::Verdict;

/// How a seed stands beside its last version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SeedState {
    /// The file is what was recorded.
    Recorded,
    /// The file is not recorded yet: new, replaced, moved, removed or returned.
    Pending,
    /// Its removal is recorded.
    Removed,
    /// Two branches changed it, and people have to settle it.
    Conflict,
    /// The file could not be read.
    Unreadable,
    /// The document may not be handed on, and whoever asks does not have it.
    #[serde(rename = "not-here")]
    NotHere,
}

impl SeedState {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Recorded => "recorded",
            Self::Pending => "pending",
            Self::Removed => "removed",
            Self::Conflict => "conflict",
            Self::Unreadable => "unreadable",
            Self::NotHere => "not here",
        }
    }
}

/// One seed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SeedStatus {
    /// Its state.
    pub state: SeedState,
    /// Its last version, with the path it has now; without number and digest when it is new.
    pub latest: VersionLabel,
    /// The title.
    pub title: Option<ShortClaim>,
    /// Who published it, else who published it again.
    pub publisher: Option<ShortClaim>,
    /// When it was published, else when it was updated.
    pub published: Option<ShortClaim>,
    /// The share of the text's bytes that is noise, 0 to 1.
    pub noise_share: Option<f64>,
    /// The readiness verdict.
    pub readiness: Option<Verdict>,
}

/// What a snapshot would record, and the state of every seed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance status")]
pub struct StatusView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// What a snapshot would record, by seed id.
    pub pending: Vec<SeedChange>,
    /// Every seed, by seed id.
    pub seeds: Vec<SeedStatus>,
    /// When the newest run was recorded; null before the first.
    pub last_recorded: Option<Moment>,
    /// Seeds that people have to settle.
    pub conflicts: Vec<ConflictView>,
    /// Files that could not be read.
    pub problems: Vec<ProblemView>,
    /// What a person should know but need not act on.
    pub notes: Vec<String>,
}
