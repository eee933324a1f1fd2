//! What took the place of what: units of one kind that only one side has, in their gaps.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// How many places are tried for a unit that moved.
const TRIES: usize = 64;

/// A unit that only one side has.
#[derive(Debug, Clone)]
pub(super) struct Lone<T> {
    /// Its place among the units of its side.
    pub(super) at: usize,
    /// The number of its gap.
    pub(super) gap: usize,
    /// What it says.
    pub(super) says: T,
}

/// Takes out the units that are the only ones of their gap on both sides: one gave way to the
/// other, if they fit.
pub(super) fn take_substitutions<T: Clone>(
    old: &mut Vec<Lone<T>>,
    new: &mut Vec<Lone<T>>,
    fits: impl Fn(&Lone<T>, &Lone<T>) -> bool,
) -> Vec<(Lone<T>, Lone<T>)> {
    let mut new_gaps = alone(new);
    let both = alone(old).into_iter().filter_map(|(gap, before)| {
        before.zip(new_gaps.remove(&gap).flatten()).filter(|(before, after)| fits(before, after))
    });
    let pairs: Vec<(Lone<T>, Lone<T>)> = both.collect();
    let taken: BTreeSet<usize> = pairs.iter().map(|(before, _)| before.gap).collect();
    old.retain(|unit| !taken.contains(&unit.gap));
    new.retain(|unit| !taken.contains(&unit.gap));
    pairs
}

/// For each gap its only unit, or nothing when it has several.
fn alone<T: Clone>(units: &[Lone<T>]) -> BTreeMap<usize, Option<Lone<T>>> {
    let mut gaps: BTreeMap<usize, Option<Lone<T>>> = BTreeMap::new();
    for unit in units {
        let add = || Some(unit.clone());
        gaps.entry(unit.gap).and_modify(|only| *only = None).or_insert_with(add);
    }
    gaps
}

/// Takes out units that stand at most `reach` gaps apart on the two sides and are the same.
pub(super) fn take_moved<T: Clone>(
    old: &mut Vec<Lone<T>>,
    new: &mut Vec<Lone<T>>,
    reach: usize,
    is_same: impl Fn(&Lone<T>, &Lone<T>) -> bool,
) {
    let mut taken = BTreeSet::new();
    old.retain(|before| {
        let start = new.partition_point(|after| after.gap.saturating_add(reach) < before.gap);
        let near = new.iter().skip(start).take(TRIES);
        let is_moved = |after: &&Lone<T>| {
            let is_near = before.gap.abs_diff(after.gap) <= reach;
            is_near && !taken.contains(&after.at) && is_same(before, after)
        };
        let moved = near.clone().find(is_moved).map(|after| after.at);
        moved.map(|at| taken.insert(at)).is_none()
    });
    new.retain(|after| !taken.contains(&after.at));
}
