//! ODT: text of the OpenDocument format (ISO/IEC 26300).
//!
//! Owns everything that only this format knows: its styles, list styles, notes, tracked changes.
//! Archives, XML and blocks are shared with the other formats. Start from [`extract`], which
//! [`crate::document::Document::parse`] calls.

mod extract;
mod inline;
mod lists;
mod story;
mod styles;

#[cfg(test)]
mod tests;

pub(in crate::document) use extract::extract;
