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
///
/// Most cells hold no kept word and touch none. Along a row the scores inside a changed place never
/// fall, so such cells take over what stands to the left or, from somewhere on, what stands above,
/// and only those near equal words are worked out one by one.
struct Table<'n> {
    new: &'n [Unit],
    /// Rank of the place before each new word, and of the end.
    ranks: Vec<i32>,
    price: i32,
    /// Best scores of paths that end with a kept word, by column.
    kept: Vec<i32>,
    /// Best scores of paths that end inside a changed place, by column; ascending.
    gap: Vec<i32>,
    trace: Vec<u8>,
    /// The columns of equal new words: numbers with columns, ascending.
    columns_of: Vec<(u32, usize)>,
    /// The columns that hold a kept word, ascending.
    holding: Vec<usize>,
}

/// An old word, and the ranks of the places around it.
#[derive(Clone, Copy)]
struct RowWord {
    word: Unit,
    rank: i32,
    rank_after: i32,
}

/// What the cell to the left of the next one holds.
#[derive(Clone, Copy)]
struct Beside {
    /// Its column.
    column: usize,
    /// Its scores in the row above.
    above: (i32, i32),
    /// Its scores in this row.
    kept: i32,
    gap: i32,
}

#[expect(clippy::indexing_slicing, reason = "rows and columns stay within the table's own sizes")]
impl<'n> Table<'n> {
    fn new(old: &[Unit], new: &'n [Unit], price: i32) -> Self {
        let columns = new.len() + 1;
        let ranks: Vec<i32> = (0..columns).map(|column| rank_at(new, column)).collect();
        let opened = rank_at(old, 0) + ranks[0] - price;
        let numbered = new.iter().zip(1..).map(|(unit, column)| (unit.number, column));
        let mut columns_of: Vec<(u32, usize)> = numbered.collect();
        columns_of.sort_unstable();
        let mut table = Self {
            new,
            ranks,
            price,
            kept: vec![NEVER; columns],
            gap: vec![opened; columns],
            trace: vec![GAP_OLD; columns * (old.len() + 1)],
            columns_of,
            holding: Vec::new(),
        };
        table.kept[0] = 0;
        table.gap[0] = NEVER;
        table.trace[1..columns].fill(GAP_NEW);
        table.trace[1] |= FROM_KEPT;
        table
    }

    /// Fills the row of one old word; `rank_after` is that of the place behind it.
    fn fill_row(&mut self, row: usize, word: Unit, rank_after: i32) {
        let row_word = RowWord { word, rank: i32::from(word.rank), rank_after };
        let start = (self.new.len() + 1) * (row + 1);
        let above = (self.kept[0], self.gap[0]);
        let opened = self.kept[0] - self.price + row_word.rank + self.ranks[0];
        self.trace[start] = GAP_OLD | if opened > self.gap[0] { FROM_KEPT } else { 0 };
        self.gap[0] = self.gap[0].max(opened);
        self.kept[0] = NEVER;
        let mut beside = Beside { column: 0, above, kept: NEVER, gap: self.gap[0] };
        let first = self.columns_of.partition_point(|(number, _)| *number < word.number);
        let equal =
            self.columns_of[first..].iter().take_while(|(number, _)| *number == word.number);
        let equal: Vec<usize> = equal.map(|(_, column)| *column).collect();
        let held = std::mem::take(&mut self.holding);
        let (mut equals, mut helds) = (equal.iter().peekable(), held.iter().peekable());
        while beside.column < self.new.len() {
            let next = beside.column + 1;
            let events = [equals.peek(), helds.peek()].into_iter().flatten();
            let event = events.map(|column| **column).min().unwrap_or(self.new.len() + 1);
            if beside.kept == NEVER && event > next {
                beside = self.pass_cells(start, beside, event);
                continue;
            }
            equals.next_if(|equal| **equal == next);
            helds.next_if(|held| **held == next);
            beside = self.fill_cell(start, row_word, beside);
        }
        self.holding = equal;
    }

