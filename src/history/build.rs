//! Reading all runs together.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::assertion::Assertions;
use super::contents::Contents;
use super::entry::SeedHistory;
use super::ledger::KnownRun;
use super::ledger::Ledger;
use super::ledger::LedgerBuilder;
use crate::id::ContentId;
use crate::id::RunId;
use crate::id::SeedId;
use crate::id::StatementId;
use crate::record::Run;
use crate::record::Statement;

/// A run that another one names as its parent and that is not there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// The run that is not there.
    pub missing: RunId,
    /// The run that names it.
    pub named_by: RunId,
    /// Whether a later run has noted it, so that it is known and settled.
    pub is_settled: bool,
}

/// A run that claims to be older than its parent: some clock was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LateRun {
    /// The run.
    pub run: RunId,
    /// Its parent, which claims to be younger.
    pub parent: RunId,
}

/// What became of every seed. A seed's records are connected when they are first asked for.
#[derive(Debug, Default)]
pub struct History {
    pub(super) ledger: Ledger,
    /// Sorted by seed id.
    pub(super) slots: Vec<Slot>,
    /// The contents of all versions, sorted; found when first asked for.
    pub(super) contents: OnceLock<Contents>,
    /// Those whose bytes are kept.
    pub(super) kept_contents: OnceLock<Vec<ContentId>>,
    assertions: Assertions,
    run_heads: Vec<RunId>,
    gaps: Vec<Gap>,
    late_runs: Vec<LateRun>,
    last_time: Option<jiff::Timestamp>,
}

/// One seed: where its records lie, and what they mean once that was worked out.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) records: Records,
    built: OnceLock<Box<SeedHistory>>,
}

/// Where the records of a seed lie in the ledger.
#[derive(Debug)]
pub(super) enum Records {
    /// In one block.
    One(usize),
    /// In several, which statements say are one seed under this id.
    Joined(Box<(SeedId, Vec<usize>)>),
}

impl Slot {
    const fn new(records: Records) -> Self {
        Self { records, built: OnceLock::new() }
    }
}

impl History {
    /// Reads runs and statements that have been checked against their names.
    #[must_use]
    pub fn build(
        runs: &BTreeMap<RunId, &Run>,
        statements: &BTreeMap<StatementId, &Statement>,
    ) -> Self {
        let mut builder = LedgerBuilder::default();
        for (id, run) in runs {
            builder.add(*id, run);
        }
        Self::of(Ledger::default().join(builder), Assertions::read(statements))
    }

    /// Reads records that were collected, with what people said.
    #[must_use]
    pub fn of(ledger: Ledger, assertions: Assertions) -> Self {
        let mut given_up: BTreeMap<&SeedId, Vec<usize>> = BTreeMap::new();
        for seed in assertions.given_up() {
            let target = given_up.entry(assertions.resolve(seed)).or_default();
            target.extend(ledger.find(seed.as_str()));
        }
        let given_up_blocks: BTreeSet<usize> = given_up.values().flatten().copied().collect();
        let mut joined: BTreeMap<String, Slot> = BTreeMap::new();
        for (target, indices) in &given_up {
            let own = ledger.find(target.as_str()).filter(|own| !indices.contains(own));
            let all: Vec<usize> = own.into_iter().chain(indices.iter().copied()).collect();
            if !all.is_empty() {
                let slot = Slot::new(Records::Joined(Box::new(((*target).clone(), all))));
                joined.insert(target.as_str().to_owned(), slot);
            }
        }
        let mut slots = Vec::with_capacity(ledger.seed_count());
        let has_joined = !joined.is_empty();
        for index in 0..ledger.seed_count() {
            if has_joined {
                let name = ledger.block(index).map_or("", |block| block.seed);
                let later = joined.split_off(name);
                slots.extend(std::mem::replace(&mut joined, later).into_values());
                if let Some(slot) = joined.remove(name) {
                    slots.push(slot);
                    continue;
                }
                if given_up_blocks.contains(&index) {
                    continue;
                }
            }
            slots.push(Slot::new(Records::One(index)));
        }
        slots.extend(joined.into_values());
        let runs = RunTable::of(ledger.runs());
        Self {
            slots,
            contents: OnceLock::new(),
            kept_contents: OnceLock::new(),
            run_heads: runs.heads(),
            gaps: runs.gaps(),
            late_runs: runs.late(),
            last_time: ledger.runs().iter().map(|run| run.time).max(),
            ledger,
            assertions,
        }
    }

    /// Every seed that was ever recorded, by id.
    pub fn seeds(&self) -> impl Iterator<Item = &SeedHistory> {
        self.slots.iter().map(|slot| self.built(slot))
    }

