//! Showing text (ISO 32000-2, 9.4): strings become placed glyphs.

use super::glyph::Glyph;
use super::glyph::Sheet;
use super::glyph::Turn;
use super::matrix::Matrix;
use super::state::State;

/// Most glyphs of a page.
const MOST_GLYPHS: usize = 400_000;

/// The text matrices.
#[derive(Debug, Clone, Copy)]
pub(super) struct Position {
    pub(super) text: Matrix,
    pub(super) line: Matrix,
}

impl Position {
    pub(super) const START: Self = Self { text: Matrix::IDENTITY, line: Matrix::IDENTITY };

    /// Goes to the start of a line, relative to the start of the present one.
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::new([1.0, 0.0, 0.0, 1.0, x, y]).then(self.line);
        self.text = self.line;
    }

    pub(super) fn set(&mut self, matrix: Matrix) {
        self.line = matrix;
        self.text = matrix;
    }

    /// Moves on within the line, by units of text space.
    fn advance(&mut self, x: f64, y: f64) {
        self.text = Matrix::new([1.0, 0.0, 0.0, 1.0, x, y]).then(self.text);
    }
}

/// What holds for all glyphs of a string.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marking {
    pub(super) number: Option<u32>,
    pub(super) is_artifact: bool,
    pub(super) is_hidden: bool,
}

/// Moves on by an adjustment of `TJ`, in thousandths of the font size.
pub(super) fn adjust(state: &State, position: &mut Position, amount: f64) {
    let distance = -amount / 1000.0 * state.size;
    match &state.font {
        Some(font) if font.is_vertical() => position.advance(0.0, distance),
        _ => position.advance(distance * state.scale, 0.0),
    }
}

/// Shows a string. False when the page has more glyphs than are read.
pub(super) fn show(
    state: &State,
    position: &mut Position,
    string: &[u8],
    marking: Marking,
    sheet: &mut Sheet,
) -> bool {
    let Some(font) = &state.font else { return true };
    if sheet.glyphs.len() + string.len() > MOST_GLYPHS {
        return false;
    }
    let is_vertical = font.is_vertical();
    let style = font.style;
    font.show(string, |shown| {
        let space = state.char_space + if shown.is_space { state.word_space } else { 0.0 };
        let width = shown.width / 1000.0 * state.size;
        let matrix = Matrix::new([state.scale, 0.0, 0.0, 1.0, 0.0, state.rise])
            .then(position.text)
            .then(state.matrix);
        let text = shown.text.unwrap_or_default();
        if shown.text.is_none() && width != 0.0 && !shown.is_space {
            sheet.unknown += 1;
        }
        let (along, across) = if is_vertical {
            ((-matrix.c, -matrix.d), (matrix.a, matrix.b))
        } else {
            ((matrix.a, matrix.b), (matrix.c, matrix.d))
        };
        let from = u32::try_from(sheet.texts.len()).unwrap_or(u32::MAX);
        push_text(&mut sheet.texts, text);
        let glyph = Glyph {
            from,
            to: u32::try_from(sheet.texts.len()).unwrap_or(u32::MAX),
            x: matrix.e,
            y: matrix.f,
            advance: width.abs() * length(along),
            size: state.size.abs() * length(across),
            turn: turn(along, state.size),
            style,
            mark: marking.number,
            is_artifact: marking.is_artifact,
            is_hidden: marking.is_hidden || matches!(state.mode, 3 | 7),
        };
        let is_sound = [glyph.x, glyph.y, glyph.advance, glyph.size].iter().all(|n| n.is_finite());
        if is_sound && glyph.to > from {
            sheet.glyphs.push(glyph);
        }
        if is_vertical {
            position.advance(0.0, -(width + space));
        } else {
            position.advance((width + space) * state.scale, 0.0);
        }
    });
    true
}

/// Appends characters: ligatures as their letters, symbols of private use as what they mean.
fn push_text(texts: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            'ﬀ' => texts.push_str("ff"),
            'ﬁ' => texts.push_str("fi"),
            'ﬂ' => texts.push_str("fl"),
            'ﬃ' => texts.push_str("ffi"),
            'ﬄ' => texts.push_str("ffl"),
            'ﬅ' | 'ﬆ' => texts.push_str("st"),
            '\u{f0b7}' => texts.push('•'),
            '\u{f0a7}' => texts.push('▪'),
            '\u{f0d8}' => texts.push('➢'),
            '\u{f0fc}' => texts.push('✓'),
            '\u{ad}' => texts.push('-'),
            '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{200b}' | '\0' => {}
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\t' | '\r' | '\n' => texts.push(' '),
            other if other.is_control() => {}
            other => texts.push(other),
        }
    }
}

fn length((x, y): (f64, f64)) -> f64 {
    (x * x + y * y).sqrt()
}

/// The direction of an advance vector; within about three degrees it is straight.
fn turn((x, y): (f64, f64), size: f64) -> Turn {
    let (x, y) = if size < 0.0 { (-x, -y) } else { (x, y) };
    let is_along = |main: f64, side: f64| side.abs() <= main.abs() * 0.05;
    match (is_along(x, y), is_along(y, x)) {
        (true, _) if x >= 0.0 => Turn::Right,
        (true, _) => Turn::Left,
        (_, true) if y > 0.0 => Turn::Down,
        (_, true) => Turn::Up,
        _ => Turn::Slanted,
    }
}
