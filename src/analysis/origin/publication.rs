//! When it was published, and when it was last changed.

use std::collections::BTreeMap;

use super::claim::Basis;
use super::claim::Claim;
use super::dateline::Dateline;
use super::dates::DayOrder;
use super::dates::Found;
use super::dates::PartialDate;
use super::dates::find_dates;
use super::page::Line;
use super::page::Page;
use super::year;
use super::year::Year;
use crate::analysis::Evidence;
use crate::analysis::PerMille;
use crate::text::Span;

/// The fewest headlines of one day that tell the day of the page.
const FEWEST_HEADLINES: usize = 5;

/// The most days between an event that the text leads with and the day of the page.
const DAYS_AFTER_EVENT: i32 = 5;

/// The day of a dateline, its year completed where the text gives it.
pub(super) fn from_dateline(page: &Page<'_>, dateline: &Dateline) -> Option<Claim> {
    let (span, date) = dateline.date?;
    let stated = Claim {
        value: date.to_string(),
        basis: Basis::Stated,
        confidence: PerMille::new(900),
        evidence: vec![Evidence::quote(page.text, span)],
        reason: None,
    };
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
pub(super) fn from_headlines(page: &Page<'_>, order: DayOrder) -> Option<Claim> {
    let (day, spans) = day_of_headlines(page, order)?;
    let lead = page.prose().next()?;
    let event = find_dates(lead.text, order).into_iter().next()?;
    let event_day = event.date.in_year(day.year?)?.ordinal()?;
    let days_later = day.ordinal()? - event_day;
    if !(0..=DAYS_AFTER_EVENT).contains(&days_later)
        || event.date.year.is_some_and(|y| Some(y) != day.year)
    {
        return None;
    }
    let event_span = lead.span_of(event.start, event.end);
    let first = spans.first().copied()?;
    Some(Claim {
        value: day.to_string(),
        basis: Basis::Inferred,
        confidence: PerMille::new(650),
        evidence: vec![Evidence::quote(page.text, event_span), Evidence::quote(page.text, first)],
        reason: Some(format!(
            "the day beside all {} of the site's newest headlines, {days_later} days after the \
             event that the text leads with",
            spans.len()
        )),
    })
}

/// The one day that at least [`FEWEST_HEADLINES`] short lines end or begin with, and its places.
fn day_of_headlines(page: &Page<'_>, order: DayOrder) -> Option<(PartialDate, Vec<Span>)> {
    let mut days: BTreeMap<PartialDate, Vec<Span>> = BTreeMap::new();
    for line in page.lines.iter().filter(|line| !line.is_prose || line.is_noise || line.is_bullet) {
        if let Some(found) = edge_date(line, order) {
            days.entry(found.date).or_default().push(line.span_of(found.start, found.end));
        }
    }
    let all: usize = days.values().map(Vec::len).sum();
    let (day, spans) = days.into_iter().max_by_key(|(_, spans)| spans.len())?;
    (spans.len() >= FEWEST_HEADLINES && spans.len() * 10 >= all * 9).then_some((day, spans))
}

/// A full date at the beginning or end of a line that holds more than it.
fn edge_date(line: &Line<'_>, order: DayOrder) -> Option<Found> {
    let found =
        find_dates(line.text, order).into_iter().rev().find(|found| found.date.is_full())?;
    let is_at_edge = found.end == line.text.len() || found.start == 0;
    (is_at_edge && found.end - found.start + 8 <= line.text.len()).then_some(found)
}

/// The words that say when a page was last changed.
const UPDATE_CUES: [&str; 8] = [
    "updated",
    "update",
    "modified",
    "aktualisiert",
    "mis à jour",
    "actualizado",
    "更新",
    "aggiornato",
];

/// The date of the last change, by its own word.
pub(super) fn updated(page: &Page<'_>, order: DayOrder) -> Option<Claim> {
    page.lines.iter().filter(|line| !line.is_prose).take(400).find_map(|line| {
        let found = find_dates(line.text, order).into_iter().find(|found| found.date.is_full())?;
        let before = line.text.get(..found.start)?.to_lowercase();
        let is_update = UPDATE_CUES.iter().any(|cue| {
            before
                .trim_end()
                .trim_end_matches([':', '：'])
                .trim_end_matches(" on")
                .trim_end()
                .ends_with(cue)
        });
        is_update.then(|| Claim {
            value: found.date.to_string(),
            basis: Basis::Stated,
            confidence: PerMille::new(950),
            evidence: vec![Evidence::quote(page.text, line.span_of(found.start, found.end))],
            reason: None,
        })
    })
}
