//! Signs of machine translation.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::claim::Claim;
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
enum Kind {
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
        for (kind, forms) in FORMS.iter() {
            let found = forms.iter().flat_map(|form| form.find_iter(line.text).take(3));
            signs.extend(found.map(|found| (*kind, line.span_of(found.start(), found.end()))));
        }
        signs.extend(unbalanced(line).map(|span| (Kind::UnbalancedQuotes, span)));
    }
    signs.extend(renderings(lines()).into_iter().map(|span| (Kind::ManyRenderings, span)));
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

/// The signs that are read with expressions. The calques are what translation engines make of set
/// phrases of Chinese news and speeches; they are rare in English that was written as such.
static FORMS: LazyLock<Vec<(Kind, Vec<Regex>)>> = LazyLock::new(|| {
    vec![
        (
            Kind::Calque,
            compile(&[
                r"(?i)\b(?:data map|information map|new quality productiv\w+|heatedly discuss\w*|relevant person in charge|person in charge of the|foreign netizens|small partners|comrades-in-arms|all-round, all-|editor in charge|responsible editor|the reporter learned|take deep root|in-depth implementation|do a good job (?:in|of)|grasp the (?:core|key)|first phalanx|network letter office|win-win data|give full play to|the whole of china|put forward (?:two|three|four|five|six) (?:suggestions|opinions|points)|firmly adhere to|critical period, we|work together with more|one belt and one road)\b",
                r"\(End\)",
            ]),
        ),
        (
            Kind::FusedSentences,
            compile(&[
                r"\b[a-z]{4,}(?:At the|In the|The|We|This|On the|For) [a-z]+ ",
                r"[a-z]{3,}\.[A-Z][a-z]+ (?:by|the|of|is|in|to)\b",
            ]),
        ),
        (Kind::DoubledWord, compile(&[r"\b(?:the The|the the|of of|to to|and and|in in) "])),
        (
            Kind::BrokenSentence,
            compile(&[
                r"[.;] (?:The|This|These) (?:\w+ ){1,3}(?:is|are) (?:based|caused|given|aimed)\.(?: |$)",
                r"[.] [A-Z][a-z]+, (?:speed up|improve|promote|strengthen|accelerate) ",
                r"\b(?:of|with|the current|such as|according to) (?:With|Based|According|In)\b",
                r", $",
            ]),
        ),
    ]
});

#[cfg(test)]
mod tests {
    use super::FORMS;
    use super::PHRASES;
    use super::find;
    use crate::analysis::origin::language;
    use crate::analysis::origin::page::Page;

    fn is_translated(text: &str) -> bool {
        let page = Page::new(text, &[]);
        find(&page, language::detect(&page).as_ref()).is_some()
    }

    #[test]
    fn every_form_compiles() {
        let counts: Vec<usize> = FORMS.iter().map(|(_, forms)| forms.len()).collect();
        assert_eq!((counts, PHRASES.len()), (vec![2, 2, 1, 4], 3));
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
