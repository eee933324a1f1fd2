//! Finding the terms of a word list in a text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::class::Class;
use super::class::Family;

/// The words of running text.
pub(in crate::analysis::readiness) static WORDS: LazyLock<Lexicon<Class>> =
    LazyLock::new(|| Lexicon::parse(include_str!("words.txt"), Class::ALL, Class::section));

/// The words of headings.
pub(in crate::analysis::readiness) static HEADINGS: LazyLock<Lexicon<Family>> =
    LazyLock::new(|| Lexicon::parse(include_str!("headings.txt"), Family::ALL, Family::section));

/// A term in the text. One term may stand in several sections and then gives several hits.
#[derive(Debug, Clone, Copy)]
pub(in crate::analysis::readiness) struct Hit<C> {
    /// Byte offset of its first byte.
    pub(in crate::analysis::readiness) start: usize,
    /// Byte offset after its last byte.
    pub(in crate::analysis::readiness) end: usize,
    /// What it says.
    pub(in crate::analysis::readiness) class: C,
}

/// A word list, ready to be looked up: a hash table from the first word of a term (the first
/// character of one that starts with no ASCII letter or digit) to the terms that start so.
#[derive(Debug)]
pub(in crate::analysis::readiness) struct Lexicon<C> {
    /// One bit for every value of some bits of a key's hash: most words are no term, and are turned
    /// away here, within the processor's nearest cache.
    filter: Vec<u64>,
    /// Slots of a table with linear probing; their number is a power of two.
    slots: Vec<Slot>,
    /// The terms, those of one first word together, the longest first.
    terms: Vec<Term<C>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    key: u64,
    /// The terms of this key, as a range of places; an empty range is an empty slot.
    first: u32,
    end: u32,
}

#[derive(Debug, Clone)]
struct Term<C> {
    /// In lower case.
    text: &'static str,
    classes: Vec<C>,
}

impl<C: Copy + PartialEq> Lexicon<C> {
    /// Reads sections `[name]` of one term a line; `# ` opens a comment line, and a section that
    /// is no class is left out.
    fn parse(list: &'static str, all: &[C], section: impl Fn(C) -> &'static str) -> Self {
        let mut terms: BTreeMap<&'static str, Vec<C>> = BTreeMap::new();
        let mut class = None;
        for line in list.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                class = all.iter().copied().find(|class| section(*class) == name);
            } else if let (false, Some(class)) = (line.starts_with("# "), class) {
                let classes = terms.entry(line).or_default();
                if !classes.contains(&class) {
                    classes.push(class);
                }
            }
        }
        Self::index(terms)
    }

    fn index(terms: BTreeMap<&'static str, Vec<C>>) -> Self {
        let mut by_key: BTreeMap<u64, Vec<Term<C>>> = BTreeMap::new();
        for (text, classes) in terms {
            for key in keys(text) {
                by_key.entry(key).or_default().push(Term { text, classes: classes.clone() });
            }
        }
        let size = (by_key.len() * 2).next_power_of_two();
        let mut lexicon = Self {
            filter: vec![0; FILTER_WORDS],
            slots: vec![Slot::default(); size],
            terms: Vec::new(),
        };
        for (key, mut terms) in by_key {
            terms.sort_by_key(|term| std::cmp::Reverse(term.text.len()));
            let first = place_of(lexicon.terms.len());
            lexicon.terms.append(&mut terms);
            let end = place_of(lexicon.terms.len());
            let (word, bit) = filter_bit(key);
            if let Some(word) = lexicon.filter.get_mut(word) {
                *word |= bit;
            }
            let place = lexicon.probe(key);
            if let Some(slot) = lexicon.slots.get_mut(place) {
                *slot = Slot { key, first, end };
            }
        }
        lexicon
    }

    /// The place of the slot that holds `key`, or of the empty slot where it would be.
    fn probe(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut place = spread(key) & mask;
        while self.slots.get(place).is_some_and(|slot| slot.end > 0 && slot.key != key) {
            place = (place + 1) & mask;
        }
        place
    }

    /// The longest term that stands alone at `start`, where a word or character that ends at
    /// `word_end` begins: its end and its classes.
    pub(in crate::analysis::readiness) fn term_at(
        &self,
        text: &[u8],
        start: usize,
        word_end: usize,
    ) -> Option<(usize, &[C])> {
        let key = key(text, start, word_end);
        let (word, bit) = filter_bit(key);
        if self.filter.get(word)? & bit == 0 {
            return None;
        }
        let slot = self.slots.get(self.probe(key))?;
        let terms = self.terms.get(slot.first as usize..slot.end as usize)?;
        terms.iter().find_map(|term| {
            let end = start + term.text.len();
            let found = text.get(start..end)?;
            let is_term =
                found.eq_ignore_ascii_case(term.text.as_bytes()) && stands_alone(text, end);
            is_term.then_some((end, term.classes.as_slice()))
        })
    }

    /// The classes of all terms of a short text.
    pub(in crate::analysis::readiness) fn classes_in(&self, text: &str) -> Vec<C> {
        let bytes = text.as_bytes();
        let mut found = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let word_end = word_end(bytes, at);
            let term = self.term_at(bytes, at, word_end);
            found.extend(term.iter().flat_map(|(_, classes)| classes.iter().copied()));
            at = term.map_or(word_end, |(end, _)| end).max(at + 1);
        }
        found
    }
}

