//! The alignment of two short sequences that reads best: an exact optimum.
//!
//! Gotoh's alignment with affine gaps (J. Mol. Biol. 162, 1982): each equal word kept earns its
//! weight, each changed place costs a fixed price, so a lone equal word between two changes is
//! not worth the break. Prices fall where a sentence or line starts, so changes begin and end
//! there when it costs nothing else.

use super::anchors::Run;

/// A word as the alignment sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// Equal words have equal numbers.
    pub(super) number: u32,
    /// What keeping it earns.
    pub(super) weight: u16,
    /// How good a place before it is for a change to begin or end.
    pub(super) rank: u16,
}

/// Aligns two sequences; `price` is what a changed place costs. Fills a table of `old.len() * new.len()` cells.
#[expect(clippy::indexing_slicing, reason = "rows and columns stay within the table's own sizes")]
pub(super) fn align(old: &[Unit], new: &[Unit], price: i32) -> Vec<Run> {
    let columns = new.len() + 1;
    let mut trace = vec![0u8; columns * (old.len() + 1)];
    let mut kept = vec![NEVER; columns];
    let mut gap = vec![NEVER; columns];
    kept[0] = 0;
    let opening = |old_at: usize, new_at: usize| price - bonus(old, new, old_at, new_at);
    for column in 1..columns {
        gap[column] = -opening(0, 0);
        trace[column] = GAP_NEW | if column == 1 { FROM_KEPT } else { 0 };
    }
    for (row, word) in old.iter().enumerate() {
        let line = &mut trace[columns * (row + 1)..columns * (row + 2)];
        let mut diagonal = (kept[0], gap[0]);
        let opened = kept[0] - opening(row, 0);
        line[0] = GAP_OLD | if opened > gap[0] { FROM_KEPT } else { 0 };
        gap[0] = gap[0].max(opened);
        kept[0] = NEVER;
        let row_rank = rank_at(old, row + 1);
        let before_rank = i32::from(word.rank);
        let (mut kept_here, mut gap_here) = (kept[0], gap[0]);
        for column in 1..columns {
            let other = new[column - 1];
            let (kept_up, gap_up) = (kept[column], gap[column]);
            let mut step = 0;
            let new_rank = if column < new.len() { i32::from(new[column].rank) } else { 0 };
            // Inside a changed place, the step that does not leave a kept word is taken first.
            let mut best = gap_up;
            let mut from = GAP_OLD;
            if gap_here > best {
                (best, from) = (gap_here, GAP_NEW);
            }
            let opened_up = kept_up - price + before_rank + new_rank;
            if opened_up > best {
                (best, from) = (opened_up, GAP_OLD | FROM_KEPT);
            }
            let opened_here = kept_here - price + row_rank + i32::from(other.rank);
            if opened_here > best {
                (best, from) = (opened_here, GAP_NEW | FROM_KEPT);
            }
            step |= from;
            let mut keep = NEVER;
            if word.number == other.number {
                let closed = diagonal.1 + before_rank + i32::from(other.rank);
                let from_kept = diagonal.0 >= closed;
                keep = i32::from(word.weight) + diagonal.0.max(closed);
                step |= if from_kept { KEPT_FROM_KEPT } else { 0 };
            }
            line[column] = step;
            diagonal = (kept_up, gap_up);
            kept[column] = keep;
            gap[column] = best;
            (kept_here, gap_here) = (keep, best);
        }
    }
    let ends_kept = kept[new.len()] >= gap[new.len()];
    trace_back(&trace, old.len(), new.len(), ends_kept)
}

/// A score that no path reaches.
const NEVER: i32 = i32::MIN / 2;

/// The step into a changed place skips an old word.
const GAP_OLD: u8 = 1;
/// The step into a changed place skips a new word.
const GAP_NEW: u8 = 2;
/// That step leaves a kept word.
const FROM_KEPT: u8 = 4;
/// The kept word here follows a kept word.
const KEPT_FROM_KEPT: u8 = 8;

fn rank_at(units: &[Unit], at: usize) -> i32 {
    units.get(at).map_or(0, |unit| i32::from(unit.rank))
}

fn bonus(old: &[Unit], new: &[Unit], old_at: usize, new_at: usize) -> i32 {
    rank_at(old, old_at) + rank_at(new, new_at)
}

/// Reads the kept words back from the table.
#[expect(clippy::indexing_slicing, reason = "rows and columns only fall")]
fn trace_back(trace: &[u8], old_length: usize, new_length: usize, ends_kept: bool) -> Vec<Run> {
    let columns = new_length + 1;
    let (mut row, mut column, mut is_kept) = (old_length, new_length, ends_kept);
    let mut runs: Vec<Run> = Vec::new();
    while row > 0 || column > 0 {
        let step = trace[row * columns + column];
        if is_kept {
            (row, column) = (row - 1, column - 1);
            is_kept = step & KEPT_FROM_KEPT != 0;
            match runs.last_mut() {
                Some(run) if run.old == row + 1 && run.new == column + 1 => {
                    *run = Run { old: row, new: column, length: run.length + 1 };
                }
                _ => runs.push(Run { old: row, new: column, length: 1 }),
            }
        } else {
            if step & GAP_OLD != 0 {
                row -= 1;
            } else {
                column -= 1;
            }
            is_kept = step & FROM_KEPT != 0;
        }
    }
    runs.reverse();
    runs
}
