//! What is kept on disk besides the raw bytes: runs, analyses and statements, in canonical form.
//!
//! Owns the stored forms, their format version and their strict readers. Does not read or write
//! files (`store`) nor connect records to a history (`history`). `docs/FORMAT.md` specifies every
//! form. Start from [`Run`], [`AnalysisFile`] and [`Statement`].
//!
//! ```
//! use provenance::record::{Run, RunHeader};
//! let header = RunHeader::new("2026-11-22T09:14:00Z".parse().unwrap(), Vec::new(), None);
//! let run = Run { header, records: Vec::new() };
//! let bytes = run.to_bytes().unwrap();
//! assert_eq!(Run::parse(&bytes).unwrap(), run);
//! ```

mod analysis_file;
mod canonical;
mod fact;
mod format;
mod hashes;
mod run;
mod sign_off;
mod statement;
mod withholding;
mod writer;

pub use analysis_file::{AnalysedContent, AnalysisFile, AnalysisHeader, read_analysed};
pub use fact::{Event, Facts, Kept, Record, RecordRef};
pub use format::{FORMAT_VERSION, FormatError};
pub use hashes::{HashedSentence, HashesHeader, Salt, SentenceHash, SentenceHashes};
pub use run::{Run, RunHeader};
pub use sign_off::{AcceptedFinding, Revocation};
pub use statement::{AssertedClaim, ClaimField, IdentityStatement, Statement, StatementBody};
pub use withholding::Withholding;
