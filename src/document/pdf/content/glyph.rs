//! What stands on a page.

use crate::document::pdf::font::Style;

/// The direction in which text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Turn {
    /// To the right, as most text does.
    Right,
    /// Downwards.
    Down,
    /// To the left: upside down.
    Left,
    /// Upwards.
    Up,
    /// Neither: along a slanted line.
    Slanted,
}

/// A character, or several of one code, with its place: y grows downwards from the top of the
/// page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    /// Where its characters stand in the sheet's text.
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// Its origin on the baseline.
    pub(crate) x: f64,
    pub(crate) y: f64,
    /// How far it moves on, along its direction.
    pub(crate) advance: f64,
    /// The font size on the page.
    pub(crate) size: f64,
    pub(crate) turn: Turn,
    pub(crate) style: Style,
    /// The marked content that it belongs to.
    pub(crate) mark: Option<u32>,
    /// Whether the file calls it an artifact: no part of the text.
    pub(crate) is_artifact: bool,
    /// Whether it is drawn without ink.
    pub(crate) is_hidden: bool,
}

/// A thin line between two points, horizontal or vertical.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rule {
    pub(crate) x0: f64,
    pub(crate) y0: f64,
    pub(crate) x1: f64,
    pub(crate) y1: f64,
}

/// All that stands on a page, in the order of the content.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheet {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) texts: String,
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) rules: Vec<Rule>,
    /// The share of the page that its largest picture covers.
    pub(crate) picture: f64,
    /// How many codes had no known meaning.
    pub(crate) unknown: usize,
}

impl Sheet {
    /// The characters of a glyph.
    pub(crate) fn text(&self, glyph: &Glyph) -> &str {
        let (from, to) = (usize::try_from(glyph.from), usize::try_from(glyph.to));
        self.texts.get(from.unwrap_or(0)..to.unwrap_or(0)).unwrap_or_default()
    }
}
