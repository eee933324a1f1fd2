//! What went wrong for single files, what people have to settle, and what was mended.

use schemars::JsonSchema;
use serde::Serialize;

use super::version::VersionLabel;
use crate::document::Limitation;
use crate::document::LimitationKind;
use crate::id::ContentId;
use crate::id::SeedId;

/// Something that could not be read or analysed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LimitationView {
    /// What kind of limitation, such as `no-text` or `encoding-inferred`.
    #[schemars(with = "String")]
    pub kind: LimitationKind,
    /// What it means for this document.
    pub detail: String,
}

impl LimitationView {
    /// Shows every limitation of a document.
    #[must_use]
    pub fn of(limitations: &[Limitation]) -> Vec<Self> {
        let show = |limitation: &Limitation| Self {
            kind: limitation.kind,
            detail: limitation.detail.clone(),
        };
        limitations.iter().map(show).collect()
    }
}

/// A file or a step that failed while the rest went on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProblemView {
    /// What was attempted and on which path, as a fragment without a full stop.
    pub message: String,
    /// The causes, outermost first.
    pub causes: Vec<String>,
    /// What to do about it: a command, or a setting to change.
    pub hint: Option<String>,
}

/// A seed that two branches changed: until one file is left, nothing of it is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ConflictView {
    /// The seed.
    #[schemars(with = "String")]
    pub seed: SeedId,
    /// The newest version of each line.
    pub lines: Vec<VersionLabel>,
    /// The files that now claim the seed, or the one file with conflict markers.
    pub paths: Vec<String>,
    /// What to do.
    pub hint: Option<String>,
}

/// An object whose bytes did not match its name and were restored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HealedView {
    /// The object's path.
    pub path: String,
    /// What its bytes are again.
    #[schemars(with = "String")]
    pub digest: ContentId,
    /// Where the bytes were found, such as a path or a git blob.
    pub source: String,
}
