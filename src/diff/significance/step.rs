//! Words that stand for a value on a scale without a number: `hours` for `days`, `Monday` for
//! `Tuesday`, `daily` for `weekly`. They count only when one gives way to another of its scale.

use super::comparison::Comparison;
use super::comparison::Version;
use super::unit::Role;
use super::unit::Unit;
use super::vocabulary::Step;
use crate::diff::Significance;

/// Reports values that gave way to others of the same scale.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    for gap in comparison.gaps() {
        let step = |version| only_step(comparison, version, gap);
        let (Some((old, before)), Some((new, after))) = (step(Version::Old), step(Version::New))
        else {
            continue;
        };
        if before.scale == after.scale && before.place != after.place {
            comparison.report(Significance::Quantity, Some(old), Some(new));
        }
    }
}

/// The only unit with content of a gap, when it is a word for a value.
fn only_step<'v>(
    comparison: &Comparison<'v>,
    version: Version,
    gap: usize,
) -> Option<(usize, Step<'v>)> {
    let side = comparison.side(version);
    if side.content_of(gap) != 1 {
        return None;
    }
    let at = side.gap(gap).find(|at| side.units.get(*at).is_some_and(Unit::has_content))?;
    let unit = side.units.get(at)?;
    let is_word = matches!(unit.role, Role::Word | Role::Name) && !unit.is_code;
    let step = is_word.then(|| comparison.vocabulary.step(&unit.fold)).flatten()?;
    (!side.is_explained(at)).then_some((at, step))
}
