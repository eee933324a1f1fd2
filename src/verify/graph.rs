//! Runs against each other: parents, predecessors, numbers.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::faults::contradicts;
use super::recompute::Findings;
use crate::id::RunId;
use crate::id::SeedId;
use crate::record::Event;
use crate::record::Record;
use crate::record::Run;
use crate::store::run_path;
use crate::view::FaultView;

/// Sound runs by id, with their paths.
pub type Runs = BTreeMap<RunId, (String, Run)>;

/// Checks every link from run to run and from record to record.
pub(super) fn check(runs: &Runs, findings: &mut Findings) {
    let settled: BTreeSet<RunId> =
        runs.values().flat_map(|(_, run)| run.header.gaps.iter().copied()).collect();
    let records = records_of(runs);
    for (id, (path, run)) in runs {
        if *path != run_path(*id, run.header.time) {
            let meaning = "does not lie in the folder of its month".to_owned();
            findings.breaches.push(contradicts(path, meaning));
        }
        let missing = run.header.parents.iter().filter(|parent| !runs.contains_key(parent));
        for parent in missing.filter(|parent| !settled.contains(parent)) {
            findings.gaps.push(FaultView {
                path: path.clone(),
                meaning: format!(
                    "names parent {}, which is not in this branch's history",
                    parent.short(8)
                ),
                command: Some("provenance snapshot".to_owned()),
                remedy: Some("records the gap".to_owned()),
            });
        }
        for record in &run.records {
            if let Some(meaning) = contradiction(record, runs, &records) {
                findings.breaches.push(contradicts(path, meaning));
            }
        }
    }
}

/// Every record that contradicts those that it says came before it: the path of its run, and how.
#[must_use]
pub fn contradictions(runs: &Runs) -> Vec<(String, String)> {
    let records = records_of(runs);
    let found = runs.values().flat_map(|(path, run)| {
        let wrong = run.records.iter().filter_map(|record| contradiction(record, runs, &records));
        wrong.map(move |meaning| (path.clone(), meaning)).collect::<Vec<_>>()
    });
    found.collect()
}

fn records_of(runs: &Runs) -> BTreeMap<(RunId, &SeedId), &Record> {
    let records = runs
        .iter()
        .flat_map(|(id, (_, run))| run.records.iter().map(|record| ((*id, &record.seed), record)));
    records.collect()
}

/// How a record contradicts those that it says came before it.
fn contradiction(
    record: &Record,
    runs: &Runs,
    records: &BTreeMap<(RunId, &SeedId), &Record>,
) -> Option<String> {
    let seed = &record.seed;
    let mut before: Vec<&Record> = Vec::with_capacity(record.predecessors.len());
    for named in &record.predecessors {
        match records.get(&(named.run, &named.seed)) {
            Some(found) => before.push(found),
            None if runs.contains_key(&named.run) => {
                let run = named.run.short(8);
                return Some(format!("{seed}: run {run} holds no record of {}", named.seed));
            }
            None => {}
        }
    }
    if before.len() < record.predecessors.len() {
        return None;
    }
    let largest = before.iter().map(|before| before.number).max().unwrap_or(0);
    let step = u32::from(matches!(record.event, Event::Version(_)));
    if record.number != largest + step {
        let (found, expected) = (record.number, largest + step);
        return Some(format!(
            "{seed} has number {found}, but {expected} follows from what came before"
        ));
    }
    let Event::Moved(facts) = &record.event else { return None };
    let is_same = before
        .iter()
        .filter_map(|before| before.event.facts())
        .any(|before| before.content == facts.content);
    (!is_same).then(|| format!("{seed} is recorded as moved, but its content is another"))
}
