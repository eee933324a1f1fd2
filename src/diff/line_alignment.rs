//! Aligning lines: the first level, which cuts no words.
//!
//! A line that is the same but for the white space around it, and stands once on each side,
//! anchors the comparison. What lies between anchors is a changed region.

use memchr::memchr_iter;

use super::anchors::Run;
use super::anchors::common_prefix;
use super::anchors::common_suffix;
use super::anchors::unique_runs;
use super::interner::Interner;
use crate::text::Span;

/// Places of two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) old: Span,
    pub(super) new: Span,
}

/// A line without the white space around it, in bytes of its text.
#[derive(Debug, Clone, Copy)]
struct Line {
    start: u32,
    end: u32,
}

impl Line {
    const fn span(self) -> Span {
        Span::at(self.start as usize, (self.end - self.start) as usize)
    }
}

/// The lines of a text that are not blank.
fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    for end in memchr_iter(b'\n', bytes).chain([bytes.len()]) {
        let body = bytes.get(start..end).unwrap_or_default();
        let trimmed = body.trim_ascii_start();
        let from = start + (body.len() - trimmed.len());
        let length = trimmed.trim_ascii_end().len();
        if let (Ok(start), Ok(end), true) =
            (u32::try_from(from), u32::try_from(from + length), length > 0)
        {
            found.push(Line { start, end });
        }
        start = end + 1;
    }
    found
}

/// Lines of fewer letters and digits than this anchor nothing alone.
const ANCHOR_CHARACTERS: usize = 4;

/// The stretches of lines that stayed, ascending: each pair is one stretch of lines whose
/// bodies are the same, line by line.
pub(super) fn align_lines(old: &str, new: &str) -> Vec<Pair> {
    let (old_lines, new_lines) = (lines(old), lines(new));
    let mut interner = Interner::with_capacity(old_lines.len() / 2 + new_lines.len() / 4);
    let old_numbers = number_lines(&mut interner, old, &old_lines);
    let new_numbers = number_lines(&mut interner, new, &new_lines);
    let is_anchor: Vec<bool> = (0..interner.count())
        .map(|number| u32::try_from(number).is_ok_and(|number| anchors(interner.text(number))))
        .collect();
    drop(interner);
    let mut alignment = LineAlignment {
        old: &old_numbers,
        new: &new_numbers,
        is_anchor: &is_anchor,
        runs: Vec::new(),
    };
    alignment.align((0, old_numbers.len()), (0, new_numbers.len()), &[1, 1, 2, 4]);
    let span = |lines: &[Line], from: usize, end: usize| -> Option<Span> {
        let first = lines.get(from)?;
        Some(first.span().join(lines.get(end.checked_sub(1)?)?.span()))
    };
    let mut pairs = Vec::with_capacity(alignment.runs.len());
    for run in &alignment.runs {
        let whole =
            span(&old_lines, run.old, run.old_end()).zip(span(&new_lines, run.new, run.new_end()));
        match whole {
            Some((old_span, new_span)) if old_span.slice(old) == new_span.slice(new) => {
                pairs.push(Pair { old: old_span, new: new_span });
            }
            _ => {
                let olds = old_lines.get(run.old..run.old_end()).unwrap_or_default();
                let news = new_lines.get(run.new..run.new_end()).unwrap_or_default();
                pairs.extend(
                    olds.iter()
                        .zip(news)
                        .map(|(old, new)| Pair { old: old.span(), new: new.span() }),
                );
            }
        }
    }
    pairs
}

fn number_lines<'t>(interner: &mut Interner<'t>, text: &'t str, lines: &[Line]) -> Vec<u32> {
    let bytes = text.as_bytes();
    lines
        .iter()
        .map(|line| interner.number(bytes.get(line.span().range()).unwrap_or_default()))
        .collect()
}

/// Whether a line says enough to anchor the comparison alone.
fn anchors(line: &[u8]) -> bool {
    let letters = line.iter().filter(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
    letters.take(ANCHOR_CHARACTERS).count() == ANCHOR_CHARACTERS
}

struct LineAlignment<'n> {
    old: &'n [u32],
    new: &'n [u32],
    is_anchor: &'n [bool],
    runs: Vec<Run>,
}

impl LineAlignment<'_> {
    /// Aligns a part of the lines by anchors of the lengths in `grams`, one after the other.
    fn align(&mut self, old: (usize, usize), new: (usize, usize), grams: &[usize]) {
        let all_old = self.old.get(old.0..old.1).unwrap_or_default();
        let all_new = self.new.get(new.0..new.1).unwrap_or_default();
        let start = common_prefix(all_old, all_new);
        let (rest_old, rest_new) =
            (all_old.get(start..).unwrap_or_default(), all_new.get(start..).unwrap_or_default());
        let end = common_suffix(rest_old, rest_new);
        self.keep(Run { old: old.0, new: new.0, length: start });
        let core_old = (old.0 + start, old.1 - end);
        let core_new = (new.0 + start, new.1 - end);
        if let (Some((k, later)), true) =
            (grams.split_first(), core_old.0 < core_old.1 && core_new.0 < core_new.1)
        {
            self.align_core(core_old, core_new, *k, later);
        }
        self.keep(Run { old: core_old.1, new: core_new.1, length: end });
    }

    fn align_core(&mut self, old: (usize, usize), new: (usize, usize), k: usize, later: &[usize]) {
        let is_anchor = |gram: &[u32]| match gram {
            [line] => self.is_anchor.get(*line as usize).copied().unwrap_or(false),
            _ => true,
        };
        let runs = unique_runs(
            self.old.get(old.0..old.1).unwrap_or_default(),
            self.new.get(new.0..new.1).unwrap_or_default(),
            k,
            is_anchor,
        );
        let (mut old_at, mut new_at) = (old.0, new.0);
        for run in runs {
            let run = run.shifted(old.0, new.0);
            self.align((old_at, run.old), (new_at, run.new), later);
            self.keep(run);
            (old_at, new_at) = (run.old_end(), run.new_end());
        }
        self.align((old_at, old.1), (new_at, new.1), later);
    }

    fn keep(&mut self, run: Run) {
        if run.length > 0 {
            self.runs.push(run);
        }
    }
}
