//! What could not be read from a document.

use serde::Deserialize;
use serde::Serialize;

/// The kinds of thing that could not be read from a document, or were read and not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LimitationKind {
    /// The bytes are no text in a known encoding.
    NoText,
    /// The encoding was guessed.
    EncodingInferred,
    /// The document was too large to analyse whole.
    TooLarge,
    /// The document is a pointer to content that lies elsewhere.
    Pointer,
    /// The text shows the marks of having been read in a wrong encoding.
    Mojibake,
    /// The file changed while it was read.
    Unstable,
    /// The file is encrypted, so that its text cannot be read without a password.
    Encrypted,
    /// The pages are pictures: there is no text to read without character recognition.
    Scanned,
    /// The file breaks the rules of its format, so that its text is missing or incomplete.
    Damaged,
    /// Text that a reader of the file does not see, which is left out.
    HiddenText,
    /// Changes that were tracked and not yet settled; the text is the one with all accepted.
    TrackedChanges,
    /// Comments of reviewers, which are left out of the text.
    Comments,
    /// Some characters have no known meaning, so that the text lacks them.
    UnknownCharacters,
    /// Other files or objects inside this one, whose text is not part of its text.
    Attachments,
}

impl LimitationKind {
    /// The version of the stored forms that first knows this kind.
    #[must_use]
    pub(crate) const fn since(self) -> u32 {
        match self {
            Self::NoText
            | Self::EncodingInferred
            | Self::TooLarge
            | Self::Pointer
            | Self::Mojibake
            | Self::Unstable => 1,
            Self::Encrypted
            | Self::Scanned
            | Self::Damaged
            | Self::HiddenText
            | Self::TrackedChanges
            | Self::Comments
            | Self::UnknownCharacters
            | Self::Attachments => 3,
        }
    }
}

/// Something that could not be read or analysed, recorded with the version.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Limitation {
    /// What kind of limitation.
    pub kind: LimitationKind,
    /// What it means for this document, as a sentence fragment for people.
    pub detail: String,
}

impl Limitation {
    /// A limitation with what it means.
    #[must_use]
    pub fn new(kind: LimitationKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into() }
    }
}
