//! Recomputing everything from the bytes, believing no cache.
//!
//! Owns the list of breaches (bytes that are not what was recorded) and gaps (history that is
//! incomplete). Does not mend anything: it names the command that does. Start from [`verify`].

mod absent;
mod faults;
mod graph;
mod objects;
mod recompute;
#[cfg(test)]
mod tests;

pub use absent::Held;
pub use graph::{Runs, contradictions};
pub use recompute::{Sources, verify};
