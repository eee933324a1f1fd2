//! The documents as they lie under `seeds/`: which files there are, which id their names claim.
//!
//! Owns the walk and the identity pattern. Does not read contents (`store` hashes them) nor
//! decide identity where a name claims none (`history`). Start from [`walk`].

mod pattern;
mod walk;

pub use pattern::{IdPattern, PatternError};
pub use walk::{Excludes, SeedFile, SkipReason, Skipped, Stamp, Walk, WalkError, walk};
