//! Where a document came from, as claims with evidence.
//!
//! Owns what one document says about its own origin. Does not know the store, nor what noise is
//! (it is told the spans). What is not known is left out; nothing is guessed. Start from
//! [`derive()`] and [`Claim`].

mod address;
mod byline;
mod candidates;
mod claim;
mod context;
mod dateline;
mod dateline_japanese;
mod dates;
mod day;
mod derive;
mod embedded;
mod heading;
mod house;
mod house_words;
mod language;
mod marks;
pub mod model;
mod name;
mod page;
mod pattern;
mod place;
mod publication;
mod publisher;
mod salutation;
#[cfg(test)]
mod seeds;
mod site;
mod stop_words;
mod surnames;
mod title;
mod translation;
mod words;
mod writer;
mod year;

pub use candidates::{Choice, choices};
pub use claim::{Basis, Claim, Disagreement, Origin};
pub use derive::{Rules, derive};
