//! What is told of commits.

use crate::id::BlobId;

/// A commit, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its hexadecimal id.
    pub id: String,
    /// The author's name.
    pub author: String,
    /// The author's time, in seconds since 1970.
    pub seconds: i64,
    /// The first line of its message.
    pub subject: String,
}

/// A file that a commit has and none of its parents has at that path with that content.
#[derive(Debug, Clone, Copy)]
pub struct Introduced<'a> {
    /// The path, from the project's root.
    pub path: &'a str,
    /// The content.
    pub blob: BlobId,
    /// The commit.
    pub commit: &'a Commit,
    /// Whether the clone has no parents of that commit, so that the file may be older.
    pub is_boundary: bool,
}

/// How far a walk over the history went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Walked {
    /// How many commits were looked at.
    pub commits: usize,
    /// Whether the limit ended it.
    pub is_cut_off: bool,
    /// Whether it came to where a shallow clone ends.
    pub is_shallow: bool,
}

#[cfg(feature = "git")]
impl Walked {
    /// After one commit more.
    pub(super) const fn and_one(self) -> Self {
        Self { commits: self.commits + 1, ..self }
    }
}
