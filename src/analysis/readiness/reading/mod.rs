//! One reading of a document: everything that the score and the checklist rest on, counted and
//! marked in a single pass over its blocks.
//!
//! Owns the counting. Does not weigh. Start from [`Reading::of`].

mod block_shape;
mod element_marks;
mod finds;
mod fingerprint;
mod reader;
mod section;
mod sentence;
mod shape;
mod statement;
mod table_head;
mod tally;
mod token;
mod units;

pub(super) use element_marks::ElementMarks;
pub(super) use reader::Reading;
