//! Deriving the origin from the text.

use serde::Serialize;

use super::claim::Origin;
use crate::document::Document;
use crate::text::Span;

/// What is known besides the text, and the user's own names.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Rules {
    /// The address that the document was captured from, where known.
    pub url: Option<String>,
}

/// Derives the origin of a document. `noise` are the spans that the scrape added, ascending: they
/// are no content, but they may still tell who republished it and when.
#[must_use]
pub fn derive(_document: &Document<'_>, _noise: &[Span], _rules: &Rules) -> Origin {
    Origin::default()
}
