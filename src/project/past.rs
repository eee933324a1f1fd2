//! Reading the whole record.

use std::collections::BTreeMap;
use std::error::Error;

use super::error::ProjectError;
use super::known_runs::KnownRuns;
use super::open::Project;
use crate::history::Assertions;
use crate::history::Entry;
use crate::history::History;
use crate::history::SeedHistory;
use crate::id::StatementId;
use crate::record::Statement;
use crate::store::Damage;
use crate::view::VersionLabel;

/// Everything that was recorded, as far as it can be believed.
pub(super) struct Past {
    pub(super) history: History,
    /// Files below `snapshots/` that cannot be believed, and why.
    pub(super) damaged: Vec<(String, Damage)>,
    /// The runs, without their ledger.
    runs: KnownRuns,
}

impl Past {
    /// The runs that the history was made of.
    pub(super) fn into_known_runs(self) -> KnownRuns {
        let ledger = self.history.into_ledger();
        let mut runs = self.runs;
        (runs.ledger, runs.damaged) = (ledger, self.damaged);
        runs
    }
}

impl Project {
    /// Reads all runs and statements.
    pub(super) fn past(&self) -> Result<Past, ProjectError> {
        let mut runs = self.known_runs()?;
        let ledger = std::mem::take(&mut runs.ledger);
        let damaged = std::mem::take(&mut runs.damaged);
        let statements = self.store.statements()?;
        let by_id: BTreeMap<StatementId, &Statement> =
            statements.sound.iter().map(|(id, (_, statement))| (*id, statement)).collect();
        let history = History::of(ledger, Assertions::read(&by_id));
        let damaged = damaged.into_iter().chain(statements.damaged).collect();
        Ok(Past { history, damaged, runs })
    }

    /// Reads all runs and statements for a command that builds on them.
    pub(super) fn sound_past(&self) -> Result<Past, ProjectError> {
        let mut past = self.past()?;
        match past.damaged.pop() {
            Some((path, damage)) => Err(ProjectError::Damaged { path, damage }),
            None => Ok(past),
        }
    }
}

/// An error with its causes, on one line.
pub(super) fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut at = error.source();
    while let Some(cause) = at {
        text = format!("{text}: {cause}");
        at = cause.source();
    }
    text
}

/// Names the version that an entry is.
pub(super) fn label(seed: &SeedHistory, entry: &Entry) -> VersionLabel {
    VersionLabel {
        seed: Some(seed.id().clone()),
        version: (!seed.is_ambiguous(entry.number)).then_some(entry.number),
        digest: entry.content(),
        path: entry.event.facts().map(|facts| facts.path.to_string()),
        date: Some(entry.time.into()),
    }
}
