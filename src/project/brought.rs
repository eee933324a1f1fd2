//! Which commits brought versions and records in, beside what the record says.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::open::Project;
use super::open::SNAPSHOTS;
use super::past::Past;
use super::past::chain;
use crate::git::Commit;
use crate::git::GitError;
use crate::git::Introduced;
use crate::git::WalkMemory;
use crate::git::Walked;
use crate::history::Entry;
use crate::history::SeedHistory;
use crate::id::BlobId;
use crate::id::RunId;
use crate::id::SeedPath;
use crate::record::Kept;
use crate::view::CommitView;
use crate::view::UnrecordedView;

/// The most commits that are looked at.
const MOST_COMMITS: usize = 20_000;

/// The most contents without a record that are named.
const MOST_NAMED: usize = 20;

/// A place where a commit put a content.
type Place = (String, BlobId);

/// What git says of seeds and records.
#[derive(Debug, Default)]
pub(super) struct Brought {
    /// Newest first.
    commits: Vec<Commit>,
    /// The commits that put a content at a path, newest first; none where a shallow clone ends.
    places: BTreeMap<Place, Vec<Option<usize>>>,
    /// The same by content alone, for files that had another path when they were recorded.
    contents: BTreeMap<BlobId, Vec<Option<usize>>>,
    runs: BTreeMap<RunId, Option<usize>>,
    walked: Walked,
    /// What a person should know of how git was read.
    pub(super) notes: Vec<String>,
}

/// What git says of one entry.
#[derive(Debug, Default)]
pub(super) struct Arrival {
    /// The commit that brought the document.
    pub(super) commit: Option<CommitView>,
    /// The commit that brought the record, where that is another one.
    pub(super) recorded_in: Option<CommitView>,
    /// Whether neither is committed.
    pub(super) is_uncommitted: bool,
    /// Where git and record disagree.
    pub(super) warnings: Vec<String>,
}

impl Project {
    /// Why a repository that is there is not used, and what to do about it.
    pub(super) fn git_note(&self) -> Option<String> {
        self.git_problem.as_ref().map(git_note)
    }

    /// Reads from git which commits brought in seeds and records; of one seed only as far back as
    /// its own records ask for.
    pub(super) fn brought(&self, only: Option<&SeedHistory>) -> Brought {
        let mut brought = Brought::default();
        let Some(repository) = &self.repository else {
            brought.notes.extend(self.git_note());
            return brought;
        };
        let mut wanted: Option<Wanted<'_>> = None;
        let runs = format!("{SNAPSHOTS}/runs");
        let folders = [SeedPath::FOLDER, runs.as_str()];
        let place = repository.project_folder();
        let mut memory = WalkMemory::new(|| self.passed_commits(&place));
        let walked = repository.introductions(&folders, MOST_COMMITS, &mut memory, &mut |found| {
            brought.take(found, &runs);
            let is_enough = only.is_some_and(|seed| {
                wanted.get_or_insert_with(|| Wanted::of(seed)).is_satisfied_by(found)
            });
            if is_enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        if let Some(commits) = memory.worth_writing().filter(|_| walked.is_ok()) {
            self.remember_passed_commits(&commits, &place);
        }
        match walked {
            Ok(walked) => brought.walked = walked,
            Err(error) => {
                brought = Brought::default();
                brought.notes.push(format!("the commits cannot be told: {}", chain(&error)));
            }
        }
        if brought.walked.is_shallow {
            let note = "this clone is shallow: commits before its first ones are not here; \
                        `git fetch --unshallow` brings them";
            brought.notes.push(note.to_owned());
        }
        if brought.walked.is_cut_off {
            brought.notes.push(format!("only the last {MOST_COMMITS} commits were looked at"));
        }
        brought
    }
}

/// Why git is not used, and what to do about it.
pub(super) fn git_note(problem: &GitError) -> String {
    let remedy = problem.hint().map(|hint| format!("; mend it with `{hint}`")).unwrap_or_default();
    format!("git is not used: {}{remedy}", chain(problem))
}

/// What a seed's records ask git for.
struct Wanted<'a> {
    /// Of each content, how often it is wanted at which paths.
    places: BTreeMap<BlobId, BTreeMap<&'a str, usize>>,
    runs: BTreeSet<RunId>,
}

impl<'a> Wanted<'a> {
    fn of(seed: &'a SeedHistory) -> Self {
        let mut places = BTreeMap::new();
        let mut runs = BTreeSet::new();
        for entry in seed.entries() {
            if let Some(facts) = entry.event.facts() {
                let paths: &mut BTreeMap<_, _> = places.entry(facts.blob).or_default();
                *paths.entry(facts.path.as_str()).or_insert(0) += 1;
            }
            runs.extend(std::iter::once(entry.at.run).chain(entry.also_at.iter().map(|at| at.run)));
        }
        Self { places, runs }
    }

