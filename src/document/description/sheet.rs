//! Writing a description as text, within the limits.

use super::fields::Fields;
use super::prose;
use super::value::Value;
use crate::document::writer::Writer;

/// The longest value that is written on the line of its key, in bytes.
const SHORT_VALUE: usize = 120;

/// Writes blocks until the text is as long as it may be.
#[derive(Debug)]
pub(super) struct Sheet {
    writer: Writer,
    most_bytes: usize,
    is_cut: bool,
}

impl Sheet {
    /// An empty sheet for at most about `most_bytes` of text.
    pub(super) fn new(most_bytes: usize) -> Self {
        Self { writer: Writer::default(), most_bytes, is_cut: false }
    }

    /// The text, and whether something was left out of it because it grew too long.
    pub(super) fn finish(self) -> (String, bool) {
        (self.writer.finish(), self.is_cut)
    }

    /// Whether nothing more is written.
    pub(super) fn is_full(&mut self) -> bool {
        self.is_cut |= self.writer.len() >= self.most_bytes;
        self.is_cut
    }

    /// A heading of level 1 to 6.
    pub(super) fn heading(&mut self, level: usize, text: &str) {
        if !self.is_full() {
            self.writer.heading(level, text);
        }
    }

    /// A paragraph.
    pub(super) fn paragraph(&mut self, text: &str) {
        if !self.is_full() {
            self.writer.paragraph(text);
        }
    }

    /// An item of a list.
    pub(super) fn item(&mut self, text: &str) {
        if !self.is_full() {
            self.writer.item(0, None, text);
        }
    }

    /// A row of a table; bars inside cells are escaped as Markdown does.
    pub(super) fn row(&mut self, cells: &[&str]) {
        if !self.is_full() {
            let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
            self.writer.row(&cells);
        }
    }

    /// A value on lines of its own.
    pub(super) fn value(&mut self, value: &Value) {
        if !self.is_full() {
            match value {
                Value::Text(text) if text.contains('\n') => self.writer.code(text),
                value => self.writer.code(&value.to_lines()),
            };
        }
    }

    /// Text in Markdown, its headings below `level`.
    pub(super) fn prose(&mut self, level: usize, text: &str) {
        if !self.is_full() {
            prose::write(&mut self.writer, level, text);
        }
    }

    /// What an object says beyond what is known: an item each, or a code block for what is long.
    pub(super) fn rest(&mut self, fields: Fields<'_>) {
        for (key, value) in fields.rest() {
            self.entry(key, value);
        }
    }

    /// A key and its value as they stand.
    pub(super) fn entry(&mut self, key: &str, value: &Value) {
        if self.is_full() {
            return;
        }
        let line = value.plain().or_else(|| value.reference());
        let line = line.map_or_else(|| value.to_line(), ToOwned::to_owned);
        if line.len() <= SHORT_VALUE && !line.contains('\n') {
            self.item(&format!("{key}: {line}"));
        } else {
            self.paragraph(&format!("{key}:"));
            self.value(value);
        }
    }
}
