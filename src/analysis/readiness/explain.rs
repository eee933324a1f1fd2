//! Showing what the score is made of.

use serde::Serialize;

use super::features::features;
use super::reading::Reading;
use crate::document::Document;
use crate::text::Span;

/// One feature of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FeatureValue {
    /// The feature's name.
    pub name: &'static str,
    /// Its value: a density (natural logarithm of 1 + occurrences in 1,000 words), a share, or a
    /// yes (1) or no (0).
    pub value: f64,
}

/// Every feature of a document.
#[must_use]
pub fn explain(document: &Document<'_>, noise: &[Span]) -> Vec<FeatureValue> {
    let reading = Reading::of(document.text(), noise);
    features(&reading)
        .into_iter()
        .map(|feature| FeatureValue { name: feature.name, value: feature.value })
        .collect()
}
