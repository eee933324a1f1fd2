//! Deriving the origin from the text.

use serde::Serialize;

use super::address::Address;
use super::byline;
use super::byline::Byline;
use super::candidates::Candidates;
use super::candidates::best;
use super::claim::Basis;
use super::claim::Claim;
use super::claim::Disagreement;
use super::claim::Origin;
use super::context::Context;
use super::dateline;
use super::embedded;
use super::embedded::Embedded;
use super::embedded::Trust;
use super::heading;
use super::house;
use super::language::Reading;
use super::model;
use super::page::Page;
use super::place;
use super::publication;
use super::publisher;
use super::publisher::Publishers;
use super::salutation;
use super::site;
use super::title;
use super::translation;
use super::writer;
use crate::analysis::Evidence;
use crate::analysis::PerMille;
use crate::document::Document;
use crate::document::Field;
use crate::text::Span;

/// What is known besides the text, and the user's own names.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Rules {
    /// The address that the document was captured from, where known.
    pub url: Option<String>,
    /// Names of publishers that the user knows, as their pages write them; the first that stands
    /// in the head or the tail of a document names its site.
    pub publishers: Vec<String>,
}

/// The least probabilities of a title and of authors.
const LEAST_TITLE: f64 = 0.2;
const LEAST_AUTHOR: f64 = 0.28;

/// Derives the origin of a document. `noise` are the spans that the scrape added, ascending: they
/// are no content, but they may still tell who republished it and when.
#[must_use]
pub fn derive(document: &Document<'_>, noise: &[Span], rules: &Rules) -> Origin {
    let page = Page::new(document.text(), noise);
    let reading = Reading::new(&page);
    let context = Context::new(&page, reading.day_order(&page));
    let found = Candidates::find(&context);
    let dateline = dateline::find(&page);
    let title = found.title.map(|(line, _)| line);
    let byline = byline::find(&page, title, dateline.as_ref());
    let source = dateline
        .as_ref()
        .and_then(|dateline| dateline.agency)
        .or_else(|| byline.as_ref().and_then(|byline| byline.agency))
        .or_else(|| site::find_source(&page));
    let told = embedded::read(document);
    let canonical = told.url.as_ref().map(|url| url.claim.value.as_str());
    let address = rules.url.as_deref().or(canonical).and_then(Address::parse);
    let houses = || house::candidates(&context, title);
    let site = || publisher::find_site(&page, &rules.publishers, address.as_ref(), houses);
    let mut scales = Scales::default();
    let site = scales.weigh(Field::Publisher, told.publisher, site());
    let publishers = publisher::settle(&page, source, site, salutation::is_letter(&page));
    let (published, updated) = publication::settle(&context, &found.days, dateline.as_ref());
    let language = reading.claim();
    let machine_translated = translation::find(&page, language.as_ref());
    let shown = heading::find(document, &page)
        .map(|span| Claim::stated(page.text, span, heading::CONFIDENCE))
        .or_else(|| claim_title(&page, &found, (&publishers, byline.as_ref())));
    let title = scales.weigh_title(told.title, shown, |told| {
        let span = heading::find_like(document, &page, told)?;
        Some(Claim::stated(page.text, span, heading::CONFIDENCE))
    });
    let author = claim_author(&page, &found, byline.as_ref());
    let url = rules.url.as_deref().map(claim_url);
    let origin = Origin {
        title,
        author: scales.weigh(Field::Author, told.author, author),
        place: place::find(&page, dateline.as_ref()),
        machine_translated,
        published: scales.weigh_day(told.published, published),
        updated: scales.weigh(Field::Updated, told.updated, updated),
        language: scales.prefer_text(Field::Language, told.language, language),
        url: scales.prefer_text(Field::Url, told.url, url),
        publisher: publishers.publisher,
        republisher: publishers.republisher,
        disagreeing: scales.disagreeing,
    };
    if document.extractor().reads_descriptions() { observed_alone(origin) } else { origin }
}

/// Who and when as the file itself says: in descriptions of interfaces and data the dates and names
/// of the text are examples.
fn observed_alone(origin: Origin) -> Origin {
    let observed = |claim: Option<Claim>| claim.filter(|claim| claim.basis == Basis::Observed);
    Origin {
        publisher: observed(origin.publisher),
        republisher: observed(origin.republisher),
        author: observed(origin.author),
        place: observed(origin.place),
        published: observed(origin.published),
        updated: observed(origin.updated),
        disagreeing: Vec::new(),
        ..origin
    }
}

/// Weighs what the file says about itself against what its text says.
#[derive(Debug, Default)]
struct Scales {
    disagreeing: Vec<Disagreement>,
}

