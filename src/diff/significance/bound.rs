//! Bounds: what is said of a number that stays, and least against most.

use super::comparison::Comparison;
use super::comparison::Version;
use super::lexicon::Bound;
use super::token::Gap;
use super::unit::Counting;
use super::unit::Role;
use crate::diff::Significance;

/// How many words before an amount its bound may stand ("at most keep three").
const REACH: usize = 4;

/// Reports amounts that stayed while their bound changed, and bounds that turned round.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    compare_bounds(comparison);
    for gap in comparison.gaps() {
        let (old, new) =
            (extreme(comparison, Version::Old, gap), extreme(comparison, Version::New, gap));
        if let (Some((before, is_lower)), Some((after, is_still_lower))) = (old, new)
            && is_lower != is_still_lower
        {
            comparison.report(Significance::Quantity, Some(before), Some(after));
        }
    }
}

/// The bound of an amount, and its place.
pub(super) fn bound_of(
    comparison: &Comparison<'_>,
    version: Version,
    at: usize,
) -> Option<(usize, Bound)> {
    let side = comparison.side(version);
    let bound = |at: usize| match side.units.get(at)?.role {
        Role::Bound(bound) => Some((at, bound)),
        _ => None,
    };
    let beside = at.checked_sub(1).and_then(bound).or_else(|| bound(at + 1));
    beside.or_else(|| bound_ahead(comparison, version, at))
}

/// The bound a few words before an amount in its clause, with no other amount between; there, a
/// word that could mean place or time bounds nothing.
fn bound_ahead(comparison: &Comparison<'_>, version: Version, at: usize) -> Option<(usize, Bound)> {
    let side = comparison.side(version);
    let is_open =
        |place: &usize| side.units.get(place + 1).is_some_and(|unit| unit.gap < Gap::Clause);
    let is_word = |place: &usize| {
        side.units.get(*place).is_some_and(|unit| !matches!(unit.role, Role::Amount(_)))
    };
    let mut places = (at.saturating_sub(REACH)..at).rev().take_while(is_open).take_while(is_word);
    places.find_map(|place| match side.units.get(place)? {
        unit if is_loose(comparison, &unit.fold) => None,
        unit => match unit.role {
            Role::Bound(bound) => Some((place, bound)),
            _ => None,
        },
    })
}

/// Whether a bound could mean place or time.
fn is_loose(comparison: &Comparison<'_>, word: &str) -> bool {
    comparison.vocabulary.is_loose_bound(word)
}

/// Amounts that stayed while the bound beside them changed.
fn compare_bounds(comparison: &mut Comparison<'_>) {
    for (old, new) in comparison.pairs() {
        let units = &comparison.side(Version::Old).units;
        if !units.get(old).is_some_and(|unit| matches!(unit.role, Role::Amount(_))) {
            continue;
        }
        let before = bound_of(comparison, Version::Old, old);
        let after = bound_of(comparison, Version::New, new);
        let is_word = units.get(old).is_some_and(|unit| unit.role == Role::Amount(Counting::Word));
        let counts = |bound: &(usize, Bound), version: Version| {
            let unit = comparison.side(version).units.get(bound.0);
            !is_word || unit.is_some_and(|unit| !is_loose(comparison, &unit.fold))
        };
        let before = before.filter(|bound| counts(bound, Version::Old));
        let after = after.filter(|bound| counts(bound, Version::New));
        let is_same = before.map(|(_, bound)| bound) == after.map(|(_, bound)| bound);
        let is_free = |version: Version, bound: Option<(usize, Bound)>| {
            bound.is_some_and(|(at, _)| comparison.side(version).partner(at).is_none())
        };
        if !is_same && (is_free(Version::Old, before) || is_free(Version::New, after)) {
            comparison.report(
                Significance::Quantity,
                before.map(|(at, _)| at),
                after.map(|(at, _)| at),
            );
        }
    }
}

/// The only bound of a gap, and whether it is a lower one; `None` when there are more, or when it
/// could mean place or time.
fn extreme(comparison: &Comparison<'_>, version: Version, gap: usize) -> Option<(usize, bool)> {
    let side = comparison.side(version);
    let mut bounds = side.gap(gap).filter_map(|at| {
        let unit = side.units.get(at)?;
        let is_firm = matches!(unit.fold.as_ref(), "minimum" | "maximum")
            || !is_loose(comparison, &unit.fold);
        match unit.role {
            Role::Bound(Bound::Least | Bound::More) if is_firm => Some((at, true)),
            Role::Bound(Bound::Most | Bound::Less) if is_firm => Some((at, false)),
            _ => None,
        }
    });
    bounds.next().filter(|_| bounds.next().is_none())
}
