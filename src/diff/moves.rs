//! Moves: passages that left one place and came to another.
//!
//! Passages of deleted and of inserted text are paired by the word shingles that only they share.
//! A pair must be each other's clear best, so that text which merely repeats itself is no move.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::growth::grow;
use super::script::Edit;
use crate::text::Span;
use crate::text::blocks;
use crate::text::sentences;
use crate::text::words;

/// A passage that moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Move {
    /// Where it left the old text.
    pub(super) old: Span,
    /// Where it came to the new text.
    pub(super) new: Span,
    /// Index of the edit that deletes it.
    pub(super) old_edit: usize,
    /// Index of the edit that inserts it.
    pub(super) new_edit: usize,
}

/// Words a shingle has.
const SHINGLE: usize = 3;

/// Fewest words of a block that can move, and how many per mille of its shingles it must keep.
const BLOCK: Demand = Demand { words: 8, kept: 450 };

/// The same for a sentence that moves without its block.
const SENTENCE: Demand = Demand { words: 10, kept: 700 };

/// Fewest bytes of text that stay between the two ends of a move.
const DISTANCE: usize = 40;

/// Edits with more text than this together are not searched.
const MOST_BYTES: usize = 1 << 25;

/// What a passage must have to count as moved.
#[derive(Clone, Copy)]
struct Demand {
    words: usize,
    kept: usize,
}

/// A passage on one side of an edit.
struct Passage {
    span: Span,
    edit: usize,
    shingles: BTreeSet<u64>,
}

/// Finds the moves among `edits`, ascending in the old text and apart from each other.
pub(super) fn find_moves(old: &str, new: &str, edits: &[Edit]) -> Vec<Move> {
    let bytes: usize = edits.iter().map(|edit| edit.old.len() + edit.new.len()).sum();
    if bytes > MOST_BYTES {
        return Vec::new();
    }
    let mut moves: Vec<Move> = Vec::new();
    for (cut, demand) in [(cut_blocks as fn(&str) -> Vec<Span>, BLOCK), (sentences, SENTENCE)] {
        let is_taken = |span: Span, is_old: bool| {
            moves.iter().any(|known| span.overlaps(if is_old { known.old } else { known.new }))
        };
        let olds = passages(old, edits.iter().map(|edit| edit.old), cut, demand);
        let news = passages(new, edits.iter().map(|edit| edit.new), cut, demand);
        let olds: Vec<Passage> = olds.filter(|passage| !is_taken(passage.span, true)).collect();
        let news: Vec<Passage> = news.filter(|passage| !is_taken(passage.span, false)).collect();
        let found = pair(&olds, &news, demand);
        moves.extend(found.into_iter().filter(|found| is_apart(*found, edits)));
    }
    moves.sort_unstable_by_key(|found| found.old);
    grow(old, new, edits, &mut moves);
    join_neighbours(old, new, moves)
}

fn cut_blocks(text: &str) -> Vec<Span> {
    blocks(text).iter().map(|block| block.span).collect()
}

/// The passages of the changed places of one text that are long enough to move.
fn passages<'t>(
    text: &'t str,
    places: impl Iterator<Item = Span> + 't,
    cut: fn(&str) -> Vec<Span>,
    demand: Demand,
) -> impl Iterator<Item = Passage> + 't {
    let is_long = move |place: &(usize, Span)| place.1.len() >= 2 * demand.words;
    places.enumerate().filter(is_long).flat_map(move |(edit, place)| {
        let within = cut(place.slice(text)).into_iter();
        let spans = within.map(move |span| Span::at(place.start() + span.start(), span.len()));
        spans.filter_map(move |span| {
            let hashes = word_hashes(span.slice(text));
            let shingles = hashes.windows(SHINGLE).map(combine).collect();
            (hashes.len() >= demand.words).then_some(Passage { span, edit, shingles })
        })
    })
}

