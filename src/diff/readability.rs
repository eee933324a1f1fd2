//! Readable before minimal: small islands of equal words between changes are given up.

use super::affine::Unit;
use super::anchors::Run;

/// Drops the runs between two changed places that are worth less than the break they make.
pub(super) fn absorb(runs: &[Run], old: &[Unit], new_length: usize, price: i32) -> Vec<Run> {
    let mut kept: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        let is_at_start = run.old == 0 && run.new == 0;
        let is_at_end = run.old_end() == old.len() && run.new_end() == new_length;
        let units = old.get(run.old..run.old_end()).unwrap_or_default();
        let worth: i64 = units.iter().map(|unit| i64::from(unit.weight)).sum();
        if is_at_start || is_at_end || worth >= i64::from(price) {
            kept.push(*run);
        }
    }
    kept
}

/// Farthest that a change slides, in words.
const SLIDE: usize = 60;

/// Moves words that only came or only went to where they begin a sentence, line or clause, when
/// the words around allow it: of `The door is [red. The door is] open`, what was inserted is
/// rather `[The door is red.]`.
pub(super) fn slide(runs: &[Run], old: &[Unit], new: &[Unit]) -> Vec<Run> {
    let mut slid = runs.to_vec();
    for index in 1..slid.len() {
        let (Some(before), Some(after)) = (slid.get(index - 1), slid.get(index)) else { break };
        let (units, start, end) = if before.new_end() == after.new {
            (old, before.old_end(), after.old)
        } else if before.old_end() == after.old {
            (new, before.new_end(), after.new)
        } else {
            continue;
        };
        let back = best_shift(units, start, end, before.length.min(SLIDE), true);
        let ahead = best_shift(units, start, end, after.length.min(SLIDE), false);
        let rank = |shift: usize, is_back: bool| {
            let at = if is_back { start - shift } else { start + shift };
            units.get(at).map_or(0, |unit| unit.rank)
        };
        let is_back = rank(back, true) >= rank(ahead, false);
        let shift = if is_back { back } else { ahead };
        if let Some(before) = slid.get_mut(index - 1) {
            before.length = if is_back { before.length - shift } else { before.length + shift };
        }
        if let Some(after) = slid.get_mut(index) {
            *after = if is_back {
                Run { old: after.old - shift, new: after.new - shift, length: after.length + shift }
            } else {
                Run { old: after.old + shift, new: after.new + shift, length: after.length - shift }
            };
        }
    }
    slid.retain(|run| run.length > 0);
    slid
}

/// How far the words from `start` to `end` slide, back or ahead, to the best place there; 0 when
/// no place is better than where they stand.
fn best_shift(units: &[Unit], start: usize, end: usize, limit: usize, is_back: bool) -> usize {
    let rank = |at: usize| units.get(at).map_or(0, |unit| unit.rank);
    let (mut best, mut best_rank) = (0, rank(start));
    for shift in 1..=limit {
        let (leaving, entering, at) = if is_back {
            (end.checked_sub(shift), start.checked_sub(shift), start.checked_sub(shift))
        } else {
            (Some(start + shift - 1), Some(end + shift - 1), Some(start + shift))
        };
        let number = |at: Option<usize>| units.get(at?).map(|unit| unit.number);
        if number(leaving).is_none() || number(leaving) != number(entering) {
            break;
        }
        let here = at.map_or(0, rank);
        if here > best_rank {
            (best, best_rank) = (shift, here);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::slide;
    use crate::diff::affine::Unit;
    use crate::diff::anchors::Run;

    #[test]
    fn an_insertion_slides_back_to_the_start_of_its_sentence() {
        let unit = |letter: char| {
            let rank = if letter.is_uppercase() { 10 } else { 0 };
            Unit { number: u32::from(letter), weight: 200, rank }
        };
        let old: Vec<Unit> = "TdoTdh".chars().map(unit).collect();
        let new: Vec<Unit> = "TdoTdrTdh".chars().map(unit).collect();
        let runs = [Run { old: 0, new: 0, length: 5 }, Run { old: 5, new: 8, length: 1 }];
        let slid = slide(&runs, &old, &new);
        assert_eq!(slid[0], Run { old: 0, new: 0, length: 3 });
        assert_eq!(slid[1], Run { old: 3, new: 6, length: 3 });
    }
}
