//! What the scrape added to a document: every noise span with a category and the rule or model
//! that found it.
//!
//! Owns finding and naming noise in one document. Does not know where the document came from
//! (`origin`) or what else is in the store (`history`). Start from [`find`].

mod around;
mod columns;
mod facts;
mod find;
mod judge;
mod lexicon;
mod numbers;
mod page;
mod span;
#[cfg(feature = "train")]
pub mod train;

pub use find::{Rules, find};
pub use span::{Category, NoiseSpan};
