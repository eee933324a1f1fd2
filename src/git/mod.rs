//! The git repository around a project; the only user of `git2`.
//!
//! Owns finding the repository and asking it for commits, trees and blobs. Decides nothing about
//! seeds. Without the feature `git` no repository is ever found. Start from
//! [`Repository::discover`].

mod commit;
mod error;
#[cfg(feature = "git")]
mod introduced;
mod memory;
#[cfg(feature = "git")]
mod range;
#[cfg(feature = "git")]
mod repository;
#[cfg(not(feature = "git"))]
#[path = "absent.rs"]
mod repository;
#[cfg(feature = "git")]
mod settings;
#[cfg(feature = "git")]
mod tree;

pub use commit::{Commit, Introduced, Walked};
pub use error::GitError;
pub use memory::{Arrivals, CommitId, Passed, PassedCommits, WalkMemory};
#[cfg(feature = "git")]
pub use range::{Point, Range};
pub use repository::Repository;
#[cfg(feature = "git")]
pub use tree::{EntryKind, TreeChange, TreeEntry};
