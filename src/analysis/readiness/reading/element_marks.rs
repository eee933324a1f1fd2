//! The places that show an element of the checklist.

use crate::text::Span;

/// How many places show an element, and the first of them.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct ElementMarks {
    /// How many.
    pub(in super::super) count: u32,
    /// The first [`Self::KEPT`] of them.
    pub(in super::super) spans: Vec<Span>,
}

impl ElementMarks {
    /// How many places are kept to be quoted.
    pub(in super::super) const KEPT: usize = 5;

    /// Notes one more place.
    pub(in super::super) fn note(&mut self, span: Span) {
        self.count = self.count.saturating_add(1);
        if self.spans.len() < Self::KEPT {
            self.spans.push(span);
        }
    }
}
