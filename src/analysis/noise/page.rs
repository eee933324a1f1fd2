//! A document as the lines that are not blank, with what they show.

use super::facts::Facts;
use super::facts::count;
use crate::text::Span;

/// The lines of a document that are not blank. Blank lines play no part, because some scrapers
/// drop them and some do not.
#[derive(Debug)]
pub(super) struct Page {
    /// What each line shows, in order.
    pub(super) lines: Vec<Facts>,
    /// Hashes of all words that are no function words.
    pub(super) words: Vec<u32>,
}

impl Page {
    /// Reads a text once.
    pub(super) fn read(text: &str) -> Self {
        let mut page = Self { lines: Vec::new(), words: Vec::with_capacity(text.len() / 8) };
        let mut start = 0;
        for (number, raw) in (1..).zip(text.split('\n')) {
            let line = raw.trim_matches(is_blank);
            if !line.is_empty() {
                let indent = raw.len() - raw.trim_start_matches(is_blank).len();
                let span = Span::at(start + indent, line.len());
                let mut facts = Facts::read(text, span, count(indent), &mut page.words);
                facts.number = number;
                page.lines.push(facts);
            }
            start += raw.len() + 1;
        }
        page
    }

    /// The hashes of the words of a line.
    pub(super) fn words_of(&self, line: &Facts) -> &[u32] {
        let (start, end) = line.topic;
        self.words.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// White space, and the invisible characters that scrapers leave on lines of their own.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\0')
}
