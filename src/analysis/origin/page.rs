//! A document as the lines of its head and tail.

use crate::text::Span;

/// How many bytes of the head are read. What names a document's origin stands around its
/// beginning; on whole-page dumps menus may push it down some thousand lines.
const HEAD_BYTES: usize = 96 * 1024;

/// How many bytes of the tail are read, for credits, copyright lines and self-descriptions.
const TAIL_BYTES: usize = 16 * 1024;

/// How many bytes of one line are looked at.
const LINE_BYTES: usize = 1200;

/// The width from which a line is prose when it also ends a sentence, and without that.
const PROSE_WIDTH: usize = 90;
const LONG_PROSE_WIDTH: usize = 200;

/// One line that is not blank.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Its text without white space and bullet, in bytes of the document.
    pub(super) span: Span,
    /// That text, at most its first [`LINE_BYTES`].
    pub(super) text: &'a str,
    /// Whether a bullet stood before it.
    pub(super) is_bullet: bool,
    /// Whether most of it is noise.
    pub(super) is_noise: bool,
    /// Columns, a Han character counted as two and a half.
    pub(super) width: usize,
    /// Whether it reads as running text.
    pub(super) is_prose: bool,
}

impl Line<'_> {
    /// The document's span of a range of this line's text.
    pub(super) fn span_of(&self, start: usize, end: usize) -> Span {
        let from = self.span.start() + start;
        Span::new(from, self.span.start() + end.max(start)).unwrap_or(Span::empty(from))
    }
}

/// The lines of a document that its origin is read from.
#[derive(Debug)]
pub(super) struct Page<'a> {
    /// The whole text.
    pub(super) text: &'a str,
    /// Head and tail, in order, blank lines left out.
    pub(super) lines: Vec<Line<'a>>,
}

impl<'a> Page<'a> {
    /// Reads the head and the tail of `text`; `noise` are ascending spans.
    pub(super) fn new(text: &'a str, noise: &[Span]) -> Self {
        let mut page = Self { text, lines: Vec::new() };
        if text.len() <= HEAD_BYTES + TAIL_BYTES {
            page.read(0, text.len(), noise);
        } else {
            page.read(0, floor_boundary(text, HEAD_BYTES), noise);
            page.read(floor_boundary(text, text.len() - TAIL_BYTES), text.len(), noise);
        }
        page
    }

    fn read(&mut self, from: usize, to: usize, noise: &[Span]) {
        let part = self.text.get(from..to).unwrap_or_default();
        let mut start = from;
        for raw in part.split_inclusive('\n') {
            let line = read_line(self.text, start, raw, noise);
            self.lines.extend(line);
            start += raw.len();
        }
    }

    /// The prose that is not noise, in order.
    pub(super) fn prose(&self) -> impl Iterator<Item = &Line<'a>> {
        self.lines.iter().filter(|line| line.is_prose && !line.is_noise)
    }
}

fn read_line<'a>(text: &'a str, start: usize, raw: &str, noise: &[Span]) -> Option<Line<'a>> {
    let indented = raw.trim_start_matches(is_blank);
    let bare = strip_bullet(strip_heading(indented));
    let from = start + raw.len() - bare.len();
    let trimmed = bare.trim_end_matches(is_blank);
    if trimmed.is_empty() {
        return None;
    }
    let span = Span::at(from, trimmed.len());
    let shown = floor_boundary(trimmed, LINE_BYTES);
    let shown = text.get(from..from + shown)?;
    let width = if trimmed.len() > LINE_BYTES { trimmed.len() } else { width_of(shown) };
    let ends =
        trimmed.trim_end_matches(['"', '”', '“', '’', '»', '」', ')']).ends_with(SENTENCE_ENDS);
    let is_cut = trimmed.ends_with("...") || trimmed.ends_with('…');
    Some(Line {
        span,
        text: shown,
        is_bullet: bare.len() < strip_heading(indented).len(),
        is_noise: is_covered(span, noise),
        width,
        is_prose: width >= LONG_PROSE_WIDTH || (ends && width >= PROSE_WIDTH && !is_cut),
    })
}

const SENTENCE_ENDS: [char; 7] = ['.', '!', '?', '。', '！', '？', ':'];

fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}')
}

/// The line without the marks of a heading in Markdown.
fn strip_heading(line: &str) -> &str {
    let bare = line.trim_start_matches('#');
    let level = line.len() - bare.len();
    let is_heading = (1..=6).contains(&level) && bare.starts_with(' ');
    if is_heading { bare.trim_start() } else { line }
}

/// The line without a list bullet (`* `, `- `, `+ `, `o `, `• `, `12. `).
fn strip_bullet(line: &str) -> &str {
    let mut characters = line.chars();
    let is_bullet =
        matches!(characters.next(), Some('*' | '-' | '+' | 'o' | '•' | '·' | '○' | '■'));
    match characters.next() {
        Some(next) if is_bullet && next.is_whitespace() => characters.as_str().trim_start(),
        None if is_bullet => "",
        _ => line,
    }
}

/// Columns of a text, a Han character counted as two and a half.
pub(super) fn width_of(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let halves: usize = text.chars().map(|c| if is_wide(c) { 5 } else { 2 }).sum();
    halves / 2
}

/// Han, kana, hangul and full-width characters.
pub(super) const fn is_wide(character: char) -> bool {
    matches!(character,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether noise covers at least half of the span.
fn is_covered(span: Span, noise: &[Span]) -> bool {
    let first = noise.partition_point(|found| found.end() <= span.start());
    let after = noise.iter().skip(first).take_while(|found| found.start() < span.end());
    let covered: usize = after
        .map(|found| found.end().min(span.end()).saturating_sub(found.start().max(span.start())))
        .sum();
    covered * 2 >= span.len() && covered > 0
}

/// The last character boundary at or before `at`.
pub(super) fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::Page;
    use crate::text::Span;

    #[test]
    fn lines_keep_their_places_without_bullets_and_blanks() {
        let text = "\u{feff}Title\n\n  * Item one \n中文\n";
        let page = Page::new(text, &[Span::at(9, 14)]);
        let read: Vec<_> = page.lines.iter().map(|line| (line.text, line.is_bullet)).collect();
        assert_eq!(read, [("Title", false), ("Item one", true), ("中文", false)]);
        assert!(page.lines.iter().all(|line| line.span.slice(text) == line.text));
        assert!(page.lines[1].is_noise && !page.lines[2].is_noise);
    }

    #[test]
    fn only_the_head_and_the_tail_of_a_long_text_are_read() {
        let text = "x\n".repeat(1_000_000);
        assert!(Page::new(&text, &[]).lines.len() < 100_000);
        let line = "长".repeat(1_000_000);
        assert_eq!(Page::new(&line, &[]).lines.len(), 2);
    }
}
