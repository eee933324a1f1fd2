//! Stretches of characters on one baseline.

use crate::document::pdf::font::Style;

/// Characters that stand on one baseline without a wide gap, in reading direction.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Segment {
    pub(crate) text: String,
    pub(crate) x0: f64,
    pub(crate) x1: f64,
    /// The baseline, from the top.
    pub(crate) y: f64,
    /// The font size of most of its characters.
    pub(crate) size: f64,
    /// The looks of most of its characters.
    pub(crate) style: Style,
    /// Where its first character stands in the content of the page.
    pub(crate) order: usize,
    /// The largest font size of its characters.
    pub(crate) tallest: f64,
    /// Whether dots lead to it from the one before, as in tables of contents.
    pub(crate) is_led: bool,
    /// Whether the file calls it no part of the text.
    pub(crate) is_artifact: bool,
    /// Width of an average character, for indents of code.
    pub(crate) pitch: f64,
}

/// The segments of a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scene {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// Text in the main direction of the page.
    pub(crate) main: Vec<Segment>,
    /// Text that is turned against it, each in a frame of its own.
    pub(crate) turned: Vec<Vec<Segment>>,
    /// Text along slanted lines.
    pub(crate) slanted: Vec<Segment>,
}
