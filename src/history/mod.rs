//! What became of every seed: identity, the graph of versions, numbers, oscillation.
//!
//! Owns the reading of all runs and statements together. Does not read contents (`store`) nor
//! compare them (`diff`). Order is the graph's: clocks only display. Start from
//! [`History::build`].

mod assertion;
mod assignment;
mod build;
mod entry;
mod graph;
mod ledger;
mod packed;
mod packed_record;
mod revision;
mod tip;

pub use assertion::{Assertion, Assertions};
pub use assignment::{Assignment, Contested, paths_of};
pub use build::{Gap, History, LateRun};
pub use entry::{EarlierVersion, Entry, SeedHistory, Turn};
pub use ledger::{Ledger, LedgerBuilder};
pub(crate) use packed::{Pack, Unpack};
pub use revision::{Moment, Revision, RevisionError};
pub use tip::{Tip, TipFile};
