//! Why git did not answer.

use std::path::PathBuf;

/// Why git did not answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GitError {
    /// The repository belongs to another user, and git's `safe.directory` does not name it.
    #[error("the repository at {} belongs to another user", path.display())]
    Owner {
        /// Where it lies.
        path: PathBuf,
    },
    /// The repository uses a format that this tool's git library does not read.
    #[error("the repository at {} has a format that cannot be read here: {message}", path.display())]
    Format {
        /// Where it lies.
        path: PathBuf,
        /// What git's library says.
        message: String,
    },
    /// No such revision is in the repository.
    #[error("there is no revision {name:?} in this repository")]
    UnknownRevision {
        /// What was typed.
        name: String,
        /// Whether history was cut when the repository was cloned.
        is_shallow: bool,
    },
    /// A name means several revisions.
    #[error("{name:?} names several revisions{}", listed(meanings))]
    AmbiguousRevision {
        /// What was typed.
        name: String,
        /// What it may mean, each as it can be named without doubt; empty for a short id.
        meanings: Vec<String>,
    },
    /// A revision is neither a commit nor a folder of files.
    #[error("{name:?} names one file, not a commit")]
    NotFiles {
        /// What was typed.
        name: String,
    },
    /// A folder is not named from the top of the repository.
    #[error("{folder:?} is no folder below the top of the repository")]
    NotBelow {
        /// What was typed.
        folder: String,
    },
    /// Only commits part from each other.
    #[error("{name:?} is no commit, so it has no history to part from another")]
    NotACommit {
        /// What was typed.
        name: String,
    },
    /// Nothing was committed yet.
    #[error("the repository has no commit yet")]
    NoCommit,
    /// The current branch follows no other.
    #[error("the current branch follows no other branch, so there is nothing to compare it with")]
    NoUpstream,
    /// Two histories have no commit in common.
    #[error("{base} and {head} have no commit in common")]
    Unrelated {
        /// One end, as it was typed.
        base: String,
        /// The other end.
        head: String,
        /// Whether history was cut when the repository was cloned.
        is_shallow: bool,
    },
    /// A clone leaves out contents that are needed.
    #[error("the content of {path} is not in this clone")]
    Absent {
        /// The file.
        path: String,
    },
    /// Anything else that git's library says.
    #[error("git could not {what}: {message}")]
    Other {
        /// What was attempted.
        what: &'static str,
        /// What git's library says.
        message: String,
    },
}

fn listed(meanings: &[String]) -> String {
    if meanings.is_empty() { String::new() } else { format!(": {}", meanings.join(", ")) }
}

impl GitError {
    /// What to do about it, where something can be done.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Owner { path } => {
                format!("git config --global --add safe.directory {}", path.display())
            }
            Self::UnknownRevision { is_shallow: true, .. } => {
                "this clone is shallow: `git fetch --unshallow` brings the rest".to_owned()
            }
            Self::UnknownRevision { name, .. } => {
                let branch = name.strip_prefix("origin/").unwrap_or(name);
                format!("`git fetch origin {branch}` brings a branch that is not here yet")
            }
            Self::AmbiguousRevision { meanings, .. } => match meanings.first() {
                Some(first) => format!("write it in full, such as {first}"),
                None => "write more digits of the commit's id".to_owned(),
            },
            Self::NotFiles { .. } | Self::NoCommit => "name a commit, a branch or a tag".to_owned(),
            Self::NotBelow { .. } => "write it such as docs/sources, without ..".to_owned(),
            Self::NotACommit { .. } => "write two dots to compare the files alone".to_owned(),
            Self::NoUpstream => {
                "name what to compare with: `provenance review origin/main...HEAD`, \
                or set it with `git branch --set-upstream-to`"
                    .to_owned()
            }
            Self::Unrelated { is_shallow: true, .. } => {
                "this clone is shallow: `git fetch --unshallow` brings the commits before"
                    .to_owned()
            }
            Self::Unrelated { base, head, .. } => {
                format!("`provenance review {base}..{head}` compares the files alone")
            }
            Self::Absent { .. } => {
                "use a clone that was made without --filter, or `git fetch --refetch --no-filter`"
                    .to_owned()
            }
            Self::Format { .. } | Self::Other { .. } => return None,
        };
        Some(hint)
    }
}
