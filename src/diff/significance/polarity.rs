//! Statements turned round: a negator that came to or left words which stayed, or an opposite.

use super::comparison::Comparison;
use super::comparison::Version;
use super::comparison::is_negative;
use super::exchange::Lone;
use super::exchange::take_moved;
use super::unit::Role;
use crate::diff::Significance;

/// The largest gap, in words with content, whose two sides are read as one statement in other
/// words.
const SMALL: usize = 2;

/// How far apart, in equal units, two forms of one negation may stand.
const NEAR: usize = 4;

/// A negator: its place, and what it negates.
type Negator = Lone<Negates>;

/// What a negator negates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Negates {
    Verb,
    Other,
}

/// Reports changes of polarity outside of obligations.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let mut old = unpaired_negators(comparison, Version::Old);
    let mut new = unpaired_negators(comparison, Version::New);
    // A negation may go from the verb to a noun close by ("does not check a or b", "checks neither").
    take_moved(&mut old, &mut new, NEAR, |before, after| before.says != after.says);
    for (version, negators) in [(Version::Old, old), (Version::New, new)] {
        for negator in negators {
            if turns_round(comparison, version, negator.at) {
                comparison.report_one(Significance::Negation, version, negator.at);
            }
        }
    }
    for gap in comparison.gaps() {
        if let Some((old, new)) = opposites(comparison, gap) {
            comparison.report(Significance::Negation, Some(old), Some(new));
        }
    }
}

/// The negators of one side without a partner.
fn unpaired_negators(comparison: &Comparison<'_>, version: Version) -> Vec<Negator> {
    let side = comparison.side(version);
    let negator = |at: usize| {
        let unit = side.units.get(at).filter(|unit| unit.role == Role::Negator)?;
        let says = if unit.fold == "not" { Negates::Verb } else { Negates::Other };
        Some(Negator { at, gap: side.gap_of(at), says })
    };
    side.unpaired().filter_map(negator).collect()
}

/// Whether the negator at `at`, which the other side lacks, turns round what both sides say.
fn turns_round(comparison: &Comparison<'_>, version: Version, at: usize) -> bool {
    let (side, other) = (comparison.side(version), comparison.side(version.other()));
    let gap = side.gap_of(at);
    let (here, there) = (side.content_of(gap), other.content_of(gap));
    if carries_negation(comparison, version.other(), gap) {
        return false;
    }
    let Some(head) = side.head_of(at) else { return false };
    let is_preposition = side
        .units
        .get(at)
        .is_some_and(|unit| matches!(unit.fold.as_ref(), "without" | "ohne" | "sans" | "sin"));
    if is_preposition && there > 0 {
        return false;
    }
    match side.partner(head) {
        Some(partner) => there <= SMALL && !other.is_negated(partner),
        None => {
            (1..=SMALL).contains(&here)
                && (1..=SMALL).contains(&there)
                && opposites_in(comparison, gap).is_none()
        }
    }
}

/// Whether a side of a gap negates, in whatever words.
fn carries_negation(comparison: &Comparison<'_>, version: Version, gap: usize) -> bool {
    let side = comparison.side(version);
    side.gap_units(gap).iter().any(|unit| {
        is_negative(unit)
            || comparison.vocabulary.is_implicit_negative(&unit.fold)
            || starts_negative(&unit.fold)
    })
}

/// Whether a word begins with a prefix of negation (`unnecessary`).
fn starts_negative(word: &str) -> bool {
    word.len() > 6 && (word.starts_with("un") || word.starts_with("non") || word.starts_with("dis"))
}

/// Opposite words that stand against one another in a small gap without a negator.
fn opposites(comparison: &Comparison<'_>, gap: usize) -> Option<(usize, usize)> {
    let count = |version| {
        let side = comparison.side(version);
        side.gap_units(gap)
            .iter()
            .filter(|unit| is_negative(unit) && !matches!(unit.fold.as_ref(), "without" | "never"))
            .count()
            % 2
    };
    if count(Version::Old) != count(Version::New) {
        return None;
    }
    opposites_in(comparison, gap)
}

/// Opposite words that stand against one another in a small gap.
fn opposites_in(comparison: &Comparison<'_>, gap: usize) -> Option<(usize, usize)> {
    let (old, new) = (comparison.side(Version::Old), comparison.side(Version::New));
    if old.content_of(gap) > 1 || new.content_of(gap) > 1 {
        return None;
    }
    let (old_gap, new_gap) = (old.gap(gap), new.gap(gap));
    if old_gap.len() > 8 || new_gap.len() > 8 {
        return None;
    }
    old_gap.flat_map(|before| new_gap.clone().map(move |after| (before, after))).find(
        |(before, after)| {
            let words = old.units.get(*before).zip(new.units.get(*after));
            words.is_some_and(|(one, other)| {
                comparison.vocabulary.are_opposite(&one.fold, &other.fold)
            })
        },
    )
}
