//! The places that show an element of the checklist.

use crate::text::Span;

/// How many places show an element, and the first of them.
#[derive(Debug, Clone, Default)]
pub(in crate::analysis::readiness) struct ElementMarks {
    /// How many.
    pub(in crate::analysis::readiness) count: u32,
    /// The first [`Self::KEPT`] of them.
    pub(in crate::analysis::readiness) spans: Vec<Span>,
}

impl ElementMarks {
    /// How many places are kept to be quoted.
    pub(in crate::analysis::readiness) const KEPT: usize = 5;

    /// Notes one more place.
    pub(in crate::analysis::readiness) fn note(&mut self, span: Span) {
        self.count = self.count.saturating_add(1);
        if self.spans.len() < Self::KEPT {
            self.spans.push(span);
        }
    }
}
