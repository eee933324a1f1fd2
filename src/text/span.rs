//! A place in a text.

use serde::Deserialize;
use serde::Serialize;

/// A half-open range of byte offsets into one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "RawSpan")]
pub struct Span {
    start: usize,
    end: usize,
}

/// A span as it is read, before its order is checked.
#[derive(Deserialize)]
struct RawSpan {
    start: usize,
    end: usize,
}

impl TryFrom<RawSpan> for Span {
    type Error = String;

    fn try_from(raw: RawSpan) -> Result<Self, String> {
        Self::new(raw.start, raw.end)
            .ok_or_else(|| format!("span ends at {} before it starts at {}", raw.end, raw.start))
    }
}

impl Span {
    /// The span from `start` up to but not including `end`; `None` when it would end before it
    /// starts.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Option<Self> {
        if start <= end { Some(Self { start, end }) } else { None }
    }

    /// The span that starts at `start` and is `length` bytes long.
    #[must_use]
    pub const fn at(start: usize, length: usize) -> Self {
        Self { start, end: start.saturating_add(length) }
    }

    /// The empty span at `offset`.
    #[must_use]
    pub const fn empty(offset: usize) -> Self {
        Self { start: offset, end: offset }
    }

    /// The first byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start
    }

    /// The byte after the last one.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether no byte is in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a standard range, for indexing.
    #[must_use]
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }

    /// Whether the byte at `offset` is in it.
    #[must_use]
    pub const fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether every byte of `other` is in it (an empty `other` may stand at either edge).
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text at this span; empty when the span does not lie in `text` on character boundaries.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn a_span_that_ends_before_it_starts_cannot_be_made_or_read() {
        assert_eq!(Span::new(2, 1), None);
        assert!(serde_json::from_str::<Span>(r#"{"start":2,"end":1}"#).is_err());
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::at(0, 3).overlaps(Span::at(3, 2)));
        assert!(Span::at(0, 4).overlaps(Span::at(3, 2)));
    }
}
