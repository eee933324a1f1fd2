//! Asking a repository through libgit2.

use std::fmt;
use std::path::Path;
use std::path::PathBuf;

use super::error::GitError;
use crate::id::BlobId;
use crate::id::SeedPath;

/// A git repository.
pub struct Repository {
    inner: git2::Repository,
    work_tree: Option<PathBuf>,
    /// Where the project lies in the working tree.
    prefix: PathBuf,
}

impl fmt::Debug for Repository {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Repository").field("git_dir", &self.git_dir()).finish_non_exhaustive()
    }
}

impl Repository {
    /// Finds the repository that holds the project at `folder`, if any.
    ///
    /// # Errors
    /// When there is one that cannot be opened.
    pub fn discover(folder: &Path) -> Result<Option<Self>, GitError> {
        match git2::Repository::discover(folder) {
            Ok(inner) => {
                let work_tree = inner.workdir().map(Path::to_path_buf);
                let prefix = prefix_of(folder, work_tree.as_deref());
                Ok(Some(Self { inner, work_tree, prefix }))
            }
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
            Err(error) if error.code() == git2::ErrorCode::Owner => {
                Err(GitError::Owner { path: folder.to_path_buf() })
            }
            Err(error) => Err(GitError::Format {
                path: folder.to_path_buf(),
                message: error.message().to_owned(),
            }),
        }
    }

    /// The folder of the working tree; none in a bare repository.
    #[must_use]
    pub fn work_tree(&self) -> Option<&Path> {
        self.work_tree.as_deref()
    }

    /// The repository's own folder for this working tree.
    #[must_use]
    pub fn git_dir(&self) -> &Path {
        self.inner.path()
    }

    /// The checked-out commit, as its hexadecimal id; none before the first commit.
    #[must_use]
    pub fn head(&self) -> Option<String> {
        let commit = self.inner.head().ok()?.peel_to_commit().ok()?;
        Some(commit.id().to_string())
    }

    /// Whether history was cut when it was cloned.
    #[must_use]
    pub fn is_shallow(&self) -> bool {
        self.inner.is_shallow()
    }

    /// The bytes of a blob, if the repository has it.
    #[must_use]
    pub fn blob(&self, id: BlobId) -> Option<Vec<u8>> {
        let id = git2::Oid::from_bytes(id.as_bytes()).ok()?;
        Some(self.inner.find_blob(id).ok()?.content().to_vec())
    }

    /// Whether git knows the path but keeps it out of the working tree (a sparse checkout).
    #[must_use]
    pub fn is_left_out(&self, path: &SeedPath) -> bool {
        const SKIP_WORKTREE: u16 = 1 << 14;
        let Ok(index) = self.inner.index() else { return false };
        index
            .get_path(&self.prefix.join(path.as_str()), 0)
            .is_some_and(|entry| entry.flags_extended & SKIP_WORKTREE != 0)
    }

    /// The name and address that git would sign with.
    #[must_use]
    pub fn identity(&self) -> Option<String> {
        let signature = self.inner.signature().ok()?;
        let name = signature.name().unwrap_or_default();
        let address = signature.email().unwrap_or_default();
        Some(format!("{name} <{address}>"))
    }
}

/// Where `folder` lies in the working tree, links resolved; empty when it cannot be told.
fn prefix_of(folder: &Path, work_tree: Option<&Path>) -> PathBuf {
    let resolve = |path: &Path| path.canonicalize().ok();
    let prefix = || {
        let (folder, work_tree) = (resolve(folder)?, resolve(work_tree?)?);
        folder.strip_prefix(&work_tree).ok().map(Path::to_path_buf)
    };
    prefix().unwrap_or_default()
}
