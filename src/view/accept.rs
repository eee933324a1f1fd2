//! `audit --accept` and `--revoke`: a person's word that was recorded.

use schemars::JsonSchema;
use serde::Serialize;

use super::audit::CitationView;
use super::time::Moment;
use super::time::SchemaVersion;

/// Findings that a person accepted, or no longer accepts.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance audit --accept, --revoke")]
pub struct AcceptView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// The citations that it is about, as they stood before it was accepted, or stand after it was
    /// taken back.
    pub citations: Vec<CitationView>,
    /// The files of the statements that were written.
    pub statements: Vec<String>,
    /// Who said so.
    pub who: String,
    /// Why, in the person's words.
    pub why: String,
    /// When.
    pub at: Moment,
    /// How many citations a person must still look at.
    pub still_open: u64,
}
