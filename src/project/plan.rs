//! What a snapshot has to record: every seed that is not as its history says.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::briefs::Briefs;
use super::error::ProjectError;
use super::open::Project;
use super::past::label;
use super::planned::Planned;
use super::planned::PlannedSeeds;
use super::resemblance;
use super::resemblance::MOST_PAIRS;
use super::resemblance::sketch;
use super::scan::Observed;
use super::scan::Scan;
use super::scan::ScanOptions;
use crate::git::Repository;
use crate::history::Assignment;
use crate::history::Contested;
use crate::history::Entry;
use crate::history::History;
use crate::history::SeedHistory;
use crate::history::Tip;
use crate::history::Turn;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::id::SeedPath;
use crate::record::Kept;
use crate::record::RecordRef;
use crate::text::Sketch;
use crate::view::ConflictView;

/// What a snapshot has to record, and what people have to settle first.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Sorted by seed id.
    pub(super) planned: PlannedSeeds,
    /// What the analyses of new contents say.
    pub(super) briefs: Briefs,
    /// How many seeds are as their history says.
    pub(super) unchanged: u64,
    /// Seeds that may not be handed on and are not here.
    pub(super) not_here: BTreeSet<SeedId>,
    pub(super) conflicts: Vec<ConflictView>,
}

impl Project {
    /// Compares what lies under `seeds/` with the history. The files go over from the scan to the
    /// plan.
    pub(super) fn plan(
        &self,
        history: &History,
        scan: &mut Scan,
        options: &ScanOptions,
    ) -> Result<Plan, ProjectError> {
        let briefs = std::mem::take(&mut scan.briefs);
        let paths: Vec<&SeedPath> = scan.files.iter().map(|(path, _)| path).collect();
        let pattern = self.config.id_pattern.as_ref();
        let mut assignment = Assignment::by_name(&paths, history, pattern);
        assignment.vanished.retain(|seed| self.is_looked_for(seed, history, scan, options));
        let moved = self.find_moved(&assignment, history, scan);
        assignment.settle(&paths, &moved, history);
        let absent = |seed: &SeedId| may_be_elsewhere(history.tip(seed), options);
        let not_here = assignment.vanished.extract_if(.., |seed| absent(seed)).collect();
        let unsettled = self.repository.as_ref().map(Repository::unmerged).unwrap_or_default();
        let mut plan = Plan { briefs, not_here, ..Plan::default() };
        let mut unmerged: Vec<ConflictView> = Vec::new();
        let mut look = |found: &Found<'_>, file: usize| {
            let (path, observed) = scan.files.get(file)?;
            let turn = found.turn(path, observed);
            let is_open = !unsettled.is_empty() && unsettled.contains(path);
            if turn.is_none() && !is_open {
                plan.unchanged += 1;
                return None;
            }
            let seed = found.seed()?;
            let Some(turn) = turn.filter(|_| !is_open) else {
                unmerged.push(conflict_of(&seed, path, history));
                return None;
            };
            let kept = self.kept_of(history, path, observed.content);
            Some(Planned { kept, ..Planned::found(&seed, turn, path, observed, history) })
        };
        let known = assignment.known.iter().filter_map(|(place, file)| {
            let planned = look(&Found::Recorded(history.tip_at(*place)), *file)?;
            Some((planned, Some(*file)))
        });
        let mut others: Vec<(Planned, Option<usize>)> = known.collect();
        let gone = assignment.vanished.iter().filter_map(|seed| history.seed(seed));
        others.extend(gone.filter_map(Planned::gone).map(|planned| (planned, None)));
        others.sort_by(|(one, _), (other, _)| one.seed.cmp(&other.seed));
        let new = std::mem::take(&mut assignment.new).into_iter();
        let new =
            new.filter_map(|(seed, file)| Some((look(&Found::New(&seed), file)?, Some(file))));
        let mut planned = PlannedSeeds::of(others.into_iter(), new);
        unmerged.sort_by(|one, other| one.seed.cmp(&other.seed));
        let contested = assignment.contested.iter().map(|contested| contest(contested, history));
        plan.conflicts = contested.chain(unmerged).collect();
        planned.take_files(std::mem::take(&mut scan.files));
        plan.planned = planned;
        Ok(plan)
    }

    /// Whether a seed's absence tells something: its folder was read, git did not leave it out,
    /// and it was looked for at all.
    fn is_looked_for(
        &self,
        seed: &SeedId,
        history: &History,
        scan: &Scan,
        options: &ScanOptions,
    ) -> bool {
        let is_left_out = |path: &SeedPath| {
            self.repository
                .as_ref()
                .is_some_and(|repository: &Repository| repository.is_left_out(path))
        };
        let Some(seed) = history.seed(seed) else { return false };
        seed.current_facts().all(|facts| {
            let path = &facts.path;
            options.covers(path) && !scan.is_unknown(path) && !is_left_out(path)
        })
    }

    /// Vanished seeds whose content, or most of it, lies at a new path.
    fn find_moved(
        &self,
        assignment: &Assignment,
        history: &History,
        scan: &Scan,
    ) -> BTreeMap<SeedPath, SeedId> {
        let mut moved = BTreeMap::new();
        let mut vanished: BTreeSet<&SeedId> = assignment.vanished.iter().collect();
        let contents = |seed: &SeedId| -> Vec<ContentId> {
            let facts = history.seed(seed).into_iter().flat_map(SeedHistory::current_facts);
            facts.map(|facts| facts.content).collect()
        };
        let unassigned = assignment.unassigned.iter().filter_map(|index| scan.files.get(*index));
        for (path, observed) in unassigned.clone() {
            let same = |seed: &&&SeedId| contents(seed).contains(&observed.content);
            if let Some(seed) = vanished.iter().find(same).copied() {
                vanished.remove(seed);
                moved.insert(path.clone(), seed.clone());
            }
        }
        let waiting: Vec<&SeedPath> =
            unassigned.map(|(path, _)| path).filter(|path| !moved.contains_key(*path)).collect();
        if vanished.len() * waiting.len() <= MOST_PAIRS {
            moved.extend(self.match_by_text(&vanished, &waiting, history));
        }
        moved
    }

    /// Pairs vanished seeds and new files whose texts resemble each other most, best first.
    fn match_by_text(
        &self,
        vanished: &BTreeSet<&SeedId>,
        waiting: &[&SeedPath],
        history: &History,
    ) -> BTreeMap<SeedPath, SeedId> {
        if vanished.is_empty() || waiting.is_empty() {
            return BTreeMap::new();
        }
        let old: Vec<(SeedId, Sketch)> = vanished
            .iter()
            .filter_map(|seed| Some(((*seed).clone(), self.sketch_of_seed(history.seed(seed)?)?)))
            .collect();
        let new: Vec<(SeedPath, Sketch)> = waiting
            .iter()
            .filter_map(|path| {
                let bytes = std::fs::read(path.below(&self.root)).ok()?;
                Some(((*path).clone(), sketch(path.file_name(), &bytes)))
            })
            .collect();
        resemblance::pair(&old, &new)
    }

    fn sketch_of_seed(&self, seed: &SeedHistory) -> Option<Sketch> {
        let facts = seed.current_facts().next()?;
        let bytes = self.holdings().bytes(facts).ok()?;
        Some(sketch(facts.path.file_name(), &bytes))
    }
}

