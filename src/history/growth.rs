//! A ledger and the records of further runs as one, block by block, without holding the whole.

use super::entry::SeedHistory;
use super::graph::connect;
use super::ledger::Block;
use super::ledger::KnownRun;
use super::ledger::Ledger;
use super::ledger::found_in;
use super::ledger::pack_runs;
use super::packed::Pack;
use super::packed::Unpack;
use super::packed_record::Glance;
use super::packed_record::pack;
use crate::id::RunId;
use crate::id::SeedId;
use crate::record::Record;
use crate::record::RunHeader;

/// Takes a block: the id of its seed, the places of its heads, its records.
type Put<'a, E> = dyn FnMut(&str, &[u8], &[u8]) -> Result<(), E> + 'a;

/// A ledger that grows by records that come in the order of their seeds.
#[derive(Debug)]
pub(crate) struct Growth<'a> {
    old: &'a Ledger,
    /// All runs, old and new.
    runs: Vec<KnownRun>,
    /// The first block of the old ledger that was not handed on.
    next: usize,
}

impl<'a> Growth<'a> {
    /// A ledger that grows by runs, named with their headers.
    pub(crate) fn of(old: &'a Ledger, new: &[(RunId, RunHeader)]) -> Self {
        Self::of_known(old, new.iter().map(|(id, header)| KnownRun::of(*id, header)).collect())
    }

    /// The same, by runs that are known.
    pub(super) fn of_known(old: &'a Ledger, new: Vec<KnownRun>) -> Self {
        Self { old, runs: old.runs().iter().cloned().chain(new).collect(), next: 0 }
    }

    /// How many runs there are.
    pub(crate) const fn run_count(&self) -> usize {
        self.runs.len()
    }

    /// Appends what is kept of the runs besides their records, as a ledger does.
    pub(crate) fn pack_runs(&self, out: &mut Vec<u8>) {
        pack_runs(&self.runs, out);
    }

    /// Hands on the blocks before a record's seed, and its own with the record added; `run` counts
    /// the new runs from 0. The seed of a record comes after those before it.
    pub(crate) fn add_record<E>(
        &mut self,
        record: &Record,
        run: usize,
        put: &mut Put<'_, E>,
    ) -> Result<(), E> {
        let run = u32::try_from(self.old.runs().len() + run).unwrap_or(u32::MAX);
        let mut packed = Vec::with_capacity(256);
        pack(record, run, &mut packed);
        self.add(record.seed.as_str(), &packed, put)
    }

    /// The same for packed records of one seed.
    pub(super) fn add<E>(
        &mut self,
        seed: &str,
        records: &[u8],
        put: &mut Put<'_, E>,
    ) -> Result<(), E> {
        while let Some(old) = self.old.block(self.next).filter(|old| old.seed < seed) {
            put(old.seed, old.heads, old.records)?;
            self.next += 1;
        }
        match self.old.block(self.next).filter(|old| old.seed == seed) {
            Some(old) => {
                self.next += 1;
                let all = [old.records, records].concat();
                put(seed, &find_heads(&self.runs, seed, &all), &all)
            }
            None => put(seed, &find_heads(&self.runs, seed, records), records),
        }
    }

    /// Hands on the blocks that are left; gives all runs.
    pub(super) fn finish<E>(mut self, put: &mut Put<'_, E>) -> Result<Vec<KnownRun>, E> {
        self.hand_on_rest(put)?;
        Ok(self.runs)
    }

    /// Hands on the blocks that are left.
    pub(crate) fn hand_on_rest<E>(&mut self, put: &mut Put<'_, E>) -> Result<(), E> {
        while let Some(old) = self.old.block(self.next) {
            put(old.seed, old.heads, old.records)?;
            self.next += 1;
        }
        Ok(())
    }
}

/// The places of the heads among packed records.
fn find_heads(runs: &[KnownRun], seed: &str, records: &[u8]) -> Vec<u8> {
    let mut places: Vec<(u32, u32)> = Vec::new();
    let mut rest = Unpack(records);
    while !rest.0.is_empty() {
        let place = u32::try_from(records.len() - rest.0.len()).unwrap_or(u32::MAX);
        let Some(glance) = Glance::next(&mut rest) else { break };
        places.push((glance.run, place));
    }
    let mut heads = Vec::new();
    if let [(_, only)] = places.as_slice() {
        heads.put_u32(*only);
        return heads;
    }
    let Ok(id) = SeedId::new(seed) else { return heads };
    let block = Block { seed, heads: &[], records };
    let entries = connect(found_in(runs, &id, &block));
    let history = SeedHistory::new(id, entries);
    for head in history.heads() {
        let run = |index: u32| runs.get(usize::try_from(index).ok()?);
        let is_head =
            |(index, _): &&(u32, u32)| run(*index).is_some_and(|run| run.id == head.at.run);
        places.iter().find(is_head).into_iter().for_each(|(_, place)| heads.put_u32(*place));
    }
    heads
}
