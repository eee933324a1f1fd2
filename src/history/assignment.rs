//! Which seed every file is.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::build::History;
use crate::id::SeedId;
use crate::id::SeedPath;
use crate::seeds::IdPattern;

/// An id that several files claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contested {
    /// The id.
    pub seed: SeedId,
    /// The files, sorted.
    pub paths: Vec<SeedPath>,
}

/// Which seed every file is, as far as names and paths tell; files at new paths wait for
/// [`Assignment::settle`].
#[derive(Debug, Default)]
pub struct Assignment {
    /// Files whose seed is known.
    pub seeds: BTreeMap<SeedId, SeedPath>,
    /// Ids that several files claim; none of those files is assigned.
    pub contested: Vec<Contested>,
    /// Files at paths that no seed has.
    pub unassigned: Vec<SeedPath>,
    /// Seeds whose file is not where it was.
    pub vanished: Vec<SeedId>,
}

impl Assignment {
    /// Assigns by identity pattern, then by path. `files` are sorted.
    #[must_use]
    pub fn by_name(files: &[SeedPath], history: &History, pattern: Option<&IdPattern>) -> Self {
        let at_path = paths_of(history);
        let mut claims: BTreeMap<SeedId, Vec<SeedPath>> = BTreeMap::new();
        let mut assignment = Self::default();
        for path in files {
            let claimed = pattern.and_then(|pattern| pattern.read(path));
            let by_pattern = claimed.map(|id| history.assertions().resolve(&id).clone());
            match by_pattern.or_else(|| at_path.get(path).cloned()) {
                Some(seed) => claims.entry(seed).or_default().push(path.clone()),
                None => assignment.unassigned.push(path.clone()),
            }
        }
        for (seed, mut paths) in claims {
            match (paths.pop(), paths.is_empty()) {
                (Some(only), true) => drop(assignment.seeds.insert(seed, only)),
                (Some(last), false) => {
                    paths.push(last);
                    assignment.contested.push(Contested { seed, paths });
                }
                (None, _) => {}
            }
        }
        let is_claimed = |seed: &SeedId| {
            assignment.seeds.contains_key(seed)
                || assignment.contested.iter().any(|contested| contested.seed == *seed)
        };
        let vanished = history
            .seeds()
            .filter(|seed| !seed.is_removed() && !is_claimed(seed.id()))
            .map(|seed| seed.id().clone())
            .collect();
        assignment.vanished = vanished;
        assignment
    }

    /// Gives the waiting files their seeds: those in `moved` are vanished seeds found again, all
    /// others get an id of their own from their path.
    pub fn settle(&mut self, moved: &BTreeMap<SeedPath, SeedId>, history: &History) {
        for path in std::mem::take(&mut self.unassigned) {
            let seed = match moved.get(&path) {
                Some(seed) => Some(seed.clone()),
                None => self.free_id(&path, history),
            };
            if let Some(seed) = seed {
                self.seeds.insert(seed, path);
            }
        }
        let found: BTreeSet<&SeedId> = moved.values().collect();
        self.vanished.retain(|seed| !found.contains(seed));
    }

    /// The path's own id, or with `~2`, `~3` and so on when a seed that lives elsewhere has it.
    fn free_id(&self, path: &SeedPath, history: &History) -> Option<SeedId> {
        let base = path.inside().replace(|letter: char| letter.is_control() || letter == '@', "_");
        let is_free = |id: &SeedId| {
            let is_taken = self.seeds.contains_key(id)
                || self.contested.iter().any(|contested| contested.seed == *id)
                || history.seed(id).is_some_and(|seed| !seed.is_removed());
            !is_taken
        };
        let first = SeedId::new(base.clone()).ok().into_iter();
        let others = (2..).map_while(|number: u64| SeedId::new(format!("{base}~{number}")).ok());
        first.chain(others).find(is_free)
    }
}

/// Where the files of path-named and other seeds lie; of a removed seed, where it last lay.
#[must_use]
pub fn paths_of(history: &History) -> BTreeMap<SeedPath, SeedId> {
    let mut at_path = BTreeMap::new();
    for is_removed in [true, false] {
        for seed in history.seeds().filter(|seed| seed.is_removed() == is_removed) {
            let last = seed.entries().iter().rev().find_map(|entry| entry.event.facts());
            let current = seed.current_facts().chain(last.filter(|_| is_removed));
            at_path.extend(current.map(|facts| (facts.path.clone(), seed.id().clone())));
        }
    }
    at_path
}
