//! `diff` where the bytes of a version are not here: what the hashes of its sentences tell.

use schemars::JsonSchema;
use serde::Serialize;

use super::time::SchemaVersion;
use super::version::VersionLabel;

/// A sentence that one version has and the other has not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SentencePlace {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// The line it begins on.
    pub first_line: u32,
    /// Its text; null where the bytes of its version are not here.
    pub text: Option<String>,
}

/// Which sentences two versions share, told by their hashes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "provenance diff, by hashes")]
pub struct SentenceDiffView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// The old version.
    pub old: VersionLabel,
    /// The new version.
    pub new: VersionLabel,
    /// How many sentences stand in both, wherever.
    pub kept: u64,
    /// Sentences of the old version that the new one has not.
    pub removed: Vec<SentencePlace>,
    /// Sentences of the new version that the old one has not.
    pub added: Vec<SentencePlace>,
}
