//! The candidates of every field, for derivation and for training.

use std::collections::BTreeMap;

use super::context::Context;
use super::day;
use super::house;
use super::language::Reading;
use super::model::Features;
use super::model::Field;
use super::model::probabilities;
use super::page::Page;
use super::title;
use super::writer;
use crate::document::Document;
use crate::text::Span;

/// Who and what may be meant, field by field.
#[derive(Debug)]
pub(super) struct Candidates {
    pub(super) titles: Vec<title::Candidate>,
    /// The place of the best title among the page's lines, and how probable it is.
    pub(super) title: Option<(usize, f64)>,
    pub(super) days: Vec<day::Candidate>,
    pub(super) writers: Vec<writer::Candidate>,
}

impl Candidates {
    /// Finds a title, the day near it, and from that day the title again: each helps to find the
    /// other. Where the others stand is measured from the title.
    pub(super) fn find(context: &Context<'_, '_>) -> Self {
        let mut titles = title::candidates(context);
        let first = choose_title(&titles).map(|(line, _)| line);
        let days = day::candidates(context, first);
        let day = best(Field::Published, days.iter().map(|candidate| &candidate.features));
        let day = day.filter(|(_, sure)| *sure >= LEAST_DAY).and_then(|(at, _)| days.get(at));
        title::place_by_day(&mut titles, day.map(|day| day.line));
        let title = choose_title(&titles);
        let line = title.map(|(line, _)| line);
        Self {
            titles,
            title,
            days: day::candidates(context, line),
            writers: writer::candidates(context, line),
        }
    }
}

/// The least probability of a day that helps to find the title.
const LEAST_DAY: f64 = 0.4;

fn choose_title(titles: &[title::Candidate]) -> Option<(usize, f64)> {
    let (at, sure) = best(Field::Title, titles.iter().map(|candidate| &candidate.features))?;
    Some((titles.get(at)?.line, sure))
}

/// The candidate with the highest probability, and that.
pub(super) fn best<'f>(
    field: Field,
    candidates: impl Iterator<Item = &'f Features>,
) -> Option<(usize, f64)> {
    let probabilities = probabilities(field, candidates).into_iter().enumerate();
    probabilities.max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
}

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
pub fn choices(document: &Document<'_>, noise: &[Span]) -> BTreeMap<Field, Vec<Choice>> {
    let page = Page::new(document.text(), noise);
    let context = Context::new(&page, Reading::new(&page).day_order(&page));
    let found = Candidates::find(&context);
    let choice = |span: Span, features: &Features| Choice {
        value: span.slice(page.text).to_owned(),
        features: features.clone(),
    };
    let line = |at: usize| page.lines.get(at).map_or(Span::empty(0), |line| line.span);
    let houses = house::candidates(&context, found.title.map(|(line, _)| line));
    let days = found
        .days
        .iter()
        .map(|day| Choice { value: day.date.to_string(), features: day.features.clone() });
    BTreeMap::from([
        (Field::Title, found.titles.iter().map(|c| choice(line(c.line), &c.features)).collect()),
        (Field::Published, days.collect()),
        (Field::Author, found.writers.iter().map(|c| choice(c.span, &c.features)).collect()),
        (Field::Publisher, houses.iter().map(|c| choice(c.span, &c.features)).collect()),
    ])
}
