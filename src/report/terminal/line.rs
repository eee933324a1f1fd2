//! Lines of styled text.

use std::ops::Range;

use super::style::Palette;
use super::style::Style;
use super::width::ELLIPSIS;
use super::width::prefix;
use super::width::width;
use super::width::wrap;
use crate::report::visible;

/// One line of styled text. Whatever is put on it is made visible first, so that no document
/// reaches the terminal past [`visible()`].
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    text: String,
    /// Where each stretch of one style ends, ascending.
    stretches: Vec<(usize, Style)>,
}

impl Line {
    /// An empty line.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds text.
    pub(super) fn push(&mut self, style: Style, text: &str) -> &mut Self {
        if text.is_empty() {
            return self;
        }
        self.text.push_str(&visible(text));
        let end = self.text.len();
        match self.stretches.last_mut() {
            Some((last, of)) if *of == style => *last = end,
            _ => self.stretches.push((end, style)),
        }
        self
    }

    /// Adds text between the marks of its style, white space at its ends outside of them.
    pub(super) fn push_marked(&mut self, palette: Palette, style: Style, text: &str) -> &mut Self {
        let (open, close) = palette.marks(style);
        let words = text.trim();
        let (before, after) = text.split_once(words).unwrap_or_default();
        self.push(style, before).push(style, open).push(style, words);
        self.push(style, close).push(style, after)
    }

    /// The same, for building a line in one expression.
    pub(super) fn with(mut self, style: Style, text: &str) -> Self {
        self.push(style, text);
        self
    }

    /// Adds another line's text.
    pub(super) fn append(&mut self, other: &Self) -> &mut Self {
        let offset = self.text.len();
        self.text.push_str(&other.text);
        self.stretches.extend(other.stretches.iter().map(|(end, style)| (end + offset, *style)));
        self
    }

    /// Adds spaces up to a column; at least `least` of them.
    pub(super) fn pad_to(&mut self, column: usize, least: usize) -> &mut Self {
        let spaces = column.saturating_sub(self.width()).max(least);
        self.push(Style::Plain, &" ".repeat(spaces))
    }

    /// Columns it takes.
    pub(super) fn width(&self) -> usize {
        width(&self.text)
    }

    /// Whether nothing is on it.
    pub(super) const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Cuts it to at most `columns` columns, with an ellipsis where something was cut off.
    pub(super) fn truncated(&self, columns: usize) -> Self {
        if self.width() <= columns {
            return self.clone();
        }
        let end = prefix(&self.text, columns.saturating_sub(1));
        let cut = self.slice(0..end);
        cut.with(Style::Dim, ELLIPSIS)
    }

    /// Breaks it into lines of at most `columns` columns.
    pub(super) fn wrapped(&self, columns: usize) -> Vec<Self> {
        wrap(&self.text, columns).into_iter().map(|range| self.slice(range)).collect()
    }

    fn slice(&self, range: Range<usize>) -> Self {
        let mut slice = Self::new();
        let first = self.stretches.partition_point(|(end, _)| *end <= range.start);
        let mut start = range.start;
        for (end, style) in self.stretches.iter().skip(first) {
            if start >= range.end {
                break;
            }
            let from = start;
            let to = (*end).min(range.end);
            if let Some(text) = self.text.get(from..to).filter(|text| !text.is_empty()) {
                slice.text.push_str(text);
                slice.stretches.push((slice.text.len(), *style));
            }
            start = *end;
        }
        slice
    }

    /// The line as it is written, without spaces at its end and without a line feed.
    pub(super) fn render(&self, palette: Palette) -> String {
        let length = self.text.trim_end().len();
        let mut out = String::with_capacity(length + 16);
        let mut start = 0;
        for (end, style) in &self.stretches {
            let text = self.text.get(start..(*end).min(length)).unwrap_or_default();
            if !text.is_empty() {
                out.push_str(palette.start(*style));
                out.push_str(text);
                out.push_str(palette.end(*style));
            }
            start = *end;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::Line;
    use super::Palette;
    use super::Style;

    #[test]
    fn escape_sequences_of_a_document_never_reach_the_terminal() {
        let line = Line::new().with(Style::Added, "\u{1b}[31mred\u{1b}]0;title\u{7}");
        assert_eq!(line.render(Palette::Plain), "␛[31mred␛]0;title␇");
        assert_eq!(line.render(Palette::Ansi).matches('\u{1b}').count(), 2);
    }

    #[test]
    fn styles_survive_wrapping_and_truncation() {
        let line = Line::new().with(Style::Plain, "one ").with(Style::Added, "two three");
        let lines = line.wrapped(8);
        assert_eq!(lines[0].render(Palette::Ansi), "one \u{1b}[1;32mtwo\u{1b}[0m");
        assert_eq!(lines[1].render(Palette::Ansi), "\u{1b}[1;32mthree\u{1b}[0m");
        assert_eq!(line.truncated(6).render(Palette::Plain), "one t…");
    }
}
