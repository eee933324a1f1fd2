//! Differences that change no word: case, punctuation, markup, width, spelling, Unicode form.

use super::comparison::Comparison;
use super::comparison::Finding;
use super::comparison::Version;
use super::number;
use super::number::Numeric;
use super::token::is_invisible;
use super::unit::Role;
use super::unit::Unit;
use super::vocabulary::Vocabulary;
use crate::diff::Significance;
use crate::text::Span;

/// Reports words that are only spelt otherwise.
pub(super) fn compare_spelling(comparison: &mut Comparison<'_>) {
    for gap in comparison.gaps() {
        compare_gap(comparison, gap);
    }
}

/// Reports words that stayed in another form, and marks that differ.
pub(super) fn compare_forms(comparison: &mut Comparison<'_>) {
    compare_pairs(comparison);
    compare_marks(comparison);
}

/// Words that are only spelt otherwise.
fn compare_gap(comparison: &mut Comparison<'_>, gap: usize) {
    let free = |version: Version| {
        let side = comparison.side(version);
        side.gap(gap).filter(|at| !side.is_explained(*at)).collect::<Vec<usize>>()
    };
    let (old, new) = (free(Version::Old), free(Version::New));
    let unit = |version: Version, at: usize| comparison.side(version).units.get(at);
    let letters = |version: Version, places: &[usize]| {
        let units = places.iter().filter_map(|at| unit(version, *at));
        units
            .flat_map(|unit| unit.fold.chars())
            .filter(|char| char.is_alphanumeric())
            .collect::<String>()
    };
    let is_exact = old.iter().filter_map(|at| unit(Version::Old, *at)).any(is_exact);
    let is_same = !old.is_empty()
        && !new.is_empty()
        && letters(Version::Old, &old) == letters(Version::New, &new)
        && !is_exact;
    let is_variant = match (old.as_slice(), new.as_slice()) {
        ([before], [after]) => {
            unit(Version::Old, *before).zip(unit(Version::New, *after)).is_some_and(
                |(before, after)| are_variants(&before.fold, &after.fold, comparison.vocabulary),
            )
        }
        _ => false,
    };
    if !is_same && !is_variant {
        return;
    }
    for at in &old {
        comparison.report_one(Significance::Cosmetic, Version::Old, *at);
    }
    for at in &new {
        comparison.report_one(Significance::Cosmetic, Version::New, *at);
    }
}

/// Whether every sign of a unit counts: values, code, numbers with signs inside.
fn is_exact(unit: &Unit<'_>) -> bool {
    let has_digits = unit.fold.contains(|char: char| char.is_ascii_digit());
    let has_signs = unit.fold.contains(|char: char| !char.is_alphanumeric() && char != '-');
    matches!(unit.role, Role::Target | Role::Amount(_) | Role::CrossReference)
        || unit.is_code
        || has_digits && has_signs
}

/// Paired units that are written otherwise.
fn compare_pairs(comparison: &mut Comparison<'_>) {
    for (old, new) in comparison.pairs() {
        let (before, after) = (comparison.side(Version::Old), comparison.side(Version::New));
        let (Some(one), Some(other)) = (before.units.get(old), after.units.get(new)) else {
            continue;
        };
        if one.span.slice(before.text) == other.span.slice(after.text)
            || before.is_explained(old) && after.is_explained(new)
        {
            continue;
        }
        let class = match is_same_word(one, other, comparison.vocabulary) {
            true => Significance::Cosmetic,
            false if one.is_code && other.is_code => Significance::Reference,
            false => Significance::Wording,
        };
        if class == Significance::Cosmetic && is_start(one) != is_start(other) {
            continue;
        }
        comparison.report(class, Some(old), Some(new));
    }
}

/// Whether a unit takes its capital from the start of a sentence.
fn is_start(unit: &Unit<'_>) -> bool {
    unit.opens_sentence()
}

