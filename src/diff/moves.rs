//! Moves: passages that left one place and came to another.
//!
//! Passages of deleted and of inserted text are paired by the word shingles that only they share.
//! A pair must be each other's clear best, so that text which merely repeats itself is no move.

use std::collections::HashMap;

use super::growth::grow;
use super::line_alignment::Pair;
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

/// The same for a block that is told from its surroundings before words are aligned: what is
/// taken out wrongly could have been kept.
const BLOCK_BEFORE_WORDS: Demand = Demand { words: 8, kept: 700 };

/// Fewest bytes of text that stay between the two ends of a move.
const DISTANCE: usize = 40;

/// Edits with more text than this together are not searched for blocks, and for sentences.
const MOST_BYTES: usize = 1 << 25;
const MOST_BYTES_OF_SENTENCES: usize = 1 << 19;

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
    /// Ascending, without doubles.
    shingles: Vec<u64>,
}

/// Pairs of blocks inside changed regions, alike and each other's clear best, ascending in the old
/// text; edits are numbers of regions.
pub(super) fn pair_blocks(old: &str, new: &str, regions: &[Pair]) -> Vec<Move> {
    let olds = Changed::of(old, regions.iter().map(|region| region.old));
    let news = Changed::of(new, regions.iter().map(|region| region.new));
    if olds.is_empty() || news.is_empty() {
        return Vec::new();
    }
    let demand = BLOCK_BEFORE_WORDS;
    pair(&passages(&olds, cut_blocks, demand), &passages(&news, cut_blocks, demand), demand)
}

/// Finds the moves among `edits`, ascending in the old text and apart from each other.
pub(super) fn find_moves(old: &str, new: &str, edits: &[Edit]) -> Vec<Move> {
    let bytes: usize = edits.iter().map(|edit| edit.old.len() + edit.new.len()).sum();
    if bytes > MOST_BYTES {
        return Vec::new();
    }
    let olds = Changed::of(old, edits.iter().map(|edit| edit.old));
    let news = Changed::of(new, edits.iter().map(|edit| edit.new));
    if olds.is_empty() || news.is_empty() {
        return Vec::new();
    }
    let mut moves =
        pair(&passages(&olds, cut_blocks, BLOCK), &passages(&news, cut_blocks, BLOCK), BLOCK);
    moves.retain(|found| is_apart(*found, edits));
    if bytes <= MOST_BYTES_OF_SENTENCES {
        let is_free = |passage: &Passage, place: fn(&Move) -> Span| {
            !moves.iter().any(|known| passage.span.overlaps(place(known)))
        };
        let mut olds = passages(&olds, sentences, SENTENCE);
        olds.retain(|passage| is_free(passage, |known| known.old));
        let mut news = passages(&news, sentences, SENTENCE);
        news.retain(|passage| is_free(passage, |known| known.new));
        let found = pair(&olds, &news, SENTENCE);
        moves.extend(found.into_iter().filter(|found| is_apart(*found, edits)));
    }
    moves.sort_unstable_by_key(|found| found.old);
    grow(old, new, edits, &mut moves);
    join_neighbours(old, new, moves)
}

fn cut_blocks(text: &str) -> Vec<Span> {
    blocks(text).iter().map(|block| block.span).collect()
}

/// A changed place that is long enough to hold a moved passage, and its words.
struct Changed<'t> {
    text: &'t str,
    edit: usize,
    place: Span,
    /// Where each word that is no mark starts, from `place`, and its hash.
    words: Vec<(usize, u64)>,
}

impl<'t> Changed<'t> {
    fn of(text: &'t str, places: impl Iterator<Item = Span>) -> Vec<Self> {
        let long = places.enumerate().filter(|(_, place)| place.len() >= 2 * BLOCK.words);
        let cut = long.map(|(edit, place)| Self {
            text,
            edit,
            place,
            words: word_hashes(place.slice(text)),
        });
        cut.filter(|changed| changed.words.len() >= BLOCK.words).collect()
    }
}

