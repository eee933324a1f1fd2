//! What became of every seed: identity, the graph of versions, numbers, oscillation.
//!
//! Owns the reading of all runs and statements together, and blame, which is handed the texts. Does
//! not read contents (`store`). Order is the graph's: clocks only display. Start from
//! [`History::build`].

mod assertion;
mod assignment;
mod blame;
mod build;
mod contents;
mod correspondence;
mod entry;
mod graph;
mod growth;
mod ledger;
mod packed;
mod packed_record;
mod revision;
mod tip;

pub use assertion::{Assertion, Assertions, Withheld};
pub use assignment::{Assignment, Contested, paths_of};
pub use blame::{Passage, Reading, Rewording, blame};
pub use build::{Gap, History, LateRun};
pub use entry::{EarlierVersion, Entry, SeedHistory, Turn};
pub(crate) use growth::Growth;
pub use ledger::{Ledger, LedgerBuilder};
pub(crate) use packed::{Pack, Unpack};
pub use revision::{Moment, Revision, RevisionError};
pub use tip::{Tip, TipFile, TipsInOrder};

#[cfg(test)]
mod tests;
