//! Putting one seed's records in order and joining those that say the same.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::entry::EarlierVersion;
use super::entry::Entry;
use super::entry::Turn;
use crate::id::ContentId;
use crate::id::SeedPath;
use crate::record::Event;
use crate::record::Record;
use crate::record::RecordRef;
use crate::record::RunHeader;

/// A record with the header of its run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'a> {
    pub(super) header: &'a RunHeader,
    pub(super) record: &'a Record,
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
pub(super) fn connect(found: &BTreeMap<RecordRef, Found<'_>>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::with_capacity(found.len());
    let mut index_of: BTreeMap<&RecordRef, usize> = BTreeMap::new();
    let mut same: BTreeMap<Sameness, usize> = BTreeMap::new();
    for at in sort(found) {
        let Some(Found { header, record }) = found.get(at) else { continue };
        let mut predecessors: Vec<usize> =
            record.predecessors.iter().filter_map(|before| index_of.get(before).copied()).collect();
        predecessors.sort_unstable();
        predecessors.dedup();
        let is_missing = |before: &&RecordRef| !found.contains_key(before);
        let missing: Vec<RecordRef> =
            record.predecessors.iter().filter(is_missing).cloned().collect();
        let key = sameness(&record.event, &predecessors, &missing);
        if let Some(index) = same.get(&key).copied() {
            index_of.insert(at, index);
            if let Some(entry) = entries.get_mut(index) {
                entry.also_at.push(at.clone());
            }
            continue;
        }
        let entry = Entry {
            at: at.clone(),
            also_at: Vec::new(),
            number: record.number,
            time: header.time,
            head: header.head.clone(),
            event: record.event.clone(),
            turn: turn(&record.event, &predecessors, &entries, record),
            equals: earlier_equal(&record.event, &predecessors, &entries),
            predecessors,
            missing,
        };
        same.insert(key, entries.len());
        index_of.insert(at, entries.len());
        entries.push(entry);
    }
    entries
}

/// Kahn's order: a record comes when all its predecessors that are there have come.
fn sort<'a>(found: &'a BTreeMap<RecordRef, Found<'a>>) -> Vec<&'a RecordRef> {
    let mut waiting: BTreeMap<&RecordRef, usize> = BTreeMap::new();
    let mut followers: BTreeMap<&RecordRef, Vec<&RecordRef>> = BTreeMap::new();
    let mut free: BTreeSet<(u32, &RecordRef)> = BTreeSet::new();
    for (at, Found { record, .. }) in found {
        let known = record.predecessors.iter().filter(|before| found.contains_key(before));
        let mut count = 0;
        for before in known {
            followers.entry(before).or_default().push(at);
            count += 1;
        }
        match count {
            0 => drop(free.insert((record.number, at))),
            _ => drop(waiting.insert(at, count)),
        }
    }
    let mut order = Vec::with_capacity(found.len());
    while let Some((_, at)) = free.pop_first() {
        order.push(at);
        for follower in followers.get(at).into_iter().flatten() {
            let Some(count) = waiting.get_mut(follower) else { continue };
            *count -= 1;
            if *count == 0 {
                waiting.remove(follower);
                let number = found.get(follower).map_or(0, |found| found.record.number);
                free.insert((number, follower));
            }
        }
    }
    order
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

fn turn(event: &Event, predecessors: &[usize], entries: &[Entry], record: &Record) -> Turn {
    let before = || predecessors.iter().filter_map(|index| entries.get(*index));
    match event {
        Event::Moved(_) => Turn::Moved,
        Event::Removed => Turn::Removed,
        Event::Version(_) if record.predecessors.is_empty() => Turn::New,
        Event::Version(_) if record.predecessors.len() > 1 => Turn::Settled,
        Event::Version(_) if before().any(|entry| entry.event == Event::Removed) => Turn::Returned,
        Event::Version(_) => Turn::Replaced,
    }
}

/// The latest ancestor with the same content that is not simply the version just before.
fn earlier_equal(
    event: &Event,
    predecessors: &[usize],
    entries: &[Entry],
) -> Option<EarlierVersion> {
    let Event::Version(facts) = event else { return None };
    let mut seen: BTreeSet<usize> = BTreeSet::new();
    let mut open: BTreeSet<usize> = predecessors.iter().copied().collect();
    while let Some(index) = open.pop_last() {
        let Some(entry) = entries.get(index).filter(|_| seen.insert(index)) else { continue };
        if entry.version().is_some_and(|earlier| earlier.content == facts.content) {
            return Some(EarlierVersion { number: entry.number, time: entry.time });
        }
        open.extend(entry.predecessors.iter().copied());
    }
    None
}
