//! What only the printed page needs, where the format tells it.

use std::num::NonZeroU32;

use super::patterns::Rules;
use super::span::Category;
use super::span::NoiseSpan;
use crate::document::Document;
use crate::document::FurnitureKind;
use crate::text::LineIndex;

/// The rule that names furniture, as the extractor told it.
const RULE: &str = "page-furniture";

/// Adds the furniture of a document to its noise, where nothing else was found and the user's rules
/// do not keep it.
pub(super) fn add(document: &Document<'_>, rules: &Rules, spans: &mut Vec<NoiseSpan>) {
    if document.furniture().is_empty() {
        return;
    }
    let lines = LineIndex::new(document.text());
    let found = document.furniture().iter().filter(|furniture| !furniture.span.is_empty());
    let new: Vec<NoiseSpan> = found
        .filter(|furniture| !rules.keeps(document.slice(furniture.span)))
        .filter(|furniture| !spans.iter().any(|noise| noise.span.overlaps(furniture.span)))
        .map(|furniture| {
            let (first_line, last_line): (NonZeroU32, NonZeroU32) = lines.lines_of(furniture.span);
            let category = category(furniture.kind);
            NoiseSpan {
                span: furniture.span,
                first_line,
                last_line,
                category,
                rule: RULE.to_owned(),
            }
        })
        .collect();
    spans.extend(new);
    spans.sort_by_key(|found| found.span.start());
}

const fn category(kind: FurnitureKind) -> Category {
    match kind {
        FurnitureKind::RunningHead => Category::PageHeader,
        FurnitureKind::RunningFoot => Category::PageFooter,
        FurnitureKind::PageNumber => Category::PageNumber,
        FurnitureKind::Watermark => Category::Watermark,
    }
}
