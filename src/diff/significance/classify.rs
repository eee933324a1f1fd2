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

/// How many bytes of a large change are judged at once.
const PART: usize = 1 << 14;

/// How many bytes of each side of a large change are judged; what follows is wording.
const LARGEST_READ: usize = 1 << 22;

/// The beginning of a text in parts that end with a line where they can.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.get(..text.floor_char_boundary(LARGEST_READ)).unwrap_or_default();
    std::iter::from_fn(move || {
        let reach = rest.get(..rest.floor_char_boundary(PART)).filter(|reach| !reach.is_empty())?;
        let line = reach.rfind('\n').filter(|_| reach.len() < rest.len());
        let (part, after) = rest.split_at(line.map_or(reach.len(), |line| line + 1));
        rest = after;
        Some(part)
    })
}

/// A sentence of more bytes than this is judged near its changes only.
const LONGEST_SENTENCE: usize = 4096;

/// How much of such a sentence around a change is judged, in bytes on either side.
const NEAR: usize = 64;

/// Judges the changes of one pair of texts, and remembers the last pair of sentences: several
/// changes of one sentence cost little more than one.
#[derive(Debug)]
pub(crate) struct Judge<'v> {
    vocabulary: &'v Vocabulary,
    last: Option<(Span, Span, Judgement)>,
}

impl<'v> Judge<'v> {
    /// A judge with these word lists, or with the built-in ones.
    pub(crate) fn new(classifier: Option<&'v Classifier>) -> Self {
        let vocabulary = match classifier {
            Some(classifier) => &classifier.vocabulary,
            None => Vocabulary::built_in(),
        };
        Self { vocabulary, last: None }
    }

    /// Every class of a change that is too large for its sides to be compared: of all that went
    /// and all that came, part by part.
    pub(crate) fn classify_large(&self, old: &str, new: &str) -> BTreeSet<Significance> {
        let mut classes = BTreeSet::from([Significance::Wording]);
        for part in parts(old) {
            classes.extend(passages(part, "", self.vocabulary));
        }
        for part in parts(new) {
            classes.extend(passages("", part, self.vocabulary));
        }
        classes
    }

    /// Every class of one change; never empty when the changed texts differ.
    pub(crate) fn classify(&mut self, old: Side<'_>, new: Side<'_>) -> BTreeSet<Significance> {
        let (old_sentence, new_sentence) = (window(&old), window(&new));
        let is_known =
            |(old, new, _): &&(Span, Span, Judgement)| (*old, *new) == (old_sentence, new_sentence);
        if self.last.as_ref().filter(is_known).is_none() {
            let texts = (old_sentence.slice(old.text), new_sentence.slice(new.text));
            let judgement = Judgement::new(texts.0, texts.1, self.vocabulary);
            self.last = Some((old_sentence, new_sentence, judgement));
        }
        let inside = |side: &Side<'_>, sentence: Span| {
            Span::at(side.changed.start().saturating_sub(sentence.start()), side.changed.len())
        };
        let place = (inside(&old, old_sentence), inside(&new, new_sentence));
        let classes =
            self.last.as_ref().map(|(.., judgement)| judgement.classes_at(place.0, place.1));
        // Words that the sentences pair otherwise than the edit script does are judged alone.
        classes.filter(|classes| !classes.is_empty()).unwrap_or_else(|| {
            let changed = (old.changed.slice(old.text), new.changed.slice(new.text));
            passages(changed.0, changed.1, self.vocabulary)
        })
    }
}

/// The sentence around a change, or what stands near the change in a very long one.
fn window(side: &Side<'_>) -> Span {
    let sentence = if side.sentence.covers(side.changed) { side.sentence } else { side.changed };
    if sentence.len() <= LONGEST_SENTENCE {
        return sentence;
    }
    let start = side.changed.start().saturating_sub(NEAR).max(sentence.start());
    let end = side.changed.end().saturating_add(NEAR).min(sentence.end());
    Span::new(side.text.floor_char_boundary(start), side.text.ceil_char_boundary(end))
        .unwrap_or(side.changed)
}
