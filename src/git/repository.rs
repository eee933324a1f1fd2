//! Asking a repository through libgit2.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::path::PathBuf;

use super::error::GitError;
use crate::id::BlobId;
use crate::id::SeedPath;

/// A git repository.
pub struct Repository {
    pub(super) inner: git2::Repository,
    work_tree: Option<PathBuf>,
    /// Where the project lies in the working tree.
    pub(super) prefix: PathBuf,
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

    /// Whether git knows the path but keeps it out of the working tree: a sparse checkout, or a
    /// submodule that is not checked out.
    #[must_use]
    pub fn is_left_out(&self, path: &SeedPath) -> bool {
        const SKIP_WORKTREE: u16 = 1 << 14;
        const SUBMODULE: u32 = 0o160_000;
        let Ok(index) = self.inner.index() else { return false };
        let path = self.prefix.join(path.as_str());
        let is_sparse =
            index.get_path(&path, 0).is_some_and(|entry| entry.flags_extended & SKIP_WORKTREE != 0);
        let is_absent_submodule = |folder: &Path| {
            index.get_path(folder, 0).is_some_and(|entry| entry.mode == SUBMODULE)
                && self.work_tree().is_some_and(|root| !root.join(folder).join(".git").exists())
        };
        let mut folders = path.ancestors().skip(1).filter(|it| !it.as_os_str().is_empty());
        is_sparse || folders.any(is_absent_submodule)
    }

    /// Whether git neither has a file nor would take it.
    #[must_use]
    pub fn ignores(&self, path: &SeedPath) -> bool {
        let path = self.prefix.join(path.as_str());
        let is_known = self.inner.index().is_ok_and(|index| index.get_path(&path, 0).is_some());
        !is_known && self.inner.is_path_ignored(&path).unwrap_or(false)
    }

    /// The seeds that a revision holds, with their blobs.
    ///
    /// # Errors
    /// When the revision does not name a commit or tree.
    pub fn seeds_at(&self, revision: &str) -> Result<Vec<(SeedPath, BlobId)>, GitError> {
        let failed = |error: git2::Error| GitError::Other {
            what: "read that revision",
            message: error.message().to_owned(),
        };
        let object = self.inner.revparse_single(revision).map_err(failed)?;
        let root = object.peel_to_tree().map_err(failed)?;
        let folder = self.prefix.join(SeedPath::FOLDER);
        let Ok(entry) = root.get_path(&folder) else { return Ok(Vec::new()) };
        let tree = entry
            .to_object(&self.inner)
            .and_then(|object| object.peel_to_tree())
            .map_err(failed)?;
        let mut seeds = Vec::new();
        let collect = |above: &str, entry: &git2::TreeEntry<'_>| {
            let name = entry.name().unwrap_or_default();
            let path = SeedPath::new(format!("{}/{above}{name}", SeedPath::FOLDER));
            let is_file = entry.kind() == Some(git2::ObjectType::Blob);
            let blob = <[u8; 20]>::try_from(entry.id().as_bytes());
            if let (Ok(path), Ok(blob), true) = (path, blob, is_file) {
                seeds.push((path, BlobId::from_bytes(blob)));
            }
            git2::TreeWalkResult::Ok
        };
        tree.walk(git2::TreeWalkMode::PreOrder, collect).map_err(failed)?;
        Ok(seeds)
    }

    /// The seeds that a merge left for people to settle.
    #[must_use]
    pub fn unmerged(&self) -> BTreeSet<SeedPath> {
        let Ok(index) = self.inner.index() else { return BTreeSet::new() };
        let Ok(conflicts) = index.conflicts() else { return BTreeSet::new() };
        let paths = conflicts
            .flatten()
            .filter_map(|conflict| conflict.our.or(conflict.their).or(conflict.ancestor))
            .filter_map(|entry| String::from_utf8(entry.path).ok());
        let inside = paths.filter_map(|path| {
            let inside = Path::new(&path).strip_prefix(&self.prefix).ok()?;
            SeedPath::new(inside.to_str()?).ok()
        });
        inside.collect()
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
