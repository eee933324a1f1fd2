//! All records, grouped by seed, as bytes.
//!
//! A hundred thousand records are a few megabytes, are read from a cache without taking each one
//! apart, and grow by copying what did not change. What a record means is worked out seed by
//! seed, when it is asked for.

use std::convert::Infallible;

use jiff::Timestamp;

use super::entry::Entry;
use super::graph::Found;
use super::graph::connect;
use super::growth::Growth;
use super::packed::Pack;
use super::packed::Unpack;
use super::packed_record::Glance;
use super::packed_record::pack;
use crate::id::RunId;
use crate::id::SeedId;
use crate::record::RecordRef;
use crate::record::Run;
use crate::record::RunHeader;

/// What is kept of a run besides its records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KnownRun {
    pub(super) id: RunId,
    pub(super) time: Timestamp,
    pub(super) head: Option<String>,
    pub(super) parents: Vec<RunId>,
    pub(super) gaps: Vec<RunId>,
}

impl KnownRun {
    pub(super) fn of(id: RunId, header: &RunHeader) -> Self {
        Self {
            id,
            time: header.time,
            head: header.head.clone(),
            parents: header.parents.clone(),
            gaps: header.gaps.clone(),
        }
    }
}

/// The records of runs that have been checked against their names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    runs: Vec<KnownRun>,
    /// A block a seed, sorted by seed id: the id, the places of its heads, its records.
    blocks: Vec<u8>,
    /// Where each block begins.
    starts: Vec<usize>,
}

/// The records of one seed, not yet taken apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block<'a> {
    pub(super) seed: &'a str,
    pub(super) heads: &'a [u8],
    pub(super) records: &'a [u8],
}

impl<'a> Block<'a> {
    fn next(from: &mut Unpack<'a>) -> Option<Self> {
        Some(Self { seed: from.text()?, heads: from.bytes()?, records: from.bytes()? })
    }

    /// All records, in the order in which they became known.
    pub(super) fn glances(&self) -> impl Iterator<Item = Glance<'a>> + use<'a> {
        let mut rest = Unpack(self.records);
        std::iter::from_fn(move || Glance::next(&mut rest))
    }

    /// The records that nothing follows; of several that say the same, one.
    pub(super) fn heads(&self) -> impl Iterator<Item = Glance<'a>> + use<'a> {
        let records = self.records;
        let (places, _) = self.heads.as_chunks::<4>();
        places.iter().filter_map(move |place| {
            let place = usize::try_from(u32::from_le_bytes(*place)).ok()?;
            Glance::next(&mut Unpack(records.get(place..)?))
        })
    }
}

/// Collects the records of runs before they become a ledger.
#[derive(Debug, Default)]
pub struct LedgerBuilder {
    runs: Vec<KnownRun>,
    records: Vec<u8>,
    /// The ids of the seeds of all records, one after the other.
    names: String,
    /// The record of each name.
    places: Vec<Place>,
    /// The index that the first run gets.
    base: usize,
}

/// Where a record and the id of its seed begin and end.
#[derive(Debug, Clone, Copy)]
struct Place {
    name: (usize, usize),
    record: (usize, usize),
}

impl LedgerBuilder {
    /// A builder of what will be joined to `ledger`.
    #[must_use]
    pub fn beside(ledger: &Ledger) -> Self {
        Self { base: ledger.runs.len(), ..Self::default() }
    }

    /// Takes a run that has been checked against its name.
    pub fn add(&mut self, id: RunId, run: &Run) {
        let index = u32::try_from(self.base + self.runs.len()).unwrap_or(u32::MAX);
        for record in &run.records {
            let (name, start) = (self.names.len(), self.records.len());
            self.names.push_str(record.seed.as_str());
            pack(record, index, &mut self.records);
            let name = (name, self.names.len());
            self.places.push(Place { name, record: (start, self.records.len()) });
        }
        self.runs.push(KnownRun::of(id, &run.header));
    }

    fn name(&self, place: &Place) -> &str {
        self.names.get(place.name.0..place.name.1).unwrap_or_default()
    }

    fn records_of(&self, places: &[Place]) -> Vec<u8> {
        let piece = |place: &Place| self.records.get(place.record.0..place.record.1);
        places.iter().filter_map(piece).flatten().copied().collect()
    }

    /// Where the records lie, by seed, those of one seed in the order in which they came.
    fn by_seed(&mut self) -> Vec<Place> {
        let mut places = std::mem::take(&mut self.places);
        places.sort_by(|one, other| self.name(one).cmp(self.name(other)));
        places
    }
}

impl Ledger {
    /// The runs, in the order in which they became known.
    pub(super) fn runs(&self) -> &[KnownRun] {
        &self.runs
    }

    /// The ids of the runs, in the order in which they became known.
    pub fn run_ids(&self) -> impl Iterator<Item = RunId> {
        self.runs.iter().map(|run| run.id)
    }

    /// How many seeds there are.
    pub(super) const fn seed_count(&self) -> usize {
        self.starts.len()
    }

