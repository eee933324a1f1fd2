//! How alike two sentences are, rare words counting more.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::hash::Hasher;

use crate::text::fold_word;
use crate::text::words;

/// Words of one sentence: hashes and weights, ascending.
pub(super) type Bag = Vec<(u64, u32)>;

/// Takes hashes for what they are.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes);
    }

    fn write_u64(&mut self, hashed: u64) {
        self.0 = hashed;
    }
}

/// Something by the hash of a word.
pub(super) type ByWord<T> = HashMap<u64, T, BuildHasherDefault<AsItIs>>;

/// How many sentences have each word.
#[derive(Debug, Default, Clone)]
pub(super) struct Vocabulary {
    frequencies: ByWord<u32>,
    sentences: u32,
}

impl Vocabulary {
    /// Counts a sentence, as [`hashes`] read it, as often as it stands there.
    pub(super) fn add(&mut self, sentence: &[u64], times: u32) {
        self.sentences += times;
        for words in sentence.chunk_by(|one, other| one == other) {
            let Some(word) = words.first() else { continue };
            *self.frequencies.entry(*word).or_default() += times;
        }
    }

    /// The words of a sentence with their weights.
    pub(super) fn bag(&self, sentence: &str) -> Bag {
        self.weigh(&hashes(sentence))
    }

    /// Words that [`hashes`] read with their weights.
    pub(super) fn weigh(&self, words: &[u64]) -> Bag {
        words.iter().map(|word| (*word, self.weight(*word))).collect()
    }

    /// How many of the counted sentences have a word.
    pub(super) fn frequency(&self, word: u64) -> u32 {
        self.frequencies.get(&word).copied().unwrap_or(0)
    }

    fn weight(&self, word: u64) -> u32 {
        let frequency = self.frequency(word).max(1);
        1 + (self.sentences / frequency).max(1).ilog2()
    }
}

/// Hashes of the words of a sentence, ascending; marks do not count.
pub(super) fn hashes(sentence: &str) -> Vec<u64> {
    let bodies = words(sentence).map(|span| span.slice(sentence));
    let mut found: Vec<u64> = bodies
        .filter(|word| word.contains(char::is_alphanumeric))
        .map(|word| hash(fold_word(word).as_bytes()))
        .collect();
    found.sort_unstable();
    found
}

/// FNV-1a with a finishing multiplication: the same on every machine.
fn hash(bytes: &[u8]) -> u64 {
    let sum = bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum: u64, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (sum ^ (sum >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The weight of all words.
pub(super) fn weight(bag: &[(u64, u32)]) -> u32 {
    bag.iter().map(|(_, weight)| weight).sum()
}

/// Splits `bag` into what stands in `other` as well, and the rest.
pub(super) fn split(bag: &[(u64, u32)], other: &[(u64, u32)]) -> (Bag, Bag) {
    let (mut shared, mut rest) = (Bag::new(), Bag::new());
    let mut others = other.iter().peekable();
    for word in bag {
        while others.next_if(|found| found.0 < word.0).is_some() {}
        if others.next_if(|found| found.0 == word.0).is_some() {
            shared.push(*word);
        } else {
            rest.push(*word);
        }
    }
    (shared, rest)
}

/// The share of the words of both that stand in both, in per mille (Dice).
pub(super) fn similarity(one: &[(u64, u32)], other: &[(u64, u32)]) -> u32 {
    let all = weight(one) + weight(other);
    (2000 * weight(&split(one, other).0)).checked_div(all).unwrap_or(0)
}

/// The share of the words of `part` that stand in `whole`, in per mille.
pub(super) fn coverage(part: &[(u64, u32)], whole: &[(u64, u32)]) -> u32 {
    (1000 * weight(&split(part, whole).0)).checked_div(weight(part)).unwrap_or(0)
}
