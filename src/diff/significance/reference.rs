//! Names, identifiers, addresses and cross-references: which ones a passage mentions.

use std::collections::BTreeSet;

use super::comparison::Comparison;
use super::comparison::Version;
use super::reading::stem;
use super::unit::Role;
use super::unit::Unit;
use crate::diff::Significance;

/// Reports references that only one side mentions.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    for version in Version::BOTH {
        let other = mentioned(&comparison.side(version.other()).units);
        let side = comparison.side(version);
        let is_new = |at: &usize| {
            side.units
                .get(*at)
                .is_some_and(|unit| is_reference(unit) && !is_mentioned(unit, &other))
        };
        let places: Vec<usize> = side.unpaired().filter(is_new).collect();
        for at in places {
            comparison.report_one(Significance::Reference, version, at);
        }
    }
}

/// Whether a unit refers to something.
fn is_reference(unit: &Unit) -> bool {
    matches!(unit.role, Role::Name | Role::Target | Role::CrossReference)
}

/// What a passage mentions, in whatever form.
fn mentioned(units: &[Unit]) -> BTreeSet<&str> {
    units.iter().flat_map(|unit| [unit.key.as_str(), unit.fold.as_str()]).collect()
}

/// Whether the other side mentions this too.
fn is_mentioned(unit: &Unit, other: &BTreeSet<&str>) -> bool {
    let is_word = unit.role == Role::Name;
    other.contains(unit.key.as_str())
        || is_word
            && (other.contains(unit.fold.as_str()) || other.contains(stem(&unit.fold).as_str()))
}
