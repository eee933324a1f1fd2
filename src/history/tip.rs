//! How every seed stands now, told without working out how it came there.

use std::cmp::Ordering;

use super::build::History;
use super::build::Records;
use super::build::Slot;
use super::contents::Contents;
use super::contents::sort;
use super::entry::SeedHistory;
use super::packed_record::Glance;
use crate::id::BlobId;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::record::Kept;

/// How a seed stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tip<'a> {
    /// The seed's id.
    pub seed: &'a str,
    /// Whether several lines are open.
    pub is_forked: bool,
    /// What lies there on the first open line; none when it went away.
    pub file: Option<TipFile<'a>>,
    /// Whether on every open line the file went away.
    pub is_removed: bool,
    place: usize,
}

/// What lies where a seed stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TipFile<'a> {
    /// Where, as [`crate::id::SeedPath`] has it.
    pub path: &'a str,
    /// Which content.
    pub content: ContentId,
    /// The id that git gives to the same bytes.
    pub blob: BlobId,
    /// What of it is kept.
    pub kept: Kept,
}

impl Tip<'_> {
    /// Names the seed among those of its history: they are numbered by id.
    #[must_use]
    pub const fn place(&self) -> usize {
        self.place
    }
}

impl History {
    /// How every seed stands, by id. Costs far less than [`History::seeds`].
    pub fn tips(&self) -> impl Iterator<Item = Tip<'_>> {
        self.slots.iter().enumerate().map(|(place, slot)| self.tip_of(place, slot))
    }

    /// How the seed at that place stands.
    #[must_use]
    pub fn tip_at(&self, place: usize) -> Option<Tip<'_>> {
        self.slots.get(place).map(|slot| self.tip_of(place, slot))
    }

    /// How one seed stands, under its own id or one that a statement gave up for it.
    #[must_use]
    pub fn tip(&self, seed: &SeedId) -> Option<Tip<'_>> {
        self.tip_at(self.find_slot(self.assertions().resolve(seed).as_str())?)
    }

    /// Finds many seeds that are asked for in the order of their ids, in one pass.
    #[must_use]
    pub const fn tips_in_order(&self) -> TipsInOrder<'_> {
        TipsInOrder { history: self, place: 0 }
    }

    /// The seed at that place.
    #[must_use]
    pub fn seed_at(&self, place: usize) -> Option<&SeedHistory> {
        self.slots.get(place).map(|slot| self.built(slot))
    }

    /// How many seeds were ever recorded.
    #[must_use]
    pub const fn seed_count(&self) -> usize {
        self.slots.len()
    }

    fn tip_of<'a>(&'a self, place: usize, slot: &'a Slot) -> Tip<'a> {
        let seed = self.name_of(slot);
        let block = match &slot.records {
            Records::One(index) => self.ledger.block(*index),
            Records::Joined(_) => None,
        };
        let Some(block) = block else { return self.worked_out_tip(place, slot) };
        let mut heads = block.heads();
        let first = heads.next();
        let file = first.as_ref().and_then(|head| file_of(head));
        let is_forked = heads.next().is_some();
        let is_removed = block.heads().all(|head| head.facts.is_none());
        Tip { seed, is_forked, file, is_removed, place }
    }

    fn worked_out_tip<'a>(&'a self, place: usize, slot: &'a Slot) -> Tip<'a> {
        let built = self.built(slot);
        let facts = built.heads().next().and_then(|head| head.event.facts());
        Tip {
            seed: built.id().as_str(),
            is_forked: built.is_forked(),
            file: facts.map(|facts| TipFile {
                path: facts.path.as_str(),
                content: facts.content,
                blob: facts.blob,
                kept: facts.kept,
            }),
            is_removed: built.is_removed(),
            place,
        }
    }

    /// The contents of all versions that were ever recorded, sorted, each once.
    #[must_use]
    pub fn contents(&self) -> &[ContentId] {
        &self.content_table().sorted
    }

    /// Whether a content was ever recorded as a version.
    #[must_use]
    pub fn has_content(&self, content: ContentId) -> bool {
        self.content_table().has(content)
    }

    fn content_table(&self) -> &Contents {
        self.contents
            .get_or_init(|| Contents::of(self.versions().map(|(content, _)| content).collect()))
    }

    /// The contents whose bytes are kept: recorded so, and not withheld since. Sorted.
    #[must_use]
    pub fn kept_contents(&self) -> &[ContentId] {
        self.kept_contents.get_or_init(|| {
            let mut contents: Vec<ContentId> = self
                .glances()
                .filter_map(|glance| glance.facts)
                .filter(|facts| facts.kept == Kept::Bytes)
                .map(|facts| facts.content)
                .filter(|content| self.assertions().withheld(*content).is_none())
                .collect();
            sort(&mut contents);
            contents.dedup();
            contents
        })
    }

    /// Whether the bytes of a content are kept.
    #[must_use]
    pub fn keeps(&self, content: ContentId) -> bool {
        self.kept_contents().binary_search(&content).is_ok()
    }

    /// Content and git blob of every version that was ever recorded, one content perhaps often.
    pub fn versions(&self) -> impl Iterator<Item = (ContentId, BlobId)> {
        let versions = self.glances().filter(Glance::is_version);
        versions.filter_map(|glance| glance.facts.map(|facts| (facts.content, facts.blob)))
    }

    fn glances(&self) -> impl Iterator<Item = Glance<'_>> {
        let blocks = (0..self.ledger.seed_count()).filter_map(|index| self.ledger.block(index));
        blocks.flat_map(|block| block.glances())
    }
}

/// Finds many seeds that are asked for in the order of their ids.
#[derive(Debug)]
pub struct TipsInOrder<'a> {
    history: &'a History,
    place: usize,
}

impl<'a> TipsInOrder<'a> {
    /// How a seed stands that has this id itself; none for one that lies before another that was
    /// asked for.
    pub fn find(&mut self, seed: &SeedId) -> Option<Tip<'a>> {
        loop {
            let slot = self.history.slots.get(self.place)?;
            match self.history.name_of(slot).cmp(seed.as_str()) {
                Ordering::Less => self.place += 1,
                Ordering::Equal => return Some(self.history.tip_of(self.place, slot)),
                Ordering::Greater => return None,
            }
        }
    }
}

fn file_of<'a>(head: &Glance<'a>) -> Option<TipFile<'a>> {
    let facts = head.facts?;
    Some(TipFile { path: facts.path, content: facts.content, blob: facts.blob, kept: facts.kept })
}
