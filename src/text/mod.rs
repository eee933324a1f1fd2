//! Text as bytes with places: spans, lines, normal forms, blocks, sentences and words.
//!
//! Owns everything that cuts or folds text and knows nothing of documents, seeds or diffs. All
//! offsets are bytes of the text that was given, half-open; line numbers start at 1. Start from
//! [`Span`] and [`LineIndex`].
//!
//! ```
//! use provenance::text::{LineIndex, Span};
//! let lines = LineIndex::new("one\ntwo\n");
//! assert_eq!(lines.line_of(4).get(), 2);
//! assert_eq!(Span::new(4, 7).unwrap().slice("one\ntwo\n"), "two");
//! ```

mod blocks;
mod lines;
mod marked;
mod normalise;
mod script;
mod sentences;
mod sketch;
mod span;
mod words;

pub use blocks::{Block, BlockKind, blocks, starts_item};
pub use lines::LineIndex;
pub use normalise::{Folded, fold, fold_word, is_invisible, plain_words};
pub use script::is_wide;
pub use sentences::sentences;
pub use sketch::Sketch;
pub use span::Span;
pub use words::{Words, words};
