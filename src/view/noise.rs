//! Noise spans, and how much of a document they are.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use schemars::JsonSchema;
use serde::Serialize;

use super::place::OnPage;
use super::place::Places;
use super::place::RangeSpace;
use crate::analysis::PerMille;
use crate::analysis::noise::Category;
use crate::analysis::noise::NoiseSpan;

/// A span that the scrape added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NoiseView {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// What the offsets count; absent when they count bytes of the raw file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub space: Option<RangeSpace>,
    /// The first line it touches.
    pub first_line: NonZeroU32,
    /// The last line it touches.
    pub last_line: NonZeroU32,
    /// Where on a page it begins; absent for formats without pages.
    #[serde(flatten)]
    pub on_page: Option<OnPage>,
    /// What kind of noise it is.
    pub category: Category,
    /// The rule or model that found it.
    pub rule: String,
}

impl NoiseView {
    /// Shows every noise span of the document that `places` belongs to.
    #[must_use]
    pub fn of(noise: &[NoiseSpan], places: &Places) -> Vec<Self> {
        let show = |found: &NoiseSpan| Self {
            start: found.span.start(),
            end: found.span.end(),
            space: places.space(),
            first_line: found.first_line,
            last_line: found.last_line,
            on_page: places.on_page(found.span),
            category: found.category,
            rule: found.rule.clone(),
        };
        noise.iter().map(show).collect()
    }

    /// The share of a text of `text_bytes` bytes that is noise, 0 to 1, in whole thousandths; at
    /// least one when there is any.
    #[must_use]
    pub fn share(noise: &[Self], text_bytes: usize) -> f64 {
        let noise_bytes: usize =
            noise.iter().map(|found| found.end.saturating_sub(found.start)).sum();
        let at_least = usize::from(noise_bytes > 0);
        let thousandths = (noise_bytes.saturating_mul(1000) / text_bytes.max(1)).max(at_least);
        PerMille::new(u16::try_from(thousandths).unwrap_or(u16::MAX)).fraction()
    }
}

/// How many lines of a document are noise of one category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CategoryCount {
    /// The category.
    pub category: Category,
    /// Lines that it touches.
    pub lines: u32,
}

impl CategoryCount {
    /// Counts the lines of every category, most lines first, then in the order of the categories.
    #[must_use]
    pub fn of(noise: &[NoiseView]) -> Vec<Self> {
        let mut lines: BTreeMap<Category, u32> = BTreeMap::new();
        for found in noise {
            let count = found.last_line.get().saturating_sub(found.first_line.get()) + 1;
            *lines.entry(found.category).or_default() += count;
        }
        let mut counts: Vec<Self> =
            lines.into_iter().map(|(category, lines)| Self { category, lines }).collect();
        counts.sort_by_key(|count| std::cmp::Reverse(count.lines));
        counts
    }
}
