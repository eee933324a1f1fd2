//! What the scrape added to a document: every noise span with a category and the rule or model
//! that found it.
//!
//! Owns finding and naming noise in one document. Does not know where the document came from
//! (`origin`) or what else is in the store (`history`). Start from [`find`].

mod around;
mod cohesion;
mod columns;
mod ends;
mod facts;
mod find;
mod forms;
mod furniture;
mod judge;
mod known;
mod lexicon;
mod marks;
#[cfg(feature = "train")]
pub mod markup;
#[cfg(not(feature = "train"))]
mod markup;
mod naming;
mod numbers;
mod outline;
mod page;
mod pages;
mod patterns;
mod scan;
mod span;
#[cfg(feature = "train")]
pub mod train;
mod verdict;

pub use find::find;
pub use patterns::{Pattern, PatternError, Rules};
pub use span::{Category, NoiseSpan};
