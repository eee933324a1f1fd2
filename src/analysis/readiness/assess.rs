//! Judging a document.

use serde::Serialize;

use super::verdict::Readiness;
use super::verdict::Verdict;
use crate::analysis::PerMille;
use crate::document::Document;
use crate::text::Span;

/// The user's own rules.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Rules {}

/// Judges how much of a specification a document is. `noise` are the spans that do not belong to
/// it, ascending.
#[must_use]
pub fn assess(_document: &Document<'_>, _noise: &[Span], _rules: &Rules) -> Readiness {
    Readiness {
        verdict: Verdict::None,
        score: PerMille::default(),
        threshold: PerMille::ONE,
        elements: Vec::new(),
        reasons: Vec::new(),
        requirements: Vec::new(),
    }
}
