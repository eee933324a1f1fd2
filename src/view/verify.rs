//! `verify`: whether the store is sound.

use schemars::JsonSchema;
use serde::Serialize;

use super::time::SchemaVersion;

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
    /// How long it took, in milliseconds.
    pub milliseconds: u64,
    /// Bytes that are not what was recorded.
    pub breaches: Vec<FaultView>,
    /// History that is incomplete.
    pub gaps: Vec<FaultView>,
}
