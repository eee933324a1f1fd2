//! PDF (ISO 32000-2): text by page in reading order.
//!
//! Owns everything from the bytes of a PDF to derived text: syntax, fonts, content streams, layout.
//! Start from [`extract`], which reads no more than its limits allow.

mod composed;
mod content;
mod extract;
mod font;
mod layout;
mod metadata;
mod pages;
mod syntax;
mod xmp;

pub(super) use extract::extract;
