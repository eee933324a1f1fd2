//! Reading the whole record.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::error::Error;

use super::error::ProjectError;
use super::open::Project;
use crate::history::Entry;
use crate::history::History;
use crate::history::SeedHistory;
use crate::id::ContentId;
use crate::id::RulesId;
use crate::id::RunId;
use crate::id::StatementId;
use crate::record::AnalysedContent;
use crate::record::Run;
use crate::record::Statement;
use crate::store::Damage;
use crate::view::VersionLabel;

/// Everything that was recorded, as far as it can be believed.
pub(super) struct Past {
    pub(super) history: History,
    /// Files below `snapshots/` that cannot be believed, and why.
    pub(super) damaged: Vec<(String, Damage)>,
}

impl Project {
    /// Reads all runs and statements.
    pub(super) fn past(&self) -> Result<Past, ProjectError> {
        let runs = self.store.runs()?;
        let statements = self.store.statements()?;
        let by_run: BTreeMap<RunId, &Run> =
            runs.sound.iter().map(|(id, (_, run))| (*id, run)).collect();
        let by_statement: BTreeMap<StatementId, &Statement> =
            statements.sound.iter().map(|(id, (_, statement))| (*id, statement)).collect();
        let history = History::build(&by_run, &by_statement);
        let damaged = runs.damaged.into_iter().chain(statements.damaged).collect();
        Ok(Past { history, damaged })
    }

    /// Reads all runs and statements for a command that builds on them.
    pub(super) fn sound_past(&self) -> Result<Past, ProjectError> {
        let mut past = self.past()?;
        match past.damaged.pop() {
            Some((path, damage)) => Err(ProjectError::Damaged { path, damage }),
            None => Ok(past),
        }
    }

    /// The analyses of the wanted contents: by the current rules where there is one, else by
    /// those with the larger id.
    pub(super) fn analyses_of(
        &self,
        wanted: &BTreeSet<ContentId>,
    ) -> Result<BTreeMap<ContentId, (RulesId, AnalysedContent)>, ProjectError> {
        let current = self.rules.id();
        let mut best: BTreeMap<ContentId, (RulesId, AnalysedContent)> = BTreeMap::new();
        self.store.each_analysis(|_, file| {
            // Damaged ones are passed over: `verify` tells of them.
            let Ok(file) = file else { return };
            let rules = file.header.rules;
            for analysed in file.contents {
                let is_better = |(other, _): &(RulesId, AnalysedContent)| {
                    *other != current && (rules == current || rules > *other)
                };
                let content = analysed.content;
                if wanted.contains(&content) && best.get(&content).is_none_or(is_better) {
                    best.insert(content, (rules, analysed));
                }
            }
        })?;
        Ok(best)
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
    let same_number = seed.versions().filter(|(other, _)| other.number == entry.number).count();
    VersionLabel {
        seed: Some(seed.id().clone()),
        version: (same_number < 2).then_some(entry.number),
        digest: entry.content(),
        path: entry.event.facts().map(|facts| facts.path.to_string()),
        date: Some(entry.time.into()),
    }
}
