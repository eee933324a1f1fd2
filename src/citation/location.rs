//! Where a passage stands now, and what became of it.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use super::finding::Finding;
use crate::text::Span;

/// How the passage was followed.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Strategy {
    /// Its sentences stand in the same place, word for word.
    Kept,
    /// Its sentences stand word for word in one other place.
    Equal,
    /// A sentence without any other source stands where it stood, between the same neighbours.
    InPlace,
    /// A sentence without any other source, elsewhere, shares most of its words.
    Similar,
    /// Its words went into a neighbouring sentence.
    Merged,
    /// The quotation fits several places.
    Several,
    /// The quotation is too short to tell places apart.
    TooShort,
    /// Nothing was found.
    Nothing,
    /// Whole sentences stand in both versions between the same neighbours, told by their hashes.
    Hashes,
}

/// A passage of the new text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its place, in bytes.
    pub span: Span,
    /// Its text.
    pub text: String,
}

/// An exception or condition beside a passage that came, went or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContextChange {
    /// What stood in the old text; none when it came.
    pub old: Option<String>,
    /// What stands in the new text; none when it went.
    pub new: Option<String>,
}

/// Where a passage of the old text stands in the new one, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The most dangerous thing that became of it.
    pub finding: Finding,
    /// What else became of it, most dangerous first.
    pub also: Vec<Finding>,
    /// The passage in the old text, in bytes.
    pub old: Span,
    /// What stands for it now; none when it is gone or ambiguous.
    pub new: Option<Passage>,
    /// The changes beside it that make the finding [`Finding::Context`].
    pub context: Vec<ContextChange>,
    /// How sure the place is, in per mille.
    pub confidence: u32,
    /// How the passage was followed.
    pub strategy: Strategy,
    /// Places of the new text that could stand for it, when there are several.
    pub candidates: Vec<Span>,
}

/// Why a passage cannot be followed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LocateError {
    /// The quotation has no letter or digit.
    #[error("the quotation is empty")]
    Empty,
    /// The quotation does not stand in the old text.
    #[error("the quotation does not stand in this version")]
    NotFound {
        /// The sentence of the old text that is most alike, if one is alike at all.
        nearest: Option<Span>,
    },
}