/// A place among the terms, in half a word: there are some thousands.
fn place_of(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// The end of the word at `start`; of a character if it is no ASCII letter or digit.
fn word_end(text: &[u8], start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let word = rest.iter().take_while(|byte| is_word(**byte)).count();
    let character = match rest.first() {
        Some(0xf0..) => 4,
        Some(0xe0..) => 3,
        Some(0xc0..) => 2,
        _ => 1,
    };
    start + if word > 0 { word } else { character.min(rest.len()) }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The keys under which a term is found: its first word, and the plurals of it when it is one
/// word.
fn keys(term: &str) -> Vec<u64> {
    let first_end = word_end(term.as_bytes(), 0);
    let mut keys = vec![key(term.as_bytes(), 0, first_end)];
    if first_end == term.len() && term.is_ascii() {
        for plural in [format!("{term}s"), format!("{term}es")] {
            keys.push(key(plural.as_bytes(), 0, plural.len()));
        }
    }
    keys
}

/// The first eight bytes of a word, in lower case, and its length. Words may share a key: their
/// terms are compared whole.
fn key(text: &[u8], start: usize, end: usize) -> u64 {
    const LOWER: u64 = 0x2020_2020_2020_2020;
    let length = end - start;
    let eight = text.get(start..start + 8).and_then(|bytes| bytes.try_into().ok());
    let word = match eight.map(u64::from_le_bytes) {
        Some(word) if length < 8 => word & ((1 << (length * 8)) - 1),
        Some(word) => word,
        None => {
            let bytes = text.get(start..end).unwrap_or_default();
            bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
        }
    };
    let spare = if length < 8 { (1 << (length * 8)) - 1 } else { u64::MAX };
    (word | (LOWER & spare)).wrapping_add((length as u64) << 57)
}

/// Words of 64 bits of the filter, a power of two: 8 KiB.
const FILTER_WORDS: usize = 1024;

/// The place of a key's bit in the filter.
fn filter_bit(key: u64) -> (usize, u64) {
    let hash = spread(key);
    ((hash >> 6) & (FILTER_WORDS - 1), 1 << (hash & 63))
}

/// Multiplicative hashing (Knuth).
fn spread(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize
}

/// Whether a term that ends at `end` stands alone: no ASCII letter or digit follows it but a plural
/// "s" or "es". Terms in scripts that do not separate words always stand alone.
fn stands_alone(text: &[u8], end: usize) -> bool {
    let word = |at: usize| text.get(at).is_some_and(|byte| is_word(*byte));
    if !word(end) || !word(end.saturating_sub(1)) {
        return true;
    }
    let is = |at: usize, letter: u8| text.get(at).is_some_and(|b| b.to_ascii_lowercase() == letter);
    (is(end, b's') && !word(end + 1)) || (is(end, b'e') && is(end + 1, b's') && !word(end + 2))
}

#[cfg(test)]
mod tests {
    use super::Class;
    use super::Family;
    use super::HEADINGS;
    use super::WORDS;

    fn classes_in(text: &str) -> Vec<Class> {
        WORDS.classes_in(text)
    }

    #[test]
    fn every_class_has_terms() {
        for class in Class::ALL {
            assert!(WORDS.terms.iter().any(|term| term.classes.contains(class)), "{class:?}");
        }
        for family in Family::ALL {
            assert!(HEADINGS.terms.iter().any(|term| term.classes.contains(family)), "{family:?}");
        }
    }

    #[test]
    fn the_index_of_a_class_is_its_place() {
        for (place, class) in Class::ALL.iter().enumerate() {
            assert_eq!(class.index(), place);
        }
    }

    #[test]
    fn a_term_inside_another_word_is_not_found() {
        assert_eq!(classes_in("mustard"), []);
        assert_eq!(classes_in("MUST"), [Class::Obligation]);
        assert_eq!(classes_in("servers"), [Class::Tech]);
        assert_eq!(classes_in("in accordance"), []);
    }

    #[test]
    fn the_longest_term_wins_whatever_its_case() {
        assert_eq!(classes_in("Must Not"), [Class::Obligation]);
        assert_eq!(classes_in("STATUS CODES"), [Class::Interface]);
        assert_eq!(WORDS.term_at(b"must not", 0, 4).map(|(end, _)| end), Some(8));
    }

    #[test]
    fn an_application_in_chinese_is_no_obligation() {
        assert_eq!(classes_in("应用"), [Class::Tech]);
        assert!(classes_in("系统应返回").contains(&Class::Obligation));
    }
}
