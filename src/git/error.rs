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
    /// Anything else that git's library says.
    #[error("git could not {what}: {message}")]
    Other {
        /// What was attempted.
        what: &'static str,
        /// What git's library says.
        message: String,
    },
}
