//! Nothing is lost: killed runs, failing system calls, full disks, several processes at once,
//! flipped bytes, and readers that are handed anything.
//!
//! A small share runs with every `cargo test`. With `PROVENANCE_WHOLE=1` the same tests run as
//! often as `docs/RELIABILITY.md` says. What needs strace or the right to mount is skipped, with
//! the reason on standard error, where that is missing.

#[cfg(test)]
mod flips;
#[cfg(test)]
mod kills;
#[cfg(test)]
mod ledger;
#[cfg(test)]
mod mounts;
#[cfg(test)]
#[path = "../cli/project.rs"]
#[allow(dead_code, reason = "the harness is shared with the tests of the command line")]
mod project;
#[cfg(test)]
mod readers;
#[cfg(test)]
mod recovery;
#[cfg(test)]
#[path = "../support/readers.rs"]
mod stored;
#[cfg(test)]
mod syscalls;
#[cfg(test)]
mod terminal;
#[cfg(test)]
mod together;
#[cfg(test)]
mod trials;