    /// Fills the cells after `beside` up to the column `end`, none of which holds a kept word or
    /// touches one: the change that is open goes on as far as it is better than what stands above.
    fn pass_cells(&mut self, start: usize, beside: Beside, end: usize) -> Beside {
        let from = beside.column + 1;
        let above = self.gap[end - 1];
        let cells = &mut self.gap[from..end];
        let reach = cells.partition_point(|above| *above < beside.gap);
        cells[..reach].fill(beside.gap);
        self.trace[start + from..start + from + reach].fill(GAP_NEW);
        let gap = above.max(beside.gap);
        Beside { column: end - 1, above: (NEVER, above), kept: NEVER, gap }
    }

    /// Fills the cell after `beside`.
    fn fill_cell(&mut self, start: usize, row: RowWord, beside: Beside) -> Beside {
        let column = beside.column + 1;
        let is_equal = self.new[column - 1].number == row.word.number;
        let (rank_before, rank_here) = (self.ranks[column - 1], self.ranks[column]);
        let (kept_up, gap_up) = (self.kept[column], self.gap[column]);
        // Inside a changed place, a step that does not leave a kept word goes first.
        let mut best = gap_up.max(beside.gap);
        let mut step = if beside.gap > gap_up { GAP_NEW } else { GAP_OLD };
        let opened_up = kept_up - self.price + row.rank + rank_here;
        if opened_up > best {
            (best, step) = (opened_up, GAP_OLD | FROM_KEPT);
        }
        let opened_here = beside.kept - self.price + row.rank_after + rank_before;
        if opened_here > best {
            (best, step) = (opened_here, GAP_NEW | FROM_KEPT);
        }
        let mut kept = NEVER;
        if is_equal {
            let closed = beside.above.1 + row.rank + rank_before;
            kept = i32::from(row.word.weight) + beside.above.0.max(closed);
            step |= KEPT_FROM_KEPT * u8::from(beside.above.0 >= closed);
        }
        self.trace[start + column] = step;
        self.kept[column] = kept;
        self.gap[column] = best;
        Beside { column, above: (kept_up, gap_up), kept, gap: best }
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
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::Beside;
    use super::FROM_KEPT;
    use super::GAP_OLD;
    use super::NEVER;
    use super::RowWord;
    use super::Table;
    use super::Unit;
    use super::align;
    use super::rank_at;
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

    /// The same optimum by a table that is filled whole.
    fn align_whole(old: &[Unit], new: &[Unit], price: i32) -> Vec<Run> {
        let mut table = Table::new(old, new, price);
        for (row, word) in old.iter().enumerate() {
            let rank_after = rank_at(old, row + 1);
            let row_word = RowWord { word: *word, rank: i32::from(word.rank), rank_after };
            let start = (new.len() + 1) * (row + 1);
            let above = (table.kept[0], table.gap[0]);
            let opened = table.kept[0] - price + row_word.rank + table.ranks[0];
            table.trace[start] = GAP_OLD | if opened > table.gap[0] { FROM_KEPT } else { 0 };
            table.gap[0] = table.gap[0].max(opened);
            table.kept[0] = NEVER;
            let mut beside = Beside { column: 0, above, kept: NEVER, gap: table.gap[0] };
            for _ in new {
                beside = table.fill_cell(start, row_word, beside);
            }
        }
        table.trace_back(old.len())
    }

    proptest! {
        #[test]
        fn cells_that_are_left_out_change_nothing(
            old in proptest::collection::vec((0u32..6, 0u16..3), 1..24),
            new in proptest::collection::vec((0u32..6, 0u16..3), 1..24),
            price in 0i32..400,
        ) {
            let unit = |(number, rank): &(u32, u16)| {
                let weight = u16::try_from(40 * (number + 1)).unwrap();
                Unit { number: *number, weight, rank: 40 * rank }
            };
            let old: Vec<Unit> = old.iter().map(unit).collect();
            let new: Vec<Unit> = new.iter().map(unit).collect();
            prop_assert_eq!(align(&old, &new, price), align_whole(&old, &new, price));
        }
    }

    #[test]
    fn nothing_in_common_keeps_nothing() {
        assert_eq!(align(&units("ab"), &units("cd"), 240), []);
    }
}