impl Scales {
    /// The embedded claim where it is well kept or the text says nothing, else the text's.
    fn weigh(
        &mut self,
        field: Field,
        told: Option<Embedded>,
        stated: Option<Claim>,
    ) -> Option<Claim> {
        match told {
            Some(told) if told.trust == Trust::Strong => {
                self.settle(field, Some(told.claim), stated)
            }
            told => self.settle(field, stated, told.map(|told| told.claim)),
        }
    }

    /// The heading that says most of what the file calls itself, else the embedded title where it is
    /// well kept or the text has none.
    fn weigh_title(
        &mut self,
        told: Option<Embedded>,
        stated: Option<Claim>,
        alike: impl Fn(&str) -> Option<Claim>,
    ) -> Option<Claim> {
        match told.as_ref().and_then(|told| alike(&told.claim.value)) {
            Some(heading) => self.prefer_text(Field::Title, told, Some(heading)),
            None => self.weigh(Field::Title, told, stated),
        }
    }

    /// A day that a program wrote in universal time is, where the text states one beside it, the
    /// day that the text states: that is the day it was at the publisher's.
    fn weigh_day(&mut self, told: Option<Embedded>, stated: Option<Claim>) -> Option<Claim> {
        let is_beside = |told: &Embedded, stated: &Claim| {
            told.is_universal && embedded::is_next_day(&told.claim.value, &stated.value)
        };
        match (&told, &stated) {
            (Some(embedded), Some(claim)) if is_beside(embedded, claim) => stated,
            _ => self.weigh(Field::Published, told, stated),
        }
    }

    /// What is known better from elsewhere, else the embedded claim.
    fn prefer_text(
        &mut self,
        field: Field,
        told: Option<Embedded>,
        known: Option<Claim>,
    ) -> Option<Claim> {
        self.settle(field, known, told.map(|told| told.claim))
    }

    fn settle(
        &mut self,
        field: Field,
        first: Option<Claim>,
        second: Option<Claim>,
    ) -> Option<Claim> {
        let (Some(first), Some(second)) = (&first, &second) else { return first.or(second) };
        if embedded::disagree(field, &first.value, &second.value) {
            self.disagreeing.push(Disagreement { field, claim: second.clone() });
        }
        Some(first.clone())
    }
}

/// The best line, unless it is the byline, without the site's name.
fn claim_title(
    page: &Page<'_>,
    found: &Candidates,
    (publishers, byline): (&Publishers, Option<&Byline>),
) -> Option<Claim> {
    let (at, sure) = found.title.filter(|(_, sure)| *sure >= LEAST_TITLE)?;
    let line = page.lines.get(at)?;
    if byline.is_some_and(|byline| line.span.covers(byline.author)) {
        return None;
    }
    let known = [&publishers.publisher, &publishers.republisher];
    let names: Vec<&str> = known.into_iter().flatten().map(|claim| claim.value.as_str()).collect();
    let end = title::end_without_site(line.text, &names);
    Some(Claim::stated(page.text, line.span_of(0, end), sure))
}

/// A labelled byline or the dateline's reporter, else the speaker of a letter, else the names
/// chosen around the title.
fn claim_author(page: &Page<'_>, found: &Candidates, byline: Option<&Byline>) -> Option<Claim> {
    if let Some(byline) = byline {
        return Some(Claim::stated(page.text, byline.author, 0.95));
    }
    let title = found.title.and_then(|(at, _)| page.lines.get(at));
    if let Some(speaker) = title.and_then(|title| salutation::speaker(page, title)) {
        let reason = "speaker named in the title of a message that opens with a salutation";
        return Some(Claim::stated(page.text, speaker, 0.6).because(reason));
    }
    let (at, sure) =
        best(model::Field::Author, found.writers.iter().map(|writer| &writer.features))?;
    let writer = found.writers.get(at).filter(|_| sure >= LEAST_AUTHOR)?;
    Some(claim_names(page, writer, sure))
}

/// Several names are joined by `; `, each with its place.
fn claim_names(page: &Page<'_>, writer: &writer::Candidate, confidence: f64) -> Claim {
    let names: Vec<&str> = writer.names.iter().map(|name| name.slice(page.text)).collect();
    Claim {
        value: names.join("; "),
        basis: Basis::Stated,
        confidence: PerMille::from_fraction(confidence),
        evidence: writer.names.iter().map(|name| Evidence::quote(page.text, *name)).collect(),
        reason: None,
    }
}

fn claim_url(url: &str) -> Claim {
    Claim {
        value: url.to_owned(),
        basis: Basis::Observed,
        confidence: PerMille::ONE,
        evidence: Vec::new(),
        reason: Some("the address that was given with the document".to_owned()),
    }
}
