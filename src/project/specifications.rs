//! Which seeds are specifications now.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::error::ProjectError;
use super::open::Project;
use super::scan::ScanOptions;
use crate::analysis::readiness::Verdict;
use crate::history::History;
use crate::history::SeedHistory;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::view::SeedChange;
use crate::view::SeedChanges;

impl Project {
    /// The seeds that are specifications once `changes` are recorded, by seed id.
    pub(super) fn specifications(
        &self,
        history: &History,
        changes: &SeedChanges,
        options: &ScanOptions,
    ) -> Result<Vec<SeedId>, ProjectError> {
        let verdict = |change: &SeedChange| change.readiness.as_ref().map(|it| it.verdict);
        let changed: BTreeMap<SeedId, Option<Verdict>> = changes
            .iter()
            .map(|change| {
                let verdict = verdict(&change);
                (change.seed, verdict)
            })
            .collect();
        let standing: Vec<(&SeedId, ContentId)> = history
            .seeds()
            .filter(|seed| !changed.contains_key(seed.id()))
            .flat_map(|seed: &SeedHistory| seed.current_facts().map(move |facts| (seed, facts)))
            .filter(|(_, facts)| options.covers(&facts.path))
            .map(|(seed, facts)| (seed.id(), facts.content))
            .collect();
        let contents: BTreeSet<ContentId> = standing.iter().map(|(_, content)| *content).collect();
        let known = self.analyses_of(&contents)?;
        let is_one = |content: &ContentId| {
            known.get(content).is_some_and(|(_, analysed)| {
                analysed.analysis.readiness.verdict == Verdict::Specification
            })
        };
        let arrived = changed.iter().filter(|(_, it)| **it == Some(Verdict::Specification));
        let mut seeds: BTreeSet<SeedId> = arrived.map(|(seed, _)| seed.clone()).collect();
        let unchanged = standing.into_iter().filter(|(_, content)| is_one(content));
        seeds.extend(unchanged.map(|(seed, _)| seed.clone()));
        Ok(seeds.into_iter().collect())
    }
}
