//! Opening a project.

use std::fmt;
use std::path::Path;
use std::path::PathBuf;

use jiff::Timestamp;

use super::config::Config;
use super::error::ProjectError;
use super::holdings::HELD;
use super::progress::Progress;
use super::progress::Silent;
use crate::analysis::Rules;
use crate::git::GitError;
use crate::git::Repository;
use crate::id::SeedPath;
use crate::store::DiskStorage;
use crate::store::Lock;
use crate::store::Store;

/// What the world outside gives: the library reads neither clock nor environment.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// The time that is recorded.
    pub now: Timestamp,
    /// Who is at work, such as `Name <address>`, where it is not what git would sign with.
    pub who: Option<String>,
}

/// An opened project: its root, settings, store and repository.
pub struct Project {
    pub(super) root: PathBuf,
    pub(super) config: Config,
    pub(super) store: Store<DiskStorage>,
    /// Contents that may not be handed on, beside git's own files.
    pub(super) held: Store<DiskStorage>,
    pub(super) repository: Option<Repository>,
    /// Why a repository that is there is not used.
    pub(super) git_problem: Option<GitError>,
    pub(super) surroundings: Surroundings,
    pub(super) rules: Rules,
    /// Up to this many objects each one's stamp is looked at; above, those of their folders.
    pub(super) objects_looked_at: usize,
    /// Who hears how far reading the record has come, when a cache does not spare it.
    pub(super) progress: Box<dyn Progress + Send>,
}

impl fmt::Debug for Project {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Project").field("root", &self.root).finish_non_exhaustive()
    }
}

/// Above this many objects, those in a folder that nothing was put into or taken from are not
/// looked at one by one: the stamp of a folder changes whenever git or this tool replaces a file in
/// it, but not when one is overwritten in place, which is then left to `verify` to find.
const OBJECTS_LOOKED_AT: usize = 10_000;

/// The folder of the store, below the project's root.
pub(super) const SNAPSHOTS: &str = "snapshots";

impl Project {
    /// Opens the project that holds the folder `from`: the nearest folder from there up with
    /// `seeds/`, `snapshots/` or `provenance.toml`, not above the git working tree.
    ///
    /// # Errors
    /// When there is none, it lies in a bare repository, or its configuration is refused.
    pub fn open(from: &Path, surroundings: Surroundings) -> Result<Self, ProjectError> {
        let (found, mut git_problem) = discover(from);
        let work_tree = found.as_ref().and_then(Repository::work_tree);
        let Some(root) = find_root(from, work_tree) else {
            return Err(match &found {
                Some(repository) if work_tree.is_none() => {
                    ProjectError::Bare { path: repository.git_dir().to_path_buf() }
                }
                _ => ProjectError::NoProject { from: from.to_path_buf() },
            });
        };
        let repository = match found {
            Some(_) => {
                let (repository, problem) = discover(&root);
                git_problem = problem;
                repository
            }
            None => None,
        };
        let config = Config::read(&root)?;
        let held = state_folder(&root, repository.as_ref()).join(HELD);
        Ok(Self {
            rules: config.rules.clone(),
            config,
            held: Store::new(DiskStorage::new(held)),
            store: Store::new(DiskStorage::new(root.join(SNAPSHOTS))),
            root,
            repository,
            git_problem,
            surroundings,
            objects_looked_at: OBJECTS_LOOKED_AT,
            progress: Box::new(Silent),
        })
    }

    /// The same project, telling `progress` how far reading the record has come.
    #[must_use]
    pub fn telling(mut self, progress: Box<dyn Progress + Send>) -> Self {
        self.progress = progress;
        self
    }

    /// The project's root.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Takes the right to write; `on_wait` is told who has it when it must wait.
    pub(super) fn lock(&self, on_wait: &dyn Fn(&str)) -> Result<Lock, ProjectError> {
        Ok(Lock::take(&self.state_folder().join("lock"), on_wait)?)
    }

    /// Where lock and caches lie: with git's own files, else beside the temporaries.
    pub(super) fn state_folder(&self) -> PathBuf {
        state_folder(&self.root, self.repository.as_ref())
    }

    /// Who is at work.
    pub(super) fn who(&self) -> String {
        let from_git = || self.repository.as_ref().and_then(Repository::identity);
        self.surroundings.who.clone().or_else(from_git).unwrap_or_else(|| "unknown".to_owned())
    }
}

fn state_folder(root: &Path, repository: Option<&Repository>) -> PathBuf {
    match repository {
        Some(repository) => repository.git_dir().join("provenance"),
        None => root.join(SNAPSHOTS).join(".tmp").join("state"),
    }
}

fn discover(folder: &Path) -> (Option<Repository>, Option<GitError>) {
    match Repository::discover(folder) {
        Ok(repository) => (repository, None),
        Err(problem) => (None, Some(problem)),
    }
}

/// The nearest folder from `from` up that holds a project, not above `limit`.
pub(super) fn find_root(from: &Path, limit: Option<&Path>) -> Option<PathBuf> {
    let from = from.canonicalize().ok()?;
    let limit = limit.and_then(|limit| limit.canonicalize().ok());
    for folder in from.ancestors() {
        let marks = [SeedPath::FOLDER, SNAPSHOTS, Config::FILE];
        if marks.iter().any(|mark| folder.join(mark).exists()) {
            return Some(folder.to_path_buf());
        }
        if limit.as_deref() == Some(folder) {
            return None;
        }
    }
    None
}
