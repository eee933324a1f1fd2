//! One file a command: what it takes, and what it does.

pub(super) mod add;
pub(super) mod audit;
pub(super) mod awaiting;
pub(super) mod blame;
pub(super) mod cite;
pub(super) mod coverage;
pub(super) mod diff;
pub(super) mod export;
pub(super) mod fetch;
pub(super) mod git_diff;
pub(super) mod identity;
pub(super) mod impact;
pub(super) mod import;
pub(super) mod init;
pub(super) mod inspect;
pub(super) mod locate;
pub(super) mod log;
pub(super) mod readiness;
pub(super) mod review;
pub(super) mod set;
pub(super) mod show;
pub(super) mod snapshot;
pub(super) mod status;
pub(super) mod verify;
pub(super) mod why;
pub(super) mod withhold;
