//! Nothing is lost: killed runs, failing system calls, full disks, several processes at once,
//! flipped bytes, and readers that are handed anything.
//!
//! A small share runs with every `cargo test`. With `PROVENANCE_WHOLE=1` the same tests run as
//! often as `docs/RELIABILITY.md` says. What needs strace or the right to mount is skipped, with
//! the reason on standard error, where that is missing.

mod flips;
mod kills;
mod mounts;
#[path = "../cli/project.rs"]
#[allow(dead_code, reason = "the harness is shared with the tests of the command line")]
mod project;
mod readers;
mod recovery;
mod syscalls;
mod together;
mod trials;
