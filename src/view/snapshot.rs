//! `snapshot`: what was recorded.

use schemars::JsonSchema;
use serde::Serialize;

use super::change_list::SeedChanges;
use super::problem::ConflictView;
use super::problem::HealedView;
use super::problem::ProblemView;
use super::time::Moment;
use super::time::SchemaVersion;
use crate::id::RunId;
use crate::id::SeedId;

/// The run that a snapshot wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RunView {
    /// Its id: BLAKE3 of its file.
    #[schemars(with = "String")]
    pub id: RunId,
    /// Its file.
    pub path: String,
    /// When it was recorded.
    pub recorded_at: Moment,
}

/// What a snapshot recorded, or, with `--check`, would record.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance snapshot")]
pub struct SnapshotView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// Whether it was only a check, which writes nothing.
    pub check: bool,
    /// One entry for every seed that changed, by seed id.
    pub changes: SeedChanges,
    /// Number of seeds that did not change.
    pub unchanged: u64,
    /// Number of seeds that may not be handed on and are not here: nothing is said of them.
    pub not_here: u64,
    /// Number of contents whose analysis was made again.
    pub reanalysed: u64,
    /// The run that was written; null when nothing was recorded.
    pub run: Option<RunView>,
    /// When the newest run before this one was recorded; null before the first.
    pub last_recorded: Option<Moment>,
    /// Seeds that people have to settle first.
    pub conflicts: Vec<ConflictView>,
    /// Objects whose bytes were restored.
    pub healed: Vec<HealedView>,
    /// Objects that are missing or altered and could not be restored: the record is broken.
    pub lost: Vec<ProblemView>,
    /// Files that could not be recorded while the rest was.
    pub problems: Vec<ProblemView>,
    /// What a person should know but need not act on, such as a run older than its parent.
    pub notes: Vec<String>,
    /// The seeds that are specifications now; told with `--expect-specification`, else null.
    #[schemars(with = "Option<Vec<String>>")]
    pub specifications: Option<Vec<SeedId>>,
}
