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
use super::memory::Arrivals;
use super::memory::CommitId;
use super::memory::Passed;
use super::memory::WalkMemory;
use super::repository::Repository;
use crate::id::BlobId;

/// What lies at a watched folder in one commit.
type Subtrees = Vec<Option<git2::Oid>>;

impl Repository {
    /// Walks back from the checked-out commit, newest first, over at most `limit` commits, and
    /// tells `visit` of every file below `folders` (paths from the project's root) that a commit
    /// has and none of its parents has at that path with that content. Reads no blob, of a commit
    /// that left the folders alone nothing but their ids, and of one that `memory` holds nothing.
    ///
    /// # Errors
    /// When a commit or tree cannot be read, as in a clone that left trees out.
    pub fn introductions(
        &self,
        folders: &[&str],
        limit: usize,
        memory: &mut WalkMemory<'_>,
        visit: &mut dyn FnMut(&Introduced<'_>) -> ControlFlow<()>,
    ) -> Result<Walked, GitError> {
        let walk = Walk {
            repository: &self.inner,
            folders: folders.iter().map(|folder| self.prefix.join(folder)).collect(),
            prefix: &self.prefix,
            cut: self.cut_commits(),
        };
        walk.run(limit, memory, visit).map_err(|error| GitError::Other {
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

/// The folders of commits that are still to be looked at.
type Waiting = BTreeMap<git2::Oid, Subtrees>;

impl Walk<'_> {
    fn run(
        &self,
        limit: usize,
        memory: &mut WalkMemory<'_>,
        visit: &mut dyn FnMut(&Introduced<'_>) -> ControlFlow<()>,
    ) -> Result<Walked, git2::Error> {
        let mut walked = Walked::default();
        let Ok(head) = self.repository.head().and_then(|head| head.peel_to_commit()) else {
            return Ok(walked);
        };
        let mut waiting = Waiting::new();
        // The newest commit by its committer's clock comes first; no order among equals matters.
        let mut open: BTreeSet<(i64, git2::Oid)> =
            BTreeSet::from([(head.time().seconds(), head.id())]);
        let mut seen: BTreeSet<git2::Oid> = BTreeSet::from([head.id()]);
        while let Some((_, id)) = open.pop_last() {
            if walked.commits == limit {
                walked.is_cut_off = true;
                return Ok(walked);
            }
            let is_boundary = self.cut.contains(&id);
            walked.is_shallow |= is_boundary;
            let key = key(id);
            let known = memory.recall(walked.commits, key).filter(|_| !is_boundary);
            let read = match known {
                Some(_) => None,
                None => Some(self.pass(id, is_boundary, &mut waiting)?),
            };
            let Some(passed) = known.or(read.as_ref()) else { continue };
            for (parent, seconds) in &passed.parents {
                let parent = git2::Oid::from_bytes(parent)?;
                if seen.insert(parent) {
                    open.insert((*seconds, parent));
                }
            }
            if tell(passed, is_boundary, visit).is_break() {
                return Ok(walked.and_one());
            }
            if let Some(read) = read.filter(|_| !is_boundary) {
                memory.keep(walked.commits, key, read);
            }
            walked = walked.and_one();
        }
        Ok(walked)
    }

    /// Reads a commit: its parents, and what it brought.
    fn pass(
        &self,
        id: git2::Oid,
        is_boundary: bool,
        waiting: &mut Waiting,
    ) -> Result<Passed, git2::Error> {
        let commit = self.repository.find_commit(id)?;
        let own = match waiting.remove(&id) {
            Some(own) => own,
            None => self.subtrees(&commit)?,
        };
        let mut passed = Passed::default();
        let mut parents = Vec::new();
        for parent in commit.parents().filter(|_| !is_boundary) {
            let theirs = self.subtrees(&parent)?;
            waiting.insert(parent.id(), theirs.clone());
            passed.parents.push((key(parent.id()), parent.time().seconds()));
            parents.push(theirs);
        }
        let files = self.arrivals(&own, &parents)?;
        passed.arrivals =
            (!files.is_empty()).then(|| Box::new(Arrivals { commit: describe(&commit), files }));
        Ok(passed)
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

    /// The files of a commit's folders that none of its parents has.
    fn arrivals(
        &self,
        own: &Subtrees,
        parents: &[Subtrees],
    ) -> Result<Vec<(String, BlobId)>, git2::Error> {
        let mut files = Vec::new();
        for (index, (folder, tree)) in self.folders.iter().zip(own).enumerate() {
            let Some(tree) = tree else { continue };
            let olds: Vec<Option<git2::Oid>> =
                parents.iter().map(|parent| parent.get(index).copied().flatten()).collect();
            if olds.contains(&Some(*tree)) {
                continue;
            }
            let folder = folder.strip_prefix(self.prefix).unwrap_or(folder);
            let added = self.added(*tree, &olds)?.into_iter();
            files.extend(added.map(|(path, blob)| (format!("{}/{path}", folder.display()), blob)));
        }
        Ok(files)
    }

    /// The files of a tree that none of the old ones has at that path.
    fn added(
        &self,
        new: git2::Oid,
        olds: &[Option<git2::Oid>],
    ) -> Result<Vec<(String, BlobId)>, git2::Error> {
        let mut found = Vec::new();
        let mut open = vec![(String::new(), new, olds.iter().flatten().copied().collect())];
        while let Some((folder, new, olds)) = open.pop() {
            self.compare(&folder, new, olds, (&mut found, &mut open))?;
        }
        found.sort();
        Ok(found)
    }

    /// Compares one folder, whose equal entries are not entered: libgit2's own comparison reads
    /// every folder below, however little changed.
    fn compare(
        &self,
        folder: &str,
        new: git2::Oid,
        olds: Vec<git2::Oid>,
        (found, open): (&mut Vec<(String, BlobId)>, &mut Vec<Folders>),
    ) -> Result<(), git2::Error> {
        let new = self.repository.find_tree(new)?;
        let olds: Result<Vec<git2::Tree<'_>>, git2::Error> =
            olds.into_iter().map(|old| self.repository.find_tree(old)).collect();
        let olds = olds?;
        let mut places = vec![0; olds.len()];
        for entry in &new {
            let before: Vec<(git2::Oid, i32)> = olds
                .iter()
                .zip(&mut places)
                .filter_map(|(old, place)| same_name(old, place, entry.name_bytes()))
                .collect();
            if before.contains(&(entry.id(), entry.filemode())) {
                continue;
            }
            let Ok(name) = std::str::from_utf8(entry.name_bytes()) else { continue };
            let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            match entry.kind() {
                Some(git2::ObjectType::Tree) => {
                    let is_tree = |mode: i32| mode == i32::from(git2::FileMode::Tree);
                    let olds = before.iter().filter(|(_, mode)| is_tree(*mode));
                    open.push((path, entry.id(), olds.map(|(id, _)| *id).collect()));
                }
                Some(git2::ObjectType::Blob) if before.iter().all(|(id, _)| *id != entry.id()) => {
                    let blob = <[u8; 20]>::try_from(entry.id().as_bytes()).ok();
                    found.extend(blob.map(|blob| (path, BlobId::from_bytes(blob))));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// A folder that is still to be compared: its path, its tree, and the trees before it.
type Folders = (String, git2::Oid, Vec<git2::Oid>);

/// The entry of that name, its id and mode. `place` goes along with names that are asked for in
/// the order of the tree; only where the trees part is the name searched for.
fn same_name(tree: &git2::Tree<'_>, place: &mut usize, name: &[u8]) -> Option<(git2::Oid, i32)> {
    for at in [*place, *place + 1] {
        if let Some(entry) = tree.get(at).filter(|entry| entry.name_bytes() == name) {
            *place = at + 1;
            return Some((entry.id(), entry.filemode()));
        }
    }
    let entry = tree.get_name_bytes(name)?;
    Some((entry.id(), entry.filemode()))
}

fn key(id: git2::Oid) -> CommitId {
    <[u8; 20]>::try_from(id.as_bytes()).unwrap_or_default()
}

/// Tells of the files that a commit brought.
fn tell(
    passed: &Passed,
    is_boundary: bool,
    visit: &mut dyn FnMut(&Introduced<'_>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let Some(arrivals) = &passed.arrivals else { return ControlFlow::Continue(()) };
    arrivals.files.iter().try_for_each(|(path, blob)| {
        visit(&Introduced { path, blob: *blob, commit: &arrivals.commit, is_boundary })
    })
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
