//! Putting one seed's records in order and joining those that say the same.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::BinaryHeap;

use jiff::Timestamp;

use super::entry::EarlierVersion;
use super::entry::Entry;
use super::entry::Turn;
use crate::id::ContentId;
use crate::id::SeedPath;
use crate::record::Event;
use crate::record::Record;
use crate::record::RecordRef;

/// A record with what its run says of it.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) at: RecordRef,
    pub(super) record: Record,
    pub(super) time: Timestamp,
    pub(super) head: Option<String>,
}

/// What makes two records the same entry: what happened, after what.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Sameness {
    kind: u8,
    content: Option<ContentId>,
    moved_to: Option<SeedPath>,
    predecessors: Vec<usize>,
    missing: Vec<RecordRef>,
}

/// Connects the records of one seed; predecessors come first, and among the free ones the lower
/// number, then the reference, so that the order depends on nothing else.
pub(super) fn connect(mut found: Vec<Found>) -> Vec<Entry> {
    found.sort_unstable_by(|one, other| one.at.cmp(&other.at));
    let links = Links::of(&found);
    let order = links.sort(&found);
    let count = found.len();
    let mut found: Vec<Option<Found>> = found.into_iter().map(Some).collect();
    let mut line = Line::default();
    let mut entry_of: Vec<Option<usize>> = vec![None; count];
    let mut same: BTreeMap<Sameness, usize> = BTreeMap::new();
    for position in order {
        let Some(Found { at, record, time, head }) = found.get_mut(position).and_then(Option::take)
        else {
            continue;
        };
        let (mut predecessors, mut missing) = (Vec::new(), Vec::new());
        for (before, place) in record.predecessors.iter().zip(links.before(position)) {
            match place {
                Some(place) => predecessors.extend(entry_of.get(*place).copied().flatten()),
                None => missing.push(before.clone()),
            }
        }
        predecessors.sort_unstable();
        predecessors.dedup();
        let key = sameness(&record.event, &predecessors, &missing);
        let index = same.get(&key).copied().unwrap_or(line.entries.len());
        if let Some(place) = entry_of.get_mut(position) {
            *place = Some(index);
        }
        if let Some(entry) = line.entries.get_mut(index) {
            entry.also_at.push(at);
            continue;
        }
        same.insert(key, index);
        line.push(Entry {
            at,
            also_at: Vec::new(),
            number: record.number,
            time,
            head,
            turn: turn(&record, &predecessors, &line.entries),
            equals: line.earlier_equal(&record.event, &predecessors),
            event: record.event,
            predecessors,
            missing,
        });
    }
    line.entries
}

/// One of the records that follow another one.
#[derive(Clone, Copy)]
struct Link {
    /// Its position.
    follower: usize,
    /// The link before, to another one that follows the same.
    before: Option<usize>,
}

/// Where the predecessors of records are among them.
struct Links {
    /// Of each record in turn, the positions of its predecessors; none for one that is not there.
    before: Vec<Option<usize>>,
    /// Where those of each record begin; one more at the end.
    starts: Vec<usize>,
}

impl Links {
    /// `found` are sorted.
    fn of(found: &[Found]) -> Self {
        let mut links = Self { before: Vec::with_capacity(found.len()), starts: vec![0] };
        for Found { record, .. } in found {
            let place = |before| found.binary_search_by(|found| found.at.cmp(before)).ok();
            links.before.extend(record.predecessors.iter().map(place));
            links.starts.push(links.before.len());
        }
        links
    }

    /// Where the predecessors of the record at a position are.
    fn before(&self, position: usize) -> &[Option<usize>] {
        let range = self.starts.get(position).zip(self.starts.get(position + 1));
        range.and_then(|(from, to)| self.before.get(*from..*to)).unwrap_or_default()
    }

    /// Of each record in turn, the last link of those that it precedes; and all links.
    fn followers(&self, count: usize) -> (Vec<Option<usize>>, Vec<Link>) {
        let mut last: Vec<Option<usize>> = vec![None; count];
        let mut chain = Vec::with_capacity(self.before.len());
        for position in 0..count {
            for before in self.before(position).iter().flatten() {
                let Some(last) = last.get_mut(*before) else { continue };
                chain.push(Link { follower: position, before: last.replace(chain.len()) });
            }
        }
        (last, chain)
    }

