//! The use cases: everything a command does, composed from the rooms below.
//!
//! Owns opening a project, its configuration, and what each command finds out, as views. Does
//! not parse arguments, print, or read clock and environment: they arrive as [`Surroundings`].
//! Start from [`Project::open`].

mod annotate;
mod assert;
mod awaiting;
mod blame;
mod briefs;
mod brought;
mod cache;
mod cached;
mod capture;
mod check;
mod citations;
mod compare;
mod config;
mod describe;
mod error;
mod git_diff;
mod git_text;
mod hashed;
mod heal;
mod heal_hashes;
mod holdings;
mod init;
mod inspect;
mod intake;
mod integrations;
mod kept_rules;
mod known_analyses;
mod known_runs;
mod listing;
mod locate;
mod object_stamps;
mod open;
mod passed_commits;
mod past;
mod pieces;
mod plan;
mod planned;
mod present;
mod progress;
mod quiet;
mod readiness;
mod resemblance;
#[cfg(feature = "git")]
mod review;
mod scan;
mod snapshot;
mod specifications;
mod status;
mod watch_list;
mod withhold;
mod work_tree_diff;

pub use assert::SetRequest;
pub use blame::BlameOptions;
pub use capture::{AddRequest, ArchiveRequest, Bringing, Came, ExportRequest};
#[cfg(feature = "network")]
pub use capture::{FetchRequest, bring_address};
pub use citations::{Accepting, AuditRequest, CiteRequest, ImpactRequest, ImportRequest};
pub use compare::{Comparison, Operand};
pub use config::{CitationSettings, Config, ConfigError};
pub use error::ProjectError;
pub use git_diff::GitDiffRequest;
pub use git_text::read_document;
pub use init::init;
pub use inspect::inspect;
pub use integrations::InitOptions;
pub use locate::locate_in_files;
pub use open::{Project, Surroundings};
pub use progress::{Progress, Silent};
pub use readiness::{compare_files_requirements, readiness_of_file};
#[cfg(feature = "git")]
pub use review::{Review, ReviewRequest};
pub use snapshot::{Captures, SnapshotOptions};
pub use work_tree_diff::Compared;
