//! The doors of the room: two passages, or one change inside two sentences.

use std::collections::BTreeSet;

use super::judge::Judgement;
use super::lexicon::Lexicon;
use super::vocabulary::Vocabulary;
use crate::diff::Significance;
use crate::text::Span;

/// One side of a change.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Side<'a> {
    /// The whole text of this side.
    pub(crate) text: &'a str,
    /// What changed; empty where nothing stands.
    pub(crate) changed: Span,
    /// The sentence or sentences that hold it.
    pub(crate) sentence: Span,
}

/// Judges changes by one set of word lists.
#[derive(Debug)]
pub struct Classifier {
    vocabulary: Vocabulary,
}

impl Classifier {
    /// Makes the word lists ready.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Self {
        Self { vocabulary: Vocabulary::new(lexicon) }
    }

    /// Every class of the change from one passage to another; empty only when they are equal.
    #[must_use]
    pub fn classify_passages(&self, old: &str, new: &str) -> BTreeSet<Significance> {
        passages(old, new, &self.vocabulary)
    }
}

/// Every class of the change from one passage to another, by the built-in word lists; empty only
/// when they are equal.
#[must_use]
pub fn classify_passages(old: &str, new: &str) -> BTreeSet<Significance> {
    passages(old, new, Vocabulary::built_in())
}

/// Judges two passages; what differs without any finding is white space.
fn passages(old: &str, new: &str, vocabulary: &Vocabulary) -> BTreeSet<Significance> {
    let classes = Judgement::new(old, new, vocabulary).classes();
    if classes.is_empty() && old != new {
        BTreeSet::from([Significance::Cosmetic])
    } else {
        classes
    }
}

/// Every class of one change, by the built-in word lists.
pub(crate) fn classify(old: Side<'_>, new: Side<'_>) -> BTreeSet<Significance> {
    let judgement = Judgement::new(
        old.sentence.slice(old.text),
        new.sentence.slice(new.text),
        Vocabulary::built_in(),
    );
    let inside = |side: &Side<'_>| {
        let start = side.changed.start().saturating_sub(side.sentence.start());
        Span::at(start, side.changed.len())
    };
    judgement.classes_at(inside(&old), inside(&new))
}
