//! Finding the terms of a word list in a text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use aho_corasick::AhoCorasickKind;
use aho_corasick::MatchKind;

use super::class::Class;
use super::class::Family;

/// The words of running text.
pub(in super::super) static WORDS: LazyLock<Lexicon<Class>> =
    LazyLock::new(|| Lexicon::parse(include_str!("words.txt"), Class::ALL, Class::section));

/// The words of headings.
pub(in super::super) static HEADINGS: LazyLock<Lexicon<Family>> =
    LazyLock::new(|| Lexicon::parse(include_str!("headings.txt"), Family::ALL, Family::section));

/// A term in the text. One term may stand in several sections and then gives several hits.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Hit<C> {
    /// Byte offset of its first byte.
    pub(in super::super) start: usize,
    /// Byte offset after its last byte.
    pub(in super::super) end: usize,
    /// What it says.
    pub(in super::super) class: C,
}

/// A word list, ready to be looked for.
#[derive(Debug)]
pub(in super::super) struct Lexicon<C> {
    /// `None` only when the automaton could not be built; then nothing is found.
    automaton: Option<AhoCorasick>,
    /// The classes of each term, by the automaton's number for it.
    classes: Vec<Vec<C>>,
}

impl<C: Copy + PartialEq> Lexicon<C> {
    /// Reads sections `[name]` of one term a line; `#` opens a comment line, and a section that
    /// is no class is left out.
    fn parse(list: &str, all: &[C], section: impl Fn(C) -> &'static str) -> Self {
        let mut terms: BTreeMap<&str, Vec<C>> = BTreeMap::new();
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
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(terms.keys())
            .ok();
        Self { automaton, classes: terms.into_values().collect() }
    }

    /// The terms of `text`, ascending and apart, each at word boundaries; offsets count from
    /// `base`.
    pub(in super::super) fn hits<'t>(
        &'t self,
        text: &'t str,
        base: usize,
    ) -> impl Iterator<Item = Hit<C>> + 't {
        self.automaton
            .iter()
            .flat_map(move |automaton| automaton.find_iter(text))
            .filter(|found| is_whole_word(text.as_bytes(), found.start(), found.end()))
            .flat_map(move |found| {
                let classes = self.classes.get(found.pattern().as_usize());
                classes.into_iter().flatten().map(move |class| Hit {
                    start: base + found.start(),
                    end: base + found.end(),
                    class: *class,
                })
            })
    }
}

/// Whether a term stands alone: no ASCII letter or digit touches it, but for a plural "s" or "es".
/// Terms in scripts that do not separate words always stand alone.
fn is_whole_word(text: &[u8], start: usize, end: usize) -> bool {
    let is_word = |at: usize| text.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
    let starts_inside = start > 0 && is_word(start) && is_word(start - 1);
    if starts_inside {
        return false;
    }
    if !is_word(end) || !is_word(end.saturating_sub(1)) {
        return true;
    }
    let is = |at: usize, letter: u8| text.get(at).is_some_and(|b| b.to_ascii_lowercase() == letter);
    (is(end, b's') && !is_word(end + 1))
        || (is(end, b'e') && is(end + 1, b's') && !is_word(end + 2))
}

#[cfg(test)]
mod tests {
    use super::Class;
    use super::Family;
    use super::HEADINGS;
    use super::WORDS;

    fn classes_in(text: &str) -> Vec<Class> {
        WORDS.hits(text, 0).map(|hit| hit.class).collect()
    }

    #[test]
    fn every_class_has_terms() {
        for class in Class::ALL {
            assert!(WORDS.classes.iter().any(|classes| classes.contains(class)), "{class:?}");
        }
        for family in Family::ALL {
            assert!(HEADINGS.classes.iter().any(|all| all.contains(family)), "{family:?}");
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
    }

    #[test]
    fn an_application_in_chinese_is_no_obligation() {
        assert_eq!(classes_in("应用"), [Class::Tech]);
        assert!(classes_in("系统应返回").contains(&Class::Obligation));
    }
}
