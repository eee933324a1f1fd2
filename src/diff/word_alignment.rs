//! Aligning the words of one changed region.

use std::collections::HashMap;

use super::affine;
use super::affine::Unit;
use super::anchors::Run;
use super::anchors::common_prefix;
use super::anchors::common_suffix;
use super::anchors::unique_runs;
use super::budget::Budget;
use super::lcs;

/// Tables up to this many cells are filled whole.
const TABLE_CELLS: u64 = 1 << 18;

/// One side of a region: its words, and the sentences they stand in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'w> {
    /// The words.
    pub(super) units: &'w [Unit],
    /// Their numbers alone.
    pub(super) numbers: &'w [u32],
    /// Index of the first word of every sentence, ascending.
    pub(super) sentences: &'w [usize],
}

/// An alignment in the making.
pub(super) struct Alignment<'w, 'b> {
    old: Words<'w>,
    new: Words<'w>,
    price: i32,
    budget: &'b mut Budget,
    runs: Vec<Run>,
    /// Ranges of new words that were given up as wholly changed.
    coarse: Vec<std::ops::Range<usize>>,
}

/// A part of both sequences: words from `old` and `new` up to the ends.
#[derive(Debug, Clone, Copy)]
struct Part {
    old: usize,
    old_end: usize,
    new: usize,
    new_end: usize,
}

/// The equal runs of two regions, ascending, and the ranges of new words where the budget ran out.
pub(super) fn align_words<'w>(
    old: Words<'w>,
    new: Words<'w>,
    price: i32,
    budget: &mut Budget,
) -> (Vec<Run>, Vec<std::ops::Range<usize>>) {
    let whole = Part { old: 0, old_end: old.units.len(), new: 0, new_end: new.units.len() };
    let mut alignment = Alignment { old, new, price, budget, runs: Vec::new(), coarse: Vec::new() };
    alignment.align(
        whole,
        &[
            Method::Sentences,
            Method::Grams(8),
            Method::Grams(4),
            Method::Grams(2),
            Method::Grams(1),
        ],
    );
    (alignment.runs, alignment.coarse)
}

/// A way to find what stayed.
#[derive(Debug, Clone, Copy)]
enum Method {
    /// Equal sentences.
    Sentences,
    /// Unique runs of so many words.
    Grams(usize),
}

impl Alignment<'_, '_> {
    /// Aligns a part: by a whole table if it is small, else by the first of `methods` that finds
    /// anything, and what is left between by the same and the later ones.
    fn align(&mut self, part: Part, methods: &[Method]) {
        let part = self.strip_start(part);
        let (part, tail) = self.split_tail(part);
        if part.old < part.old_end && part.new < part.new_end {
            self.align_core(part, methods);
        }
        self.keep(tail);
    }

    fn align_core(&mut self, part: Part, methods: &[Method]) {
        let cells = ((part.old_end - part.old) as u64) * ((part.new_end - part.new) as u64);
        if cells <= TABLE_CELLS && self.budget.spend(cells) {
            let old = self.old.units.get(part.old..part.old_end).unwrap_or_default();
            let new = self.new.units.get(part.new..part.new_end).unwrap_or_default();
            for run in affine::align(old, new, self.price) {
                self.keep(run.shifted(part.old, part.new));
            }
            return;
        }
        self.budget.tally((part.old_end - part.old + part.new_end - part.new) as u64);
        let Some((method, later)) = methods.split_first() else {
            self.coarse.push(part.new..part.new_end);
            return;
        };
        let runs = match method {
            Method::Sentences => self.equal_sentences(part),
            Method::Grams(k) => self.equal_grams(part, *k),
        };
        if runs.is_empty() {
            return self.align_core(part, later);
        }
        let mut rest = part;
        for run in runs {
            self.align(Part { old_end: run.old, new_end: run.new, ..rest }, later);
            self.keep(run);
            rest = Part { old: run.old_end(), new: run.new_end(), ..rest };
        }
        self.align(rest, later);
    }

    fn keep(&mut self, run: Run) {
        if run.length == 0 {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.old_end() == run.old && last.new_end() == run.new => {
                last.length += run.length;
            }
            _ => self.runs.push(run),
        }
    }

