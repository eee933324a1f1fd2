//! `readiness --from`: what became of the requirements of an older version.

use schemars::JsonSchema;
use serde::Serialize;

use super::readiness::RequirementView;
use super::time::SchemaVersion;
use super::version::VersionLabel;
use crate::analysis::readiness::Verdict;
use crate::diff::Significance;

/// What a stretch of a reworded requirement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PieceRole {
    /// Stands in both.
    Kept,
    /// Stands only in the old wording.
    Removed,
    /// Stands only in the new wording.
    Added,
}

/// A stretch of a reworded requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PieceView {
    /// What it is.
    pub role: PieceRole,
    /// Its words.
    pub text: String,
}

/// A requirement that was reworded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangedRequirement {
    /// As it was.
    pub old: RequirementView,
    /// As it is.
    pub new: RequirementView,
    /// Every class of change that applies, most serious first.
    pub significance: Vec<Significance>,
    /// Both wordings in one, in the order of the new one.
    pub pieces: Vec<PieceView>,
}

/// One side of a comparison of requirements.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RequirementsSide {
    /// Which version or file it is.
    pub label: VersionLabel,
    /// How much of a specification it is.
    pub verdict: Verdict,
    /// How many requirements it has.
    pub requirements: u64,
}

/// What became of the requirements of an older version.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance readiness --from")]
pub struct RequirementsView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// The old version.
    pub old: RequirementsSide,
    /// The new version.
    pub new: RequirementsSide,
    /// Requirements that only the new version has, in its order.
    pub added: Vec<RequirementView>,
    /// Requirements that only the old version has, in its order.
    pub removed: Vec<RequirementView>,
    /// Requirements that were reworded, in the order of the new version.
    pub changed: Vec<ChangedRequirement>,
    /// How many requirements stand as they stood.
    pub unchanged: u64,
}

impl RequirementsView {
    /// Whether every requirement stands as it stood, and there is no new one.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}
