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
