//! What stands in for git in a build without it: no repository, ever.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::path::PathBuf;

use super::commit::Introduced;
use super::commit::Walked;
use super::error::GitError;
use super::memory::WalkMemory;
use crate::id::BlobId;
use crate::id::SeedPath;

/// A git repository; without the feature `git` there is none.
#[derive(Debug)]
pub enum Repository {}

impl Repository {
    /// Finds no repository.
    ///
    /// # Errors
    /// Never.
    pub fn discover(_folder: &Path) -> Result<Option<Self>, GitError> {
        Ok(None)
    }

    /// The folder of the working tree.
    #[must_use]
    pub fn work_tree(&self) -> Option<&Path> {
        match *self {}
    }

    /// The repository's own folder for this working tree.
    #[must_use]
    pub fn git_dir(&self) -> &Path {
        match *self {}
    }

    /// Where the project lies in the repository.
    #[must_use]
    pub fn project_folder(&self) -> String {
        match *self {}
    }

    /// The checked-out commit.
    #[must_use]
    pub fn head(&self) -> Option<String> {
        match *self {}
    }

    /// Whether history was cut when it was cloned.
    #[must_use]
    pub fn is_shallow(&self) -> bool {
        match *self {}
    }

    /// The bytes of a blob.
    #[must_use]
    pub fn blob(&self, _id: BlobId) -> Option<Vec<u8>> {
        match *self {}
    }

    /// Whether git keeps a path out of the working tree.
    #[must_use]
    pub fn is_left_out(&self, _path: &SeedPath) -> bool {
        match *self {}
    }

    /// Whether git neither has a file nor would take it.
    #[must_use]
    pub fn ignores(&self, _path: &SeedPath) -> bool {
        match *self {}
    }

    /// The seeds that a revision holds, with their blobs.
    ///
    /// # Errors
    /// Never.
    pub fn seeds_at(&self, _revision: &str) -> Result<Vec<(SeedPath, BlobId)>, GitError> {
        match *self {}
    }

    /// The seeds that a merge left for people to settle.
    #[must_use]
    pub fn unmerged(&self) -> BTreeSet<SeedPath> {
        match *self {}
    }

    /// A value of this clone's own configuration.
    #[must_use]
    pub fn local_setting(&self, _key: &str) -> Option<String> {
        match *self {}
    }

    /// Sets a value in this clone's own configuration.
    ///
    /// # Errors
    /// Never.
    pub fn set_local(&self, _key: &str, _value: &str) -> Result<(), GitError> {
        match *self {}
    }

    /// Whether the settings ask git for no colour.
    #[must_use]
    pub fn refuses_colour(&self) -> bool {
        match *self {}
    }

    /// Where git looks for hooks.
    #[must_use]
    pub fn hooks_folder(&self) -> PathBuf {
        match *self {}
    }

    /// Tells of the files that commits brought in.
    ///
    /// # Errors
    /// Never.
    pub fn introductions(
        &self,
        _folders: &[&str],
        _limit: usize,
        _memory: &mut WalkMemory<'_>,
        _visit: &mut dyn FnMut(&Introduced<'_>) -> ControlFlow<()>,
    ) -> Result<Walked, GitError> {
        match *self {}
    }

    /// The name and address that git would sign with.
    #[must_use]
    pub fn identity(&self) -> Option<String> {
        match *self {}
    }
}
