//! Where a document came from, as claims with evidence.
//!
//! Owns what one document says about its own origin. Does not know the store, nor what noise is
//! (it is told the spans). What is not known is left out; nothing is guessed. Start from
//! [`derive`] and [`Claim`].

mod claim;
mod derive;

pub use claim::{Basis, Claim, Origin};
pub use derive::{Rules, derive};
