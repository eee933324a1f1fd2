//! `impact`: which citations a replacement touches.

use schemars::JsonSchema;
use serde::Serialize;

use super::audit::CitationView;
use super::time::SchemaVersion;
use super::version::VersionLabel;

/// The citations of which something else holds after a replacement than before.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance impact")]
pub struct ImpactView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// The version that was replaced; null when there was none before.
    pub from: Option<VersionLabel>,
    /// The version that replaces it.
    pub to: VersionLabel,
    /// Those that it touches, most serious first.
    pub citations: Vec<CitationView>,
    /// How many citations of the seed it leaves as they were.
    pub untouched: u64,
}
