//! Views on a terminal.
//!
//! Owns layout, display width and styles. Does not know whether there is a terminal: the caller
//! says how wide the [`Screen`] is and which [`Palette`] it has. Everything is written through
//! one type that makes control characters visible, fits the width, and reads without colour.
//! Start from the writer of one command, such as [`write_snapshot`].
//!
//! ```
//! use provenance::report::terminal::{Screen, write_snapshot};
//! use provenance::view::SnapshotView;
//! let view = SnapshotView { unchanged: 5, ..SnapshotView::default() };
//! let mut out = Vec::new();
//! write_snapshot(&view, &Screen::default(), &mut out).unwrap();
//! assert_eq!(String::from_utf8(out).unwrap(), "nothing changed: 5 seeds\n");
//! ```

mod accept;
mod announcement;
mod audit;
mod awaiting;
mod blame;
mod capture;
mod change;
mod cite;
mod coverage;
mod diff;
mod facts;
mod git_diff;
mod impact;
mod init;
mod inspect;
mod lanes;
mod line;
mod locate;
mod log;
mod page;
mod problem;
mod readiness;
mod requirements;
mod review;
mod sentence_diff;
mod set;
mod show;
mod snapshot;
mod status;
mod style;
mod verify;
mod why;
mod width;
mod withhold;

pub use accept::write_accept;
pub use audit::write_audit;
pub use awaiting::write_awaiting;
pub use blame::write_blame;
pub use capture::{write_add, write_export, write_fetch};
pub use cite::{write_cite, write_cite_notes, write_import};
pub use coverage::write_coverage;
pub use diff::{DiffForm, write_diff};
pub use git_diff::write_git_diff;
pub use impact::write_impact;
pub use init::write_init;
pub use inspect::write_inspect;
pub use locate::write_locate;
pub use log::write_log;
pub use page::Screen;
pub use problem::write_problems;
pub use readiness::{write_readiness, write_readiness_table};
pub(super) use requirements::answer as requirements_answer;
pub use requirements::write_requirements;
pub use review::write_review;
pub use sentence_diff::write_sentence_diff;
pub use set::write_set;
pub use show::write_show;
pub use snapshot::write_snapshot;
pub use status::write_status;
pub use style::Palette;
pub use verify::write_verify;
pub use why::write_why;
pub use withhold::write_withhold;