/// A hash of each word that is no mark, ASCII case ignored, and where the word starts.
fn word_hashes(text: &str) -> Vec<(usize, u64)> {
    let hash = |word: &str| {
        let sum = word.bytes().fold(0xcbf2_9ce4_8422_2325u64, |sum, byte| {
            (sum ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
        });
        sum ^ (sum >> 29)
    };
    let bodies = words(text).map(|span| (span.start(), span.slice(text)));
    let named = bodies.filter(|(_, word)| word.starts_with(char::is_alphanumeric));
    named.map(|(start, word)| (start, hash(word))).collect()
}

/// The passages of changed places that are long enough to move.
fn passages(changed: &[Changed<'_>], cut: fn(&str) -> Vec<Span>, demand: Demand) -> Vec<Passage> {
    let mut found = Vec::new();
    for here in changed.iter().filter(|here| here.words.len() >= demand.words) {
        for span in cut(here.place.slice(here.text)) {
            let from = here.words.partition_point(|(start, _)| *start < span.start());
            let to = here.words.partition_point(|(start, _)| *start < span.end());
            let words = here.words.get(from..to).unwrap_or_default();
            if words.len() < demand.words {
                continue;
            }
            let mut shingles: Vec<u64> = words.windows(SHINGLE).map(combine).collect();
            shingles.sort_unstable();
            shingles.dedup();
            let span = Span::at(here.place.start() + span.start(), span.len());
            found.push(Passage { span, edit: here.edit, shingles });
        }
    }
    found
}

fn combine(shingle: &[(usize, u64)]) -> u64 {
    shingle
        .iter()
        .fold(0, |sum, (_, hash)| (sum.rotate_left(21) ^ hash).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// How well a passage serves another.
#[derive(Clone, Copy, Default)]
struct Suitor {
    passage: usize,
    shared: usize,
    /// Shingles that the next best shares.
    rival: usize,
}

/// Pairs passages that are each other's best, by far.
fn pair(olds: &[Passage], news: &[Passage], demand: Demand) -> Vec<Move> {
    let owners = owners(olds);
    let mut suitors: Vec<Option<Suitor>> = vec![None; olds.len()];
    for (index, passage) in news.iter().enumerate() {
        let Some((owner, shared)) = best_owner(passage, &owners) else { continue };
        let Some(place) = suitors.get_mut(owner) else { continue };
        let known = place.unwrap_or_default();
        *place = Some(if shared > known.shared {
            Suitor { passage: index, shared, rival: known.shared }
        } else {
            Suitor { rival: known.rival.max(shared), ..known }
        });
    }
    let accepted = olds.iter().zip(suitors).filter_map(|(old, suitor)| {
        let suitor = suitor?;
        let new = news.get(suitor.passage)?;
        let whole = old.shingles.len().max(new.shingles.len());
        let is_clear =
            suitor.shared * 1000 >= demand.kept * whole && suitor.rival * 10 <= suitor.shared * 6;
        is_clear.then_some(Move {
            old: old.span,
            new: new.span,
            old_edit: old.edit,
            new_edit: new.edit,
        })
    });
    accepted.collect()
}

/// The passage that has a shingle, or nothing when several have it.
type Owners = HashMap<u64, Option<usize>>;

/// The old passage that shares most shingles with `passage`, and how many.
fn best_owner(passage: &Passage, owners: &Owners) -> Option<(usize, usize)> {
    let owner_of = |shingle: &u64| owners.get(shingle).copied().flatten();
    let mut votes: Vec<usize> = passage.shingles.iter().filter_map(owner_of).collect();
    votes.sort_unstable();
    let counted = votes.chunk_by(|one, other| one == other);
    let counted = counted.filter_map(|group| group.first().map(|owner| (*owner, group.len())));
    counted.max_by_key(|(owner, count)| (*count, std::cmp::Reverse(*owner)))
}

/// The one passage that has each shingle.
fn owners(passages: &[Passage]) -> Owners {
    let count = passages.iter().map(|passage| passage.shingles.len()).sum();
    let mut owners = Owners::with_capacity(count);
    for (index, passage) in passages.iter().enumerate() {
        for shingle in &passage.shingles {
            owners.entry(*shingle).and_modify(|owner| *owner = None).or_insert(Some(index));
        }
    }
    owners
}

/// Whether enough text stays between the two ends.
fn is_apart(found: Move, edits: &[Edit]) -> bool {
    let first = found.old_edit.min(found.new_edit);
    let last = found.old_edit.max(found.new_edit);
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