    /// One seed, under its own id or one that a statement gave up for it.
    #[must_use]
    pub fn seed(&self, id: &SeedId) -> Option<&SeedHistory> {
        let place = self.find_slot(self.assertions.resolve(id).as_str())?;
        self.slots.get(place).map(|slot| self.built(slot))
    }

    /// The place of the slot of a seed that stands for itself.
    pub(super) fn find_slot(&self, id: &str) -> Option<usize> {
        self.slots.binary_search_by(|slot| self.name_of(slot).cmp(id)).ok()
    }

    /// The id under which a slot's seed is known.
    pub(super) fn name_of<'a>(&'a self, slot: &'a Slot) -> &'a str {
        match &slot.records {
            Records::One(index) => self.ledger.block(*index).map_or("", |block| block.seed),
            Records::Joined(joined) => joined.0.as_str(),
        }
    }

    /// The history of a slot's seed, worked out now unless it was before.
    pub(super) fn built<'a>(&'a self, slot: &'a Slot) -> &'a SeedHistory {
        slot.built.get_or_init(|| Box::new(self.work_out(slot)))
    }

    #[expect(clippy::expect_used, reason = "a ledger takes in only ids that were checked")]
    fn work_out(&self, slot: &Slot) -> SeedHistory {
        let id = SeedId::new(self.name_of(slot)).expect("a checked id");
        let entries = match &slot.records {
            Records::One(index) => self.ledger.entries(&[*index]),
            Records::Joined(joined) => self.ledger.entries(&joined.1),
        };
        SeedHistory::new(id, entries)
    }

    /// The records that it was made of.
    #[must_use]
    pub fn into_ledger(self) -> Ledger {
        self.ledger
    }

    /// The records of all runs.
    #[must_use]
    pub const fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// What people said.
    #[must_use]
    pub const fn assertions(&self) -> &Assertions {
        &self.assertions
    }

    /// The runs that no other run names as a parent, sorted.
    #[must_use]
    pub fn run_heads(&self) -> &[RunId] {
        &self.run_heads
    }

    /// Parents that are not there, sorted.
    #[must_use]
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// Runs that claim to be older than their parent, sorted.
    #[must_use]
    pub fn late_runs(&self) -> &[LateRun] {
        &self.late_runs
    }

    /// When the last run was recorded, by the clocks of the machines.
    #[must_use]
    pub const fn last_time(&self) -> Option<jiff::Timestamp> {
        self.last_time
    }
}

/// The runs by id, with their parents looked up.
struct RunTable<'a> {
    /// Sorted by id.
    runs: Vec<&'a KnownRun>,
    /// Of each run in turn, its parents and where they are among the runs; none where they are not
    /// there.
    links: Vec<(usize, RunId, Option<usize>)>,
}

impl<'a> RunTable<'a> {
    fn of(runs: &'a [KnownRun]) -> Self {
        let mut runs: Vec<&KnownRun> = runs.iter().collect();
        runs.sort_by_key(|run| run.id);
        runs.dedup_by_key(|run| run.id);
        let place = |id: RunId| runs.binary_search_by(|run| run.id.cmp(&id)).ok();
        let links = runs.iter().enumerate().flat_map(|(index, run)| {
            run.parents.iter().map(move |parent| (index, *parent, place(*parent)))
        });
        let links = links.collect();
        Self { runs, links }
    }

    fn heads(&self) -> Vec<RunId> {
        let mut is_named = vec![false; self.runs.len()];
        for place in self.links.iter().filter_map(|(_, _, place)| *place) {
            is_named.get_mut(place).into_iter().for_each(|is_named| *is_named = true);
        }
        let both = self.runs.iter().zip(is_named);
        both.filter(|(_, is_named)| !is_named).map(|(run, _)| run.id).collect()
    }

    fn gaps(&self) -> Vec<Gap> {
        let settled: BTreeSet<RunId> =
            self.runs.iter().flat_map(|run| run.gaps.iter().copied()).collect();
        let missing = self.links.iter().filter(|(_, _, place)| place.is_none());
        let gap = |(index, missing, _): &(usize, RunId, Option<usize>)| {
            let is_settled = settled.contains(missing);
            let named_by = self.runs.get(*index)?.id;
            Some(Gap { missing: *missing, named_by, is_settled })
        };
        let mut gaps: Vec<Gap> = missing.filter_map(gap).collect();
        gaps.sort_unstable();
        gaps
    }

    fn late(&self) -> Vec<LateRun> {
        let late = |(index, _, place): &(usize, RunId, Option<usize>)| {
            let (run, parent) = (self.runs.get(*index)?, self.runs.get((*place)?)?);
            (parent.time > run.time).then_some(LateRun { run: run.id, parent: parent.id })
        };
        self.links.iter().filter_map(late).collect()
    }
}
