//! Finding citations in decision records and in code.
//!
//! Owns reading the two written forms and telling what is badly written; which seed and version a
//! target names is for the caller. Start from [`scan`].
//!
//! ```
//! use provenance::citation::{ScanOptions, scan};
//! let record = "> Nodes reply.\n>\n> — [seed 001@1f3a9c2e](../../seeds/001.txt)\n";
//! let found = scan("docs/decisions/0001.md", record.as_bytes(), &ScanOptions::default());
//! assert_eq!(found.citations[0].quote, "Nodes reply.");
//! ```

mod annotation;
mod file;
mod options;
mod record;

pub use file::scan;
pub use options::CommentStyle;
pub use options::GeneratedMarks;
pub use options::ScanOptions;
