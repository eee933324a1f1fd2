//! EML: one mail (RFC 5322, MIME).
//!
//! Owns the headers that people read and the choice among the parts of a body. Does not read
//! attachments. Start from [`extract`], which [`crate::document::Document::parse`] calls.

mod body;
mod flowed;
mod headers;

#[cfg(test)]
mod tests;

pub(in crate::document) use body::extract;
