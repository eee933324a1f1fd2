//! `withhold`: a content that was taken out of reach.

use schemars::JsonSchema;
use serde::Serialize;

use super::time::Moment;
use super::time::SchemaVersion;
use super::version::VersionLabel;
use crate::id::ContentId;
use crate::id::StatementId;

/// A content that is kept no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "provenance withhold")]
pub struct WithholdView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// The version that was named.
    pub subject: VersionLabel,
    /// The content: its digest stays in the record.
    #[schemars(with = "String")]
    pub digest: ContentId,
    /// Every version that has this content, of any seed.
    pub versions: Vec<VersionLabel>,
    /// The statement's id: BLAKE3 of its file.
    #[schemars(with = "String")]
    pub statement: StatementId,
    /// Its file.
    pub path: String,
    /// Whether it had been withheld before, so that only what was left of it was taken away.
    pub was_withheld: bool,
    /// Files that were taken away or written anew without it, from the project's root.
    pub removed: Vec<String>,
    /// Files of seeds that still hold the content.
    pub still_in: Vec<String>,
    /// The git blob that its bytes are in git, where the history still has it.
    pub blob: Option<String>,
    /// Why, in the person's words.
    pub why: String,
    /// Who said so.
    pub author: String,
    /// When.
    pub stated_at: Moment,
}
