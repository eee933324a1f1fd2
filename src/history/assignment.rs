//! Which seed every file is.

use std::cmp::Reverse;
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
/// [`Assignment::settle`]. Files are named by their index among those that were assigned, recorded
/// seeds by their [place](super::Tip::place), so that nothing is copied of the many that did not change.
#[derive(Debug, Default)]
pub struct Assignment {
    /// Recorded seeds and their files, sorted.
    pub known: Vec<(usize, usize)>,
    /// Files of seeds that were never recorded.
    pub new: BTreeMap<SeedId, usize>,
    /// Ids that several files claim; none of those files is assigned. Sorted by id.
    pub contested: Vec<Contested>,
    /// Files at paths that no seed has.
    pub unassigned: Vec<usize>,
    /// Seeds whose file is not where it was.
    pub vanished: Vec<SeedId>,
    /// Of every recorded seed, whether a file claims it.
    is_claimed: Vec<bool>,
}

impl Assignment {
    /// Assigns by identity pattern, then by path. `files` are sorted.
    #[must_use]
    pub fn by_name(files: &[&SeedPath], history: &History, pattern: Option<&IdPattern>) -> Self {
        let mut assignment =
            Self { is_claimed: vec![false; history.seed_count()], ..Self::default() };
        let mut at_path = places_by_path(history).into_iter().peekable();
        let mut by_place: Vec<(usize, usize)> = Vec::with_capacity(files.len());
        let mut by_id: Vec<(SeedId, usize)> = Vec::new();
        for (index, path) in files.iter().enumerate() {
            if let Some(id) = pattern.and_then(|pattern| pattern.read(path)) {
                by_id.push((history.assertions().resolve(&id).clone(), index));
                continue;
            }
            while at_path.next_if(|(other, _)| *other < path.as_str()).is_some() {}
            match at_path.peek() {
                Some((other, place)) if *other == path.as_str() => by_place.push((*place, index)),
                _ => assignment.unassigned.push(index),
            }
        }
        by_id.sort();
        let mut tips = history.tips_in_order();
        let mut of_new: Vec<(SeedId, usize)> = Vec::new();
        for (seed, index) in by_id {
            match tips.find(&seed) {
                Some(tip) => by_place.push((tip.place(), index)),
                None => of_new.push((seed, index)),
            }
        }
        by_place.sort();
        for claims in by_place.chunk_by(|one, next| one.0 == next.0) {
            assignment.claim(claims, files, history);
        }
        for claims in of_new.chunk_by(|one, next| one.0 == next.0) {
            match claims {
                [(seed, only)] => drop(assignment.new.insert(seed.clone(), *only)),
                [(seed, _), ..] => {
                    let indices = claims.iter().map(|(_, index)| *index);
                    assignment.contest(seed.clone(), indices, files);
                }
                [] => {}
            }
        }
        assignment.contested.sort_by(|one, other| one.seed.cmp(&other.seed));
        assignment.find_vanished(history);
        assignment
    }

    /// Notes the files that claim one recorded seed.
    fn claim(&mut self, claims: &[(usize, usize)], files: &[&SeedPath], history: &History) {
        let Some((place, _)) = claims.first() else { return };
        self.is_claimed.get_mut(*place).into_iter().for_each(|claimed| *claimed = true);
        match claims {
            [only] => self.known.push(*only),
            _ => {
                let tip = history.tip_at(*place);
                if let Some(seed) = tip.and_then(|tip| SeedId::new(tip.seed).ok()) {
                    self.contest(seed, claims.iter().map(|(_, index)| *index), files);
                }
            }
        }
    }

    fn contest(&mut self, seed: SeedId, indices: impl Iterator<Item = usize>, files: &[&SeedPath]) {
        let paths = indices.filter_map(|index| files.get(index).copied().cloned()).collect();
        self.contested.push(Contested { seed, paths });
    }

    fn find_vanished(&mut self, history: &History) {
        let unclaimed = self.is_claimed.iter().enumerate().filter(|(_, is_claimed)| !**is_claimed);
        let tips = unclaimed.filter_map(|(place, _)| history.tip_at(place));
        let vanished = tips.filter(|tip| !tip.is_removed);
        self.vanished = vanished.filter_map(|tip| SeedId::new(tip.seed).ok()).collect();
    }

    /// Gives the waiting files their seeds: those in `moved` are vanished seeds found again, all
    /// others get an id of their own from their path. `files` are those that were assigned.
    pub fn settle(
        &mut self,
        files: &[&SeedPath],
        moved: &BTreeMap<SeedPath, SeedId>,
        history: &History,
    ) {
        for index in std::mem::take(&mut self.unassigned) {
            let Some(path) = files.get(index) else { continue };
            let seed = match moved.get(*path) {
                Some(seed) => Some(seed.clone()),
                None => self.free_id(path, history),
            };
            let Some(seed) = seed else { continue };
            match history.find_slot(seed.as_str()) {
                Some(place) => {
                    self.is_claimed.get_mut(place).into_iter().for_each(|claimed| *claimed = true);
                    self.known.push((place, index));
                }
                None => drop(self.new.insert(seed, index)),
            }
        }
        self.known.sort();
        let found: BTreeSet<&SeedId> = moved.values().collect();
        self.vanished.retain(|seed| !found.contains(seed));
    }

    /// The path's own id, or with `~2`, `~3` and so on when a seed that lives elsewhere has it.
    fn free_id(&self, path: &SeedPath, history: &History) -> Option<SeedId> {
        let base = path.inside().replace(|letter: char| letter.is_control() || letter == '@', "_");
        let is_free = |id: &SeedId| {
            let place = history.find_slot(id.as_str());
            let is_taken = self.new.contains_key(id)
                || place.and_then(|place| self.is_claimed.get(place)).is_some_and(|it| *it)
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
    let owned = places.filter_map(|(path, place)| {
        let tip = history.tip_at(place)?;
        SeedPath::new(path).ok().zip(SeedId::new(tip.seed).ok())
    });
    owned.collect()
}

/// Where the files of path-named and other seeds lie, sorted by path, with the seed's place; of a
/// removed seed, where it last lay, unless another one lies there now.
pub(super) fn places_by_path(history: &History) -> Vec<(&str, usize)> {
    let mut places: Vec<(&str, bool, usize)> = Vec::with_capacity(history.seed_count());
    for tip in history.tips() {
        match tip.file {
            Some(file) if !tip.is_forked => places.push((file.path, false, tip.place())),
            _ => {
                let Some(seed) = history.seed_at(tip.place()) else { continue };
                let last = seed.entries().iter().rev().find_map(|entry| entry.event.facts());
                let current = seed.current_facts().chain(last.filter(|_| tip.is_removed));
                let paths = current.map(|facts| facts.path.as_str());
                places.extend(paths.map(|path| (path, tip.is_removed, tip.place())));
            }
        }
    }
    // Of several seeds at one path the last one of those that are still there is meant. Mostly
    // the order is that of the ids, which a stable sort makes use of.
    places.sort_by_key(|(path, is_removed, place)| (*path, *is_removed, Reverse(*place)));
    places.dedup_by_key(|(path, _, _)| *path);
    places.into_iter().map(|(path, _, place)| (path, place)).collect()
}
