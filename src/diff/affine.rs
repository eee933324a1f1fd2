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

/// Aligns two sequences that both have words; `price` is what a changed place costs. Fills a
/// table of `old.len() * new.len()` cells.
pub(super) fn align(old: &[Unit], new: &[Unit], price: i32) -> Vec<Run> {
    if old.is_empty() || new.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new(old, new, price);
    for (row, word) in old.iter().enumerate() {
        table.fill_row(row, *word, rank_at(old, row + 1));
    }
    table.trace_back(old.len())
}

/// The alignment table: the scores of one row, and for every cell where its scores came from.
struct Table<'n> {
    new: &'n [Unit],
    /// Rank of the place before each new word, and of the end.
    ranks: Vec<i32>,
    price: i32,
    /// Best scores of paths that end with a kept word, by column.
    kept: Vec<i32>,
    /// Best scores of paths that end inside a changed place, by column.
    gap: Vec<i32>,
    trace: Vec<u8>,
}

#[expect(clippy::indexing_slicing, reason = "rows and columns stay within the table's own sizes")]
impl<'n> Table<'n> {
    fn new(old: &[Unit], new: &'n [Unit], price: i32) -> Self {
        let columns = new.len() + 1;
        let ranks: Vec<i32> = (0..columns).map(|column| rank_at(new, column)).collect();
        let opened = rank_at(old, 0) + ranks[0] - price;
        let mut table = Self {
            new,
            ranks,
            price,
            kept: vec![NEVER; columns],
            gap: vec![opened; columns],
            trace: vec![0; columns * (old.len() + 1)],
        };
        table.kept[0] = 0;
        table.gap[0] = NEVER;
        table.trace[1..columns].fill(GAP_NEW);
        table.trace[1] |= FROM_KEPT;
        table
    }

    /// Fills the row of one old word; `rank_after` is that of the place behind it.
    fn fill_row(&mut self, row: usize, word: Unit, rank_after: i32) {
        let columns = self.new.len() + 1;
        let line = &mut self.trace[columns * (row + 1)..columns * (row + 2)];
        let rank = i32::from(word.rank);
        let mut diagonal = (self.kept[0], self.gap[0]);
        let opened = self.kept[0] - self.price + rank + self.ranks[0];
        line[0] = GAP_OLD | if opened > self.gap[0] { FROM_KEPT } else { 0 };
        self.gap[0] = self.gap[0].max(opened);
        self.kept[0] = NEVER;
        let (mut kept_here, mut gap_here) = (NEVER, self.gap[0]);
        let scores = self.kept[1..].iter_mut().zip(&mut self.gap[1..]);
        let steps = line[1..].iter_mut().zip(self.ranks.windows(2));
        for ((other, (kept, gap)), (trace, ranks)) in self.new.iter().zip(scores).zip(steps) {
            let (kept_up, gap_up) = (*kept, *gap);
            // Inside a changed place, a step that does not leave a kept word goes first.
            let mut best = gap_up.max(gap_here);
            let mut step = if gap_here > gap_up { GAP_NEW } else { GAP_OLD };
            // Most cells hold no kept word and touch none.
            if kept_up != NEVER || kept_here != NEVER || word.number == other.number {
                let opened_up = kept_up - self.price + rank + ranks[1];
                if opened_up > best {
                    (best, step) = (opened_up, GAP_OLD | FROM_KEPT);
                }
                let opened_here = kept_here - self.price + rank_after + ranks[0];
                if opened_here > best {
                    (best, step) = (opened_here, GAP_NEW | FROM_KEPT);
                }
                kept_here = NEVER;
                if word.number == other.number {
                    let closed = diagonal.1 + rank + ranks[0];
                    kept_here = i32::from(word.weight) + diagonal.0.max(closed);
                    step |= KEPT_FROM_KEPT * u8::from(diagonal.0 >= closed);
                }
                *kept = kept_here;
            }
            *trace = step;
            diagonal = (kept_up, gap_up);
            (*gap, gap_here) = (best, best);
        }
    }

    /// Reads the kept words back from the far corner.
    fn trace_back(&self, rows: usize) -> Vec<Run> {
        let columns = self.new.len() + 1;
        let (mut row, mut column) = (rows, self.new.len());
        let mut is_kept = self.kept[column] >= self.gap[column];
        let mut runs: Vec<Run> = Vec::new();
        while row > 0 || column > 0 {
            let step = self.trace[row * columns + column];
            if is_kept {
                (row, column) = (row - 1, column - 1);
                is_kept = step & KEPT_FROM_KEPT != 0;
                match runs.last_mut() {
                    Some(run) if run.old == row + 1 && run.new == column + 1 => {
                        *run = Run { old: row, new: column, length: run.length + 1 };
                    }
                    _ => runs.push(Run { old: row, new: column, length: 1 }),
                }
                continue;
            }
            if step & GAP_OLD != 0 {
                row -= 1;
            } else {
                column -= 1;
            }
            is_kept = step & FROM_KEPT != 0;
        }
        runs.reverse();
        runs
    }
}

fn rank_at(units: &[Unit], at: usize) -> i32 {
    units.get(at).map_or(0, |unit| i32::from(unit.rank))
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

#[cfg(test)]
mod tests {
    use super::Unit;
    use super::align;
    use crate::diff::anchors::Run;

    fn units(text: &str) -> Vec<Unit> {
        let unit = |letter| Unit { number: u32::from(letter), weight: 200, rank: 0 };
        text.chars().map(unit).collect()
    }

    #[test]
    fn a_lone_equal_word_is_kept_only_if_it_is_worth_the_break() {
        let (old, new) = (units("xaybz"), units("xcyez"));
        assert_eq!(align(&old, &new, 150).len(), 3);
        assert_eq!(align(&old, &new, 240).len(), 2);
    }

    #[test]
    fn a_change_begins_where_a_sentence_does() {
        let (old, mut new) = (units("abcab"), units("abcabcab"));
        new[2].rank = 10;
        let runs = align(&old, &new, 240);
        assert_eq!(runs[0], Run { old: 0, new: 0, length: 2 });
    }

    #[test]
    fn nothing_in_common_keeps_nothing() {
        assert_eq!(align(&units("ab"), &units("cd"), 240), []);
    }
}
