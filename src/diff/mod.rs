//! What changed between two texts, word by word.
//!
//! Owns comparing: blocks, sentences, words, moves, significance. Takes two texts and, as an
//! argument, the spans that are noise; knows neither store nor terminal nor analysis. Start from
//! [`compare`] and [`Diff`].
//!
//! ```
//! use provenance::diff::{Options, compare};
//! let diff = compare("one two three", "one 2 three", &Options::default());
//! assert_eq!(diff.apply("one two three", "one 2 three").unwrap(), "one 2 three");
//! ```

mod affine;
mod anchors;
mod block_moves;
mod budget;
mod change;
mod compare;
mod context;
mod growth;
mod hash;
mod interner;
mod lcs;
mod line_alignment;
mod moves;
mod pieces;
mod ranking;
mod readability;
mod region;
mod script;
mod significance;
mod word_alignment;

pub use change::{ApplyError, Change, ChangeKind, Diff, Layout, Significance};
pub use compare::{Options, compare};
pub use significance::{Classifier, Lexicon, classify_passages};

#[cfg(test)]
mod tests;
