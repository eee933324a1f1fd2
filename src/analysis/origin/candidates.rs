//! The candidates of every field, for derivation and for training.

use std::collections::BTreeMap;

use super::context::Context;
use super::day;
use super::derive::Rules;
use super::house;
use super::language;
use super::model::Features;
use super::model::Field;
use super::model::probabilities;
use super::page::Page;
use super::title;
use super::writer;
use crate::document::Document;
use crate::text::Span;

/// One candidate of a field as the trainer sees it.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What the claim would say.
    pub value: String,
    /// What speaks for and against it.
    pub features: Features,
}

/// Lists the candidates of every field that is chosen by weights, for training them.
#[must_use]
pub fn choices(
    document: &Document<'_>,
    noise: &[Span],
    _rules: &Rules,
) -> BTreeMap<Field, Vec<Choice>> {
    let page = Page::new(document.text(), noise);
    let context = Context::new(&page, language::day_order(&page));
    let titles = title::candidates(&context);
    let title = best(Field::Title, titles.iter().map(|c| &c.features))
        .and_then(|(at, _)| titles.get(at))
        .map(|c| c.line);
    let days = day::candidates(&context, title);
    let houses = house::candidates(&context, title);
    let writers = writer::candidates(&context, title);
    let text =
        |line: usize| page.lines.get(line).map_or(String::new(), |line| line.text.to_owned());
    BTreeMap::from([
        (
            Field::Title,
            titles
                .iter()
                .map(|c| Choice { value: text(c.line), features: c.features.clone() })
                .collect(),
        ),
        (
            Field::Author,
            writers
                .iter()
                .map(|c| Choice {
                    value: c.span.slice(page.text).to_owned(),
                    features: c.features.clone(),
                })
                .collect(),
        ),
        (
            Field::Publisher,
            houses
                .iter()
                .map(|c| Choice {
                    value: c.span.slice(page.text).to_owned(),
                    features: c.features.clone(),
                })
                .collect(),
        ),
        (
            Field::Published,
            days.iter()
                .map(|c| Choice { value: c.date.to_string(), features: c.features.clone() })
                .collect(),
        ),
    ])
}

/// The candidate with the highest probability, and that.
pub(super) fn best<'f>(
    field: Field,
    candidates: impl Iterator<Item = &'f Features>,
) -> Option<(usize, f64)> {
    let probabilities = probabilities(field, candidates);
    probabilities.into_iter().enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
}