/// A hash of each word that is no mark, case ignored.
fn word_hashes(text: &str) -> Vec<u64> {
    let hash = |word: &str| {
        let sum = word.bytes().fold(0xcbf2_9ce4_8422_2325u64, |sum, byte| {
            (sum ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
        });
        sum ^ (sum >> 29)
    };
    let bodies = words(text).map(|span| span.slice(text));
    bodies.filter(|word| word.starts_with(char::is_alphanumeric)).map(hash).collect()
}

fn combine(shingle: &[u64]) -> u64 {
    shingle
        .iter()
        .fold(0, |sum, hash| (sum.rotate_left(21) ^ hash).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Pairs passages that are each other's best, by far.
fn pair(olds: &[Passage], news: &[Passage], demand: Demand) -> Vec<Move> {
    let owners = owners(olds);
    let mut best_new: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut rivals: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, passage) in news.iter().enumerate() {
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        for owner in passage.shingles.iter().filter_map(|shingle| owners.get(shingle)) {
            *votes.entry(*owner).or_default() += 1;
        }
        let best = votes.iter().max_by_key(|(owner, count)| (**count, std::cmp::Reverse(**owner)));
        let Some((owner, count)) = best.map(|(owner, count)| (*owner, *count)) else { continue };
        match best_new.get(&owner).copied() {
            Some((_, known)) if known >= count => {
                let rival = rivals.entry(owner).or_default();
                *rival = count.max(*rival);
            }
            known => {
                let rival = rivals.entry(owner).or_default();
                *rival = known.map_or(0, |(_, known)| known).max(*rival);
                best_new.insert(owner, (index, count));
            }
        }
    }
    let accepted = best_new.into_iter().filter_map(|(owner, (index, count))| {
        let (old, new) = (olds.get(owner)?, news.get(index)?);
        let whole = old.shingles.len().max(new.shingles.len());
        let rival = rivals.get(&owner).copied().unwrap_or(0);
        let is_clear = count * 1000 >= demand.kept * whole && rival * 10 <= count * 6;
        is_clear.then_some(Move {
            old: old.span,
            new: new.span,
            old_edit: old.edit,
            new_edit: new.edit,
        })
    });
    accepted.collect()
}

/// The one passage that has each shingle; those of several are left out.
fn owners(passages: &[Passage]) -> BTreeMap<u64, usize> {
    let mut all: Vec<(u64, usize)> = passages
        .iter()
        .enumerate()
        .flat_map(|(index, passage)| passage.shingles.iter().map(move |hash| (*hash, index)))
        .collect();
    all.sort_unstable();
    let groups = all.chunk_by(|one, other| one.0 == other.0);
    groups.filter_map(|group| if let [only] = group { Some(*only) } else { None }).collect()
}

/// Whether enough text stays between the two ends.
fn is_apart(found: Move, edits: &[Edit]) -> bool {
    let (first, last) = if found.old_edit < found.new_edit {
        (found.old_edit, found.new_edit)
    } else {
        (found.new_edit, found.old_edit)
    };
    let (Some(first), Some(last)) = (edits.get(first), edits.get(last)) else { return false };
    last.old.start() >= first.old.end() + DISTANCE
}

/// Joins moves that follow each other in both texts, in the same edits, into one.
fn join_neighbours(old: &str, new: &str, moves: Vec<Move>) -> Vec<Move> {
    let mut joined: Vec<Move> = Vec::with_capacity(moves.len());
    let is_blank = |text: &str, from: Span, to: Span| {
        text.get(from.end()..to.start()).is_some_and(|gap| gap.trim().is_empty())
    };
    for next in moves {
        match joined.last_mut() {
            Some(last)
                if (last.old_edit, last.new_edit) == (next.old_edit, next.new_edit)
                    && is_blank(old, last.old, next.old)
                    && is_blank(new, last.new, next.new) =>
            {
                last.old = last.old.join(next.old);
                last.new = last.new.join(next.new);
            }
            _ => joined.push(next),
        }
    }
    joined
}
