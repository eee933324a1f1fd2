//! Sign-offs: findings about citations that a person accepted, and taking that back.

use serde::Deserialize;
use serde::Serialize;

use crate::id::ContentId;
use crate::id::SeedId;
use crate::id::StatementId;

/// One finding that a person accepted. It holds while everything that it is bound to stays: the
/// citation, the finding, both passages, the changed context, and where nothing stands for the
/// passage the version.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptedFinding {
    /// The citation's id: made of its seed, pinned content and words.
    pub citation: String,
    /// The content that it pins.
    pub content: ContentId,
    /// The digest of the changed clauses beside the passage.
    pub context: ContentId,
    /// The files in which the citation stood, from the project's root; sorted.
    pub files: Vec<String>,
    /// The finding, such as `quantity`.
    pub finding: String,
    /// The digest of the passage as it stood when it was accepted; none when nothing did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_passage: Option<ContentId>,
    /// The digest of the passage that was quoted.
    pub old_passage: ContentId,
    /// The seed.
    pub seed: SeedId,
    /// The content in which nothing, or several places, stood for the passage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<ContentId>,
}

impl AcceptedFinding {
    /// Whether it was accepted where hashes of sentences alone are kept.
    #[must_use]
    pub(super) fn is_out_of_sight(&self) -> bool {
        self.finding == "changed"
    }
}

/// Taking back what was accepted of one citation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revocation {
    /// The citation's id.
    pub citation: String,
    /// The statements whose acceptance of it no longer stands; sorted.
    pub sign_offs: Vec<StatementId>,
}
