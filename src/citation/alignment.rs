//! Which sentence of the new text stands for each sentence of the old one.
//!
//! A sentence of the new text that already stands for one old sentence is not offered to another:
//! what is merely alike is no anchor.

use std::collections::BTreeMap;

use super::location::Strategy;
use super::pairing::Proposal;
use super::pairing::propose;
use super::stretch::Stretch;
use super::stretch::stretches;
use super::unit::Unit;
use super::unit::units;
use super::vocabulary::Bag;
use super::vocabulary::Vocabulary;
use super::vocabulary::coverage;
use super::vocabulary::hashes;
use super::vocabulary::split;
use crate::diff::Diff;
use crate::text::Span;

/// What stands for an old sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    /// The index of the new sentence.
    pub(super) new: usize,
    /// How it was found.
    pub(super) strategy: Strategy,
    /// How sure that is, in per mille.
    pub(super) confidence: u32,
}

/// One text cut into sentences.
#[derive(Debug)]
pub(super) struct Version<'t> {
    pub(super) text: &'t str,
    pub(super) units: Vec<Unit>,
    pub(super) bags: Vec<Bag>,
}

/// The sentences of two texts, paired.
#[derive(Debug)]
pub(super) struct Alignment<'t> {
    pub(super) old: Version<'t>,
    pub(super) new: Version<'t>,
    /// For each old sentence.
    pairs: Vec<Option<Pair>>,
    /// For each new sentence, the old one that it stands for.
    sources: Vec<Option<usize>>,
    /// Letters that each pair of sentences keeps according to the diff.
    votes: BTreeMap<(usize, usize), Vote>,
    /// Pairs that the diff keeps in place, ascending in both.
    chain: Vec<(usize, usize)>,
}

/// What a diff keeps between two sentences, in bytes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Vote {
    pub(super) in_place: usize,
    pub(super) moved: usize,
}

/// Shares of a sentence that must stand in a neighbour for it to have been merged into it or split
/// off from it, in per mille.
const PART: u32 = 450;

impl<'t> Alignment<'t> {
    /// Pairs the sentences of two texts along their diff; `background` counts the words of what
    /// was left out of both.
    pub(super) fn new(
        old: &'t str,
        new: &'t str,
        diff: &Diff,
        background: Option<&Vocabulary>,
    ) -> Self {
        let (old_units, new_units) = (units(old), units(new));
        let words = |text: &str, units: &[Unit]| -> Vec<Vec<u64>> {
            units.iter().map(|unit| hashes(unit.span.slice(text))).collect()
        };
        let (old_words, new_words) = (words(old, &old_units), words(new, &new_units));
        let mut vocabulary = background.cloned().unwrap_or_default();
        for sentence in old_words.iter().chain(&new_words) {
            vocabulary.add(sentence, 1);
        }
        let bags = |words: &[Vec<u64>]| words.iter().map(|words| vocabulary.weigh(words)).collect();
        let votes = count_votes(&stretches(diff, old, new), &old_units, &new_units);
        let mut alignment = Self {
            pairs: vec![None; old_units.len()],
            sources: vec![None; new_units.len()],
            old: Version { text: old, bags: bags(&old_words), units: old_units },
            new: Version { text: new, bags: bags(&new_words), units: new_units },
            votes,
            chain: Vec::new(),
        };
        alignment.pair_kept();
        alignment.pair_equal();
        for bar in ROUNDS {
            alignment.pair_alike(bar, &vocabulary);
        }
        alignment
    }

    /// What stands for an old sentence.
    pub(super) fn pair(&self, old: usize) -> Option<Pair> {
        self.pairs.get(old).copied().flatten()
    }

    /// The old sentence that a new one stands for.
    pub(super) fn source(&self, new: usize) -> Option<usize> {
        self.sources.get(new).copied().flatten()
    }

    /// What the diff keeps between two sentences.
    pub(super) fn vote(&self, old: usize, new: usize) -> Vote {
        self.votes.get(&(old, new)).copied().unwrap_or_default()
    }

