//! Aligning lines: the first level, which cuts no words.
//!
//! A line that is the same but for the white space around it, and stands once on each side,
//! anchors the comparison. What lies between anchors is a changed region.

use memchr::memchr_iter;

use super::anchors::Run;
use super::anchors::common_prefix;
use super::anchors::common_suffix;
use super::anchors::unique_runs;
use super::budget::Budget;
use super::hash::short_hash;
use crate::text::Span;

/// Places of two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) old: Span,
    pub(super) new: Span,
}

/// A line without the white space around it, in bytes of its text.
#[derive(Debug, Clone, Copy)]
struct Line {
    start: u32,
    end: u32,
}

impl Line {
    const fn span(self) -> Span {
        Span::at(self.start as usize, (self.end - self.start) as usize)
    }
}

/// The lines of a text that are not blank.
fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    for end in memchr_iter(b'\n', bytes).chain([bytes.len()]) {
        let body = bytes.get(start..end).unwrap_or_default();
        let trimmed = body.trim_ascii_start();
        let from = start + (body.len() - trimmed.len());
        let length = trimmed.trim_ascii_end().len();
        if let (Ok(start), Ok(end), true) =
            (u32::try_from(from), u32::try_from(from + length), length > 0)
        {
            found.push(Line { start, end });
        }
        start = end + 1;
    }
    found
}

/// Lines of fewer bytes of letters and digits than this anchor nothing alone.
const ANCHOR_LETTERS: usize = 20;

/// Lines of a part on each side from which on a few kept ones are not trusted.
const LARGE_PART: usize = 400;

/// The stretches of lines that stayed, ascending: each pair is one stretch of lines whose
/// bodies are the same, line by line.
pub(super) fn align_lines(old: &str, new: &str, budget: &mut Budget) -> Vec<Pair> {
    let (old_lines, new_lines) = (lines(old), lines(new));
    let old_numbers = number_lines(old, &old_lines);
    let new_numbers = number_lines(new, &new_lines);
    let mut alignment = LineAlignment {
        old: &old_numbers,
        new: &new_numbers,
        budget,
        text: old,
        lines: &old_lines,
        runs: Vec::new(),
    };
    alignment.align((0, old_numbers.len()), (0, new_numbers.len()), &[1, 1, 2, 4]);
    let runs = alignment.runs;
    let span = |run: &Run| -> Option<Pair> {
        let old = stretch(&old_lines, run.old, run.old_end())?;
        Some(Pair { old, new: stretch(&new_lines, run.new, run.new_end())? })
    };
    let pairs: Vec<(Run, Pair)> =
        runs.into_iter().filter_map(|run| Some((run, span(&run)?))).collect();
    let ends = Pair { old: Span::empty(old.len()), new: Span::empty(new.len()) };
    let mut kept = Vec::with_capacity(pairs.len());
    for (run, pair) in drop_stray(pairs, ends) {
        if pair.old.slice(old) == pair.new.slice(new) {
            kept.push(pair);
            continue;
        }
        let olds = old_lines.get(run.old..run.old_end()).unwrap_or_default();
        let news = new_lines.get(run.new..run.new_end()).unwrap_or_default();
        let both = olds.iter().zip(news).map(|(old, new)| (old.span(), new.span()));
        let equal = both.filter(|(one, other)| one.slice(old) == other.slice(new));
        kept.extend(equal.map(|(old, new)| Pair { old, new }));
    }
    kept
}

fn stretch(lines: &[Line], from: usize, end: usize) -> Option<Span> {
    let first = lines.get(from)?;
    Some(first.span().join(lines.get(end.checked_sub(1)?)?.span()))
}

/// Drops runs that stand askew: much more text was skipped on one side before them, and on the
/// other side after them, than they hold. Rewrapped text has such chance encounters; the words
/// find again what is dropped wrongly.
fn drop_stray(pairs: Vec<(Run, Pair)>, ends: Pair) -> Vec<(Run, Pair)> {
    let mut kept: Vec<(Run, Pair)> = Vec::with_capacity(pairs.len());
    let starts = Pair { old: Span::empty(0), new: Span::empty(0) };
    let mut pairs = pairs.into_iter().peekable();
    while let Some((run, pair)) = pairs.next() {
        let before = kept.last().map_or(starts, |(_, pair)| *pair);
        let after = pairs.peek().map_or(ends, |(_, pair)| *pair);
        let (before, after) = (slant(before, pair), slant(pair, after));
        let least = before.unsigned_abs().min(after.unsigned_abs());
        if before.signum() * after.signum() >= 0 || least <= 2 * pair.old.len() {
            kept.push((run, pair));
        }
    }
    kept
}

