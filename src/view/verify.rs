//! `verify`: whether the store is sound.

use schemars::JsonSchema;
use serde::Serialize;

use super::time::Moment;
use super::time::SchemaVersion;
use crate::id::ContentId;

/// A breach or a gap.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FaultView {
    /// The file.
    pub path: String,
    /// What is wrong with it, for a person.
    pub meaning: String,
    /// The command that mends it; null where none does.
    pub command: Option<String>,
    /// What the command does, or what else mends it: it reads on after the command.
    pub remedy: Option<String>,
}

/// A content that a person took out of reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WithheldView {
    /// A version that has it, such as `003@1`; null when none is recorded here.
    pub version: Option<String>,
    /// Its digest.
    #[schemars(with = "String")]
    pub digest: ContentId,
    /// Who said so.
    pub who: String,
    /// When.
    pub at: Moment,
    /// Why, in the person's words.
    pub why: String,
}

/// What was recomputed, and what was wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "provenance verify")]
pub struct VerifyView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// Whether there is neither breach nor gap.
    pub sound: bool,
    /// Number of seeds.
    pub seeds: u64,
    /// Number of versions.
    pub versions: u64,
    /// Number of runs.
    pub runs: u64,
    /// Number of objects.
    pub objects: u64,
    /// Bytes that were recomputed.
    pub bytes: u64,
    /// Contents of which only sentence hashes are kept.
    pub hashed: u64,
    /// How many of those were checked against the bytes, which are here.
    pub checked_hashes: u64,
    /// Contents that were taken out of reach: their bytes are rightly not here.
    pub withheld: Vec<WithheldView>,
    /// How long it took, in milliseconds.
    pub milliseconds: u64,
    /// Bytes that are not what was recorded.
    pub breaches: Vec<FaultView>,
    /// History that is incomplete.
    pub gaps: Vec<FaultView>,
}
