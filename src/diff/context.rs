//! The sentences that hold a change.

use crate::text::Span;
use crate::text::sentences;

/// Farthest that a paragraph is looked for on either side of a change, in bytes.
const REACH: usize = 4000;

/// Finds the sentences around changes of one text; changes are best asked for in order, because
/// the last paragraph is remembered.
#[derive(Debug)]
pub(super) struct Context<'t> {
    text: &'t str,
    paragraph: Span,
    sentences: Vec<Span>,
}

impl<'t> Context<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, paragraph: Span::empty(0), sentences: Vec::new() }
    }

    /// From the first to the last sentence that holds a part of `changed`; of an empty place, the
    /// sentence it stands in or before.
    pub(super) fn sentence_of(&mut self, changed: Span) -> Span {
        if self.sentences.is_empty() || !self.paragraph.covers(changed) {
            self.read_paragraph(changed);
        }
        let last_byte = changed.end().saturating_sub(1).max(changed.start());
        let first = self.at(changed.start());
        let last = self.at(last_byte);
        first.join(last)
    }

    fn at(&self, offset: usize) -> Span {
        let after = self.sentences.partition_point(|sentence| sentence.start() <= offset);
        self.sentences.get(after.saturating_sub(1)).copied().unwrap_or(Span::empty(offset))
    }

    fn read_paragraph(&mut self, changed: Span) {
        let from = self.text.floor_char_boundary(changed.start().saturating_sub(REACH));
        let to = self.text.ceil_char_boundary(changed.end() + REACH);
        let before = self.text.get(from..changed.start()).unwrap_or_default();
        let after = self.text.get(changed.end()..to).unwrap_or_default();
        let start = before.rfind("\n\n").map_or(from, |at| from + at + 2);
        let end = after.find("\n\n").map_or(to, |at| changed.end() + at);
        self.paragraph = Span::at(start, end - start);
        let found = sentences(self.paragraph.slice(self.text));
        self.sentences =
            found.into_iter().map(|span| Span::at(start + span.start(), span.len())).collect();
    }
}
