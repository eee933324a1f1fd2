//! Line numbers from byte offsets.

use std::num::NonZeroU32;

use memchr::memchr_iter;

use crate::text::Span;

/// The places where lines start, for turning byte offsets into line numbers.
///
/// Lines end after `\n`; a text that ends in `\n` has no empty last line.
#[derive(Debug, Clone)]
pub struct LineIndex {
    /// Byte offset of the start of every line; the first is 0.
    starts: Vec<usize>,
    /// Length of the text in bytes.
    length: usize,
}

impl LineIndex {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        let feeds = memchr_iter(b'\n', text.as_bytes());
        starts.extend(feeds.map(|at| at + 1).filter(|start| *start < text.len()));
        Self { starts, length: text.len() }
    }

    /// How many lines there are; an empty text has one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The 1-based line that holds the byte at `byte_offset`; an offset past the end is on the
    /// last line.
    #[must_use]
    pub fn line_of(&self, byte_offset: usize) -> NonZeroU32 {
        let line = self.starts.partition_point(|start| *start <= byte_offset);
        u32::try_from(line).ok().and_then(NonZeroU32::new).unwrap_or(NonZeroU32::MIN)
    }

    /// The bytes of a 1-based line, its line feed included; `None` past the last line.
    #[must_use]
    pub fn span_of(&self, line: NonZeroU32) -> Option<Span> {
        let index = line.get() as usize - 1;
        let start = *self.starts.get(index)?;
        Span::new(start, self.starts.get(index + 1).copied().unwrap_or(self.length))
    }

    /// First and last 1-based line of a span; an empty span is on the line of its offset.
    #[must_use]
    pub fn lines_of(&self, span: Span) -> (NonZeroU32, NonZeroU32) {
        let last = span.end().saturating_sub(1).max(span.start());
        (self.line_of(span.start()), self.line_of(last))
    }
}

#[cfg(test)]
mod tests {
    use super::LineIndex;
    use crate::text::Span;

    #[test]
    fn a_final_line_feed_starts_no_line() {
        assert_eq!(LineIndex::new("a\nb\n").count(), 2);
        assert_eq!(LineIndex::new("a\nb").count(), 2);
        assert_eq!(LineIndex::new("").count(), 1);
    }

    #[test]
    fn a_span_that_ends_with_its_line_feed_stays_on_its_line() {
        let lines = LineIndex::new("one\ntwo\nthree");
        let (first, last) = lines.lines_of(Span::at(4, 4));
        assert_eq!((first.get(), last.get()), (2, 2));
    }
}
