//! A diff as excerpts: the changed places with the unchanged words around them, for every format
//! that people read.
//!
//! Owns which text stands around a change, what is cut off, and where rows begin. Knows no
//! format. Start from [`excerpts`].

mod cut;
mod piece;
mod side;
mod window;

pub(super) use cut::{Excerpt, excerpts};
pub(super) use piece::{Piece, Role, Row};
