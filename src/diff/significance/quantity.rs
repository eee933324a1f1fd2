//! Numbers, units, bounds and dates: compared by value.

use super::comparison::Comparison;
use super::comparison::Version;
use super::lexicon::Bound;
use super::unit::Counting;
use super::unit::Role;
use crate::diff::Significance;

/// A number without an equal partner.
#[derive(Debug, Clone)]
struct Amount {
    at: usize,
    gap: usize,
    key: String,
    counting: Counting,
}

/// Reports changes of quantity.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let mut old = unmatched(comparison, Version::Old);
    let mut new = unmatched(comparison, Version::New);
    for (before, after) in take_substitutions(&mut old, &mut new) {
        comparison.report(Significance::Quantity, Some(before.at), Some(after.at));
    }
    old.retain(|before| {
        let moved = new.iter().position(|after| after.key == before.key);
        moved.map(|at| new.remove(at)).is_none()
    });
    for (version, list) in [(Version::Old, old), (Version::New, new)] {
        for amount in list {
            let is_bounded = || is_bounded_anew(comparison, version, amount.at);
            if amount.counting == Counting::Figure
                || amount.counting == Counting::Word && is_bounded()
            {
                comparison.report_one(Significance::Quantity, version, amount.at);
            }
        }
    }
    compare_bounds(comparison);
    compare_loose_words(comparison);
}

/// The amounts without a partner.
fn unmatched(comparison: &Comparison<'_>, version: Version) -> Vec<Amount> {
    let side = comparison.side(version);
    let amount = |at: usize| {
        let unit = side.units.get(at)?;
        let Role::Amount(counting) = unit.role else { return None };
        Some(Amount { at, gap: side.gap_of(at), key: unit.key.clone(), counting })
    };
    side.unpaired().filter_map(amount).collect()
}

/// Takes out amounts that are the only ones of their gap on both sides: one gave way to another.
fn take_substitutions(old: &mut Vec<Amount>, new: &mut Vec<Amount>) -> Vec<(Amount, Amount)> {
    let only = |list: &[Amount], gap: usize| {
        let mut here = list.iter().filter(|amount| amount.gap == gap);
        here.next().filter(|_| here.next().is_none()).cloned()
    };
    let pairs: Vec<(Amount, Amount)> = old
        .iter()
        .filter_map(|before| Some((only(old, before.gap)?, only(new, before.gap)?)))
        .filter(|(before, after)| {
            (before.counting == Counting::Ordinal) == (after.counting == Counting::Ordinal)
        })
        .collect();
    old.retain(|amount| !pairs.iter().any(|(before, _)| before.at == amount.at));
    new.retain(|amount| !pairs.iter().any(|(_, after)| after.at == amount.at));
    pairs
}

/// The bound beside an amount, and its place.
fn bound_of(comparison: &Comparison<'_>, version: Version, at: usize) -> Option<(usize, Bound)> {
    let side = comparison.side(version);
    let bound = |at: usize| match side.units.get(at)?.role {
        Role::Bound(bound) => Some((at, bound)),
        _ => None,
    };
    let is_function =
        |at: usize| side.units.get(at).is_some_and(|unit| unit.role == Role::Function);
    let before = || at.checked_sub(1).and_then(bound);
    let further = || at.checked_sub(2).filter(|_| is_function(at - 1)).and_then(bound);
    before().or_else(|| bound(at + 1)).or_else(further)
}

/// Whether a bound that means numbers only came or went together with the number word at `at`.
fn is_bounded_anew(comparison: &Comparison<'_>, version: Version, at: usize) -> bool {
    let Some((place, bound)) = bound_of(comparison, version, at) else { return false };
    let side = comparison.side(version);
    let is_several =
        bound == Bound::More && side.units.get(at).is_some_and(|unit| unit.key == ":1");
    let loose = &comparison.vocabulary.lexicon.loose_bounds;
    let is_loose = side.units.get(place).is_some_and(|unit| loose.contains(&unit.fold));
    side.partner(place).is_none() && !is_several && (bound == Bound::Exact || !is_loose)
}

/// Amounts that stayed while the bound beside them changed.
fn compare_bounds(comparison: &mut Comparison<'_>) {
    for (old, new) in comparison.pairs() {
        let is_amount = comparison
            .side(Version::Old)
            .units
            .get(old)
            .is_some_and(|unit| matches!(unit.role, Role::Amount(_)));
        if !is_amount {
            continue;
        }
        let bounds =
            (bound_of(comparison, Version::Old, old), bound_of(comparison, Version::New, new));
        let changed = |version: Version, at: usize| comparison.side(version).partner(at).is_none();
        let (before, after) = match bounds {
            (Some((at_old, one)), Some((at_new, other)))
                if one != other
                    && (changed(Version::Old, at_old) || changed(Version::New, at_new)) =>
            {
                (Some(at_old), Some(at_new))
            }
            (Some((at, _)), None) if changed(Version::Old, at) => (Some(at), None),
            (None, Some((at, _))) if changed(Version::New, at) => (None, Some(at)),
            _ => continue,
        };
        comparison.report(Significance::Quantity, before, after);
    }
}

/// Bounds that stand against an opposite one, without a number beside them ("minimum" became
/// "maximum").
fn compare_loose_words(comparison: &mut Comparison<'_>) {
    for gap in 0..comparison.gap_count() {
        let only = |version: Version| {
            let side = comparison.side(version);
            let mut bounds = side.gap(gap).filter_map(|at| match side.units.get(at)? {
                unit if unit.role == Role::Bound(Bound::Least)
                    || unit.role == Role::Bound(Bound::More) =>
                {
                    Some((at, true, unit.fold.clone()))
                }
                unit if unit.role == Role::Bound(Bound::Most)
                    || unit.role == Role::Bound(Bound::Less) =>
                {
                    Some((at, false, unit.fold.clone()))
                }
                _ => None,
            });
            bounds.next().filter(|_| bounds.next().is_none())
        };
        let (Some((old, is_lower, before)), Some((new, is_lower_now, after))) =
            (only(Version::Old), only(Version::New))
        else {
            continue;
        };
        let is_extreme = |word: &str| matches!(word, "minimum" | "maximum");
        let loose = &comparison.vocabulary.lexicon.loose_bounds;
        let is_firm = |word: &String| is_extreme(word) || !loose.contains(word);
        if is_lower != is_lower_now && is_firm(&before) && is_firm(&after) {
            comparison.report(Significance::Quantity, Some(old), Some(new));
        }
    }
}