    /// The new sentences that share text with an old one according to the diff.
    pub(super) fn voted(&self, old: usize) -> impl Iterator<Item = usize> {
        self.votes.range((old, 0)..=(old, usize::MAX)).map(|((_, new), _)| *new)
    }

    /// The new sentences strictly between the counterparts of what the diff keeps before and after
    /// an old sentence.
    pub(super) fn gap(&self, old: usize) -> std::ops::Range<usize> {
        let after = self.chain.partition_point(|(kept, _)| *kept < old);
        let from =
            after.checked_sub(1).and_then(|at| self.chain.get(at)).map_or(0, |kept| kept.1 + 1);
        let next = self.chain.get(after..).unwrap_or_default().iter().find(|kept| kept.0 > old);
        from..next.map_or(self.new.units.len(), |kept| kept.1)
    }

    /// Whether a new sentence stands where an old one stood.
    pub(super) fn is_in_place(&self, old: usize, new: usize) -> bool {
        self.gap(old).contains(&new) || self.chain.binary_search(&(old, new)).is_ok()
    }

    fn take(&mut self, old: usize, pair: Pair) {
        if let (Some(slot), Some(source)) =
            (self.pairs.get_mut(old), self.sources.get_mut(pair.new))
        {
            *slot = Some(pair);
            *source = Some(old);
        }
    }

    /// Pairs sentences of equal letters that the diff keeps.
    fn pair_kept(&mut self) {
        let equal: Vec<(usize, usize, Vote)> = self
            .votes
            .iter()
            .filter(|((old, new), _)| self.are_equal(*old, *new))
            .map(|((old, new), vote)| (*old, *new, *vote))
            .collect();
        for is_moved in [false, true] {
            for (old, new, vote) in &equal {
                let kept = if is_moved { vote.moved } else { vote.in_place };
                if kept == 0 || self.pair(*old).is_some() || self.source(*new).is_some() {
                    continue;
                }
                let strategy = if is_moved { Strategy::Equal } else { Strategy::Kept };
                self.take(*old, Pair { new: *new, strategy, confidence: 1000 });
                if !is_moved {
                    self.chain.push((*old, *new));
                }
            }
        }
    }

    fn are_equal(&self, old: usize, new: usize) -> bool {
        let keys = (self.old.units.get(old), self.new.units.get(new));
        matches!(keys, (Some(old), Some(new)) if old.key == new.key)
    }

