//! `log`: the history of one seed or of all.

use schemars::JsonSchema;
use serde::Serialize;

use super::change::Event;
use super::diff::DiffSummary;
use super::origin::ShortClaim;
use super::time::Moment;
use super::time::SchemaVersion;
use super::version::VersionLabel;
use crate::id::ContentId;
use crate::id::RunId;
use crate::id::SeedId;

/// A commit, as git has it: observed, not derived.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CommitView {
    /// The commit's id.
    pub id: String,
    /// Its author's name.
    pub author: String,
    /// The author's time.
    pub date: Moment,
    /// The first line of its message.
    pub subject: String,
}

/// One version of a seed, or its removal.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LogEntry {
    /// The seed.
    #[schemars(with = "String")]
    pub seed: SeedId,
    /// The version's number; null for a removal.
    pub version: Option<u32>,
    /// Whether another version has the same number, so that only the digest names this one.
    pub ambiguous: bool,
    /// The digest of the content; null for a removal.
    #[schemars(with = "Option<String>")]
    pub digest: Option<ContentId>,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// What happened.
    pub event: Event,
    /// The path it had.
    pub path: String,
    /// The path it had before, when that is another.
    pub previous_path: Option<String>,
    /// The address that the document was captured from.
    pub captured_from: Option<String>,
    /// The run that recorded it.
    #[schemars(with = "String")]
    pub run: RunId,
    /// The versions it follows: none for the first, two and more when it settles a conflict.
    pub predecessors: Vec<VersionLabel>,
    /// The title.
    pub title: Option<ShortClaim>,
    /// Who published it, else who published it again.
    pub publisher: Option<ShortClaim>,
    /// When it was published, else when it was updated.
    pub published: Option<ShortClaim>,
    /// What changed since its first predecessor, where that was asked for.
    pub diff: Option<DiffSummary>,
    /// The earlier version whose content it equals.
    pub equals: Option<VersionLabel>,
    /// The commit that brought the document, or for a removal its record, as git says.
    pub commit: Option<CommitView>,
    /// The commit that brought the record, where that is another one.
    pub recorded_in: Option<CommitView>,
    /// What is odd about it, such as a run that is older than its parent, or where git and the
    /// record disagree.
    pub warnings: Vec<String>,
}

/// A content that was committed under `seeds/` and that no record knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnrecordedView {
    /// The path, from the project's root.
    pub path: String,
    /// Its id in git.
    pub blob: String,
    /// The commit that brought it.
    pub commit: CommitView,
}

/// History, newest first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance log")]
pub struct LogView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// The entries; each stands before every entry that it follows.
    pub entries: Vec<LogEntry>,
    /// How many older entries were left out, because only so many were asked for.
    pub more_entries: u64,
    /// Why the history is incomplete, such as a run whose parent is missing; empty when it is
    /// whole.
    pub gaps: Vec<String>,
    /// Contents that were committed under `seeds/` without a record, newest first.
    pub unrecorded: Vec<UnrecordedView>,
    /// How many more there are.
    pub more_unrecorded: u64,
    /// What a person should know of how git was read.
    pub notes: Vec<String>,
}