    /// Notes that a content was found at a path.
    fn find(&mut self, found: &Introduced<'_>) {
        let Some(paths) = self.places.get_mut(&found.blob) else { return };
        let Some((path, count)) = paths.iter_mut().find(|(path, _)| **path == found.path) else {
            return;
        };
        let path = *path;
        *count -= 1;
        if *count == 0 {
            paths.remove(path);
        }
        if paths.is_empty() {
            self.places.remove(&found.blob);
        }
    }

    /// Whether nothing more is wanted once this was found.
    fn is_satisfied_by(&mut self, found: &Introduced<'_>) -> bool {
        if let Some(run) = run_of(found.path) {
            self.runs.remove(&run);
        } else {
            self.find(found);
        }
        self.places.is_empty() && self.runs.is_empty()
    }
}

/// The run that a file below `snapshots/runs/` holds.
fn run_of(path: &str) -> Option<RunId> {
    let name = path.strip_prefix(SNAPSHOTS)?.rsplit('/').next()?;
    name.split('.').next()?.parse().ok()
}

impl Brought {
    fn take(&mut self, found: &Introduced<'_>, runs: &str) {
        if self.commits.last() != Some(found.commit) {
            self.commits.push(found.commit.clone());
        }
        let at = (!found.is_boundary).then_some(self.commits.len() - 1);
        if found.path.starts_with(runs) {
            if let Some(run) = run_of(found.path) {
                self.runs.insert(run, at);
            }
            return;
        }
        self.contents.entry(found.blob).or_default().push(at);
        self.places.entry((found.path.to_owned(), found.blob)).or_default().push(at);
    }

    /// What git says of an entry.
    pub(super) fn of(&self, seed: &SeedHistory, entry: &Entry) -> Arrival {
        if self.walked.commits == 0 {
            return Arrival::default();
        }
        let runs = std::iter::once(entry.at.run).chain(entry.also_at.iter().map(|at| at.run));
        let known: Vec<Option<usize>> =
            runs.filter_map(|run| self.runs.get(&run).copied()).collect();
        let record = known.iter().flatten().max().copied();
        let is_record_older = known.contains(&None);
        let Some(facts) = entry.event.facts() else {
            let is_uncommitted = known.is_empty() && self.is_whole();
            return Arrival { commit: self.view(record), is_uncommitted, ..Arrival::default() };
        };
        let place = (facts.path.to_string(), facts.blob);
        let arrivals = self.places.get(&place).or_else(|| self.contents.get(&facts.blob));
        let arrivals = arrivals.map(Vec::as_slice).unwrap_or_default();
        let same = arrivals.iter().find(|at| at.is_some() && **at == record);
        let in_turn = || match arrivals {
            [] => None,
            _ => arrivals.iter().rev().nth(turn_of(seed, entry)),
        };
        let document = same.or_else(in_turn).copied();
        let warnings = match (document, known.is_empty()) {
            _ if !self.is_whole() => Vec::new(),
            // What may not be handed on need not be in git.
            (None, false) if facts.kept == Kept::Hashes => Vec::new(),
            (None, false) => vec![NEVER.to_owned()],
            (Some(_), true) => vec![UNCOMMITTED_RECORD.to_owned()],
            (None, true) | (Some(_), false) => Vec::new(),
        };
        let is_uncommitted = self.is_whole() && document.is_none() && known.is_empty();
        let document = document.flatten();
        let is_apart = document != record && !is_record_older;
        let mut arrival = Arrival {
            commit: self.view(document),
            recorded_in: if is_apart { self.view(record) } else { None },
            is_uncommitted,
            warnings,
        };
        // Commits are numbered from the newest on.
        if let (Some(document), Some(record)) = (document, record.filter(|_| is_apart)) {
            let order =
                if record < document { "its record came later" } else { "its record came first" };
            arrival.warnings.push(format!("{order}, with commit {}", self.short(record)));
        }
        arrival
    }

