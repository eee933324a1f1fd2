//! Why a use case could not be carried out, and what to do about it.

use std::path::PathBuf;

use crate::capture::WarcError;
use crate::citation::LocateError;
use crate::git::GitError;
use crate::history::RevisionError;
use crate::project::ConfigError;
use crate::seeds::WalkError;
use crate::store::Damage;
use crate::store::LockError;
use crate::store::StoreError;

/// Why a use case could not be carried out.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProjectError {
    /// No folder from here up holds a project.
    #[error("no project here: neither {} nor a folder above it holds seeds/, snapshots/ or provenance.toml", from.display())]
    NoProject {
        /// Where the search began.
        from: PathBuf,
    },
    /// The repository is bare, so there are no seeds to read.
    #[error("{} is a bare repository: it has no seeds/ to read", path.display())]
    Bare {
        /// Where it lies.
        path: PathBuf,
    },
    /// There is no git repository, and what was asked for is read from git.
    #[error("no git repository here: neither {} nor a folder above it is one", from.display())]
    NoRepository {
        /// Where the search began.
        from: PathBuf,
    },
    /// Neither of two revisions has the folder in which the project is said to lie.
    #[error("neither revision has a folder {folder} with a project in it")]
    NoProjectAt {
        /// The folder, as it was named.
        folder: String,
    },
    /// The configuration is refused.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// `seeds/` cannot be walked.
    #[error(transparent)]
    Walk(#[from] WalkError),
    /// `seeds/` is empty although seeds were recorded.
    #[error("seeds/ is empty, but {recorded} seeds were recorded")]
    EmptySeeds {
        /// How many seeds are not there.
        recorded: usize,
    },
    /// The store refuses.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A run or statement cannot be believed, so nothing is built on it.
    #[error("snapshots/{path} cannot be believed")]
    Damaged {
        /// The file below `snapshots/`.
        path: String,
        /// What is wrong with it.
        #[source]
        damage: Damage,
    },
    /// The lock cannot be had.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// A version is not found.
    #[error(transparent)]
    Revision(#[from] RevisionError),
    /// Git did not answer.
    #[error(transparent)]
    Git(#[from] GitError),
    /// A repository is there and is not used.
    #[error("{why}")]
    GitUnused {
        /// Why, and what to do about it.
        why: String,
    },
    /// A file cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A file cannot be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A web archive cannot be read.
    #[error("cannot read the web archive {}", path.display())]
    Archive {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: WarcError,
    },
    /// A claim that was to be recorded is refused.
    #[error("{what}")]
    Claim {
        /// What is wrong with it.
        what: String,
        /// What would be right.
        hint: String,
    },
    /// A side of a comparison is neither a file nor a version.
    #[error("{text:?} is neither a file nor a recorded seed")]
    Operand {
        /// What was typed.
        text: String,
    },
    /// A quotation cannot be followed.
    #[error("cannot follow the passage")]
    Quote {
        /// Line and words of the sentence that is most like it, if one is.
        nearest: Option<(std::num::NonZeroU32, String)>,
        /// Why.
        #[source]
        source: LocateError,
    },
    /// The bytes of a version may not be handed on, and whoever asks does not hold them.
    #[error("the bytes of {version} are not here: only hashes of its sentences are kept")]
    NotHere {
        /// The version.
        version: String,
        /// Where its file lay.
        path: String,
    },
    /// A version was taken out of reach.
    #[error("{version} was withheld by {who} on {day}: {why}")]
    Withheld {
        /// The version.
        version: String,
        /// Its seed.
        seed: String,
        /// Who said so.
        who: String,
        /// When.
        day: String,
        /// Why, in the person's words.
        why: String,
    },
    /// A seed's file is not under `seeds/` now.
    #[error("seed {seed} has no file under seeds/ now")]
    NotInWorkTree {
        /// The seed.
        seed: String,
    },
}

impl ProjectError {
    /// What to do about it, where something can be done.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::NoProject { .. } => "`provenance init` makes this folder a project".to_owned(),
            Self::NoRepository { .. } => {
                "a review compares two commits: run it in a git repository, \
                or `provenance diff` outside of one"
                    .to_owned()
            }
            Self::NoProjectAt { .. } => {
                "name the folder that holds seeds/, from the top of the repository".to_owned()
            }
            Self::Bare { .. } => "run it in a clone or worktree that has files".to_owned(),
            Self::Config(ConfigError::UnknownKey { nearest, .. }) => {
                format!("did you mean `{nearest}`?")
            }
            Self::Walk(WalkError::Missing { .. }) => {
                "put the documents under seeds/, or check that the folder is mounted".to_owned()
            }
            Self::EmptySeeds { .. } => "check that seeds/ is mounted and checked out; \
                `provenance snapshot --allow-empty` records that all are removed"
                .to_owned(),
            Self::Damaged { damage, .. } if damage.is_newer() => {
                "a newer provenance wrote it: install that, or a later one".to_owned()
            }
            Self::Damaged { path, .. } => format!("git checkout -- snapshots/{path}"),
            Self::Git(error) => return error.hint(),
            Self::Revision(RevisionError::UnknownSeed { nearest: Some(nearest), .. }) => {
                format!("did you mean {nearest}? `provenance status` lists all seeds")
            }
            Self::Revision(RevisionError::UnknownVersion { seed, .. }) => {
                format!("`provenance log {seed}` lists its versions")
            }
            Self::Quote { nearest: Some((line, words)), .. } => {
                format!("line {line} is most like it: {words}")
            }
            Self::Quote { nearest: None, .. } => {
                "quote words as they stand there; `provenance show` prints a version's text"
                    .to_owned()
            }
            Self::Store(StoreError::Io { source, .. })
            | Self::Read { source, .. }
            | Self::Write { source, .. } => refusal_hint(source).to_owned(),
            Self::Lock(error) => refusal_hint(error.cause()).to_owned(),
            Self::Archive { .. } => {
                "name a WARC file, such as one that `wget --warc-file` or a crawler wrote"
                    .to_owned()
            }
            Self::Claim { hint, .. } => hint.clone(),
            Self::NotHere { path, .. } => {
                format!("whoever has the document puts it at {path}; git need not know it")
            }
            Self::Withheld { seed, .. } => format!("`provenance log {seed}` lists its versions"),
            Self::NotInWorkTree { seed } => format!("`provenance log {seed}` lists its versions"),
            _ => return None,
        };
        Some(hint)
    }

    /// Whether it says that bytes are rightly not here, so that other seeds can still be told of.
    #[must_use]
    pub const fn is_rightly_absent(&self) -> bool {
        matches!(self, Self::NotHere { .. } | Self::Withheld { .. })
    }

    /// Whether it says that the record itself is broken.
    #[must_use]
    pub const fn is_breach(&self) -> bool {
        match self {
            Self::Damaged { damage, .. } => !damage.is_newer(),
            Self::Store(error) => {
                matches!(error, StoreError::ObjectAltered { .. } | StoreError::ObjectMissing { .. })
            }
            _ => false,
        }
    }
}

/// What to do when the system refuses to read or write.
fn refusal_hint(error: &std::io::Error) -> &'static str {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "nothing recorded is lost; make room on the disk and run the command again"
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "nothing recorded is lost; make it readable and writable for this user and run the \
             command again"
        }
        _ => "nothing recorded is lost; run the command again when it is mended",
    }
}
