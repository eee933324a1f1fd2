//! `import`: passages that another tool names, as citations.

use schemars::JsonSchema;
use serde::Serialize;

use super::locate::PassageView;
use super::time::SchemaVersion;
use super::version::VersionLabel;

/// A passage that another tool names.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ImportedView {
    /// What the other tool says is meant: a path or an address.
    pub source: Option<String>,
    /// The words, or the keyword.
    pub words: String,
    /// The version that is cited; null when no seed fits.
    pub version: Option<VersionLabel>,
    /// The lines to paste; null when there is a problem.
    pub block: Option<String>,
    /// Why there are none.
    pub problem: Option<String>,
    /// The places that the words fit, when there are several, each with some words around it.
    pub candidates: Vec<PassageView>,
}

/// Passages that another tool names, as citations.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance import")]
pub struct ImportView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// Each, in the order of the file.
    pub passages: Vec<ImportedView>,
}
