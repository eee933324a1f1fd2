//! A text as its letters and digits, and what stands between them.

use crate::text::Folded;
use crate::text::Span;
use crate::text::fold;
use crate::text::is_wide;

/// What stands between two letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing, or marks that part no words: quotes, apostrophes, emphasis.
    None,
    /// White space, brackets, a slash, a middle dot.
    Space,
    /// A hyphen or dash.
    Hyphen,
    /// A hyphen at the end of a line, which may or may not belong to the word.
    HyphenBreak,
    /// The end of a sentence, clause or paragraph.
    Stop,
}

/// A text as its letters and digits, folded (case, width, compatibility), each knowing its source.
#[derive(Debug)]
pub(super) struct Letters<'a> {
    source: &'a str,
    folded: Folded,
    /// The letters alone.
    text: String,
    /// For every letter: its offset in `text` and in the folded text.
    places: Vec<(usize, usize)>,
}

impl<'a> Letters<'a> {
    /// Reads a text. Linear time.
    pub(super) fn of(source: &'a str) -> Self {
        let folded = fold(source);
        let mut text = String::with_capacity(folded.text().len());
        let mut places = Vec::new();
        for (at, c) in folded.text().char_indices().filter(|(_, c)| is_letter(*c)) {
            places.push((text.len(), at));
            text.push(c);
        }
        Self { source, folded, text, places }
    }

    /// The letters alone, without what stands between them.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The number of the letter at an offset of [`Letters::text`].
    pub(super) fn nth_at(&self, offset: usize) -> usize {
        self.places.partition_point(|(at, _)| *at < offset)
    }

    /// The nth letter.
    pub(super) fn letter(&self, nth: usize) -> Option<char> {
        let (_, at) = self.places.get(nth)?;
        self.folded.text().get(*at..)?.chars().next()
    }

    /// What stands between the nth letter and the next one, folded.
    fn between(&self, nth: usize) -> Option<Span> {
        let (_, first) = self.places.get(nth)?;
        let (_, second) = self.places.get(nth + 1)?;
        Span::new(first + self.letter(nth)?.len_utf8(), *second)
    }

    /// What stands between the nth letter and the next one, folded; nothing at the text's ends.
    pub(super) fn gap_text(&self, nth: usize) -> &str {
        self.between(nth).and_then(|span| self.folded.text().get(span.range())).unwrap_or_default()
    }

    /// What parts the nth letter from the next one.
    pub(super) fn gap(&self, nth: usize) -> Gap {
        let text = self.gap_text(nth);
        let is_quiet = |c: char| matches!(c, '\'' | '"' | '*' | '`');
        if text.chars().all(is_quiet) {
            return Gap::None;
        }
        let is_loud = |c: char| {
            !(is_quiet(c)
                || c.is_whitespace()
                || matches!(
                    c,
                    '-' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '/' | '_' | '·' | '・'
                ))
        };
        if text.chars().any(is_loud) {
            return Gap::Stop;
        }
        let source = self.between(nth).and_then(|span| self.folded.source_of(span));
        let breaks = source.map_or("", |span| span.slice(self.source)).matches('\n').count();
        match (text.contains('-'), breaks) {
            (_, 2..) => Gap::Stop,
            (true, 1) => Gap::HyphenBreak,
            (true, _) => Gap::Hyphen,
            (false, _) => Gap::Space,
        }
    }

    /// The source bytes from one letter to another, both included.
    pub(super) fn source_of(&self, first: usize, last: usize) -> Option<Span> {
        let (_, start) = self.places.get(first)?;
        let (_, end) = self.places.get(last)?;
        let end = end + self.letter(last)?.len_utf8();
        self.folded.source_of(Span::new(*start, end)?)
    }

    /// Whether two letters that follow each other belong to one word.
    pub(super) fn is_inside_word(&self, nth: usize) -> bool {
        let (Some(one), Some(other)) = (self.letter(nth), self.letter(nth + 1)) else {
            return false;
        };
        if is_wide(one) || is_wide(other) {
            return false;
        }
        match self.gap_text(nth) {
            "" | "'" => true,
            "." | "," => one.is_numeric() && other.is_numeric(),
            _ => false,
        }
    }
}

/// Letters, digits, and the signs that are parts of names such as `C++` or `R&D`.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '+' | '&' | '#' | '%' | '@' | '$')
}
