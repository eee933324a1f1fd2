//! A longest common subsequence, 64 cells of the table a step.
//!
//! The bit-vector method of Crochemore, Iliopoulos, Pinzon and Reid (Inf. Process. Lett. 80,
//! 2001), with all rows kept for reading the alignment back.

use super::anchors::Run;

/// Words of 64 bits that a table for sequences of these lengths has: the steps it takes.
pub(super) const fn steps(old: usize, new: usize) -> u64 {
    (old as u64 + 1) * (new as u64).div_ceil(64)
}

/// The runs of a longest common subsequence, ascending.
#[expect(clippy::indexing_slicing, reason = "rows and columns stay within the table's own sizes")]
pub(super) fn longest_common(old: &[u32], new: &[u32]) -> Vec<Run> {
    let blocks = new.len().div_ceil(64);
    let mut places: Vec<(u32, usize)> = new.iter().copied().zip(0..).collect();
    places.sort_unstable();
    // A zero bit says that the row's length grows at that column.
    let mut rows: Vec<u64> = vec![u64::MAX; blocks];
    rows.reserve(blocks * old.len());
    let mut matches = vec![0u64; blocks];
    for (row, unit) in old.iter().enumerate() {
        let first = places.partition_point(|(known, _)| known < unit);
        let own = places[first..].iter().take_while(|(known, _)| known == unit);
        for (_, column) in own.clone() {
            matches[column / 64] |= 1 << (column % 64);
        }
        let mut carry = false;
        for block in 0..blocks {
            let above = rows[row * blocks + block];
            let common = above & matches[block];
            let (sum, over) = above.overflowing_add(common);
            let (sum, over_again) = sum.overflowing_add(u64::from(carry));
            carry = over || over_again;
            rows.push(sum | (above & !matches[block]));
        }
        for (_, column) in own {
            matches[column / 64] = 0;
        }
    }
    read_back(&rows, blocks, old, new)
}

/// Walks from the far corner: a column whose bit is zero in a row but not in the row above is
/// where that row's unit was matched.
#[expect(clippy::indexing_slicing, reason = "rows and columns only fall")]
fn read_back(rows: &[u64], blocks: usize, old: &[u32], new: &[u32]) -> Vec<Run> {
    let grows =
        |row: usize, column: usize| rows[row * blocks + column / 64] >> (column % 64) & 1 == 0;
    let (mut row, mut column) = (old.len(), new.len());
    let mut runs: Vec<Run> = Vec::new();
    while row > 0 && column > 0 {
        if !grows(row, column - 1) {
            column -= 1;
        } else if grows(row - 1, column - 1) {
            row -= 1;
        } else {
            (row, column) = (row - 1, column - 1);
            match runs.last_mut() {
                Some(run) if run.old == row + 1 && run.new == column + 1 => {
                    *run = Run { old: row, new: column, length: run.length + 1 };
                }
                _ => runs.push(Run { old: row, new: column, length: 1 }),
            }
        }
    }
    runs.reverse();
    runs
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prop_assert;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::longest_common;

    /// The textbook table.
    fn length(old: &[u32], new: &[u32]) -> usize {
        let mut row = vec![0; new.len() + 1];
        for unit in old {
            let mut diagonal = 0;
            for (column, other) in new.iter().enumerate() {
                let above = row[column + 1];
                row[column + 1] = if unit == other { diagonal + 1 } else { above.max(row[column]) };
                diagonal = above;
            }
        }
        row[new.len()]
    }

    proptest! {
        #[test]
        fn the_subsequence_is_common_and_longest(
            old in vec(0u32..6, 0..150), new in vec(0u32..6, 0..150),
        ) {
            let runs = longest_common(&old, &new);
            let (mut old_at, mut new_at) = (0, 0);
            for run in &runs {
                prop_assert!(run.old >= old_at && run.new >= new_at);
                prop_assert_eq!(&old[run.old..run.old_end()], &new[run.new..run.new_end()]);
                (old_at, new_at) = (run.old_end(), run.new_end());
            }
            prop_assert_eq!(runs.iter().map(|run| run.length).sum::<usize>(), length(&old, &new));
        }
    }
}