    /// Pairs the rest of equal letters, in order.
    fn pair_equal(&mut self) {
        let mut free: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, unit) in self.new.units.iter().enumerate().rev() {
            if self.source(at).is_none() {
                free.entry(&unit.key).or_default().push(at);
            }
        }
        let mut found = Vec::new();
        for (at, unit) in self.old.units.iter().enumerate() {
            if self.pair(at).is_none()
                && let Some(places) = free.get_mut(unit.key.as_str())
                && let Some(new) = places.pop()
            {
                found.push((at, new));
            }
        }
        for (old, new) in found {
            let strategy =
                if self.is_in_place(old, new) { Strategy::Kept } else { Strategy::Equal };
            self.take(old, Pair { new, strategy, confidence: 950 });
        }
    }

    /// Pairs sentences that are alike, best first, down to a bar.
    fn pair_alike(&mut self, bar: u32, vocabulary: &Vocabulary) {
        let mut proposals = propose(self, vocabulary);
        proposals.retain(|proposal| proposal.score >= bar);
        proposals.sort_by_key(|proposal: &Proposal| {
            (std::cmp::Reverse(proposal.score), proposal.old, proposal.new)
        });
        for proposal in proposals {
            let Proposal { old, new, score, .. } = proposal;
            if self.pair(old).is_some() || self.source(new).is_some() {
                continue;
            }
            let strategy = if proposal.is_in_place { Strategy::InPlace } else { Strategy::Similar };
            self.take(old, Pair { new, strategy, confidence: score.min(900) });
        }
    }

    /// All new sentences that stand for an old one, ascending: its pair, and neighbours that its
    /// words were split into; or the neighbour that it was merged into.
    pub(super) fn counterpart(&self, old: usize) -> Option<(Vec<usize>, Pair)> {
        let Some(pair) = self.pair(old) else { return self.merged(old) };
        let mut found = vec![pair.new];
        let (Some(bag), Some(own)) = (self.old.bags.get(old), self.new.bags.get(pair.new)) else {
            return Some((found, pair));
        };
        let (_, mut rest) = split(bag, own);
        let next = (pair.new + 1..).take(2).take_while(|new| self.is_split(old, *new, &rest));
        let next: Vec<usize> = next.collect();
        for new in &next {
            if let Some(other) = self.new.bags.get(*new) {
                rest = split(&rest, other).1;
            }
        }
        let before: Vec<usize> = pair
            .new
            .checked_sub(1)
            .into_iter()
            .filter(|new| self.is_split(old, *new, &rest))
            .collect();
        found.splice(0..0, before);
        found.extend(next);
        Some((found, pair))
    }

    /// Whether a new sentence without a source is made of words that an old one lost.
    fn is_split(&self, old: usize, new: usize, rest: &Bag) -> bool {
        let (Some(unit), Some(bag)) = (self.new.units.get(new), self.new.bags.get(new)) else {
            return false;
        };
        let kept = self.vote(old, new).in_place;
        let share = u32::try_from(1000 * kept / unit.span.len().max(1)).unwrap_or(0);
        self.source(new).is_none() && share.max(coverage(bag, rest)) >= PART
    }

    /// The counterpart of a neighbour that took up the words of an old sentence.
    fn merged(&self, old: usize) -> Option<(Vec<usize>, Pair)> {
        let bag = self.old.bags.get(old)?;
        let neighbours = old.checked_sub(1).into_iter().chain([old + 1]);
        let mut best: Option<(u32, usize)> = None;
        for neighbour in neighbours {
            let Some(pair) = self.pair(neighbour) else { continue };
            let (Some(own), Some(whole)) =
                (self.old.bags.get(neighbour), self.new.bags.get(pair.new))
            else {
                continue;
            };
            let gained = split(whole, own).1;
            let share = coverage(bag, &gained);
            if share >= PART && best.is_none_or(|(known, _)| share > known) {
                best = Some((share, pair.new));
            }
        }
        let (share, new) = best?;
        Some((vec![new], Pair { new, strategy: Strategy::Merged, confidence: share }))
    }
}

/// Scores that a pair must reach, round after round; later rounds know more neighbours.
const ROUNDS: [u32; 4] = [800, 600, 450, 400];

/// Bytes that the diff keeps between sentences.
fn count_votes(
    stretches: &[Stretch],
    old: &[Unit],
    new: &[Unit],
) -> BTreeMap<(usize, usize), Vote> {
    let mut votes: BTreeMap<(usize, usize), Vote> = BTreeMap::new();
    for stretch in stretches {
        let mut old_at = old.partition_point(|unit| unit.span.end() <= stretch.old.start());
        let first = new.partition_point(|unit| unit.span.end() <= stretch.new.start());
        let mut new_at = first;
        while let (Some(one), Some(other)) = (old.get(old_at), new.get(new_at)) {
            if one.span.start() >= stretch.old.end() || other.span.start() >= stretch.new.end() {
                break;
            }
            // Both texts are equal here, so places are compared by their distance from the start.
            let from = |span: Span, base: Span| {
                let start = span.start().max(base.start()) - base.start();
                (start, span.end().min(base.end()).saturating_sub(base.start()))
            };
            let (one_start, one_end) = from(one.span, stretch.old);
            let (other_start, other_end) = from(other.span, stretch.new);
            let shared = one_end.min(other_end).saturating_sub(one_start.max(other_start));
            if shared > 0 {
                let vote = votes.entry((old_at, new_at)).or_default();
                *(if stretch.is_moved { &mut vote.moved } else { &mut vote.in_place }) += shared;
            }
            if one_end <= other_end {
                old_at += 1;
            } else {
                new_at += 1;
            }
        }
    }
    votes
}
