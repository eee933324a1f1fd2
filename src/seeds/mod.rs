//! The documents as they lie under `seeds/`: which files there are, which id their names claim.
//!
//! Owns the walk and the identity pattern. Does not read contents (`store` hashes them) nor
//! decide identity where a name claims none (`history`). Start from [`walk`].

mod excludes;
mod pattern;
mod walk;

pub use excludes::Excludes;
pub use pattern::{IdPattern, PatternError};
pub use walk::{SeedFile, SkipReason, Skipped, Stamp, Walk, WalkError, walk};