    fn numbers(&self, part: Part) -> (&[u32], &[u32]) {
        (
            self.old.numbers.get(part.old..part.old_end).unwrap_or_default(),
            self.new.numbers.get(part.new..part.new_end).unwrap_or_default(),
        )
    }

    fn strip_start(&mut self, part: Part) -> Part {
        let (old, new) = self.numbers(part);
        let length = common_prefix(old, new);
        self.keep(Run { old: part.old, new: part.new, length });
        Part { old: part.old + length, new: part.new + length, ..part }
    }

    fn split_tail(&self, part: Part) -> (Part, Run) {
        let (old, new) = self.numbers(part);
        let length = common_suffix(old, new);
        let core = Part { old_end: part.old_end - length, new_end: part.new_end - length, ..part };
        (core, Run { old: core.old_end, new: core.new_end, length })
    }

    fn equal_grams(&self, part: Part, k: usize) -> Vec<Run> {
        let (old, new) = self.numbers(part);
        let units = self.old.units.get(part.old..part.old_end).unwrap_or_default();
        let weight = |run: Run| {
            let units = units.get(run.old..run.old_end()).unwrap_or_default();
            let worth: u64 = units.iter().map(|unit| u64::from(unit.weight)).sum();
            worth.saturating_sub(u64::from(self.price.unsigned_abs()))
        };
        let runs = unique_runs(old, new, k, weight);
        runs.into_iter().map(|run| run.shifted(part.old, part.new)).collect()
    }

    /// Runs of whole equal sentences: unique ones first, then, where the budget allows, a longest
    /// common subsequence of all.
    fn equal_sentences(&mut self, part: Part) -> Vec<Run> {
        let old = Sentences::of(self.old, part.old..part.old_end);
        let new = Sentences::of(self.new, part.new..part.new_end);
        let (old_ids, new_ids) = number_sentences(&old, &new);
        let steps = lcs::steps(old_ids.len(), new_ids.len());
        let runs = if steps <= SENTENCE_STEPS && self.budget.spend(steps) {
            lcs::longest_common(&old_ids, &new_ids)
        } else {
            unique_runs(&old_ids, &new_ids, 1, |run| run.length as u64)
        };
        let in_words = |run: Run| {
            let start = old.starts.get(run.old).copied()?;
            let end = old.starts.get(run.old_end()).copied()?;
            let new = new.starts.get(run.new).copied()?;
            Some(Run { old: start, new, length: end - start })
        };
        runs.into_iter().filter_map(in_words).collect()
    }
}

/// Largest table of sentences, in steps of 64 cells.
const SENTENCE_STEPS: u64 = 4_000_000;

/// The sentences of a part.
struct Sentences<'w> {
    numbers: &'w [u32],
    /// Index of the first word of each, and the end of the last.
    starts: Vec<usize>,
}

impl<'w> Sentences<'w> {
    fn of(words: Words<'w>, range: std::ops::Range<usize>) -> Self {
        let first = words.sentences.partition_point(|start| *start <= range.start);
        let last = words.sentences.partition_point(|start| *start < range.end);
        let mut starts = vec![range.start];
        starts.extend(words.sentences.get(first..last).unwrap_or_default());
        starts.push(range.end);
        Self { numbers: words.numbers, starts }
    }

    fn iter(&self) -> impl Iterator<Item = &'w [u32]> {
        let numbers = self.numbers;
        self.starts
            .iter()
            .zip(self.starts.iter().skip(1))
            .map(move |(start, end)| numbers.get(*start..*end).unwrap_or_default())
    }
}

/// Equal sentences get equal numbers.
fn number_sentences(old: &Sentences<'_>, new: &Sentences<'_>) -> (Vec<u32>, Vec<u32>) {
    let mut known: HashMap<&[u32], u32> = HashMap::with_capacity(old.starts.len());
    let mut number = |sentence| {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        *known.entry(sentence).or_insert(next)
    };
    (old.iter().map(&mut number).collect(), new.iter().map(&mut number).collect())
}
