//! How much a change matters.
//!
//! Owns the classes of a change: reads the units of both sides (duties, negations, amounts,
//! references, words), pairs them, and names what differs. It does not own finding the change;
//! the diff engine hands it the places. Start from [`classify_passages`]; the word lists are
//! [`Lexicon`].
//!
//! ```
//! use provenance::diff::Significance;
//! use provenance::diff::classify_passages;
//! let classes = classify_passages("Nodes MUST reply within 5 s.", "Nodes SHOULD reply within 5 s.");
//! assert_eq!(classes.into_iter().collect::<Vec<_>>(), [Significance::Obligation]);
//! ```

mod align;
mod bound;
mod classify;
mod comparison;
mod cosmetic;
mod exchange;
mod figure;
mod grammar;
mod judge;
mod lexicon;
mod modality;
mod noise;
mod number;
mod polarity;
mod quantity;
mod reading;
mod reference;
mod run;
mod scan;
mod step;
#[cfg(test)]
mod tests;
mod token;
mod unit;
mod vocabulary;

pub use classify::Classifier;
pub(crate) use classify::Judge;
pub(crate) use classify::Side;
pub use classify::classify_passages;
pub use lexicon::Lexicon;
