//! Sign-offs: a person's word that a finding was looked at and is fine.

use serde::Deserialize;
use serde::Serialize;

use super::cited::Citation;
use super::cited::CitationId;
use super::finding::Finding;
use super::location::Location;
use crate::id::ContentId;

/// What a sign-off is bound to: when any of it changes, the finding is new again. Who said so,
/// when and why belong to the statement that holds it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    /// The citation: its seed, its version and its words.
    pub citation: CitationId,
    /// The BLAKE3 digest of what stands beside the passage and binds it: each changed clause, as
    /// it was and as it is, on lines of its own.
    pub context: ContentId,
    /// What was found.
    pub finding: Finding,
    /// The BLAKE3 digest of the passage as it stands now; none when it is gone or ambiguous.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_passage: Option<ContentId>,
    /// The BLAKE3 digest of the passage as it was.
    pub old_passage: ContentId,
    /// The content in which it is gone or ambiguous; none otherwise, so that changes elsewhere in
    /// the seed leave the sign-off valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<ContentId>,
}

impl SignOff {
    /// What a sign-off of this finding is bound to. White space does not count.
    #[must_use]
    pub fn new(citation: &Citation, location: &Location, old_text: &str, new: ContentId) -> Self {
        let passage = |text: &str| {
            let words: Vec<&str> = text.split_whitespace().collect();
            ContentId::of(words.join(" ").as_bytes())
        };
        let mut context = String::new();
        for change in &location.context {
            for side in [&change.old, &change.new] {
                context.push_str(side.as_deref().unwrap_or_default());
                context.push('\n');
            }
        }
        Self {
            citation: citation.id(),
            context: ContentId::of(context.as_bytes()),
            finding: location.finding,
            new_passage: location.new.as_ref().map(|new| passage(&new.text)),
            old_passage: passage(location.old.slice(old_text)),
            version: location.new.is_none().then_some(new),
        }
    }
}
