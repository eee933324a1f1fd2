//! Content streams (ISO 32000-2, 7.8 and 9): from a page to placed characters.
//!
//! Owns the graphics and text state, forms, marked content. Does not order characters. Start from
//! [`interpret`].

mod glyph;
mod interpreter;
mod marks;
mod matrix;
mod paths;
mod resources;
mod state;
mod text;

pub(super) use glyph::{Glyph, Sheet, Turn};
pub(super) use interpreter::interpret;
pub(super) use marks::text_string;
pub(super) use resources::Fonts;
