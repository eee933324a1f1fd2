//! Duties, recommendations and permissions: compared as stated, not as written.
//!
//! A keyword that only moved, or gave way to one of equal strength, is no change (RFC 2119 sets
//! MUST, REQUIRED and SHALL equal, SHOULD and RECOMMENDED, MAY and OPTIONAL).

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::comparison::Comparison;
use super::comparison::Version;
use super::comparison::is_negative;
use super::exchange::Lone;
use super::exchange::take_moved;
use super::exchange::take_substitutions;
use super::lexicon::Strength;
use super::token::Shape;
use super::unit::Modality;
use super::unit::Role;
use crate::diff::Significance;

/// How far apart, in equal units, two equal keywords may stand and still be one that moved.
const NEAR: usize = 40;

/// A modal word: its place and what it states.
type Stated = Lone<Modality>;

/// Reports changes of obligation, and of the polarity of an obligation.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let mut old = unmatched(comparison, Version::Old);
    let mut new = unmatched(comparison, Version::New);
    capitals(comparison);
    let mut pairs = take_partners(comparison, &mut old, &mut new);
    pairs.extend(take_substitutions(&mut old, &mut new, |_, _| true));
    for (before, after) in pairs {
        replaced(comparison, before, after);
    }
    take_moved(&mut old, &mut new, NEAR, |before, after| is_same(before.says, after.says));
    for (version, list) in [(Version::Old, old), (Version::New, new)] {
        for stated in list {
            came_or_went(comparison, version, stated);
        }
    }
}

/// The modal words whose partner, if they have one, does not state the same.
fn unmatched(comparison: &Comparison<'_>, version: Version) -> Vec<Stated> {
    let (side, other) = (comparison.side(version), comparison.side(version.other()));
    let stated = side.units.iter().enumerate().filter_map(|(at, unit)| {
        let Role::Modal(modality) = unit.role else { return None };
        Some(Stated { at, gap: side.gap_of(at), says: modality })
    });
    let is_matched = |stated: &Stated| {
        let partner = side.partner(stated.at).and_then(|at| other.units.get(at));
        partner.is_some_and(
            |unit| matches!(unit.role, Role::Modal(modality) if is_same(modality, stated.says)),
        )
    };
    stated.filter(|stated| !is_matched(stated)).collect()
}

/// Whether two state the same.
fn is_same(one: Modality, other: Modality) -> bool {
    one.strength == other.strength && one.is_negative == other.is_negative
}

/// A keyword that only gained or lost its capitals: they alone carry the meaning of RFC 8174.
fn capitals(comparison: &mut Comparison<'_>) {
    for (old, new) in comparison.pairs() {
        let unit = |version, at: usize| comparison.side(version).units.get(at);
        let (Some(before), Some(after)) = (unit(Version::Old, old), unit(Version::New, new)) else {
            continue;
        };
        let is_keyword = matches!((&before.role, &after.role), (Role::Modal(_), Role::Modal(_)));
        let gained = (before.shape == Shape::Capitals) != (after.shape == Shape::Capitals);
        if is_keyword && gained && before.fold.is_ascii() {
            comparison.report(Significance::Obligation, Some(old), Some(new));
        }
    }
}

/// Takes out partners that state different things.
fn take_partners(
    comparison: &Comparison<'_>,
    old: &mut Vec<Stated>,
    new: &mut Vec<Stated>,
) -> Vec<(Stated, Stated)> {
    let side = comparison.side(Version::Old);
    let partners: BTreeMap<usize, Stated> =
        new.iter().map(|stated| (stated.at, stated.clone())).collect();
    let partner =
        |before: &Stated| side.partner(before.at).and_then(|at| partners.get(&at)).cloned();
    let pairs: Vec<(Stated, Stated)> =
        old.iter().filter_map(|before| Some((before.clone(), partner(before)?))).collect();
    let taken: BTreeSet<usize> = pairs.iter().map(|(_, after)| after.at).collect();
    old.retain(|before| partner(before).is_none());
    new.retain(|after| !taken.contains(&after.at));
    pairs
}

/// One modal word gave way to another.
fn replaced(comparison: &mut Comparison<'_>, before: Stated, after: Stated) {
    let (one, other) = (before.says, after.says);
    if is_same(one, other) {
        return;
    }
    let both_soft = one.is_soft && other.is_soft;
    if one.strength == other.strength {
        comparison.report(Significance::Negation, Some(before.at), Some(after.at));
    } else if !both_soft || gives_way(one.strength, other.strength) {
        comparison.report(Significance::Obligation, Some(before.at), Some(after.at));
        if one.is_negative != other.is_negative && !is_balanced(comparison, before.gap) {
            comparison.report(Significance::Negation, Some(before.at), Some(after.at));
        }
    }
}

/// Whether the exchange of two soft words changes a duty.
fn gives_way(one: Strength, other: Strength) -> bool {
    let is_permission = |strength| matches!(strength, Strength::Permitted | Strength::Exempt);
    let is_stated = |strength| !matches!(strength, Strength::Committed | Strength::Imperative);
    is_permission(one) != is_permission(other)
        || one != other
            && (one.max(other) == Strength::Exempt || is_stated(one) && is_stated(other))
}

/// Whether both sides of a gap negate.
fn is_balanced(comparison: &Comparison<'_>, gap: usize) -> bool {
    Version::BOTH.into_iter().all(|version| {
        let side = comparison.side(version);
        side.gap_units(gap).iter().any(is_negative)
    })
}

/// A modal word came or went.
fn came_or_went(comparison: &mut Comparison<'_>, version: Version, stated: Stated) {
    let modality = stated.says;
    if modality.is_soft && !(modality.is_negative && modality.is_binding) {
        return;
    }
    let side = comparison.side(version);
    let head_stays = side.head_of(stated.at).is_some_and(|head| side.partner(head).is_some());
    let is_plain_negation = modality.is_soft || modality.strength == Strength::Imperative;
    if is_plain_negation && head_stays {
        return comparison.report_one(Significance::Negation, version, stated.at);
    }
    comparison.report_one(Significance::Obligation, version, stated.at);
    let side = comparison.side(version);
    let negation_stays = (stated.at.saturating_sub(3)..stated.at + 4).any(|at| {
        let is_negator = side.units.get(at).is_some_and(|unit| unit.role == Role::Absorbed);
        is_negator && side.partner(at).is_some()
    });
    if modality.is_negative && !negation_stays && !is_balanced(comparison, stated.gap) {
        comparison.report_one(Significance::Negation, version, stated.at);
    }
}
