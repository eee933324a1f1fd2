//! Reading all runs together.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::assertion::Assertions;
use super::entry::SeedHistory;
use super::graph::Found;
use super::graph::connect;
use crate::id::RunId;
use crate::id::SeedId;
use crate::id::StatementId;
use crate::record::RecordRef;
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

/// What became of every seed.
#[derive(Debug, Default)]
pub struct History {
    seeds: BTreeMap<SeedId, SeedHistory>,
    assertions: Assertions,
    run_heads: Vec<RunId>,
    gaps: Vec<Gap>,
    late_runs: Vec<LateRun>,
    last_time: Option<jiff::Timestamp>,
}

impl History {
    /// Reads runs and statements that have been checked against their names.
    #[must_use]
    pub fn build<'a>(
        runs: &BTreeMap<RunId, &'a Run>,
        statements: &BTreeMap<StatementId, &Statement>,
    ) -> Self {
        let assertions = Assertions::read(statements);
        let mut found: BTreeMap<SeedId, BTreeMap<RecordRef, Found<'a>>> = BTreeMap::new();
        for (id, run) in runs {
            for record in &run.records {
                let at = RecordRef { run: *id, seed: record.seed.clone() };
                let seed = assertions.resolve(&record.seed).clone();
                found.entry(seed).or_default().insert(at, Found { header: &run.header, record });
            }
        }
        let seeds = found
            .into_iter()
            .map(|(seed, records)| (seed.clone(), SeedHistory::new(seed, connect(&records))))
            .collect();
        Self {
            seeds,
            assertions,
            run_heads: find_heads(runs),
            gaps: find_gaps(runs),
            late_runs: find_late(runs),
            last_time: runs.values().map(|run| run.header.time).max(),
        }
    }

    /// Every seed that was ever recorded, by id.
    pub fn seeds(&self) -> impl Iterator<Item = &SeedHistory> {
        self.seeds.values()
    }

    /// One seed, under its own id or one that a statement gave up for it.
    #[must_use]
    pub fn seed(&self, id: &SeedId) -> Option<&SeedHistory> {
        self.seeds.get(self.assertions.resolve(id))
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

fn find_heads(runs: &BTreeMap<RunId, &Run>) -> Vec<RunId> {
    let named: BTreeSet<RunId> =
        runs.values().flat_map(|run| run.header.parents.iter().copied()).collect();
    runs.keys().copied().filter(|id| !named.contains(id)).collect()
}

fn find_gaps(runs: &BTreeMap<RunId, &Run>) -> Vec<Gap> {
    let settled: BTreeSet<RunId> =
        runs.values().flat_map(|run| run.header.gaps.iter().copied()).collect();
    let mut gaps: Vec<Gap> = runs
        .iter()
        .flat_map(|(id, run)| run.header.parents.iter().map(|parent| (*id, *parent)))
        .filter(|(_, parent)| !runs.contains_key(parent))
        .map(|(named_by, missing)| Gap {
            missing,
            named_by,
            is_settled: settled.contains(&missing),
        })
        .collect();
    gaps.sort_unstable();
    gaps
}

fn find_late(runs: &BTreeMap<RunId, &Run>) -> Vec<LateRun> {
    let is_late = |run: &Run, parent: &RunId| {
        runs.get(parent).is_some_and(|parent| parent.header.time > run.header.time)
    };
    let late = runs.iter().flat_map(|(id, run)| {
        let parents = run.header.parents.iter().filter(|parent| is_late(run, parent));
        parents.map(|parent| LateRun { run: *id, parent: *parent })
    });
    late.collect()
}
