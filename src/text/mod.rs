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

mod lines;
mod span;

pub use lines::LineIndex;
pub use span::Span;
