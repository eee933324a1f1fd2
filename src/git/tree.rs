//! The files of a revision, and what differs between those of two, without a working tree.

use std::collections::BTreeMap;
use std::path::Component;
use std::path::Path;

use git2::Delta;
use git2::DiffOptions;
use git2::FileMode;
use git2::ObjectType;

use super::error::GitError;
use super::range::Point;
use super::repository::Repository;
use crate::id::BlobId;

/// The files of a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tree(pub(super) git2::Oid);

/// What kind of thing git keeps under a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A file.
    File,
    /// A symbolic link.
    Link,
    /// A commit of another repository.
    Submodule,
    /// A folder, where a file was asked for.
    Folder,
}

/// What git keeps under a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TreeEntry {
    /// What kind of thing it is.
    pub kind: EntryKind,
    /// The name of its bytes; of a submodule, of its commit.
    pub blob: BlobId,
}

/// A path that holds something else in two revisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeChange {
    /// What lay there.
    pub old: Option<TreeEntry>,
    /// What lies there.
    pub new: Option<TreeEntry>,
}

impl Repository {
    /// What differs between two revisions in a folder of the project, by path from the project's
    /// root. Paths that are not UTF-8 are shown as well as they can be, with `\u{fffd}`. Folders
    /// that are the same are not opened, and the working tree is not looked at.
    ///
    /// # Errors
    /// When an object is not in the repository.
    pub fn changes(
        &self,
        old: &Point,
        new: &Point,
        folder: &str,
    ) -> Result<BTreeMap<String, TreeChange>, GitError> {
        let mut changes = BTreeMap::new();
        let (old, new) = (self.entry(old, folder)?, self.entry(new, folder)?);
        let is_folder = |entry: &&TreeEntry| entry.kind == EntryKind::Folder;
        let other = |entry: Option<TreeEntry>| entry.filter(|entry| !is_folder(&entry));
        if other(old) != other(new) {
            let change = TreeChange { old: other(old), new: other(new) };
            changes.insert(folder.to_owned(), change);
        }
        let tree = |entry: Option<TreeEntry>| match entry.as_ref().filter(is_folder) {
            Some(entry) => git2::Oid::from_bytes(entry.blob.as_bytes())
                .and_then(|id| self.inner.find_tree(id))
                .map(Some)
                .map_err(failed),
            None => Ok(None),
        };
        let (old, new) = (tree(old)?, tree(new)?);
        let mut options = DiffOptions::new();
        options.include_typechange(true).skip_binary_check(true).ignore_submodules(false);
        let diff = self
            .inner
            .diff_tree_to_tree(old.as_ref(), new.as_ref(), Some(&mut options))
            .map_err(failed)?;
        for delta in diff.deltas() {
            let (old, new) = (delta.old_file(), delta.new_file());
            let path = new.path_bytes().or(old.path_bytes()).unwrap_or_default();
            let path = format!("{folder}/{}", String::from_utf8_lossy(path));
            let change = changes.entry(path).or_insert(TreeChange { old: None, new: None });
            if delta.status() != Delta::Added {
                change.old = entry_of(old.mode(), old.id());
            }
            if delta.status() != Delta::Deleted {
                change.new = entry_of(new.mode(), new.id());
            }
        }
        changes.retain(|_, change| change.old != change.new);
        Ok(changes)
    }

    /// The same repository, with the project at a folder named from its top.
    ///
    /// # Errors
    /// When that is no path below the top.
    pub fn with_project(mut self, folder: &str) -> Result<Self, GitError> {
        let path = Path::new(folder.trim_end_matches('/'));
        let is_inside = |part: Component<'_>| matches!(part, Component::Normal(_));
        let parts: Vec<Component<'_>> =
            path.components().filter(|part| *part != Component::CurDir).collect();
        if !parts.iter().copied().all(is_inside) {
            return Err(GitError::NotBelow { folder: folder.to_owned() });
        }
        self.prefix = parts.iter().collect();
        Ok(self)
    }

    /// Whether a revision has seeds, records or settings of the project.
    #[must_use]
    pub fn has_project(&self, point: &Point) -> bool {
        let is_there = |name: &str| self.entry(point, name).is_ok_and(|entry| entry.is_some());
        ["seeds", "snapshots", "provenance.toml"].into_iter().any(is_there)
    }

