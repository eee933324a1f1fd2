//! A review for people, outside of a terminal.
//!
//! Owns the words of a review ([`wording`]), the same in every format, and its writers for pull
//! requests and pages. What stands in a document never becomes markup: it passes through the one
//! place where each format escapes. Start from [`write_review_markdown`].

mod html;
mod markdown;
mod rules;
mod sarif;
mod space;
pub(super) mod wording;

pub use html::write_review_html;
pub use markdown::write_review_markdown;
pub use sarif::write_review_sarif;
