//! The binary, run in temporary git repositories: given files, when a command, then what is
//! printed, the exit code, and what lies on disk.

#[cfg(test)]
mod audit;
#[cfg(test)]
mod awaiting;
#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod blame;
#[cfg(test)]
mod branches;
#[cfg(test)]
mod caches;
#[cfg(test)]
mod commits;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod decisions;
#[cfg(test)]
mod formats;
#[cfg(test)]
mod git_diff;
#[cfg(test)]
mod history;
#[cfg(test)]
mod hooks;
#[cfg(test)]
mod identity;
#[cfg(test)]
mod integrations;
#[cfg(test)]
#[path = "../support/numbers.rs"]
mod numbers;
#[cfg(test)]
mod passages;
#[cfg(test)]
mod places;
#[cfg(test)]
mod project;
#[cfg(test)]
mod readiness;
#[cfg(test)]
mod review;
#[cfg(test)]
mod review_bad_input;
#[cfg(test)]
mod review_history;
#[cfg(test)]
mod review_trust;
#[cfg(test)]
#[path = "../support/sarif_schema.rs"]
mod sarif_schema;
#[cfg(test)]
mod seeds;
#[cfg(test)]
mod statements;
