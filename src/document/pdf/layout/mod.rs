//! Layout: from placed characters to blocks in reading order.
//!
//! Owns words, lines, columns, page furniture, paragraphs, tables and headings, all of it by
//! geometry. Start from [`segments`] for each page, then [`blocks`] for all of them.

mod block;
mod blocks;
mod code;
mod columns;
mod furniture;
mod headings;
mod hyphens;
mod joins;
mod line;
mod measures;
mod runs;
mod segment;
mod segments;
mod tables;

pub(super) use block::{Block, Kind};
pub(super) use blocks::blocks;
pub(super) use furniture::{Fixture, furniture};
pub(super) use segment::Scene;
pub(super) use segments::segments;
