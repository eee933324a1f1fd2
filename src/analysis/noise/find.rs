//! Finding noise.

use serde::Serialize;

use super::judge::JUDGES;
use super::lexicon::LEXICON;
use super::page::Page;
use super::span::Category;
use super::span::NoiseSpan;
use crate::document::Document;
use crate::text::LineIndex;
use crate::text::Span;

/// The user's own rules, besides the built-in ones.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Rules {}

/// Finds the noise spans of a document, ascending and apart from each other.
#[must_use]
pub fn find(document: &Document<'_>, _rules: &Rules) -> Vec<NoiseSpan> {
    if document.media_type().is_structured() {
        return Vec::new();
    }
    let text = document.text();
    let page = Page::read(text);
    let odds = JUDGES.as_ref().map(|judges| judges.judge(&page)).unwrap_or_default();
    let index = LineIndex::new(text);
    let mut found: Vec<(Span, Category, &str)> = Vec::new();
    for (line, odds) in page.lines.iter().zip(odds) {
        let proof = LEXICON.proof(line.folded).and_then(|kind| kind.category());
        if odds <= 0 && proof.is_none() {
            continue;
        }
        let category = proof.unwrap_or(Category::Other);
        let rule = if proof.is_some() { "phrase" } else { "model" };
        found.push((line.span, category, rule));
    }
    let named = found.into_iter().map(|(span, category, rule)| {
        let (first_line, last_line) = index.lines_of(span);
        NoiseSpan { span, first_line, last_line, category, rule: rule.to_owned() }
    });
    named.collect()
}
