//! Records where source documents came from, what changed in them, and what was built on them.
//!
//! A git repository holds source documents under `seeds/`. This library writes, under
//! `snapshots/`, the exact bytes of every version, one immutable record of the facts, and what
//! the analysis makes of it; and it reads them back as history, word-level diffs, reviews and
//! proofs that nothing was altered.
//!
//! # Features
//! - `cli` (default): the command line `provenance`.
//! - `network`: asking for documents (`add URL`, `fetch`); no other code opens a connection.
//! - `git`: reading git repositories. Without it no repository is found, and all else works.
//!
//! The library reads no clock, environment, terminal or current directory: they are arguments.
//!
//! # Example
//! ```
//! use provenance::diff::{Options, compare};
//! let diff = compare("retry within 5 s", "retry within 50 s", &Options::default());
//! assert_eq!(diff.changes.len(), 1);
//! ```

pub mod analysis;
pub mod capture;
pub mod citation;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diff;
pub mod document;
pub mod git;
pub mod history;
pub mod id;
pub mod project;
pub mod record;
pub mod report;
pub mod seeds;
pub mod store;
pub mod text;
pub mod verify;
pub mod view;
pub mod watch;