impl Planned {
    fn found(
        seed: &SeedId,
        turn: Turn,
        path: &SeedPath,
        observed: &Observed,
        history: &History,
    ) -> Self {
        let past = history.seed(seed);
        let before = past.map_or(0, largest_number);
        let previous = past.into_iter().flat_map(SeedHistory::current_facts).next();
        Self {
            seed: seed.clone(),
            turn,
            path: path.clone(),
            previous_path: previous.map(|facts| facts.path.clone()).filter(|other| other != path),
            observed: Some(observed.clone()),
            number: if turn == Turn::Moved { before } else { before + 1 },
            predecessors: past.map(predecessors).unwrap_or_default(),
            kept: Kept::Bytes,
        }
    }

    fn gone(past: &SeedHistory) -> Option<Self> {
        let last = past.current_facts().next()?;
        Some(Self {
            seed: past.id().clone(),
            turn: Turn::Removed,
            path: last.path.clone(),
            previous_path: None,
            observed: None,
            number: largest_number(past),
            predecessors: predecessors(past),
            kept: Kept::Bytes,
        })
    }
}

/// A seed whose file was found.
enum Found<'a> {
    Recorded(Option<Tip<'a>>),
    New(&'a SeedId),
}

impl Found<'_> {
    fn turn(&self, path: &SeedPath, observed: &Observed) -> Option<Turn> {
        match self {
            Self::Recorded(tip) => turn_of(*tip, path, observed),
            Self::New(_) => Some(Turn::New),
        }
    }

    fn seed(&self) -> Option<SeedId> {
        match self {
            Self::Recorded(tip) => SeedId::new(tip.as_ref()?.seed).ok(),
            Self::New(seed) => Some((*seed).clone()),
        }
    }
}

