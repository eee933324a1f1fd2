//! `why`: from a place in a decision or in code to the passages it rests on.

use schemars::JsonSchema;
use serde::Serialize;

use super::audit::CitationFinding;
use super::audit::CitationView;
use super::origin::ShortClaim;
use super::time::SchemaVersion;
use super::version::VersionLabel;

/// What stands for a passage in one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TrailView {
    /// The version.
    pub version: VersionLabel,
    /// What became of the passage there.
    pub finding: CitationFinding,
}

/// A citation with where its passage came from and where it went.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ReasonView {
    /// The citation.
    pub citation: CitationView,
    /// The title of the version that is cited.
    pub title: Option<ShortClaim>,
    /// Who published it, else who published it again.
    pub publisher: Option<ShortClaim>,
    /// When it was published, else when it was updated.
    pub published: Option<ShortClaim>,
    /// What became of the passage in every version since, oldest first.
    pub trail: Vec<TrailView>,
}

/// The passages that a place rests on.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance why")]
pub struct WhyView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// The file.
    pub file: String,
    /// The line; null for the whole file.
    pub line: Option<u32>,
    /// Whether no citation has that line, so that the nearest one above it is shown.
    pub is_nearest_above: bool,
    /// The citations with their passages, in the order of the file.
    pub reasons: Vec<ReasonView>,
    /// How many citations the file has.
    pub citations_in_file: u64,
}
