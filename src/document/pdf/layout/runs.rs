//! From glyphs to runs: what follows in the content and on the baseline alike.

use super::segment::Segment;
use crate::document::pdf::content::Glyph;
use crate::document::pdf::content::Sheet;
use crate::document::pdf::content::Turn;

/// A glyph in the frame of its direction: x along the text, y from line to line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) glyph: &'a Glyph,
    pub(super) text: &'a str,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) order: usize,
}

impl<'a> Placed<'a> {
    pub(super) fn new(sheet: &'a Sheet, glyph: &'a Glyph, order: usize) -> Self {
        let (x, y) = match glyph.turn {
            Turn::Right | Turn::Slanted => (glyph.x, glyph.y),
            Turn::Down => (glyph.y, sheet.width - glyph.x),
            Turn::Left => (sheet.width - glyph.x, sheet.height - glyph.y),
            Turn::Up => (sheet.height - glyph.y, glyph.x),
        };
        Self { glyph, text: sheet.text(glyph), x, y, order }
    }

    pub(super) fn end(&self) -> f64 {
        self.x + self.glyph.advance
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

/// Gap between words, in font sizes.
const WORD_GAP: f64 = 0.13;

/// Gap that ends a segment, in font sizes.
pub(super) const WIDE_GAP: f64 = 1.35;

/// Overlap that is still no step back, in font sizes.
const OVERLAP: f64 = 0.45;

/// Runs of glyphs that follow each other.
pub(super) fn runs<'a>(glyphs: impl Iterator<Item = Placed<'a>>) -> Vec<Segment> {
    let mut runs = Vec::new();
    let mut current: Vec<Placed<'a>> = Vec::new();
    for placed in glyphs {
        if current.last().is_some_and(|last| !follows(last, &placed)) {
            runs.extend(segment(&current));
            current.clear();
        }
        // Bold letters are sometimes drawn twice, a little apart.
        let is_double = current.iter().rev().take(3).any(|other| {
            other.text == placed.text
                && !placed.is_blank()
                && (other.x - placed.x).abs() < placed.glyph.advance.max(1.0) * 0.2
                && (other.y - placed.y).abs() < placed.glyph.size * 0.1
        });
        if !is_double {
            current.push(placed);
        }
    }
    runs.extend(segment(&current));
    runs
}

fn follows(last: &Placed<'_>, next: &Placed<'_>) -> bool {
    let size = last.glyph.size.max(next.glyph.size);
    let gap = next.x - last.end();
    let drop = (next.y - last.y).abs();
    drop <= size * 0.6
        && gap >= -size * OVERLAP
        && gap <= size * WIDE_GAP
        && (drop <= size * 0.1 || gap <= size * 0.6)
        && last.glyph.is_artifact == next.glyph.is_artifact
}

/// Makes a segment of glyphs on one baseline; `None` when there is nothing but space.
fn segment(glyphs: &[Placed<'_>]) -> Option<Segment> {
    let first = glyphs.iter().find(|placed| !placed.is_blank())?;
    let last = glyphs.iter().rfind(|placed| !placed.is_blank())?;
    // The looks are those of most characters.
    let main = majority(glyphs, |placed| key(placed)).unwrap_or(first);
    let tracking = tracking(glyphs);
    let mut text = String::new();
    let mut end: Option<f64> = None;
    let mut count = 0_u32;
    let mut last_drawn: Option<&Placed<'_>> = None;
    for placed in glyphs {
        if placed.is_blank() {
            if !text.is_empty() && !text.ends_with(' ') && placed.glyph.advance > 0.0 {
                text.push(' ');
            }
        } else {
            let gap = end.map_or(0.0, |end| placed.x - end) - tracking;
            if gap > placed.glyph.size.min(main.glyph.size) * WORD_GAP && !text.ends_with(' ') {
                text.push(' ');
            }
            let before = last_drawn.and_then(|before| composed(before, placed));
            if let Some(letter) = before {
                text.truncate(text.trim_end().len());
                text.pop();
                text.push(letter);
            } else {
                text.push_str(placed.text);
            }
            last_drawn = Some(placed);
            count += 1;
        }
        end = Some(placed.end());
    }
    text.truncate(text.trim_end().len());
    let width = last.end() - first.x;
    Some(Segment {
        text,
        x0: first.x,
        x1: last.end(),
        y: main.y,
        size: main.glyph.size,
        tallest: glyphs
            .iter()
            .filter(|placed| !placed.is_blank())
            .map(|placed| placed.glyph.size)
            .fold(0.0, f64::max),
        is_led: false,
        style: main.glyph.style,
        order: first.order,
        is_artifact: main.glyph.is_artifact,
        pitch: if main.glyph.style.is_fixed {
            main.glyph.advance
        } else {
            width / f64::from(count.max(1))
        },
    })
}

/// Accents that stand alone, with the mark that makes them part of a letter.
const ACCENTS: [(char, char); 14] = [
    ('`', '\u{300}'),
    ('´', '\u{301}'),
    ('ˆ', '\u{302}'),
    ('^', '\u{302}'),
    ('˜', '\u{303}'),
    ('~', '\u{303}'),
    ('¯', '\u{304}'),
    ('˘', '\u{306}'),
    ('˙', '\u{307}'),
    ('¨', '\u{308}'),
    ('˚', '\u{30a}'),
    ('˝', '\u{30b}'),
    ('ˇ', '\u{30c}'),
    ('¸', '\u{327}'),
];

/// The letter that an accent and the letter drawn over it make together.
fn composed(one: &Placed<'_>, other: &Placed<'_>) -> Option<char> {
    let middle = one.x + one.glyph.advance / 2.0;
    let is_over = (other.x..other.end()).contains(&middle)
        && other.x - one.x < one.glyph.advance * 0.6
        && one.x - other.x < other.glyph.advance * 0.6;
    if !is_over {
        return None;
    }
    let single = |text: &str| {
        let mut characters = text.chars();
        characters.next().filter(|_| characters.next().is_none())
    };
    let (one, other) = (single(one.text)?, single(other.text)?);
    let mark =
        |sign: char| ACCENTS.iter().find(|(accent, _)| *accent == sign).map(|(_, mark)| *mark);
    let compose = |letter: char, sign: char| {
        let letter = if letter == 'ı' { 'i' } else { letter };
        unicode_normalization::char::compose(letter, mark(sign)?)
    };
    compose(other, one).or_else(|| compose(one, other))
}

/// What most of the visible characters look alike in, and the first of those.
fn majority<'g, 'a, K: Ord>(
    glyphs: &'g [Placed<'a>],
    key: impl Fn(&Placed<'a>) -> K,
) -> Option<&'g Placed<'a>> {
    let mut counts = std::collections::BTreeMap::new();
    for placed in glyphs.iter().filter(|placed| !placed.is_blank()) {
        *counts.entry(key(placed)).or_insert(0_usize) += placed.text.len();
    }
    let most = counts.values().copied().max()?;
    let is_main = |placed: &&Placed<'a>| {
        !placed.is_blank() && counts.get(&key(placed)).copied() == Some(most)
    };
    glyphs.iter().find(is_main)
}

fn key(placed: &Placed<'_>) -> (i64, bool, bool, bool) {
    let style = placed.glyph.style;
    (tenths(placed.glyph.size), style.is_bold, style.is_italic, style.is_fixed)
}

/// A length in tenths of a point.
pub(super) fn tenths(length: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "saturates, which is as good")]
    {
        (length * 10.0).round().clamp(-1e9, 1e9) as i64
    }
}

/// The usual gap between letters that are set apart on purpose; 0 for common text.
fn tracking(glyphs: &[Placed<'_>]) -> f64 {
    if glyphs.len() < 5 || glyphs.iter().any(Placed::is_blank) {
        return 0.0;
    }
    let is_letter = |placed: &Placed<'_>| placed.text.chars().all(char::is_alphanumeric);
    let pairs = glyphs.iter().zip(glyphs.iter().skip(1));
    let pairs = pairs.filter(|(one, next)| is_letter(one) && is_letter(next));
    let mut gaps: Vec<f64> = pairs.map(|(one, next)| next.x - one.end()).collect();
    if gaps.len() < 4 {
        return 0.0;
    }
    gaps.sort_by(f64::total_cmp);
    let median = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    let size = glyphs.first().map_or(0.0, |first| first.glyph.size);
    if median > size * 0.1 { median } else { 0.0 }
}
