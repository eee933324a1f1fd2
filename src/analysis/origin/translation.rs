//! Signs of machine translation.

use std::sync::LazyLock;

use regex::Regex;

use super::claim::Claim;
use super::page::Line;
use super::page::Page;
use super::pattern::compile;
use crate::analysis::Evidence;
use crate::text::Span;

/// The fewest kinds of sign that support the claim.
const FEWEST_KINDS: usize = 2;

/// How many lines of prose are read.
const LINES: usize = 60;

/// The most places quoted.
const MOST_EVIDENCE: usize = 6;

/// Looks for signs of several kinds in English prose; `None` when there are too few: that a text
/// is *not* translated cannot be seen.
pub(super) fn find(page: &Page<'_>, language: Option<&Claim>) -> Option<Claim> {
    if language.is_none_or(|language| language.value != "en") {
        return None;
    }
    let mut signs: Vec<(&str, Span)> = Vec::new();
    let tail = page.lines.iter().rev().take(6).filter(|line| line.is_prose && line.is_noise);
    for line in page.prose().take(LINES).chain(tail) {
        for (kind, forms) in KINDS.iter() {
            for form in forms {
                let found = form.find_iter(line.text).take(2);
                signs.extend(found.map(|found| (*kind, line.span_of(found.start(), found.end()))));
            }
        }
        signs.extend(unbalanced(line).map(|span| ("unbalanced quotation marks", span)));
    }
    let mut kinds: Vec<&str> = signs.iter().map(|(kind, _)| *kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let weight = kinds.len() + signs.len().min(8) / 4;
    if kinds.len() < FEWEST_KINDS || signs.len() < 3 {
        return None;
    }
    let evidence =
        signs.iter().take(MOST_EVIDENCE).map(|(_, span)| Evidence::quote(page.text, *span));
    let confidence = if weight >= 4 { 0.85 } else { 0.65 };
    let reason = format!("signs of machine translation: {}", kinds.join(", "));
    Some(Claim::inferred("true".to_owned(), confidence, evidence.collect(), &reason))
}

/// Whether quotation marks are opened twice or closed unopened.
fn unbalanced(line: &Line<'_>) -> Option<Span> {
    let mut opened: Option<usize> = None;
    for (at, character) in line.text.char_indices() {
        match character {
            '“' if opened.is_some() => {
                return Some(line.span_of(opened?, at + character.len_utf8()));
            }
            '“' => opened = Some(at),
            '”' => opened = None,
            _ => {}
        }
    }
    None
}

/// The kinds of sign, each with its forms. The calques are phrases that translation engines make
/// of set phrases of Chinese news and speeches.
static KINDS: LazyLock<Vec<(&str, Vec<Regex>)>> = LazyLock::new(|| {
    vec![
        (
            "calques",
            compile(&[
                r"(?i)\b(?:data map|information map|new quality productiv\w+|first phalanx|heatedly discuss\w*|person in charge of|relevant person in charge|the majority of (?:users|netizens)|small partners|comrades-in-arms|all-round, all-angle|the likes of foreign netizens|letter office|rolling updates|original title|editor in charge|responsible editor|the reporter learned|take deep root|advanced and perfect|multiply branches|seize the potential|activate the potential of|achieve win-win|in-depth implementation|do a good job (?:in|of)|grasp the core|escort the (?:smooth|healthy)|said that we should|put forward (?:the “Suggestions|four suggestions|three suggestions|five suggestions)|firmly adhere to)\b",
            ]),
        ),
        (
            "sentences run together",
            compile(&[
                r"\b[a-z]{4,}(?:At|In|The|We|It|This|On|For|And)\b",
                r"[a-z]{3,}\.[A-Z][a-z]+ (?:by|the|of|is|in|to)\b",
            ]),
        ),
        ("doubled articles", compile(&[r"\b(?:the The|the the|a an|of of|to to) "])),
        (
            "broken sentences",
            compile(&[
                r"[.;] (?:The|This|These) (?:\w+ ){1,3}(?:is|are) (?:based|caused|made|given|put)\.(?: |$)",
                r"[.] (?:Guarantee|Based|According|In terms)[,.] ",
                r"\b(?:make good use of|Combined with the current) (?:With|Based)\b",
                r"\bcomputing is diverse\b|\bmechanism, $",
            ]),
        ),
        (
            "one name in several renderings",
            compile(&[r"\b(?P<x>[A-Z]\w+) Counting West Counting\b"]),
        ),
    ]
});
