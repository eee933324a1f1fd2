//! EPUB: books whose chapters are pages (EPUB 3.3, and 2).
//!
//! Owns the package document: the order of the chapters and what it says of the book. The chapters
//! are read as HTML. Start from [`extract`], which [`crate::document::Document::parse`] calls.

mod book;

#[cfg(test)]
mod tests;

pub(in crate::document) use book::extract;