    /// What a revision holds under a path from the project's root.
    ///
    /// # Errors
    /// When an object is not in the repository.
    pub fn entry(&self, point: &Point, path: &str) -> Result<Option<TreeEntry>, GitError> {
        let root = self.inner.find_tree(point.tree.0).map_err(failed)?;
        if self.prefix.join(path).as_os_str().is_empty() {
            return Ok(entry_of(FileMode::Tree, root.id()));
        }
        match root.get_path(&self.prefix.join(path)) {
            Ok(entry) => Ok(entry_of_tree(&entry)),
            Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    /// Every file of a revision below a folder of the project, by path from the project's root; an
    /// empty name stands for the root. Folders that `is_wanted` refuses are not opened.
    ///
    /// # Errors
    /// When an object is not in the repository.
    pub fn files(
        &self,
        point: &Point,
        folder: &str,
        is_wanted: &dyn Fn(&str) -> bool,
    ) -> Result<BTreeMap<String, TreeEntry>, GitError> {
        let mut files = BTreeMap::new();
        let Some(entry) = self.entry(point, folder)?.filter(|it| it.kind == EntryKind::Folder)
        else {
            return Ok(files);
        };
        let tree = git2::Oid::from_bytes(entry.blob.as_bytes())
            .and_then(|id| self.inner.find_tree(id))
            .map_err(failed)?;
        let slash = if folder.is_empty() { "" } else { "/" };
        let collect = |above: &str, entry: &git2::TreeEntry<'_>| {
            let name = String::from_utf8_lossy(entry.name_bytes());
            let path = format!("{folder}{slash}{above}{name}");
            match entry_of_tree(entry) {
                Some(found) if found.kind != EntryKind::Folder => {
                    files.insert(path, found);
                    git2::TreeWalkResult::Ok
                }
                Some(_) if !is_wanted(&path) => git2::TreeWalkResult::Skip,
                _ => git2::TreeWalkResult::Ok,
            }
        };
        tree.walk(git2::TreeWalkMode::PreOrder, collect).map_err(failed)?;
        Ok(files)
    }

    /// The first files of a revision below a folder of the project, in the order of the tree, and
    /// whether these are all.
    ///
    /// # Errors
    /// When an object is not in the repository.
    pub fn first_files(
        &self,
        point: &Point,
        folder: &str,
        most: usize,
    ) -> Result<(Vec<(String, TreeEntry)>, bool), GitError> {
        let mut files = Vec::new();
        let is_folder = |entry: &TreeEntry| entry.kind == EntryKind::Folder;
        let Some(entry) = self.entry(point, folder)?.filter(is_folder) else {
            return Ok((files, true));
        };
        let tree = git2::Oid::from_bytes(entry.blob.as_bytes())
            .and_then(|id| self.inner.find_tree(id))
            .map_err(failed)?;
        let mut is_all = true;
        let collect = |above: &str, entry: &git2::TreeEntry<'_>| {
            if files.len() == most {
                is_all = false;
                return git2::TreeWalkResult::Abort;
            }
            let name = String::from_utf8_lossy(entry.name_bytes());
            let found = entry_of_tree(entry).filter(|found| !is_folder(found));
            files.extend(found.map(|found| (format!("{folder}/{above}{name}"), found)));
            git2::TreeWalkResult::Ok
        };
        let walked = tree.walk(git2::TreeWalkMode::PreOrder, collect);
        walked.or_else(|error| if is_all { Err(failed(error)) } else { Ok(()) })?;
        Ok((files, is_all))
    }

    /// The length of a blob in bytes, without reading it; none when it is not here.
    #[must_use]
    pub fn blob_size(&self, id: BlobId) -> Option<u64> {
        let id = git2::Oid::from_bytes(id.as_bytes()).ok()?;
        let (bytes, kind) = self.inner.odb().ok()?.read_header(id).ok()?;
        (kind == ObjectType::Blob).then_some(bytes as u64)
    }

    /// Where the project lies in the repository, with `/` between its parts; empty at its top.
    #[must_use]
    pub fn project_folder(&self) -> String {
        let parts = self.prefix.iter().map(|part| part.to_string_lossy());
        parts.collect::<Vec<_>>().join("/")
    }
}

fn entry_of(mode: FileMode, id: git2::Oid) -> Option<TreeEntry> {
    let kind = match mode {
        FileMode::Blob | FileMode::BlobExecutable | FileMode::BlobGroupWritable => EntryKind::File,
        FileMode::Link => EntryKind::Link,
        FileMode::Commit => EntryKind::Submodule,
        FileMode::Tree => EntryKind::Folder,
        FileMode::Unreadable => return None,
    };
    let blob = <[u8; 20]>::try_from(id.as_bytes()).ok()?;
    Some(TreeEntry { kind, blob: BlobId::from_bytes(blob) })
}

fn entry_of_tree(entry: &git2::TreeEntry<'_>) -> Option<TreeEntry> {
    let mode = match entry.filemode() {
        0o120_000 => FileMode::Link,
        0o160_000 => FileMode::Commit,
        0o040_000 => FileMode::Tree,
        _ => FileMode::Blob,
    };
    entry_of(mode, entry.id())
}

fn failed(error: git2::Error) -> GitError {
    if error.code() == git2::ErrorCode::NotFound {
        return GitError::Absent { path: "a folder of the revision".to_owned() };
    }
    GitError::Other { what: "read a revision", message: error.message().to_owned() }
}
