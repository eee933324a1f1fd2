//! The use cases: everything a command does, composed from the rooms below.
//!
//! Owns opening a project, its configuration, and what each command finds out, as views. Does
//! not parse arguments, print, or read clock and environment: they arrive as [`Surroundings`].
//! Start from [`Project::open`].

mod annotate;
mod assert;
mod awaiting;
mod cache;
mod check;
mod compare;
mod config;
mod describe;
mod error;
mod heal;
mod init;
mod inspect;
mod intake;
mod listing;
mod locate;
mod open;
mod past;
mod plan;
mod present;
mod progress;
mod quiet;
mod readiness;
mod scan;
mod snapshot;
mod specifications;
mod status;
mod watch_list;

pub use assert::SetRequest;
pub use compare::{Comparison, Operand};
pub use config::{Config, ConfigError};
pub use error::ProjectError;
pub use init::init;
pub use inspect::inspect;
pub use locate::locate_in_files;
pub use open::{Project, Surroundings};
pub use progress::{Progress, Silent};
pub use readiness::{compare_files_requirements, readiness_of_file};
pub use snapshot::SnapshotOptions;