    /// Kahn's order, as positions: a record comes when all its predecessors that are there have
    /// come.
    fn sort(&self, found: &[Found]) -> Vec<usize> {
        let (last, chain) = self.followers(found.len());
        let number = |position: usize| found.get(position).map_or(0, |found| found.record.number);
        let waits = |position: usize| self.before(position).iter().flatten().count();
        let mut waiting: Vec<usize> = (0..found.len()).map(waits).collect();
        let free = waiting.iter().enumerate().filter(|(_, count)| **count == 0);
        let mut free: BinaryHeap<Reverse<(u32, usize)>> =
            free.map(|(position, _)| Reverse((number(position), position))).collect();
        let mut order = Vec::with_capacity(found.len());
        while let Some(Reverse((_, position))) = free.pop() {
            order.push(position);
            let mut next = last.get(position).copied().flatten();
            while let Some(Link { follower, before }) =
                next.and_then(|link| chain.get(link)).copied()
            {
                next = before;
                let Some(count) = waiting.get_mut(follower) else { continue };
                *count -= 1;
                if *count == 0 {
                    free.push(Reverse((number(follower), follower)));
                }
            }
        }
        order
    }
}

fn sameness(event: &Event, predecessors: &[usize], missing: &[RecordRef]) -> Sameness {
    let (kind, moved_to) = match event {
        Event::Version(_) => (0, None),
        Event::Moved(facts) => (1, Some(facts.path.clone())),
        Event::Removed => (2, None),
    };
    Sameness {
        kind,
        content: event.facts().map(|facts| facts.content),
        moved_to,
        predecessors: predecessors.to_vec(),
        missing: missing.to_vec(),
    }
}

fn turn(record: &Record, predecessors: &[usize], entries: &[Entry]) -> Turn {
    let before = || predecessors.iter().filter_map(|index| entries.get(*index));
    match &record.event {
        Event::Moved(_) => Turn::Moved,
        Event::Removed => Turn::Removed,
        Event::Version(_) if record.predecessors.is_empty() => Turn::New,
        Event::Version(_) if record.predecessors.len() > 1 => Turn::Settled,
        Event::Version(_) if before().any(|entry| entry.event == Event::Removed) => Turn::Returned,
        Event::Version(_) => Turn::Replaced,
    }
}

/// The entries so far, with what makes looking back cheap.
#[derive(Default)]
struct Line {
    entries: Vec<Entry>,
    /// Of every entry, the first one of the unbranched stretch that leads to it.
    stretch: Vec<usize>,
    /// The versions that had a content, ascending.
    versions_of: BTreeMap<ContentId, Vec<usize>>,
}

impl Line {
    fn push(&mut self, entry: Entry) {
        let index = self.entries.len();
        let before = index.checked_sub(1).filter(|before| entry.predecessors == [*before]);
        let start = before.and_then(|before| self.stretch.get(before).copied());
        self.stretch.push(start.unwrap_or(index));
        if let Some(facts) = entry.version() {
            self.versions_of.entry(facts.content).or_default().push(index);
        }
        self.entries.push(entry);
    }

    /// The latest ancestor with the same content that is not simply the version just before.
    fn earlier_equal(&self, event: &Event, predecessors: &[usize]) -> Option<EarlierVersion> {
        let Event::Version(facts) = event else { return None };
        let candidates = self.versions_of.get(&facts.content)?;
        let first = candidates.first().copied()?;
        let mut open: BTreeSet<usize> = predecessors.iter().copied().collect();
        // The highest open ancestor comes first, so the first that fits is the latest.
        while let Some(index) = open.pop_last().filter(|index| *index >= first) {
            let below = candidates.partition_point(|candidate| *candidate <= index);
            let nearest = below.checked_sub(1).and_then(|at| candidates.get(at)).copied();
            let start = self.stretch.get(index).copied().unwrap_or(index);
            match nearest {
                Some(found) if found == index => {
                    let entry = self.entries.get(found)?;
                    return Some(EarlierVersion { index, number: entry.number, time: entry.time });
                }
                Some(found) if found >= start => drop(open.insert(found)),
                // Nothing on this stretch fits: go on before it.
                _ => open.extend(self.entries.get(start).into_iter().flat_map(Entry::before)),
            }
        }
        None
    }
}
