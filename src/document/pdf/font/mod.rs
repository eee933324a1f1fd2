//! Fonts: from codes in strings to characters and widths (ISO 32000-2, 9.5 to 9.10).
//!
//! Owns encodings, glyph names, `CMap`s and what embedded programs tell. Start from
//! [`Font::load`].

mod cmap;
mod composite;
mod encodings;
mod glyphs;
mod loaded;
mod programs;
mod simple;
mod standard;
mod style;

pub(super) use loaded::Font;
pub(super) use style::Style;
