//! Which sentences may stand for each other, and how likely.

use std::collections::BTreeSet;
use std::collections::HashMap;

use super::alignment::Alignment;
use super::vocabulary::ByWord;
use super::vocabulary::Vocabulary;
use super::vocabulary::similarity;
use super::vocabulary::weight;
use crate::text::BlockKind;

/// A new sentence that may stand for an old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Proposal {
    pub(super) old: usize,
    pub(super) new: usize,
    /// How likely, in per mille; above 1000 where everything speaks for it.
    pub(super) score: u32,
    pub(super) is_in_place: bool,
}

/// Most free sentences of a gap, and most of the whole text, that are tried for one.
const MOST_IN_GAP: usize = 48;
const MOST_ELSEWHERE: usize = 8;

/// A word that stands in more free sentences tells them not apart.
const MOST_HOLDERS: usize = 24;

/// Least similarity, in per mille, where an old sentence stood, and elsewhere.
const LEAST_IN_PLACE: u32 = 200;
const LEAST_ELSEWHERE: u32 = 580;

/// Sentences of less weight are told from others by their place alone.
const LEAST_WEIGHT: u32 = 12;

/// What a neighbour that is paired alongside, and the same gap, add to a score.
const NEIGHBOUR: u32 = 120;
const SAME_GAP: u32 = 100;

/// Proposals for all old sentences that have no counterpart yet.
pub(super) fn propose(alignment: &Alignment<'_>, vocabulary: &Vocabulary) -> Vec<Proposal> {
    let holders = holders(alignment, vocabulary);
    let free = (0..alignment.old.units.len()).filter(|old| alignment.pair(*old).is_none());
    let mut proposals = Vec::new();
    for old in free {
        let mut candidates: BTreeSet<usize> = alignment.voted(old).collect();
        candidates
            .extend(alignment.gap(old).filter(|new| is_free(alignment, *new)).take(MOST_IN_GAP));
        candidates.extend(alike(alignment, old, &holders));
        let found = candidates.into_iter().filter(|new| is_free(alignment, *new));
        proposals.extend(found.filter_map(|new| judge(alignment, old, new)));
    }
    proposals
}

fn is_free(alignment: &Alignment<'_>, new: usize) -> bool {
    alignment.source(new).is_none()
}

/// The free new sentences that hold each word, but for words that many hold.
fn holders(alignment: &Alignment<'_>, vocabulary: &Vocabulary) -> ByWord<Vec<usize>> {
    let mut holders: ByWord<Vec<usize>> = ByWord::default();
    for (new, bag) in alignment.new.bags.iter().enumerate() {
        if !is_free(alignment, new) {
            continue;
        }
        let mut before = None;
        for (word, _) in bag {
            if before.replace(*word) != Some(*word) && vocabulary.frequency(*word) < 400 {
                holders.entry(*word).or_default().push(new);
            }
        }
    }
    holders
}

/// The free new sentences that share most rare words with an old one.
fn alike(alignment: &Alignment<'_>, old: usize, holders: &ByWord<Vec<usize>>) -> Vec<usize> {
    let Some(bag) = alignment.old.bags.get(old) else { return Vec::new() };
    let mut shared: HashMap<usize, u32> = HashMap::new();
    for (word, weight) in bag {
        let places = holders.get(word).filter(|places| places.len() <= MOST_HOLDERS);
        for place in places.into_iter().flatten() {
            *shared.entry(*place).or_default() += weight;
        }
    }
    let mut ranked: Vec<(u32, usize)> = shared.into_iter().map(|(at, sum)| (sum, at)).collect();
    ranked.sort_unstable_by_key(|(sum, at)| (std::cmp::Reverse(*sum), *at));
    ranked.into_iter().take(MOST_ELSEWHERE).map(|(_, at)| at).collect()
}

/// Judges one pair; none when too little speaks for it.
fn judge(alignment: &Alignment<'_>, old: usize, new: usize) -> Option<Proposal> {
    let (one, other) = (alignment.old.bags.get(old)?, alignment.new.bags.get(new)?);
    let (old_unit, new_unit) = (alignment.old.units.get(old)?, alignment.new.units.get(new)?);
    let is_title = |kind| kind == BlockKind::Heading;
    if is_title(old_unit.kind) != is_title(new_unit.kind) {
        return None;
    }
    let alike = similarity(one, other);
    let is_in_place = alignment.is_in_place(old, new);
    let least = if is_in_place { LEAST_IN_PLACE } else { LEAST_ELSEWHERE };
    let (one_weight, other_weight) = (weight(one), weight(other));
    let is_slight = one_weight.min(other_weight) < LEAST_WEIGHT || 2 * other_weight < one_weight;
    if alike < least || !is_in_place && is_slight {
        return None;
    }
    let follows = |one: Option<usize>, other: Option<usize>| {
        one.and_then(|one| alignment.pair(one)).map(|pair| pair.new) == other && other.is_some()
    };
    let neighbours = u32::from(follows(old.checked_sub(1), new.checked_sub(1)))
        + u32::from(follows(Some(old + 1), Some(new + 1)));
    let score = alike + neighbours * NEIGHBOUR + if is_in_place { SAME_GAP } else { 0 };
    Some(Proposal { old, new, score, is_in_place })
}
