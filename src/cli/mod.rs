//! The command line: arguments, terminal, exit codes; one file a command.
//!
//! Owns everything that touches the world outside: clock, environment, terminal. Decides nothing
//! about documents: it asks `project` and hands the view to a writer of `report`. Start from
//! [`main()`].

mod arguments;
mod commands;
mod exit_code;
mod failure;
mod network;
mod output;
mod pager;
mod progress;
mod run;
mod surroundings;

pub use exit_code::ExitStatus;
pub use run::main;
