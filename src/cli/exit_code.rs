//! Exit codes, which scripts rely on.

use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum ExitStatus {
    /// All is well.
    Fine = 0,
    /// A person must look: changes with `--exit-code`, something not recorded with `--check`,
    /// findings, incomplete history.
    Look = 1,
    /// The command could not be carried out: usage, configuration, input or output.
    Failed = 2,
    /// The integrity of the record is broken.
    Broken = 3,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status as u8)
    }
}
