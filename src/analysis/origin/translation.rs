//! Signs of machine translation.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::claim::Claim;
use super::marks;
use super::page::Line;
use super::page::Page;
use super::pattern::compile;
use crate::analysis::Evidence;
use crate::text::Span;

/// The fewest kinds of sign, and signs of all kinds, that support the claim.
const FEWEST_KINDS: usize = 2;
const FEWEST_SIGNS: usize = 3;

/// How many signs make it nearly sure.
const MANY_SIGNS: usize = 6;

/// How many lines are read.
const LINES: usize = 80;

/// The most places quoted.
const MOST_EVIDENCE: usize = 6;

/// The kinds of sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Calque,
    FusedSentences,
    DoubledWord,
    BrokenSentence,
    UnbalancedQuotes,
    ManyRenderings,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Calque => "set phrases of another language taken word for word",
            Self::FusedSentences => "sentences run together",
            Self::DoubledWord => "doubled words",
            Self::BrokenSentence => "broken-off sentences",
            Self::UnbalancedQuotes => "unbalanced quotation marks",
            Self::ManyRenderings => "one name in several renderings",
        }
    }
}

/// Looks for signs of several kinds in English prose; `None` when there are too few. That a text is
/// *not* translated cannot be seen, so `false` is never claimed.
pub(super) fn find(page: &Page<'_>, language: Option<&Claim>) -> Option<Claim> {
    if language.is_none_or(|language| language.value != "en") {
        return None;
    }
    let lines = || page.lines.iter().filter(|line| line.width >= 40).take(LINES);
    let mut signs: Vec<(Kind, Span)> = Vec::new();
    for line in lines() {
        let marked = marks::of(line.text);
        let forms = (0..).zip(FORMS.iter()).filter(|(at, _)| marked & 1 << at != 0);
        for (_, (kind, form)) in forms {
            let found = form.find_iter(line.text).take(3);
            signs.extend(found.map(|found| (*kind, line.span_of(found.start(), found.end()))));
        }
        signs.extend(unbalanced(line).map(|span| (Kind::UnbalancedQuotes, span)));
    }
    if !signs.is_empty() {
        let renderings = renderings(lines()).into_iter();
        signs.extend(renderings.map(|span| (Kind::ManyRenderings, span)));
    }
    claim(page, &signs)
}

fn claim(page: &Page<'_>, signs: &[(Kind, Span)]) -> Option<Claim> {
    let mut kinds: Vec<Kind> = signs.iter().map(|(kind, _)| *kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.len() < FEWEST_KINDS || signs.len() < FEWEST_SIGNS {
        return None;
    }
    let quotes = signs.iter().take(MOST_EVIDENCE);
    let evidence = quotes.map(|(_, span)| Evidence::quote(page.text, *span)).collect();
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
    let reason = format!("signs of machine translation: {}", names.join(", "));
    let confidence = if signs.len() >= MANY_SIGNS { 0.85 } else { 0.65 };
    Some(Claim::inferred("true".to_owned(), confidence, evidence, &reason))
}

/// Where curly quotation marks are opened twice.
fn unbalanced(line: &Line<'_>) -> Option<Span> {
    if line.text.is_ascii() {
        return None;
    }
    let mut opened = None;
    for (at, character) in line.text.char_indices() {
        match (character, opened) {
            ('“', Some(from)) => return Some(line.span_of(from, at + character.len_utf8())),
            ('“', None) => opened = Some(at),
            ('”', _) => opened = None,
            _ => {}
        }
    }
    None
}

/// Phrases of capitalised words that differ only in one or two words while their first word and
/// most others are the same, as when one name is translated anew each time.
fn renderings<'l, 'a: 'l>(lines: impl Iterator<Item = &'l Line<'a>>) -> Vec<Span> {
    let mut phrases: BTreeMap<Vec<String>, Span> = BTreeMap::new();
    for line in lines {
        for form in PHRASES.iter() {
            for found in form.find_iter(line.text).take(MOST_PHRASES) {
                let words = found.as_str().split_whitespace().map(stem).collect();
                phrases.entry(words).or_insert(line.span_of(found.start(), found.end()));
            }
        }
    }
    let all: Vec<(&Vec<String>, &Span)> = phrases.iter().take(MOST_PHRASES).collect();
    let mut signs = Vec::new();
    for (at, (words, span)) in all.iter().enumerate() {
        let is_variant = |(other, _): &(&Vec<String>, &Span)| are_renderings(words, other);
        if all.iter().skip(at + 1).any(is_variant) {
            signs.push(**span);
        }
    }
    signs
}

/// The most phrases that are compared.
const MOST_PHRASES: usize = 60;

/// Whether two phrases share all but one or two words, and the shared ones are in order.
fn are_renderings(one: &[String], other: &[String]) -> bool {
    let shared = one.iter().filter(|word| other.contains(word)).count();
    let longest = one.len().max(other.len());
    let differ = longest - shared;
    one.first() == other.first()
        && one.last() == other.last()
        && (1..=2).contains(&differ)
        && shared >= 3
}

/// The beginning of a word in lower case, so that `West` and `Western` are one.
fn stem(word: &str) -> String {
    word.chars().filter(|c| c.is_alphabetic()).take(4).flat_map(char::to_lowercase).collect()
}

/// Phrases that may name one thing: four to eight capitalised words, with small ones between.
static PHRASES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    compile(&[
        r"\b[A-Z][a-z]+ (?:and |of |to |the |from )*[A-Z][a-z]+ (?:(?:and |of |to |the |from )*[A-Z][a-z]+ ?){1,4}\b",
        r"\b[A-Z][a-z]+ [A-Z][a-z]+ (?:[A-Za-z]+ )?[a-z]{4,} (?:office|bureau|committee|commission)\b",
        r"\b[A-Z][a-z]+ [A-Z][a-z]+ (?:[A-Z][a-z]+ )?(?:Office|Bureau|Committee|Commission)\b",
    ])
});

/// The expressions of [`marks::SIGNS`].
static FORMS: LazyLock<Vec<(Kind, Regex)>> = LazyLock::new(|| {
    let kinds = marks::SIGNS.iter().map(|sign| sign.kind);
    let forms: Vec<&str> = marks::SIGNS.iter().map(|sign| sign.form).collect();
    kinds.zip(compile(&forms)).collect()
});

#[cfg(test)]
mod tests {
    use super::FORMS;
    use super::PHRASES;
    use super::find;
    use super::marks;
    use crate::analysis::origin::language::Reading;
    use crate::analysis::origin::page::Page;

    fn is_translated(text: &str) -> bool {
        let page = Page::new(text, &[]);
        find(&page, Reading::new(&page).claim().as_ref()).is_some()
    }

    #[test]
    fn every_form_compiles() {
        assert_eq!((FORMS.len(), PHRASES.len()), (marks::SIGNS.len(), 3));
    }

    #[test]
    fn signs_of_several_kinds_are_needed() {
        let signs = "The relevant person in charge of the pump works said that the North Water South \
                     Moving project will give full play to the river. It is the North Water Southern \
                     Moving plan that the the province has, and the flood was stoppedAt the same time.";
        assert!(is_translated(signs));
        let one = "The relevant person in charge of the pump works said that it is the plan of the \
                   province, and that the flood was stopped in the night by the new pumps.";
        assert!(!is_translated(one));
    }

    #[test]
    fn well_written_english_shows_no_sign() {
        let text = "The North River Water Board said on Monday that it had started the pumps. The \
                    board, which is based in the valley, has ten members, and the North River Water \
                    Board is to meet again in June.";
        assert!(!is_translated(text));
    }
}
