//! Finding noise.

use serde::Serialize;

use super::span::NoiseSpan;
use crate::document::Document;

/// The user's own rules, besides the built-in ones.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Rules {}

/// Finds the noise spans of a document, ascending and apart from each other.
#[must_use]
pub fn find(_document: &Document<'_>, _rules: &Rules) -> Vec<NoiseSpan> {
    Vec::new()
}
