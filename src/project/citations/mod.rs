//! The use cases about citations: what became of each, accepting a finding, writing a new one, and
//! the ways from a decision to its passages and back.
//!
//! Owns finding the files that may cite, resolving what they name, and composing the views. Does
//! not know how a citation is written or followed (`citation`). Start from
//! [`Project::audit`](crate::project::Project::audit).

mod accept;
mod acceptances;
mod addresses;
mod audit;
mod cite;
mod coverage;
mod decisions;
mod impact;
mod import;
mod library;
mod memory;
mod mend;
mod since;
mod sources;
mod touched;
mod why;
mod words;

pub use accept::Accepting;
#[cfg(feature = "git")]
pub(super) use acceptances::standing_acceptances;
pub use audit::AuditRequest;
pub use cite::CiteRequest;
pub use impact::ImpactRequest;
pub use import::ImportRequest;
#[cfg(feature = "git")]
pub(super) use sources::may_cite;
#[cfg(feature = "git")]
pub(super) use touched::touched;
