//! Joining lines: words that were divided at the end of a line become one again.

use std::collections::HashSet;
use std::hash::DefaultHasher;
use std::hash::Hash;
use std::hash::Hasher;

use crate::text::is_wide;

/// The words of a document, by hash.
#[derive(Debug, Default)]
pub(super) struct Vocabulary(HashSet<u64>);

impl Vocabulary {
    /// Takes in the words of a line but for its last one, which may be a part of a word.
    pub(super) fn add(&mut self, line: &str) {
        let mut words = line.split(' ').peekable();
        while let Some(word) = words.next() {
            let word = core(word);
            if words.peek().is_some() && word.len() > 2 {
                self.0.insert(hash(&[word]));
            }
        }
    }

    fn has(&self, parts: &[&str]) -> bool {
        self.0.contains(&hash(parts))
    }

    /// Appends a line to a text: with a space, or without one where a word goes on.
    pub(super) fn join(&self, text: &mut String, line: &str) {
        let Some(next) = line.chars().next() else { return };
        let Some(last) = text.chars().next_back() else {
            text.push_str(line);
            return;
        };
        match last {
            '-' | '‐' => self.join_hyphenated(text, line, last),
            _ if is_wide(last) && is_wide(next) => {}
            _ => text.push(' '),
        }
        text.push_str(line);
    }

    fn join_hyphenated(&self, text: &mut String, line: &str, hyphen: char) {
        let stem = text.strip_suffix(hyphen).unwrap_or(text);
        let head = core(stem.rsplit(' ').next().unwrap_or_default());
        let tail = core(line.split(' ').next().unwrap_or_default());
        let piece = head.rsplit(['-', '‐']).next().unwrap_or_default();
        let is_capital = |word: &str| word.len() > 1 && word.chars().all(char::is_uppercase);
        if !stem.chars().next_back().is_some_and(char::is_alphanumeric) {
            text.push(' ');
            return;
        }
        let begins_low = tail.chars().next().is_some_and(char::is_lowercase);
        let ends_in_letter = piece.chars().next_back().is_some_and(char::is_alphabetic);
        let is_word = self.has(&[piece, tail]);
        let is_compound = if piece.len() < head.len() {
            // Words of two letters are not taken in: `of`, `to`.
            (piece.len() <= 2 || self.has(&[piece])) && self.has(&[tail])
        } else {
            self.has(&[head, "-", tail])
        };
        let is_divided = if begins_low {
            is_word || !is_compound
        } else {
            is_word && is_capital(piece) && is_capital(tail)
        };
        if ends_in_letter && is_divided {
            text.truncate(stem.len());
        }
    }
}

/// The word without the punctuation around it.
fn core(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn hash(parts: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for character in parts.iter().flat_map(|part| part.chars()) {
        match character {
            '‐' => '-'.hash(&mut hasher),
            other => other.to_lowercase().for_each(|lower| lower.hash(&mut hasher)),
        }
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;

    fn joined(known: &str, text: &str, line: &str) -> String {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add(known);
        let mut text = text.to_owned();
        vocabulary.join(&mut text, line);
        text
    }

    #[test]
    fn a_divided_word_becomes_one() {
        assert_eq!(joined("", "a speci-", "fication of"), "a specification of");
    }

    #[test]
    fn a_compound_keeps_its_hyphen() {
        assert_eq!(joined("well-known words .", "a well-", "known word"), "a well-known word");
        assert_eq!(joined("of the case .", "a state-of-", "the art"), "a state-of-the art");
        assert_eq!(joined("", "conflict-res-", "olution"), "conflict-resolution");
        assert_eq!(joined("", "in ISO-", "8859"), "in ISO-8859");
    }

    #[test]
    fn a_dash_is_no_hyphen_and_chinese_needs_no_space() {
        assert_eq!(joined("", "this -", "that"), "this - that");
        assert_eq!(joined("", "系统应当", "重试"), "系统应当重试");
    }
}
