//! The commits that brought files in.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::path::PathBuf;

use super::commit::Commit;
use super::commit::Introduced;
use super::commit::Walked;
use super::error::GitError;
use super::repository::Repository;
use crate::id::BlobId;

/// What lies at a watched folder in one commit.
type Subtrees = Vec<Option<git2::Oid>>;

impl Repository {
    /// Walks back from the checked-out commit, newest first, over at most `limit` commits, and
    /// tells `visit` of every file below `folders` (paths from the project's root) that a commit
    /// has and none of its parents has at that path with that content. Reads no blob, and of a
    /// commit that left the folders alone nothing but their ids.
    ///
    /// # Errors
    /// When a commit or tree cannot be read, as in a clone that left trees out.
    pub fn introductions(
        &self,
        folders: &[&str],
        limit: usize,
        visit: &mut dyn FnMut(&Introduced<'_>) -> ControlFlow<()>,
    ) -> Result<Walked, GitError> {
        let walk = Walk {
            repository: &self.inner,
            folders: folders.iter().map(|folder| self.prefix.join(folder)).collect(),
            prefix: &self.prefix,
            cut: self.cut_commits(),
        };
        walk.run(limit, visit).map_err(|error| GitError::Other {
            what: "read its history",
            message: error.message().to_owned(),
        })
    }

    /// The commits whose parents a shallow clone does not have.
    fn cut_commits(&self) -> BTreeSet<git2::Oid> {
        let listed = std::fs::read_to_string(self.inner.commondir().join("shallow"));
        let ids = listed.unwrap_or_default();
        ids.lines().filter_map(|line| git2::Oid::from_str(line.trim()).ok()).collect()
    }
}

struct Walk<'a> {
    repository: &'a git2::Repository,
    folders: Vec<PathBuf>,
    prefix: &'a Path,
    cut: BTreeSet<git2::Oid>,
}

impl Walk<'_> {
    fn run(
        &self,
        limit: usize,
        visit: &mut dyn FnMut(&Introduced<'_>) -> ControlFlow<()>,
    ) -> Result<Walked, git2::Error> {
        let mut walked = Walked::default();
        let Ok(head) = self.repository.head().and_then(|head| head.peel_to_commit()) else {
            return Ok(walked);
        };
        let mut known: BTreeMap<git2::Oid, Subtrees> = BTreeMap::new();
        // The newest commit by its committer's clock comes first; no order among equals matters.
        let mut open: BTreeSet<(i64, git2::Oid)> =
            BTreeSet::from([(head.time().seconds(), head.id())]);
        let mut seen: BTreeSet<git2::Oid> = BTreeSet::from([head.id()]);
        while let Some((_, id)) = open.pop_last() {
            if walked.commits == limit {
                walked.is_cut_off = true;
                return Ok(walked);
            }
            walked.commits += 1;
            let commit = self.repository.find_commit(id)?;
            let is_boundary = self.cut.contains(&id);
            walked.is_shallow |= is_boundary;
            let own = match known.remove(&id) {
                Some(own) => own,
                None => self.subtrees(&commit)?,
            };
            let mut parents = Vec::new();
            for parent in commit.parents().filter(|_| !is_boundary) {
                let theirs = self.subtrees(&parent)?;
                if seen.insert(parent.id()) {
                    open.insert((parent.time().seconds(), parent.id()));
                    known.insert(parent.id(), theirs.clone());
                }
                parents.push(theirs);
            }
            if self.tell(&commit, is_boundary, (&own, &parents), visit)?.is_break() {
                return Ok(walked);
            }
        }
        Ok(walked)
    }

    /// The ids of the folders in a commit.
    fn subtrees(&self, commit: &git2::Commit<'_>) -> Result<Subtrees, git2::Error> {
        let root = commit.tree()?;
        let find = |folder: &PathBuf| match root.get_path(folder) {
            Ok(entry) => Ok((entry.kind() == Some(git2::ObjectType::Tree)).then(|| entry.id())),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error),
        };
        self.folders.iter().map(find).collect()
    }

    fn tell(
        &self,
        commit: &git2::Commit<'_>,
        is_boundary: bool,
        (own, parents): (&Subtrees, &[Subtrees]),
        visit: &mut dyn FnMut(&Introduced<'_>) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, git2::Error> {
        let mut described: Option<Commit> = None;
        for (index, (folder, tree)) in self.folders.iter().zip(own).enumerate() {
            let Some(tree) = tree else { continue };
            let olds: Vec<Option<git2::Oid>> =
                parents.iter().map(|parent| parent.get(index).copied().flatten()).collect();
            if olds.contains(&Some(*tree)) {
                continue;
            }
            let folder = folder.strip_prefix(self.prefix).unwrap_or(folder);
            for (path, blob) in self.added(*tree, &olds)? {
                let commit = described.get_or_insert_with(|| describe(commit));
                let path = format!("{}/{path}", folder.display());
                let told = Introduced { path: &path, blob, commit, is_boundary };
                if visit(&told).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// The files of a tree that none of the old ones has at that path.
    fn added(
        &self,
        new: git2::Oid,
        olds: &[Option<git2::Oid>],
    ) -> Result<BTreeSet<(String, BlobId)>, git2::Error> {
        let new = self.repository.find_tree(new)?;
        let mut in_all: Option<BTreeSet<(String, BlobId)>> = None;
        let nothing = [None];
        for old in if olds.is_empty() { &nothing } else { olds } {
            let old = old.map(|old| self.repository.find_tree(old)).transpose()?;
            let mut options = git2::DiffOptions::new();
            options.skip_binary_check(true).ignore_submodules(true);
            let diff =
                self.repository.diff_tree_to_tree(old.as_ref(), Some(&new), Some(&mut options))?;
            let files: BTreeSet<(String, BlobId)> =
                diff.deltas().filter_map(|delta| file(&delta.new_file())).collect();
            in_all = Some(match in_all {
                Some(all) => all.intersection(&files).cloned().collect(),
                None => files,
            });
        }
        Ok(in_all.unwrap_or_default())
    }
}

/// Path and blob of a file; nothing for a deletion or what is no file.
fn file(file: &git2::DiffFile<'_>) -> Option<(String, BlobId)> {
    let is_file = matches!(
        file.mode(),
        git2::FileMode::Blob | git2::FileMode::BlobExecutable | git2::FileMode::Link
    );
    let path = file.path()?.to_str()?.to_owned();
    let blob = <[u8; 20]>::try_from(file.id().as_bytes()).ok()?;
    (is_file && !file.id().is_zero()).then(|| (path, BlobId::from_bytes(blob)))
}

fn describe(commit: &git2::Commit<'_>) -> Commit {
    let author = commit.author();
    Commit {
        id: commit.id().to_string(),
        author: String::from_utf8_lossy(author.name_bytes()).into_owned(),
        seconds: author.when().seconds(),
        subject: String::from_utf8_lossy(commit.summary_bytes().unwrap_or_default()).into_owned(),
    }
}
