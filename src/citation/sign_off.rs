//! Sign-offs: a person's word that a finding was looked at and is fine.

use serde::Deserialize;
use serde::Serialize;

use super::cited::CitationId;
use super::finding::Finding;
use super::followed::Followed;
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
    pub finding: AcceptedAs,
    /// The BLAKE3 digest of the passage as it stands now; none when it is gone or ambiguous.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_passage: Option<ContentId>,
    /// The BLAKE3 digest of the passage as it was.
    pub old_passage: ContentId,
    /// The content in which it is gone or ambiguous, or that what became of it was accepted in
    /// without looking here; none otherwise, so that changes elsewhere in the seed leave the
    /// sign-off valid, and none when the seed itself was removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<ContentId>,
}

/// What a person accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AcceptedAs {
    /// What became of the passage, word for word.
    Finding(Finding),
    /// Whatever became of the passage between two contents of which hashes of sentences alone are
    /// kept: who says so looked at the documents.
    Changed,
}

impl AcceptedAs {
    /// The name in statements.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Finding(finding) => finding.name(),
            Self::Changed => "changed",
        }
    }

    /// What has that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let all = Finding::ALL.into_iter().map(Self::Finding).chain([Self::Changed]);
        all.into_iter().find(|it| it.name() == name)
    }
}

/// A sign-off that stands, with the files in which the citation stood when it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// What it is bound to.
    pub sign_off: SignOff,
    /// The files, from the root of the project.
    pub files: Vec<String>,
}

impl SignOff {
    /// What a sign-off of this finding is bound to. White space does not count.
    #[must_use]
    pub fn new(citation: CitationId, followed: &Followed, new: ContentId) -> Self {
        let mut context = String::new();
        for change in &followed.context {
            for side in [&change.old, &change.new] {
                context.push_str(side.as_deref().unwrap_or_default());
                context.push('\n');
            }
        }
        Self {
            citation,
            context: ContentId::of(context.as_bytes()),
            finding: AcceptedAs::Finding(followed.finding),
            new_passage: followed.new.as_ref().map(|new| passage(&new.text)),
            old_passage: passage(&followed.old.text),
            version: followed.new.is_none().then_some(new),
        }
    }

    /// What it is bound to when the whole seed was removed: it holds until the seed returns.
    #[must_use]
    pub fn of_removed(citation: CitationId, followed: &Followed) -> Self {
        Self {
            citation,
            context: ContentId::of(b""),
            finding: AcceptedAs::Finding(Finding::Gone),
            new_passage: None,
            old_passage: passage(&followed.old.text),
            version: None,
        }
    }

    /// What it is bound to where hashes of sentences alone are kept: the words as they are quoted,
    /// and the new content as a whole, for nothing tells which part of it matters. Those who have
    /// the documents and those who have not arrive at the same.
    #[must_use]
    pub fn out_of_sight(citation: CitationId, quote: &str, new: ContentId) -> Self {
        Self {
            citation,
            context: ContentId::of(b""),
            finding: AcceptedAs::Changed,
            new_passage: None,
            old_passage: passage(quote),
            version: Some(new),
        }
    }
}

fn passage(text: &str) -> ContentId {
    let words: Vec<&str> = text.split_whitespace().collect();
    ContentId::of(words.join(" ").as_bytes())
}
