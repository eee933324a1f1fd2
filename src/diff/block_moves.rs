//! Blocks that stand elsewhere now, found before words are aligned.
//!
//! Where a paragraph left and another one came, the words that both happen to hold would be kept
//! and the two be shredded. Words of blocks that moved are therefore kept from the alignment;
//! [`find_moves`](super::moves::find_moves) then finds the blocks whole in the edits.

use std::collections::BTreeMap;

use super::anchors::Run;
use super::anchors::heaviest_chain;
use super::hash::short_hash;
use super::line_alignment::Pair;
use super::moves::Move;
use super::moves::pair_blocks;
use crate::text::Span;
use crate::text::blocks;

/// Changed regions with more text than this together are searched for equal blocks only.
const MOST_BYTES_OF_SHINGLES: usize = 1 << 19;

/// Fewest bytes of letters and digits of an equal block that can move.
const LETTERS: usize = 40;

/// The blocks that moved, ascending on each side.
#[derive(Debug, Default)]
pub(super) struct MovedBlocks {
    pub(super) old: Vec<Span>,
    pub(super) new: Vec<Span>,
}

/// Finds the blocks of changed regions that crossed what stayed, or other blocks. `regions`
/// ascend.
pub(super) fn moved_blocks(old: &str, new: &str, regions: &[Pair]) -> MovedBlocks {
    let bytes: usize = regions.iter().map(|region| region.old.len() + region.new.len()).sum();
    let mut pairs = equal_blocks(old, new, regions);
    if bytes <= MOST_BYTES_OF_SHINGLES {
        let is_free = |found: &Move| {
            !pairs
                .iter()
                .any(|known| known.old.overlaps(found.old) || known.new.overlaps(found.new))
        };
        let mut alike = pair_blocks(old, new, regions);
        alike.retain(is_free);
        pairs.extend(alike);
        pairs.sort_unstable_by_key(|found| found.old);
    }
    let mut moved = MovedBlocks::default();
    for found in crossing(&pairs) {
        moved.old.push(found.old);
        moved.new.push(found.new);
    }
    moved.new.sort_unstable();
    moved
}

/// Of pairs ascending in the old text, those that cross a kept line or heavier pairs of their
/// region.
fn crossing(pairs: &[Move]) -> Vec<Move> {
    let mut crossing = Vec::new();
    for group in pairs.chunk_by(|one, other| one.old_edit == other.old_edit) {
        let is_inside = |found: &&Move| found.old_edit == found.new_edit;
        let weighed: Vec<(Run, u64)> = group.iter().filter(is_inside).map(weigh).collect();
        let mut chain = heaviest_chain(&weighed).into_iter().map(|run| run.old).peekable();
        for found in group {
            let stays = found.old_edit == found.new_edit
                && chain.next_if(|start| *start == found.old.start()).is_some();
            if !stays {
                crossing.push(*found);
            }
        }
    }
    crossing
}

fn weigh(found: &Move) -> (Run, u64) {
    let run = Run { old: found.old.start(), new: found.new.start(), length: 1 };
    (run, found.old.len() as u64)
}

/// Blocks of the changed regions that are the same but for white space and stand once on each
/// side, ascending in the old text; edits are numbers of regions.
fn equal_blocks(old: &str, new: &str, regions: &[Pair]) -> Vec<Move> {
    let olds = numbered_blocks(old, regions.iter().map(|region| region.old));
    let news = numbered_blocks(new, regions.iter().map(|region| region.new));
    let mut pairs: Vec<Move> = olds
        .iter()
        .filter_map(|(hash, place)| {
            let ((before, old_edit), (after, new_edit)) = ((*place)?, (*news.get(hash)?)?);
            let mut words = before.slice(old).split_whitespace();
            let is_same = words.by_ref().eq(after.slice(new).split_whitespace());
            is_same.then_some(Move { old: before, new: after, old_edit, new_edit })
        })
        .collect();
    pairs.sort_unstable_by_key(|found| found.old);
    pairs
}

/// A block's place, and the number of its region.
type Place = (Span, usize);

/// Each block with enough letters by a hash of its words; nothing for one that stands several
/// times.
fn numbered_blocks(
    text: &str,
    regions: impl Iterator<Item = Span>,
) -> BTreeMap<u64, Option<Place>> {
    let mut found = BTreeMap::new();
    for (number, region) in regions.enumerate() {
        let slice = region.slice(text);
        for block in blocks(slice) {
            let body = block.span.slice(slice);
            let letters = body.bytes().filter(|byte| byte.is_ascii_alphanumeric() || *byte > 0x7f);
            if letters.take(LETTERS).count() < LETTERS {
                continue;
            }
            let place = (Span::at(region.start() + block.span.start(), block.span.len()), number);
            let known = found.entry(hash_words(body));
            known.and_modify(|place| *place = None).or_insert(Some(place));
        }
    }
    found
}

fn hash_words(body: &str) -> u64 {
    body.split_whitespace().fold(0, |sum: u64, word| {
        let hash = u64::from(short_hash(word.as_bytes()));
        (sum.rotate_left(21) ^ hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

#[cfg(test)]
mod tests {
    use crate::diff::ChangeKind;
    use crate::diff::Options;
    use crate::diff::compare;

    const ONE: &str = "The lamp on the pier is lit at dusk by the keeper of the harbour, and it burns \
        until the first boats leave for the open sea.";
    const TWO: &str = "Nets are mended on the quay by the crews of the boats, and the keeper of the \
        stores lends them twine for the work until it is done.";
    const STAYS: &str = "Every boat has a number on the bow. The number is painted in white, and it is \
        painted again in spring, because the salt takes it off by the end of the year.";

    /// Kinds of the changes from one order of paragraphs to another.
    fn kinds(old: &[&str], new: &[&str]) -> Vec<ChangeKind> {
        let diff = compare(&old.join("\n\n"), &new.join("\n\n"), &Options::default());
        diff.changes.iter().map(|change| change.kind).collect()
    }

    /// The text in lines of at least so many bytes.
    fn wrap(text: &str, least: usize) -> String {
        let mut wrapped = String::new();
        for word in text.split_whitespace() {
            let line = wrapped.rsplit('\n').next().unwrap_or_default().len();
            wrapped.push_str(word);
            wrapped.push(if line + word.len() < least { ' ' } else { '\n' });
        }
        wrapped.trim_end().to_owned()
    }

    #[test]
    fn swapped_paragraphs_are_two_moves_and_nothing_else() {
        let mut found = kinds(&[ONE, STAYS, TWO], &[TWO, STAYS, ONE]);
        found.sort_unstable();
        let (from, to) = (ChangeKind::MoveFrom, ChangeKind::MoveTo);
        assert_eq!(found, [from, from, to, to]);
    }

    #[test]
    fn a_moved_paragraph_that_was_wrapped_again_is_a_move() {
        let wrapped = wrap(TWO, 40);
        let found = kinds(&[ONE, STAYS, TWO], &[&wrapped, ONE, STAYS]);
        assert_eq!(found, [ChangeKind::MoveTo, ChangeKind::MoveFrom]);
    }

    #[test]
    fn a_paragraph_that_was_edited_and_moved_is_a_move() {
        let edited = ONE.replace("dusk", "dawn");
        let found = kinds(&[ONE, STAYS, TWO], &[STAYS, TWO, &edited]);
        assert_eq!(found, [ChangeKind::MoveFrom, ChangeKind::MoveTo]);
    }
}
