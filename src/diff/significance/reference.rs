//! Names, identifiers, addresses and cross-references: which ones a passage mentions.

use std::collections::HashSet;

use super::comparison::Comparison;
use super::comparison::Version;
use super::reading::stem;
use super::token::Shape;
use super::unit::Role;
use super::unit::Unit;
use super::vocabulary::Vocabulary;
use crate::diff::Significance;

/// Reports references that only one side mentions.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    compare_versions(comparison);
    for version in Version::BOTH {
        let side = comparison.side(version);
        let is_candidate = |at: &usize| {
            side.units.get(*at).is_some_and(is_reference)
                && !is_translated(comparison, version, *at)
        };
        let open = side.unpaired().filter(|at| !side.is_explained(*at));
        let mut places: Vec<usize> = open.filter(is_candidate).collect();
        if places.is_empty() {
            continue;
        }
        let other = mentioned(&comparison.side(version.other()).units);
        places.retain(|at| side.units.get(*at).is_some_and(|unit| !is_mentioned(unit, &other)));
        for at in places {
            comparison.report_one(Significance::Reference, version, at);
        }
    }
}

/// A name or document that gave way to one with another number is another version: a quantity
/// too.
fn compare_versions(comparison: &mut Comparison<'_>) {
    for gap in comparison.gaps() {
        let versioned = |version: Version| {
            let side = comparison.side(version);
            let mut open = side.gap(gap).filter(|at| !side.is_explained(*at));
            open.find_map(|at| {
                Some((at, versioned_name(side.units.get(at)?, comparison.vocabulary)?))
            })
        };
        let (Some((old, before)), Some((new, after))) =
            (versioned(Version::Old), versioned(Version::New))
        else {
            continue;
        };
        if before == after {
            comparison.report(Significance::Quantity, Some(old), Some(new));
            comparison.report(Significance::Reference, Some(old), Some(new));
        }
    }
}

/// What a name with a number is without it: a name outside of code, or the label of a document.
fn versioned_name(unit: &Unit<'_>, vocabulary: &Vocabulary) -> Option<String> {
    if unit.role == Role::CrossReference {
        let label = unit.key.split(' ').next()?;
        let documents = &vocabulary.lexicon.references.documents;
        return documents.iter().find(|document| *document == label).cloned();
    }
    let is_digit = |char: char| char.is_ascii_digit() || char == '.';
    let is_plain = unit.role == Role::Name && !unit.is_code && !unit.fold.contains(['_', '/', '(']);
    let is_versioned = is_plain && unit.fold.contains(|char: char| char.is_ascii_digit());
    is_versioned.then(|| unit.fold.replace(is_digit, ""))
}

/// Whether a plain name gave way to words in ideographs: the same term in the other script.
fn is_translated(comparison: &Comparison<'_>, version: Version, at: usize) -> bool {
    let (side, other) = (comparison.side(version), comparison.side(version.other()));
    let is_plain = side.units.get(at).is_some_and(|unit| {
        unit.role == Role::Name && !unit.is_code && unit.fold.chars().all(char::is_alphanumeric)
    });
    let there = other.gap_units(side.gap_of(at));
    let has_name = there.iter().any(is_reference);
    is_plain
        && !has_name
        && there.iter().any(|unit| unit.shape == Shape::Ideograph && unit.has_content())
}

/// Whether a unit refers to something.
fn is_reference(unit: &Unit<'_>) -> bool {
    matches!(unit.role, Role::Name | Role::Target | Role::CrossReference)
}

/// What a passage mentions, in whatever form.
fn mentioned<'u>(units: &'u [Unit<'_>]) -> HashSet<&'u str> {
    units.iter().flat_map(|unit| [unit.key.as_ref(), unit.fold.as_ref()]).collect()
}

/// Whether the other side mentions this too.
fn is_mentioned(unit: &Unit<'_>, other: &HashSet<&str>) -> bool {
    let is_word = unit.role == Role::Name;
    other.contains(unit.key.as_ref())
        || is_word && (other.contains(unit.fold.as_ref()) || other.contains(stem(&unit.fold)))
}
