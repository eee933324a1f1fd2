//! `set`: a person's word that was recorded.

use schemars::JsonSchema;
use serde::Serialize;

use super::origin::ClaimView;
use super::time::Moment;
use super::time::SchemaVersion;
use super::version::VersionLabel;
use crate::id::StatementId;

/// A claim that a person asserted.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance set")]
pub struct SetView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// The statement's id: BLAKE3 of its file.
    #[schemars(with = "String")]
    pub statement: StatementId,
    /// Its file.
    pub path: String,
    /// What it speaks of: a seed, or one version of it.
    pub subject: VersionLabel,
    /// The field's JSON name, such as `published`.
    pub field: String,
    /// The value from now on.
    pub value: String,
    /// The claim that it outweighs; null when the value was unknown.
    pub previous: Option<ClaimView>,
    /// Why, in the person's words.
    pub why: String,
    /// Who said so.
    pub author: Option<String>,
    /// When.
    pub stated_at: Moment,
}