/// Whether two paired units are one word, written otherwise.
fn is_same_word(one: &Unit<'_>, other: &Unit<'_>, vocabulary: &Vocabulary) -> bool {
    let is_value = match one.role {
        Role::Amount(_) => !is_converted(one, other),
        Role::CrossReference | Role::Target => true,
        _ => false,
    };
    one.fold == other.fold && one.is_contracted == other.is_contracted
        || is_value
        || one.fold == other.fold && (is_one_word(one) || is_one_word(other))
        || are_variants(&one.fold, &other.fold, vocabulary)
}

/// Whether two equal amounts have other figures: 24 hours and 1 day are equal, not the same words.
fn is_converted(one: &Unit<'_>, other: &Unit<'_>) -> bool {
    let figure = |unit: &Unit<'_>| match number::read(unit.fold.split(' ').next()?) {
        Numeric::Amount(number, _) if !unit.key.starts_with("date:") => Some(number.canonical()),
        _ => None,
    };
    figure(one).zip(figure(other)).is_some_and(|(one, other)| one != other)
}

/// "cannot", which "can not" only spells otherwise.
fn is_one_word(unit: &Unit<'_>) -> bool {
    unit.is_contracted && unit.span.len() == "cannot".len()
}

/// Whether two folded words are spellings of one.
fn are_variants(one: &str, other: &str, vocabulary: &Vocabulary) -> bool {
    let spelling = &vocabulary.lexicon.spelling;
    let is_pair = |(first, second): &(String, String)| {
        one == first && other == second || one == second && other == first
    };
    let is_ending = |(first, second): &(String, String)| {
        let stem = |word: &str, ending: &str| {
            word.strip_suffix(ending).filter(|stem| stem.len() > 2).map(str::to_owned)
        };
        let crossed = |first: &str, second: &str| {
            stem(one, first).is_some() && stem(one, first) == stem(other, second)
        };
        crossed(first, second) || crossed(second, first)
    };
    spelling.pairs.iter().any(is_pair) || spelling.endings.iter().any(is_ending)
}

/// Marks between paired units that differ.
fn compare_marks(comparison: &mut Comparison<'_>) {
    let mut previous: Option<(usize, usize)> = None;
    let pairs = comparison.pairs();
    let ends =
        (comparison.side(Version::Old).units.len(), comparison.side(Version::New).units.len());
    for (old, new) in pairs.into_iter().chain([ends]) {
        let follows = match previous {
            Some((before, after)) => before + 1 == old && after + 1 == new,
            None => old == 0 && new == 0,
        };
        if follows {
            let (old_span, new_span) = (
                marks_before(comparison, Version::Old, old),
                marks_before(comparison, Version::New, new),
            );
            let old_marks = old_span.slice(comparison.side(Version::Old).text);
            let new_marks = new_span.slice(comparison.side(Version::New).text);
            if old_marks != new_marks
                && let [before, after] = [old_marks, new_marks].map(visible)
                && before != after
            {
                let is_slight = before.chars().chain(after.chars()).all(is_clause_mark);
                let (old, new) = (Some(old_span), Some(new_span));
                comparison.findings.push(Finding {
                    significance: Significance::Cosmetic,
                    old,
                    new,
                    is_slight,
                });
            }
        }
        previous = Some((old, new));
    }
}

/// Whether a mark only parts clauses.
fn is_clause_mark(char: char) -> bool {
    matches!(
        char,
        ',' | ';'
            | ':'
            | '.'
            | '('
            | ')'
            | '，'
            | '；'
            | '：'
            | '。'
            | '、'
            | '（'
            | '）'
            | '-'
            | '—'
    )
}

/// Where the marks before a unit stand.
fn marks_before(comparison: &Comparison<'_>, version: Version, at: usize) -> Span {
    let side = comparison.side(version);
    let before = at.checked_sub(1).and_then(|before| side.units.get(before));
    let start = before.map_or(0, |unit| unit.span.end());
    let end = side.units.get(at).map_or(side.text.len(), |unit| unit.span.start());
    Span::new(start, end).unwrap_or(Span::empty(start))
}

/// Marks without white space.
fn visible(marks: &str) -> String {
    marks.chars().filter(|char| !char.is_whitespace() || is_invisible(*char)).collect()
}
