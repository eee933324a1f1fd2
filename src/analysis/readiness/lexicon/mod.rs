//! The words that the analyser knows, by what they say of a document.
//!
//! Owns the two word lists (`words.txt`, `headings.txt`) and finding their terms in a text in one
//! pass. Does not count nor judge. Start from [`WORDS`] and [`HEADINGS`].

mod class;
mod matcher;

pub(super) use class::{Class, Family};
pub(super) use matcher::{HEADINGS, Hit, Lexicon, WORDS};
