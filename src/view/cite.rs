//! `cite`: a citation ready to be pasted.

use schemars::JsonSchema;
use serde::Serialize;

use super::locate::PassageView;
use super::time::SchemaVersion;
use super::version::VersionLabel;
use crate::citation::Finding;

/// A citation ready to be pasted, or why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance cite")]
pub struct CiteView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// The version that is cited.
    pub version: VersionLabel,
    /// The passage; null when the words fit several places.
    pub passage: Option<PassageView>,
    /// The lines to paste; null when the words fit several places or are too short.
    pub block: Option<String>,
    /// A link that leads to the passage, or its part from `#` on where no address is known; null
    /// where it was not asked for.
    pub link: Option<String>,
    /// Whether the words are too short to tell one place from another.
    pub is_short: bool,
    /// Whether the passage stands in scrape noise.
    pub in_noise: bool,
    /// The places that the words fit, when there are several, each with some words around it.
    pub candidates: Vec<PassageView>,
    /// The latest version and what became of the passage there, when an earlier one is cited.
    pub latest: Option<LatestView>,
}

/// What became of a passage in the latest version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LatestView {
    /// The latest version.
    pub version: VersionLabel,
    /// What became of the passage.
    pub finding: Finding,
}
