//! Deriving the origin from the text.

use serde::Serialize;

use super::byline;
use super::candidates::best;
use super::claim::Basis;
use super::claim::Claim;
use super::claim::Origin;
use super::context::Context;
use super::dateline;
use super::dates::DayOrder;
use super::language;
use super::model::Field;
use super::page::Page;
use super::place;
use super::publication;
use super::publisher;
use super::salutation;
use super::site;
use super::title;
use crate::analysis::Evidence;
use crate::analysis::PerMille;
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
pub fn derive(document: &Document<'_>, noise: &[Span], _rules: &Rules) -> Origin {
    let page = Page::new(document.text(), noise);
    let dateline = dateline::find(&page);
    let byline = byline::find(&page, dateline.as_ref());
    let source = dateline
        .as_ref()
        .and_then(|dateline| dateline.agency)
        .or(byline.as_ref().and_then(|byline| byline.agency));
    let site = site::find(&page).map(|span| stated(&page, span, 800));
    let publishers = publisher::settle(&page, source, site, salutation::is_letter(&page));
    let context = Context::new(&page, DayOrder::Open);
    let titles = title::candidates(&context);
    let title_line = best(Field::Title, titles.iter().map(|c| &c.features))
        .filter(|(_, sure)| *sure >= 0.3)
        .and_then(|(at, _)| page.lines.get(titles.get(at)?.line));
    let names: Vec<&str> = [&publishers.publisher, &publishers.republisher]
        .into_iter()
        .flatten()
        .map(|claim| claim.value.as_str())
        .collect();
    let title = title_line.map(|line| {
        let end = title::end_without_site(line.text, &names);
        stated(&page, line.span_of(0, end), 800)
    });
    let author = byline.as_ref().map(|byline| stated(&page, byline.author, 950)).or_else(|| {
        let span = salutation::speaker(&page, title_line?)?;
        let reason = "speaker named in the title of a message that opens with a salutation";
        Some(Claim { reason: Some(reason.to_owned()), ..stated(&page, span, 600) })
    });
    let published = dateline
        .as_ref()
        .and_then(|dateline| publication::from_dateline(&page, dateline))
        .or_else(|| publication::from_headlines(&page, DayOrder::Open));
    Origin {
        title,
        author,
        published,
        updated: publication::updated(&page, DayOrder::Open),
        place: place::find(&page, dateline.as_ref()),
        language: language::detect(&page),
        publisher: publishers.publisher,
        republisher: publishers.republisher,
        ..Origin::default()
    }
}

/// A claim of what stands at `span`.
fn stated(page: &Page<'_>, span: Span, confidence: u16) -> Claim {
    Claim {
        value: span.slice(page.text).to_owned(),
        basis: Basis::Stated,
        confidence: PerMille::new(confidence),
        evidence: vec![Evidence::quote(page.text, span)],
        reason: None,
    }
}

#[cfg(test)]
mod seeds;
