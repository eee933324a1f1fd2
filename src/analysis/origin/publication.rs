//! When it was published, and when it was last changed.

use std::collections::BTreeMap;

use super::claim::Basis;
use super::claim::Claim;
use super::context::Context;
use super::dateline::Dateline;
use super::dates::Found;
use super::dates::PartialDate;
use super::day;
use super::model::Field;
use super::model::probabilities;
use super::page::Line;
use super::page::Page;
use super::words::DateCue;
use super::year;
use super::year::Year;
use crate::analysis::Evidence;
use crate::analysis::PerMille;
use crate::text::Span;

/// The fewest headlines of one day that tell the day of the page.
const FEWEST_HEADLINES: usize = 5;

/// The most days between an event that the text leads with and the day of the page.
const DAYS_AFTER_EVENT: i32 = 5;

/// The least probability of a chosen day.
const LEAST: f64 = 0.5;

/// When it was published and last changed: a full date of the page before the day of its dateline,
/// and the day of the headlines only when there is neither.
pub(super) fn settle(
    context: &Context<'_, '_>,
    days: &[day::Candidate],
    dateline: Option<&Dateline>,
) -> (Option<Claim>, Option<Claim>) {
    let page = context.page;
    let headlines = day_of_headlines(context);
    let listed: &[Span] = headlines.as_ref().map_or(&[], |(_, spans)| spans);
    let days: Vec<&day::Candidate> =
        days.iter().filter(|day| !listed.contains(&day.span)).collect();
    let changed = days.iter().find(|day| day.cue == Some(DateCue::Updated));
    let mut updated = changed.map(|day| claim(page, day, 0.9));
    let chosen = choose(&days);
    let published = match chosen {
        Some((day, sure)) if day.cue == Some(DateCue::Updated) => {
            updated = Some(claim(page, day, sure));
            None
        }
        Some((day, sure)) => Some(claim(page, day, sure)),
        None => None,
    };
    let published = published
        .or_else(|| from_dateline(page, dateline?))
        .or_else(|| from_headlines(context, headlines?));
    (published, updated)
}

fn claim(page: &Page<'_>, day: &day::Candidate, confidence: f64) -> Claim {
    Claim { value: day.date.to_string(), ..Claim::stated(page.text, day.span, confidence) }
}

/// The most probable day, its places taken together, and its best place.
fn choose<'c>(days: &[&'c day::Candidate]) -> Option<(&'c day::Candidate, f64)> {
    let mut sums: BTreeMap<PartialDate, (f64, f64, &day::Candidate)> = BTreeMap::new();
    let each = probabilities(Field::Published, days.iter().map(|day| &day.features));
    for (day, sure) in days.iter().zip(each) {
        let sum = sums.entry(day.date).or_insert((0.0, -1.0, day));
        sum.0 += sure;
        if sure > sum.1 {
            (sum.1, sum.2) = (sure, day);
        }
    }
    let best = sums.into_values().max_by(|one, other| one.0.total_cmp(&other.0))?;
    (best.0 >= LEAST).then_some((best.2, best.0))
}

/// The day of a dateline, its year completed where the text gives it.
fn from_dateline(page: &Page<'_>, dateline: &Dateline) -> Option<Claim> {
    let (span, date) = dateline.date?;
    let stated = Claim { value: date.to_string(), ..Claim::stated(page.text, span, 0.9) };
    if date.year.is_some() {
        return Some(stated);
    }
    let known_by_event = Claim {
        basis: Basis::Inferred,
        confidence: PerMille::new(600),
        reason: Some(
            "the day of the event that the report leads with; no year in the text".to_owned(),
        ),
        ..stated.clone()
    };
    let stated = if dateline.is_event_date { known_by_event } else { stated };
    Some(match year::of_writing(page) {
        Some(Year::Present(year, evidence)) => complete(stated, date, year, evidence),
        Some(Year::NotBefore(year, evidence)) => bound(stated, year, evidence),
        None => stated,
    })
}

fn complete(stated: Claim, date: PartialDate, year: u16, evidence: Evidence) -> Claim {
    let Some(full) = date.in_year(year) else { return stated };
    let mut claim = Claim { value: full.to_string(), basis: Basis::Inferred, ..stated };
    claim.confidence = PerMille::new(850);
    claim.evidence.push(evidence);
    claim.reason = Some(format!(
        "day and month from the dateline, the year {year} from the text, which speaks of it as present"
    ));
    claim
}

fn bound(stated: Claim, year: u16, evidence: Evidence) -> Claim {
    let mut claim = stated;
    claim.evidence.push(evidence);
    claim.reason = Some(format!(
        "the year is not stated; not before {year}, because the text speaks of the end of {} as past",
        year.saturating_sub(1)
    ));
    claim
}

/// The day that a list of the site's newest headlines carries, when the text leads with an event
/// of the days before it.
fn from_headlines(
    context: &Context<'_, '_>,
    (day, spans): (PartialDate, Vec<Span>),
) -> Option<Claim> {
    let text = context.page.text;
    let (lead, event) =
        context.page.lines.iter().zip(&context.facts).find_map(|(line, facts)| {
            let is_lead = line.is_prose && !line.is_noise && !line.is_bullet;
            is_lead.then(|| facts.dates.first().map(|date| (line, date)))
        })??;
    let is_other_year = event.date.year.is_some_and(|year| Some(year) != day.year);
    let days_later = day.ordinal()? - event.date.in_year(day.year?)?.ordinal()?;
    if is_other_year || !(0..=DAYS_AFTER_EVENT).contains(&days_later) {
        return None;
    }
    let event = Evidence::quote(text, lead.span_of(event.start, event.end));
    let first = Evidence::quote(text, *spans.first()?);
    let reason = format!(
        "the day beside all {} of the site's newest headlines, {days_later} days after the day that \
         the text leads with",
        spans.len()
    );
    Some(Claim::inferred(day.to_string(), 0.65, vec![event, first], &reason))
}

/// The one day that at least [`FEWEST_HEADLINES`] short lines end or begin with, and its places.
fn day_of_headlines(context: &Context<'_, '_>) -> Option<(PartialDate, Vec<Span>)> {
    let mut days: BTreeMap<PartialDate, Vec<Span>> = BTreeMap::new();
    for (line, facts) in context.page.lines.iter().zip(&context.facts) {
        let date = facts.dates.iter().rev().find(|found| found.date.is_full());
        if let Some(date) = date.filter(|date| is_at_edge(line, date)) {
            days.entry(date.date).or_default().push(line.span_of(date.start, date.end));
        }
    }
    let all: usize = days.values().map(Vec::len).sum();
    let (day, spans) = days.into_iter().max_by_key(|(_, spans)| spans.len())?;
    (spans.len() >= FEWEST_HEADLINES && spans.len() * 10 >= all * 9).then_some((day, spans))
}

/// Whether a line begins or ends with a date and holds more than it.
fn is_at_edge(line: &Line<'_>, date: &Found) -> bool {
    let is_at_edge = date.end == line.text.len() || date.start == 0;
    is_at_edge && date.end - date.start + 8 <= line.text.len()
}
