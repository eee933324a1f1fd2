//! What earlier walks over the history found out.

use std::collections::BTreeMap;
use std::fmt;

use super::commit::Commit;
use crate::id::BlobId;

/// The id of a commit.
pub type CommitId = [u8; 20];

/// What a walk found at a commit. A commit never changes, so neither does this.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passed {
    /// Its parents, with their committers' times in seconds since 1970.
    pub parents: Vec<(CommitId, i64)>,
    /// What it brought in; none when that is nothing.
    pub arrivals: Option<Box<Arrivals>>,
}

/// The files that a commit has and none of its parents has at that path with that content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrivals {
    /// The commit.
    pub commit: Commit,
    /// Paths from the project's root, and contents.
    pub files: Vec<(String, BlobId)>,
}

/// Commits that were passed.
pub type PassedCommits = BTreeMap<CommitId, Passed>;

/// The newest commits of a walk are read from git without asking what is remembered: most walks
/// end there.
const ALWAYS_READ: usize = 64;

/// So many commits that were not remembered are worth writing everything anew.
const WORTH_WRITING: usize = 32;

/// Commits that earlier walks passed, loaded when a walk goes far enough to need them.
pub struct WalkMemory<'a> {
    load: Option<Box<dyn FnOnce() -> PassedCommits + 'a>>,
    known: PassedCommits,
    fresh: usize,
}

impl fmt::Debug for WalkMemory<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("WalkMemory").field("known", &self.known.len()).finish_non_exhaustive()
    }
}

impl<'a> WalkMemory<'a> {
    /// A memory that `load` fills when it is needed.
    pub fn new(load: impl FnOnce() -> PassedCommits + 'a) -> Self {
        Self { load: Some(Box::new(load)), known: PassedCommits::new(), fresh: 0 }
    }

    /// What is known of the commit that comes after `walked` others.
    pub fn recall(&mut self, walked: usize, id: CommitId) -> Option<&Passed> {
        if walked < ALWAYS_READ {
            return None;
        }
        if let Some(load) = self.load.take() {
            self.known = load();
        }
        self.known.get(&id)
    }

    /// Remembers a commit that came after `walked` others.
    pub fn keep(&mut self, walked: usize, id: CommitId, passed: Passed) {
        if walked >= ALWAYS_READ {
            self.fresh += 1;
            self.known.insert(id, passed);
        }
    }

    /// All that is remembered, when enough of it is new.
    #[must_use]
    pub fn worth_writing(self) -> Option<PassedCommits> {
        (self.fresh >= WORTH_WRITING).then_some(self.known)
    }
}
