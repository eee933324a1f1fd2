//! Where the texts that are cited come from.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use super::cited::Target;
use crate::diff::Classifier;
use crate::document::Space;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::record::SentenceHashes;
use crate::text::Span;

/// One version of a seed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SeedVersion {
    /// The seed.
    pub seed: SeedId,
    /// The content.
    pub content: ContentId,
    /// The path of its file, from the root of the project.
    pub path: String,
}

/// What a version says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeedText {
    /// Its text.
    pub text: String,
    /// What the offsets of places in it count.
    pub space: Space,
    /// The spans of it that are scrape noise, ascending.
    pub noise: Vec<Span>,
}

/// Why a version cannot be read.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// No such seed was ever recorded.
    UnknownSeed,
    /// The seed has no such version.
    UnknownVersion,
    /// Several versions fit.
    AmbiguousVersion,
    /// The seed was removed.
    Removed,
    /// The content was withheld.
    Withheld,
    /// Only hashes of its sentences are kept, and they do not tell.
    NotHere,
    /// Hashes of its sentences tell that the passage, or what stands beside it, is not what it
    /// was, and not how.
    Changed,
    /// The content cannot be read as text.
    Unreadable,
}

/// Where an audit takes versions and their texts from.
pub trait Shelf: Sync {
    /// The version that a citation pins; the current one when it pins none.
    ///
    /// # Errors
    /// When there is none, or several.
    fn pinned(&self, target: &Target) -> Result<SeedVersion, Missing>;

    /// The version that stands now.
    ///
    /// # Errors
    /// When there is none, or several.
    fn current(&self, target: &Target) -> Result<SeedVersion, Missing>;

    /// The versions before the current one, newest first: where the words of a citation that pins
    /// none are looked for when they stand in the current one no longer.
    fn earlier(&self, _target: &Target) -> Vec<SeedVersion> {
        Vec::new()
    }

    /// The text of a version.
    ///
    /// # Errors
    /// When it cannot be read.
    fn text(&self, version: &SeedVersion) -> Result<SeedText, Missing>;

    /// The hashes of a version's sentences, where its text is not at hand.
    fn hashes(&self, _version: &SeedVersion) -> Vec<SentenceHashes> {
        Vec::new()
    }

    /// The word lists that judge what became of a passage; none for the built-in ones.
    fn classifier(&self) -> Option<&Classifier> {
        None
    }
}
