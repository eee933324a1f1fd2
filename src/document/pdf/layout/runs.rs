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
            push(&mut text, placed.text);
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

/// Appends characters, marks that were drawn over letters as parts of them.
fn push(text: &mut String, characters: &str) {
    text.push_str(characters);
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
        (length * 10.0).round() as i64
    }
}

/// The usual gap between letters that are set apart on purpose; 0 for common text.
fn tracking(glyphs: &[Placed<'_>]) -> f64 {
    if glyphs.len() < 5 || glyphs.iter().any(Placed::is_blank) {
        return 0.0;
    }
    let pairs = glyphs.iter().zip(glyphs.iter().skip(1));
    let mut gaps: Vec<f64> = pairs.map(|(one, next)| next.x - one.end()).collect();
    gaps.sort_by(f64::total_cmp);
    let median = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    let size = glyphs.first().map_or(0.0, |first| first.glyph.size);
    if median > size * 0.1 { median } else { 0.0 }
}
