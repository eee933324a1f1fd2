//! A document cut into headings, paragraphs, list items, table rows and code.
//!
//! Owns what a line is, in Markdown, reStructuredText, MediaWiki and in text whose markup was
//! lost. Does not read words. Start from [`blocks`].

mod block;
mod line;

pub(super) use block::{Block, BlockKind, blocks};
