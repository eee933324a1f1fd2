//! Anchors: runs of numbers that stand once in the old and once in the new sequence.
//!
//! Patience diff (Bram Cohen) carried from single lines to runs of `k` units: what is not unique
//! alone is often unique with its neighbours. Linear in both sequences, but for sorting anchors.

/// Equal runs: `length` units from `old` and from `new` on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Index of the first unit in the old sequence.
    pub(super) old: usize,
    /// Index of the first unit in the new sequence.
    pub(super) new: usize,
    /// How many units are equal.
    pub(super) length: usize,
}

impl Run {
    pub(super) const fn old_end(self) -> usize {
        self.old + self.length
    }

    pub(super) const fn new_end(self) -> usize {
        self.new + self.length
    }

    /// The same run in sequences that start earlier.
    pub(super) const fn shifted(self, old: usize, new: usize) -> Self {
        Self { old: self.old + old, new: self.new + new, length: self.length }
    }
}

/// Length of the common start of two sequences.
pub(super) fn common_prefix(old: &[u32], new: &[u32]) -> usize {
    old.iter().zip(new).take_while(|(old, new)| old == new).count()
}

/// Length of the common end of two sequences.
pub(super) fn common_suffix(old: &[u32], new: &[u32]) -> usize {
    old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count()
}

/// Runs around the `k`-grams that are unique in both sequences, ascending in both: of the runs
/// that cross, the heaviest stay. A run that weighs nothing anchors nothing.
pub(super) fn unique_runs(
    old: &[u32],
    new: &[u32],
    k: usize,
    weight: impl Fn(Run) -> u64,
) -> Vec<Run> {
    let grams = shared_unique_grams(old, new, k);
    let runs = join_diagonals(old, new, &grams, k).into_iter().map(|run| (run, weight(run)));
    let weighed: Vec<(Run, u64)> = runs.filter(|(_, weight)| *weight > 0).collect();
    extend(old, new, &heaviest_chain(&weighed))
}

/// Where a gram stands: in one place, or in more.
const NOWHERE: u32 = u32::MAX;
const MANY: u32 = u32::MAX - 1;

#[derive(Clone, Copy)]
struct Slot {
    old: u32,
    new: u32,
}

/// Pairs of places of grams that stand once in each sequence, ascending in the old one.
fn shared_unique_grams(old: &[u32], new: &[u32], k: usize) -> Vec<(u32, u32)> {
    let size = (old.len() * 2).next_power_of_two().max(16);
    let mut slots = vec![Slot { old: NOWHERE, new: NOWHERE }; size];
    for (at, gram) in (0..MANY).zip(old.windows(k)) {
        if let Some(slot) = find(&mut slots, old, gram) {
            slot.new = if slot.old == NOWHERE { NOWHERE } else { MANY };
            if slot.old == NOWHERE {
                slot.old = at;
            }
        }
    }
    for (at, gram) in (0..MANY).zip(new.windows(k)) {
        if let Some(slot) = find(&mut slots, old, gram).filter(|slot| slot.old != NOWHERE) {
            slot.new = if slot.new == NOWHERE { at } else { MANY };
        }
    }
    let is_shared = |slot: &&Slot| slot.old != NOWHERE && slot.new < MANY;
    let mut pairs: Vec<(u32, u32)> =
        slots.iter().filter(is_shared).map(|slot| (slot.old, slot.new)).collect();
    pairs.sort_unstable();
    pairs
}

/// The slot of a gram: the one that holds a place in `old` with equal units, else a free one.
fn find<'s>(slots: &'s mut [Slot], old: &[u32], gram: &[u32]) -> Option<&'s mut Slot> {
    let mask = slots.len() - 1;
    let mut at = hash(gram) & mask;
    loop {
        let slot = *slots.get(at)?;
        let place = slot.old as usize;
        if slot.old == NOWHERE || old.get(place..place + gram.len()) == Some(gram) {
            return slots.get_mut(at);
        }
        at = (at + 1) & mask;
    }
}

