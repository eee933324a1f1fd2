//! Numbers, units and dates: compared by value.

use std::collections::BTreeSet;

use super::bound::bound_of;
use super::comparison::Comparison;
use super::comparison::Version;
use super::exchange::Lone;
use super::exchange::take_moved;
use super::exchange::take_substitutions;
use super::lexicon::Bound;
use super::unit::Counting;
use super::unit::Role;
use crate::diff::Significance;

/// A number without an equal partner.
type Amount = Lone<Counted>;

/// What a number says.
#[derive(Debug, Clone)]
struct Counted {
    key: String,
    counting: Counting,
}

/// Reports amounts that differ in value.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let mut old = unmatched(comparison, Version::Old);
    let mut new = unmatched(comparison, Version::New);
    let fits = |before: &Amount, after: &Amount| {
        (before.says.counting == Counting::Ordinal) == (after.says.counting == Counting::Ordinal)
    };
    for (before, after) in take_substitutions(&mut old, &mut new, fits) {
        comparison.report(Significance::Quantity, Some(before.at), Some(after.at));
    }
    take_moved(&mut old, &mut new, usize::MAX, |before, after| {
        before.says.key == after.says.key && moved_along(comparison, before.at, after.at)
    });
    for (version, list) in [(Version::Old, old), (Version::New, new)] {
        if list.is_empty() {
            continue;
        }
        let other = phrases(comparison, version.other());
        for amount in list {
            // Said once more or once less: no value came or went.
            let is_repeated = phrase(comparison, version, amount.at)
                .is_some_and(|phrase| other.contains(&phrase));
            let counts = match amount.says.counting {
                Counting::Figure => true,
                Counting::Word => {
                    is_bounded_anew(comparison, version, amount.at)
                        || replaces_article(comparison, version, &amount)
                }
                Counting::Ordinal => false,
            };
            if counts && !is_repeated {
                comparison.report_one(Significance::Quantity, version, amount.at);
            }
        }
    }
}

/// The amounts without a partner.
fn unmatched(comparison: &Comparison<'_>, version: Version) -> Vec<Amount> {
    let side = comparison.side(version);
    let amount = |at: usize| {
        let unit = side.units.get(at)?;
        let Role::Amount(counting) = unit.role else { return None };
        let says = Counted { key: unit.key.to_string(), counting };
        Some(Amount { at, gap: side.gap_of(at), says })
    };
    side.unpaired().filter_map(amount).collect()
}

/// Whether an amount that stands elsewhere has a neighbour in common; one that has none swapped
/// its place with another.
fn moved_along(comparison: &Comparison<'_>, old: usize, new: usize) -> bool {
    let key = |version: Version, at: Option<usize>| {
        at.and_then(|at| comparison.side(version).units.get(at)).map(|unit| unit.key.as_ref())
    };
    let same = |old: Option<usize>, new: Option<usize>| {
        let before = key(Version::Old, old);
        before.is_some() && before == key(Version::New, new)
    };
    same(old.checked_sub(1), new.checked_sub(1)) || same(Some(old + 1), Some(new + 1))
}

/// Every amount of a side with the word before it.
fn phrases(comparison: &Comparison<'_>, version: Version) -> BTreeSet<(String, String)> {
    let places = 0..comparison.side(version).units.len();
    places.filter_map(|at| phrase(comparison, version, at)).collect()
}

/// An amount and the word with content before it.
fn phrase(comparison: &Comparison<'_>, version: Version, at: usize) -> Option<(String, String)> {
    let units = &comparison.side(version).units;
    let amount = units.get(at).filter(|unit| matches!(unit.role, Role::Amount(_)))?;
    let before = at.checked_sub(1).and_then(|before| units.get(before))?;
    let is_telling =
        before.has_content() && !matches!(before.role, Role::Bound(_) | Role::Amount(_));
    is_telling.then(|| (before.key.to_string(), amount.key.to_string()))
}

/// Whether a number word above one gave way to an article, or an article to it.
fn replaces_article(comparison: &Comparison<'_>, version: Version, amount: &Amount) -> bool {
    let articles = &comparison.vocabulary.lexicon.grammar.articles;
    let there = comparison.side(version.other()).gap_units(amount.gap);
    let here = comparison.side(version).gap_units(amount.gap);
    amount.says.key != ":1"
        && here.len() <= 2
        && there.len() <= 2
        && there.iter().any(|unit| articles.iter().any(|article| *article == unit.fold))
}

/// Whether a bound that means numbers only came or went together with the number word at `at`;
/// "more than one" means no more than "several".
fn is_bounded_anew(comparison: &Comparison<'_>, version: Version, at: usize) -> bool {
    let Some((place, bound)) = bound_of(comparison, version, at) else { return false };
    let side = comparison.side(version);
    let is_several =
        bound == Bound::More && side.units.get(at).is_some_and(|unit| unit.key == ":1");
    let is_loose =
        side.units.get(place).is_some_and(|unit| comparison.vocabulary.is_loose_bound(&unit.fold));
    side.partner(place).is_none() && !is_several && (bound == Bound::Exact || !is_loose)
}
