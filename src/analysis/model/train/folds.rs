//! Folds for scoring a model on groups that it has not seen.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are made from the lengths, in code that no user runs"
)]

use std::collections::BTreeMap;

/// Deals rows into `count` folds of about the same size so that rows of one group share a fold:
/// the fold of every row, 0 to `count` - 1.
///
/// The largest groups are dealt first; among groups of one size the `seed` decides.
#[must_use]
pub fn folds<G: AsRef<str>>(groups: &[G], count: usize, seed: u64) -> Vec<usize> {
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for group in groups {
        *sizes.entry(group.as_ref()).or_default() += 1;
    }
    let mut order: Vec<(&str, usize)> = sizes.into_iter().collect();
    order.sort_by_key(|(group, size)| (std::cmp::Reverse(*size), hash(group, seed)));
    let mut loads = vec![0; count.max(1)];
    let mut dealt: BTreeMap<&str, usize> = BTreeMap::new();
    for (group, size) in order {
        let lightest = loads.iter().enumerate().min_by_key(|(_, load)| **load);
        let fold = lightest.map_or(0, |(fold, _)| fold);
        loads[fold] += size;
        dealt.insert(group, fold);
    }
    groups.iter().map(|group| dealt[group.as_ref()]).collect()
}

/// A number that depends on every byte of `group` and on the seed.
fn hash(group: &str, seed: u64) -> u64 {
    let keyed = [&seed.to_le_bytes()[..], group.as_bytes()].concat();
    let digest = blake3::hash(&keyed);
    digest.as_bytes().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::folds;

    #[test]
    fn a_group_is_never_in_two_folds_and_folds_are_balanced() {
        let groups: Vec<String> = (0..100).map(|row| format!("g{}", row % 20)).collect();
        let dealt = folds(&groups, 5, 7);
        for row in 0..100 {
            assert_eq!(dealt[row], dealt[row % 20]);
        }
        for fold in 0..5 {
            assert_eq!(dealt.iter().filter(|other| **other == fold).count(), 20);
        }
    }
}