/// How many bytes more are skipped in the old text than in the new one between two places.
fn slant(from: Pair, to: Pair) -> isize {
    let old = to.old.start() - from.old.end();
    let new = to.new.start() - from.new.end();
    old.cast_signed() - new.cast_signed()
}

/// Equal lines get equal numbers. Different ones may, too, though hardly ever: whoever keeps a
/// line looks at its text.
fn number_lines(text: &str, lines: &[Line]) -> Vec<u32> {
    let body = |line: &Line| text.as_bytes().get(line.span().range()).unwrap_or_default();
    lines.iter().map(|line| short_hash(body(line))).collect()
}

struct LineAlignment<'n, 'b> {
    budget: &'b mut Budget,
    old: &'n [u32],
    new: &'n [u32],
    /// The old text and its lines, to weigh anchors by.
    text: &'n str,
    lines: &'n [Line],
    runs: Vec<Run>,
}

impl LineAlignment<'_, '_> {
    /// Aligns a part of the lines by anchors of the lengths in `grams`, one after the other.
    fn align(&mut self, old: (usize, usize), new: (usize, usize), grams: &[usize]) {
        let all_old = self.old.get(old.0..old.1).unwrap_or_default();
        let all_new = self.new.get(new.0..new.1).unwrap_or_default();
        let start = common_prefix(all_old, all_new);
        let (rest_old, rest_new) =
            (all_old.get(start..).unwrap_or_default(), all_new.get(start..).unwrap_or_default());
        let end = common_suffix(rest_old, rest_new);
        self.keep(Run { old: old.0, new: new.0, length: start });
        let core_old = (old.0 + start, old.1 - end);
        let core_new = (new.0 + start, new.1 - end);
        if let (Some((k, later)), true) =
            (grams.split_first(), core_old.0 < core_old.1 && core_new.0 < core_new.1)
        {
            self.align_core(core_old, core_new, *k, later);
        }
        self.keep(Run { old: core_old.1, new: core_new.1, length: end });
    }

    fn align_core(&mut self, old: (usize, usize), new: (usize, usize), k: usize, later: &[usize]) {
        self.budget.tally((old.1 - old.0 + new.1 - new.0) as u64);
        let all_old = self.old.get(old.0..old.1).unwrap_or_default();
        let weight = |run: Run| self.weight(run.shifted(old.0, new.0));
        let all_new = self.new.get(new.0..new.1).unwrap_or_default();
        let runs = unique_runs(all_old, all_new, k, weight);
        if self.is_chance(&runs, old, new) {
            return;
        }
        let (mut old_at, mut new_at) = (old.0, new.0);
        for run in runs {
            let run = run.shifted(old.0, new.0);
            self.align((old_at, run.old), (new_at, run.new), later);
            self.keep(run);
            (old_at, new_at) = (run.old_end(), run.new_end());
        }
        self.align((old_at, old.1), (new_at, new.1), later);
    }

    /// Whether so few lines of a large part stayed that chance may have kept them: whole
    /// sentences then tell more than lines.
    fn is_chance(&self, runs: &[Run], old: (usize, usize), new: (usize, usize)) -> bool {
        let lines = (old.1 - old.0).min(new.1 - new.0);
        let kept: usize = runs.iter().map(|run| run.length).sum();
        lines >= LARGE_PART && kept * 8 < lines
    }

    /// What a run weighs as an anchor: its bytes; nothing if it is one line that says little.
    fn weight(&self, run: Run) -> u64 {
        let lines = self.lines.get(run.old..run.old_end()).unwrap_or_default();
        if let [only] = lines {
            let body = only.span().slice(self.text).bytes();
            let letters = body.filter(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
            if letters.take(ANCHOR_LETTERS).count() < ANCHOR_LETTERS {
                return 0;
            }
        }
        lines.iter().map(|line| line.span().len() as u64).sum()
    }

    fn keep(&mut self, run: Run) {
        if run.length > 0 {
            self.runs.push(run);
        }
    }
}
