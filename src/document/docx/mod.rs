//! DOCX: Office Open XML text (ECMA-376, ISO/IEC 29500).
//!
//! Owns everything that only this format knows: parts and relationships, styles, numbering, fields,
//! tracked changes. Archives, XML and blocks are shared with the other formats. Start from
//! [`extract`], which [`crate::document::Document::parse`] calls.

mod extract;
mod inline;
mod markup;
mod math;
mod numbering;
mod package;
mod properties;
mod story;
mod styles;
mod symbol;

#[cfg(test)]
mod tests;

pub(in crate::document) use extract::extract;