    /// Notes how many entries are not committed yet.
    pub(super) fn tell_uncommitted(&mut self, count: u64) {
        match count {
            0 => {}
            1 => self.notes.push("1 record is not committed yet".to_owned()),
            _ => self.notes.push(format!("{count} records are not committed yet")),
        }
    }

    /// Whether no commit is missing that could have brought something.
    const fn is_whole(&self) -> bool {
        !self.walked.is_cut_off && !self.walked.is_shallow
    }

    fn view(&self, commit: Option<usize>) -> Option<CommitView> {
        self.commits.get(commit?).map(commit_view)
    }

    fn short(&self, commit: usize) -> String {
        self.commits.get(commit).map(|it| it.id.chars().take(10).collect()).unwrap_or_default()
    }

    /// Contents that were committed under `seeds/` and that no record knows, newest first, and
    /// how many more there are; `is_meant` says which paths are asked for.
    pub(super) fn unrecorded(
        &self,
        past: &Past,
        is_meant: &dyn Fn(&str) -> bool,
    ) -> (Vec<UnrecordedView>, u64) {
        let entries = past.history.seeds().flat_map(SeedHistory::entries);
        let known: BTreeSet<BlobId> =
            entries.filter_map(|entry| entry.event.facts()).map(|facts| facts.blob).collect();
        let mut found: Vec<(usize, &Place)> = Vec::new();
        for (place, commits) in &self.places {
            if !known.contains(&place.1) && is_meant(&place.0) {
                found.extend(commits.iter().flatten().map(|commit| (*commit, place)));
            }
        }
        found.sort();
        let more = found.len().saturating_sub(MOST_NAMED) as u64;
        let named = found.into_iter().take(MOST_NAMED).filter_map(|(commit, place)| {
            let commit = self.view(Some(commit))?;
            Some(UnrecordedView { path: place.0.clone(), blob: place.1.to_string(), commit })
        });
        (named.collect(), more)
    }
}

const UNCOMMITTED_RECORD: &str =
    "its record is not committed yet: `git add snapshots` adds it to the next commit";

const NEVER: &str = "no commit here has this document under seeds/: it was replaced before the \
                     commit, or its branch was dropped or squashed";

/// How many entries before this one put the same content at the same path.
fn turn_of(seed: &SeedHistory, entry: &Entry) -> usize {
    let of_entry = entry.event.facts().map(|facts| (facts.blob, &facts.path));
    let is_same =
        |other: &&Entry| other.event.facts().map(|facts| (facts.blob, &facts.path)) == of_entry;
    seed.entries().iter().take_while(|other| other.at != entry.at).filter(is_same).count()
}

fn commit_view(commit: &Commit) -> CommitView {
    CommitView {
        id: commit.id.clone(),
        author: commit.author.clone(),
        date: jiff::Timestamp::from_second(commit.seconds).unwrap_or_default().into(),
        subject: commit.subject.clone(),
    }
}