/// What happened to a seed whose file was found; none when nothing did.
fn turn_of(tip: Option<Tip<'_>>, path: &SeedPath, observed: &Observed) -> Option<Turn> {
    let Some(tip) = tip else { return Some(Turn::New) };
    if tip.is_forked {
        return Some(Turn::Settled);
    }
    match tip.file {
        None => Some(Turn::Returned),
        Some(file) if file.content != observed.content => Some(Turn::Replaced),
        Some(file) if file.path != path.as_str() => Some(Turn::Moved),
        Some(_) => None,
    }
}

/// Whether a seed that is not there is no more than not here: of a document that may not be handed
/// on, only those who have it have the file. Naming its path says that it is removed.
fn may_be_elsewhere(tip: Option<Tip<'_>>, options: &ScanOptions) -> bool {
    let file = tip.and_then(|tip| tip.file).filter(|file| file.kept == Kept::Hashes);
    file.is_some_and(|file| !options.paths.iter().any(|path| path == file.path))
}

fn largest_number(past: &SeedHistory) -> u32 {
    past.heads().map(|head| head.number).max().unwrap_or(0)
}

fn predecessors(past: &SeedHistory) -> Vec<RecordRef> {
    let mut before: Vec<RecordRef> = past.heads().map(|head| head.at.clone()).collect();
    before.sort_unstable();
    before
}

/// Several files claim one seed.
fn contest(contested: &Contested, history: &History) -> ConflictView {
    let first = contested.paths.first().map(ToString::to_string).unwrap_or_default();
    ConflictView {
        seed: contested.seed.clone(),
        lines: lines(&contested.seed, history),
        paths: contested.paths.iter().map(ToString::to_string).collect(),
        hint: Some(format!(
            "keep one of the files, such as {first}, and run `provenance snapshot` again"
        )),
    }
}

/// One file with git's conflict in it.
fn conflict_of(seed: &SeedId, path: &SeedPath, history: &History) -> ConflictView {
    ConflictView {
        seed: seed.clone(),
        lines: lines(seed, history),
        paths: vec![path.to_string()],
        hint: Some(format!(
            "settle the merge, `git add {path}`, and run `provenance snapshot` again"
        )),
    }
}

fn lines(seed: &SeedId, history: &History) -> Vec<crate::view::VersionLabel> {
    let past = history.seed(seed);
    let heads = past.into_iter().flat_map(|past| past.heads().map(move |head| (past, head)));
    heads.map(|(past, head): (&SeedHistory, &Entry)| label(past, head)).collect()
}