    /// The records of the seed with that index; seeds are sorted by id.
    pub(super) fn block(&self, index: usize) -> Option<Block<'_>> {
        let start = self.starts.get(index).copied()?;
        Block::next(&mut Unpack(self.blocks.get(start..)?))
    }

    /// The index of a seed.
    pub(super) fn find(&self, seed: &str) -> Option<usize> {
        let of = |start: &usize| {
            let block = self.blocks.get(*start..).and_then(|from| Block::next(&mut Unpack(from)));
            block.map_or("", |block| block.seed)
        };
        self.starts.binary_search_by(|start| of(start).cmp(seed)).ok()
    }

    /// Joins the records of further runs to these.
    #[must_use]
    pub fn join(self, mut new: LedgerBuilder) -> Self {
        if new.runs.is_empty() {
            return self;
        }
        let places = new.by_seed();
        let mut joined = Self {
            runs: Vec::new(),
            blocks: Vec::with_capacity(
                self.blocks.len() + new.records.len() + new.names.len() + places.len() * 16,
            ),
            starts: Vec::with_capacity(self.starts.len() + places.len()),
        };
        let runs = std::mem::take(&mut new.runs);
        let mut growth = Growth::of_known(&self, runs);
        let push = &mut |seed: &str, heads: &[u8], records: &[u8]| {
            joined.push(seed, heads, records);
            Ok::<(), Infallible>(())
        };
        for places in places.chunk_by(|one, next| new.name(one) == new.name(next)) {
            let seed = places.first().map_or("", |place| new.name(place));
            let Ok(()) = growth.add(seed, &new.records_of(places), push);
        }
        let Ok(runs) = growth.finish(push);
        joined.runs = runs;
        joined
    }

    fn push(&mut self, seed: &str, heads: &[u8], records: &[u8]) {
        self.starts.push(self.blocks.len());
        self.blocks.put_bytes(seed.as_bytes());
        self.blocks.put_bytes(heads);
        self.blocks.put_bytes(records);
    }

    /// The entries of the seeds with these indices, read as one.
    pub(super) fn entries(&self, indices: &[usize]) -> Vec<Entry> {
        let mut found = Vec::new();
        for block in indices.iter().filter_map(|index| self.block(*index)) {
            if let Ok(seed) = SeedId::new(block.seed) {
                found.extend(found_in(&self.runs, &seed, &block));
            }
        }
        connect(found)
    }
}

/// The records of a block with what their runs say of them.
pub(super) fn found_in(runs: &[KnownRun], seed: &SeedId, block: &Block<'_>) -> Vec<Found> {
    let found = block.glances().filter_map(|glance| {
        let run = runs.get(usize::try_from(glance.run).ok()?)?;
        Some(Found {
            at: RecordRef { run: run.id, seed: seed.clone() },
            record: glance.record(seed)?,
            time: run.time,
            head: run.head.clone(),
        })
    });
    found.collect()
}

/// Appends what is kept of runs besides their records.
pub(super) fn pack_runs(runs: &[KnownRun], out: &mut Vec<u8>) {
    let ids = |ids: &[RunId], out: &mut Vec<u8>| {
        out.put_u32(u32::try_from(ids.len()).unwrap_or(u32::MAX));
        ids.iter().for_each(|id| out.extend_from_slice(id.as_bytes()));
    };
    out.put_u32(u32::try_from(runs.len()).unwrap_or(u32::MAX));
    for run in runs {
        out.extend_from_slice(run.id.as_bytes());
        out.extend_from_slice(&run.time.as_second().to_le_bytes());
        out.extend_from_slice(&run.time.subsec_nanosecond().to_le_bytes());
        out.put_bytes(run.head.as_deref().unwrap_or_default().as_bytes());
        ids(&run.parents, out);
        ids(&run.gaps, out);
    }
}

impl Ledger {
    /// Appends everything as bytes that [`Ledger::unpack`] reads.
    pub fn pack(&self, out: &mut Vec<u8>) {
        self.pack_runs(out);
        out.extend_from_slice(&self.blocks);
    }

    /// Reads what [`Ledger::pack`] wrote; none when it is something else.
    #[must_use]
    pub fn unpack(bytes: &[u8]) -> Option<Self> {
        let mut from = Unpack(bytes);
        let runs = Self::unpack_runs(&mut from)?;
        Self::of_parts(runs, from.0.to_vec())
    }

    /// Appends what is kept of the runs besides their records.
    pub(crate) fn pack_runs(&self, out: &mut Vec<u8>) {
        pack_runs(&self.runs, out);
    }

    /// The records, as bytes.
    pub(crate) fn blocks(&self) -> &[u8] {
        &self.blocks
    }

    /// Reads what [`Ledger::pack_runs`] wrote.
    pub(crate) fn unpack_runs(from: &mut Unpack<'_>) -> Option<KnownRuns> {
        let ids = |from: &mut Unpack<'_>| -> Option<Vec<RunId>> {
            let count = from.length()?;
            (0..count).map(|_| from.array().map(RunId::from_bytes)).collect()
        };
        let count = from.length()?;
        let mut runs = Vec::new();
        for _ in 0..count {
            let id = RunId::from_bytes(from.array()?);
            let second = i64::from_le_bytes(from.array()?);
            let nanosecond = i32::from_le_bytes(from.array()?);
            let time = Timestamp::new(second, nanosecond).ok()?;
            let head = Some(from.text()?.to_owned()).filter(|head| !head.is_empty());
            let (parents, gaps) = (ids(from)?, ids(from)?);
            runs.push(KnownRun { id, time, head, parents, gaps });
        }
        Some(KnownRuns(runs))
    }

    /// Puts together what was written apart; none when it does not fit.
    pub(crate) fn of_parts(KnownRuns(runs): KnownRuns, blocks: Vec<u8>) -> Option<Self> {
        let mut starts = Vec::new();
        let mut rest = Unpack(&blocks);
        while !rest.0.is_empty() {
            starts.push(blocks.len() - rest.0.len());
            let block = Block::next(&mut rest)?;
            SeedId::check(block.seed).ok()?;
        }
        Some(Self { runs, blocks, starts })
    }
}

/// What is kept of runs besides their records.
pub(crate) struct KnownRuns(Vec<KnownRun>);