fn hash(gram: &[u32]) -> usize {
    let sum = gram.iter().fold(0u64, |sum, unit| {
        (sum.rotate_left(23) ^ u64::from(*unit)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    });
    (sum >> 24) as usize
}

/// Joins pairs that have nothing but equal units between them.
fn join_diagonals(old: &[u32], new: &[u32], pairs: &[(u32, u32)], k: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, other) in pairs.iter().map(|(at, other)| (*at as usize, *other as usize)) {
        if let Some(last) = runs.last_mut() {
            let is_same_diagonal = at.checked_sub(last.old) == other.checked_sub(last.new);
            let skipped_old = old.get(last.old_end()..at).unwrap_or_default();
            let skipped_new = new.get(last.new_end()..other).unwrap_or_default();
            if is_same_diagonal && skipped_old == skipped_new {
                last.length = at + k - last.old;
                continue;
            }
        }
        runs.push(Run { old: at, new: other, length: k });
    }
    runs
}

/// Of weighed runs ascending in the old sequence, the chain ascending in both that weighs most.
pub(super) fn heaviest_chain(runs: &[(Run, u64)]) -> Vec<Run> {
    if runs.is_sorted_by_key(|(run, _)| run.new) {
        return runs.iter().map(|(run, _)| *run).collect();
    }
    let mut order: Vec<usize> = (0..runs.len()).collect();
    order.sort_unstable_by_key(|index| runs.get(*index).map(|(run, _)| run.new));
    let mut ranks = vec![0; runs.len()];
    for (rank, index) in order.iter().enumerate() {
        if let Some(place) = ranks.get_mut(*index) {
            *place = rank + 1;
        }
    }
    let mut best = PrefixMaxima::new(runs.len());
    let mut before: Vec<Option<usize>> = Vec::with_capacity(runs.len());
    let mut heaviest: Option<(u64, usize)> = None;
    for (index, ((_, own), rank)) in runs.iter().zip(&ranks).enumerate() {
        let found = best.below(*rank);
        let weight = own + found.map_or(0, |(weight, _)| weight);
        before.push(found.map(|(_, index)| index));
        best.raise(*rank, (weight, index));
        if heaviest.is_none_or(|(known, _)| weight > known) {
            heaviest = Some((weight, index));
        }
    }
    let mut chain = Vec::new();
    let mut at = heaviest.map(|(_, index)| index);
    while let Some(index) = at {
        chain.extend(runs.get(index).map(|(run, _)| *run));
        at = before.get(index).copied().flatten();
    }
    chain.reverse();
    chain
}

/// A Fenwick tree of maxima: the best value at ranks below a given one.
struct PrefixMaxima {
    tree: Vec<Option<(u64, usize)>>,
}

impl PrefixMaxima {
    fn new(ranks: usize) -> Self {
        Self { tree: vec![None; ranks + 1] }
    }

    fn below(&self, rank: usize) -> Option<(u64, usize)> {
        let mut at = rank - 1;
        let mut best: Option<(u64, usize)> = None;
        while at > 0 {
            let here = self.tree.get(at).copied().flatten();
            if here.is_some_and(|(weight, _)| best.is_none_or(|(known, _)| weight > known)) {
                best = here;
            }
            at &= at - 1;
        }
        best
    }

    fn raise(&mut self, rank: usize, value: (u64, usize)) {
        let mut at = rank;
        while let Some(place) = self.tree.get_mut(at) {
            if place.is_none_or(|(weight, _)| value.0 > weight) {
                *place = Some(value);
            }
            at += at & at.wrapping_neg();
        }
    }
}

/// Grows each run over equal neighbours, without overlapping the one before it.
fn extend(old: &[u32], new: &[u32], chain: &[Run]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::with_capacity(chain.len());
    let (mut old_from, mut new_from) = (0usize, 0usize);
    for run in chain {
        let overlap = old_from.saturating_sub(run.old).max(new_from.saturating_sub(run.new));
        if overlap >= run.length {
            continue;
        }
        let (start, other) = (run.old + overlap, run.new + overlap);
        let back = common_suffix(
            old.get(old_from..start).unwrap_or_default(),
            new.get(new_from..other).unwrap_or_default(),
        );
        let ahead = common_prefix(
            old.get(run.old_end()..).unwrap_or_default(),
            new.get(run.new_end()..).unwrap_or_default(),
        );
        let length = back + run.length - overlap + ahead;
        let grown = Run { old: start - back, new: other - back, length };
        (old_from, new_from) = (grown.old_end(), grown.new_end());
        runs.push(grown);
    }
    runs
}
