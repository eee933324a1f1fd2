//! `diff` on a terminal.
//!
//! Owns the forms of a diff for people at a terminal: inline, side by side, words only, and the
//! summary alone. Does not choose what is shown (that is [`DiffOptions`](crate::report::DiffOptions))
//! nor how much text stands around a change (that is the room `excerpt`). Start from
//! [`write_diff`].

mod head;
mod inline;
mod pieces;
mod side_by_side;
mod words_only;
mod write;

pub use write::{DiffForm, write_diff};
