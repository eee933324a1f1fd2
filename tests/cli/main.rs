//! The binary, run in temporary git repositories: given files, when a command, then what is
//! printed, the exit code, and what lies on disk.

mod bad_input;
mod branches;
mod damage;
mod history;
mod identity;
mod passages;
mod places;
mod project;
mod seeds;
mod statements;
