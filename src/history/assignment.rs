//! Which seed every file is.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::build::History;
use super::tip::Tip;
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
        let at_path = places_by_path(history);
        let mut claims: Vec<(SeedId, usize)> = Vec::with_capacity(files.len());
        let mut assignment = Self::default();
        for (index, path) in files.iter().enumerate() {
            let claimed = pattern.and_then(|pattern| pattern.read(path));
            let by_pattern = claimed.map(|id| history.assertions().resolve(&id).clone());
            let by_path = || {
                let found = at_path.binary_search_by(|(other, _)| (*other).cmp(path.as_str()));
                let (_, tip) = at_path.get(found.ok()?)?;
                SeedId::new(tip.seed).ok()
            };
            match by_pattern.or_else(by_path) {
                Some(seed) => claims.push((seed, index)),
                None => assignment.unassigned.push(path.clone()),
            }
        }
        claims.sort_unstable();
        let mut is_claimed = vec![false; history.seed_count()];
        let mut tips = history.tips_in_order();
        for claim in claims.chunk_by(|one, next| one.0 == next.0) {
            let Some((seed, first)) = claim.first() else { continue };
            let place = tips.find(seed).and_then(|tip| is_claimed.get_mut(tip.place()));
            place.into_iter().for_each(|place| *place = true);
            let paths = claim.iter().filter_map(|(_, index)| files.get(*index).cloned());
            match (claim.len(), files.get(*first)) {
                (1, Some(only)) => drop(assignment.seeds.insert(seed.clone(), only.clone())),
                _ => {
                    let contested = Contested { seed: seed.clone(), paths: paths.collect() };
                    assignment.contested.push(contested);
                }
            }
        }
        let is_vanished = |tip: &Tip<'_>| {
            !tip.is_removed && is_claimed.get(tip.place()).is_some_and(|claimed| !claimed)
        };
        let vanished = history.tips().filter(is_vanished);
        assignment.vanished = vanished.filter_map(|tip| SeedId::new(tip.seed).ok()).collect();
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
                || history.tip(id).is_some_and(|tip| !tip.is_removed);
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
    let places = places_by_path(history).into_iter();
    let owned =
        places.filter_map(|(path, tip)| SeedPath::new(path).ok().zip(SeedId::new(tip.seed).ok()));
    owned.collect()
}

/// Where the files of path-named and other seeds lie, sorted by path; of a removed seed, where it
/// last lay, unless another one lies there now.
fn places_by_path(history: &History) -> Vec<(&str, Tip<'_>)> {
    let mut places: Vec<(&str, bool, Tip<'_>)> = Vec::with_capacity(history.seed_count());
    for tip in history.tips() {
        match tip.file {
            Some(file) if !tip.is_forked => places.push((file.path, false, tip)),
            _ => {
                let Some(seed) = history.seed_at(tip.place()) else { continue };
                let last = seed.entries().iter().rev().find_map(|entry| entry.event.facts());
                let current = seed.current_facts().chain(last.filter(|_| tip.is_removed));
                places.extend(current.map(|facts| (facts.path.as_str(), tip.is_removed, tip)));
            }
        }
    }
    // Of several seeds at one path the last one of those that are still there is meant.
    let place = |tip: &Tip<'_>| std::cmp::Reverse(tip.place());
    places.sort_unstable_by_key(|(path, is_removed, tip)| (*path, *is_removed, place(tip)));
    places.dedup_by_key(|(path, _, _)| *path);
    places.into_iter().map(|(path, _, tip)| (path, tip)).collect()
}
