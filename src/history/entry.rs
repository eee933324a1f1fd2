//! One seed's history: its records, connected.

use jiff::Timestamp;

use crate::id::ContentId;
use crate::id::SeedId;
use crate::record::Event;
use crate::record::Facts;
use crate::record::RecordRef;

/// What a record did to the state of its seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The first version.
    New,
    /// Another content than before.
    Replaced,
    /// The same content at another path.
    Moved,
    /// The file went away.
    Removed,
    /// The file came back after it was removed.
    Returned,
    /// Several lines of history were joined by one content.
    Settled,
}

/// An earlier version with the same content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EarlierVersion {
    /// Its index among the entries of its seed.
    pub index: usize,
    /// Its number.
    pub number: u32,
    /// When it was recorded.
    pub time: Timestamp,
}

/// A record in its place. The same content after the same predecessors, recorded in two branches,
/// is one entry.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The record; the smallest reference when several say the same.
    pub at: RecordRef,
    /// The other records that say the same.
    pub also_at: Vec<RecordRef>,
    /// The number of the version that stands after it.
    pub number: u32,
    /// When it was recorded, by that machine's clock.
    pub time: Timestamp,
    /// The commit that was checked out then.
    pub head: Option<String>,
    /// What happened.
    pub event: Event,
    /// What that did to the seed.
    pub turn: Turn,
    /// Indices of the entries before it.
    pub predecessors: Vec<usize>,
    /// Predecessors that it names and that are not in this history.
    pub missing: Vec<RecordRef>,
    /// The latest earlier version with the same content, other than the one just before.
    pub equals: Option<EarlierVersion>,
}

impl Entry {
    /// The facts of the file, when the entry is a version.
    #[must_use]
    pub const fn version(&self) -> Option<&Facts> {
        match &self.event {
            Event::Version(facts) => Some(facts),
            Event::Moved(_) | Event::Removed => None,
        }
    }

    /// Indices of the entries before it.
    pub(super) fn before(&self) -> impl Iterator<Item = usize> {
        self.predecessors.iter().copied()
    }

    /// The content that lay there after it; none after a removal.
    #[must_use]
    pub fn content(&self) -> Option<ContentId> {
        self.event.facts().map(|facts| facts.content)
    }
}

/// All entries of one seed, predecessors first.
#[derive(Debug, Clone)]
pub struct SeedHistory {
    id: SeedId,
    entries: Vec<Entry>,
    heads: Vec<usize>,
    /// Numbers that several versions have, sorted.
    ambiguous: Vec<u32>,
}

impl SeedHistory {
    /// Takes entries in an order in which predecessors come first, and finds the heads.
    pub(super) fn new(id: SeedId, entries: Vec<Entry>) -> Self {
        let mut is_named = vec![false; entries.len()];
        for before in entries.iter().flat_map(Entry::before) {
            is_named.get_mut(before).into_iter().for_each(|is_named| *is_named = true);
        }
        let indices = is_named.into_iter().enumerate();
        let heads = indices.filter(|(_, is_named)| !is_named).map(|(index, _)| index).collect();
        let mut numbers: Vec<u32> = entries
            .iter()
            .filter(|entry| entry.version().is_some())
            .map(|entry| entry.number)
            .collect();
        numbers.sort_unstable();
        let twice = numbers.windows(2).filter(|pair| pair.first() == pair.last());
        let mut ambiguous: Vec<u32> = twice.flat_map(|pair| pair.first().copied()).collect();
        ambiguous.dedup();
        Self { id, entries, heads, ambiguous }
    }

    /// Whether several versions have this number, made in branches that did not know each other.
    #[must_use]
    pub fn is_ambiguous(&self, number: u32) -> bool {
        self.ambiguous.binary_search(&number).is_ok()
    }

    /// The seed.
    #[must_use]
    pub const fn id(&self) -> &SeedId {
        &self.id
    }

    /// All entries, predecessors first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry at an index of [`Entry::predecessors`].
    #[must_use]
    pub fn entry(&self, index: usize) -> Option<&Entry> {
        self.entries.get(index)
    }

    /// The entries that nothing follows: one, or several lines that nobody has joined yet.
    pub fn heads(&self) -> impl Iterator<Item = &Entry> {
        self.heads.iter().filter_map(|index| self.entries.get(*index))
    }

    /// The only head; none when several lines are open.
    #[must_use]
    pub fn tip(&self) -> Option<&Entry> {
        match self.heads.as_slice() {
            [only] => self.entries.get(*only),
            _ => None,
        }
    }

    /// Whether several lines are open.
    #[must_use]
    pub fn is_forked(&self) -> bool {
        self.heads.len() > 1
    }

    /// Whether on every open line the file went away.
    #[must_use]
    pub fn is_removed(&self) -> bool {
        self.heads().all(|head| head.event == Event::Removed)
    }

    /// The facts of the file on the open lines that have one.
    pub fn current_facts(&self) -> impl Iterator<Item = &Facts> {
        self.heads().filter_map(|head| head.event.facts())
    }

    /// The entries that are versions, predecessors first.
    pub fn versions(&self) -> impl Iterator<Item = (&Entry, &Facts)> {
        self.entries.iter().filter_map(|entry| Some((entry, entry.version()?)))
    }

    /// The version that stood after an entry: itself, or the nearest before it on its first line.
    #[must_use]
    pub fn version_at<'a>(&'a self, entry: &'a Entry) -> Option<(&'a Entry, &'a Facts)> {
        let mut at = entry;
        loop {
            if let Some(facts) = at.version() {
                return Some((at, facts));
            }
            at = self.entries.get(*at.predecessors.first()?)?;
        }
    }
}
