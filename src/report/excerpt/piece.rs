//! Rows of an excerpt and the pieces that they consist of.

use crate::view::ChangeView;

/// What a piece of text is in a diff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Role {
    /// It stands in both texts; the new text's bytes.
    Kept,
    /// It stands in the old text alone.
    Removed,
    /// It stands in the new text alone.
    Added,
    /// It left this place for another.
    MovedAway,
    /// It came to this place from another.
    MovedHere,
}

/// A piece of text of one role.
#[derive(Debug, Clone, Copy)]
pub(in crate::report) struct Piece<'a> {
    /// What it is.
    pub(in crate::report) role: Role,
    /// Its bytes; they may hold line feeds, where the text was wrapped.
    pub(in crate::report) text: &'a str,
}

/// A paragraph (block), or the part of it that is shown.
#[derive(Debug, Clone, Default)]
pub(in crate::report) struct Row<'a> {
    /// The changes that begin in it.
    pub(in crate::report) changes: Vec<&'a ChangeView<'a>>,
    /// Whether an empty line stands before it.
    pub(in crate::report) is_apart: bool,
    /// Whether text of the same paragraph was left out before it.
    pub(in crate::report) is_cut_before: bool,
    /// Whether text of the same paragraph was left out after it.
    pub(in crate::report) is_cut_after: bool,
    /// The pieces, in reading order.
    pub(in crate::report) pieces: Vec<Piece<'a>>,
}
