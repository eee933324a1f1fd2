//! The day of publication, chosen among the page's full dates.

use super::context::Context;
use super::context::Facts;
use super::dates::Found;
use super::dates::PartialDate;
use super::model::Feature;
use super::model::Features;
use super::page::Line;
use super::words::DateCue;
use super::words::date_cue;
use crate::text::Span;

/// A full date that may be the day of publication.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Its place among the page's lines.
    pub(super) line: usize,
    pub(super) date: PartialDate,
    pub(super) span: Span,
    /// What the words before it say.
    pub(super) cue: Option<DateCue>,
    pub(super) features: Features,
}

/// The most dates that are weighed.
const MOST: usize = 400;

/// How far into a line of prose a date may begin without a cue: further on it dates an event.
const PROSE_START: usize = 30;

/// The full dates of the page, with what speaks for each.
pub(super) fn candidates(context: &Context<'_, '_>, title: Option<usize>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut seen_after_title = false;
    for (at, (line, facts)) in context.page.lines.iter().zip(&context.facts).enumerate() {
        for date in facts.dates.iter().filter(|date| date.date.is_full()) {
            let mut features = describe(line, facts, date);
            let cue = cue_of(context, at, date);
            if line.is_prose && cue.is_none() && date.start > PROSE_START {
                continue;
            }
            add_cue(&mut features, cue);
            super::title::place(&mut features, context, at);
            place_by_title(&mut features, title, at);
            neighbours(&mut features, context, at);
            let is_after = title.is_some_and(|title| at >= title);
            features.flag(Feature::FirstAfterTitle, is_after && !seen_after_title);
            seen_after_title |= is_after;
            features.flag(Feature::FirstOnPage, found.is_empty());
            let span = line.span_of(date.start, date.end);
            found.push(Candidate { line: at, date: date.date, span, cue, features });
            if found.len() >= MOST {
                return compare(found);
            }
        }
    }
    compare(found)
}

/// What the line and the form of the date tell.
fn describe(line: &Line<'_>, facts: &Facts, date: &Found) -> Features {
    let mut features = Features::new();
    let text = line.text;
    let shown = text.get(date.start..date.end).unwrap_or_default();
    features.flag(Feature::HasTime, date.has_time);
    features.flag(Feature::IsWritten, shown.chars().any(char::is_alphabetic));
    let starts_with_year = shown.bytes().take(4).all(|byte| byte.is_ascii_digit());
    features.flag(Feature::IsIso, starts_with_year && !shown.chars().any(char::is_alphabetic));
    features.flag(Feature::LineIsDate, text.len() <= shown.len() + 2);
    features.flag(Feature::LineIsMostlyDate, text.len() <= shown.len() * 2 + 16);
    features.flag(Feature::AtLineStart, date.start == 0);
    features.flag(Feature::AtLineEnd, date.end == text.len());
    features.flag(Feature::IsBullet, line.is_bullet);
    features.flag(Feature::IsNoise, line.is_noise);
    features.flag(Feature::IsProse, line.is_prose);
    features.flag(Feature::EndsSentence, text.ends_with(['.', '。']) && date.end < text.len());
    features.flag(Feature::HasCue, facts.is_byline);
    features.flag(Feature::HasFurniture, facts.has_furniture);
    features.flag(Feature::HasCopyright, text.contains('©'));
    features.flag(Feature::OtherDateInLine, facts.dates.len() > 1);
    features.bin(
        line.width,
        &[(40, Feature::WidthTo40), (70, Feature::WidthTo70), (110, Feature::WidthTo110)],
        Some(Feature::WidthTo160),
    );
    features
}

/// What the words before the date say: in its line after the date before it, or else the line
/// before when that is short.
fn cue_of(context: &Context<'_, '_>, at: usize, date: &Found) -> Option<DateCue> {
    let (line, facts) = context.line(at)?;
    let from = facts.dates.iter().map(|other| other.end).filter(|end| *end <= date.start).max();
    let before = line.text.get(from.unwrap_or(0)..date.start)?;
    if line.is_prose && before.len() > 40 {
        return None;
    }
    date_cue(before).or_else(|| {
        let (previous, _) = context.line(at.checked_sub(1)?)?;
        let is_label = before.trim().is_empty() && previous.width <= 24;
        is_label.then(|| date_cue(previous.text)).flatten()
    })
}

fn add_cue(features: &mut Features, cue: Option<DateCue>) {
    match cue {
        Some(DateCue::Published) => features.flag(Feature::CuePublished, true),
        Some(DateCue::Updated) => features.flag(Feature::CueUpdated, true),
        Some(DateCue::Other) => features.flag(Feature::CueOther, true),
        None => {}
    }
}

/// Where a line stands to the title's.
pub(super) fn place_by_title(features: &mut Features, title: Option<usize>, at: usize) {
    let Some(title) = title else {
        features.flag(Feature::NoTitle, true);
        return;
    };
    if at >= title {
        features.bin(
            at - title,
            &[
                (0, Feature::TitleSame),
                (1, Feature::TitleAfter1),
                (3, Feature::TitleAfter3),
                (8, Feature::TitleAfter8),
                (20, Feature::TitleAfter20),
            ],
            Some(Feature::TitleAfterFar),
        );
    } else {
        let bins = [(1, Feature::TitleBefore1), (4, Feature::TitleBefore4)];
        features.bin(title - at, &bins, Some(Feature::TitleBeforeFar));
    }
}

/// Whether the lines around hold dates too, as lists of headlines and archives do.
fn neighbours(features: &mut Features, context: &Context<'_, '_>, at: usize) {
    let around = (at.saturating_sub(6)..at + 7).filter(|other| other.abs_diff(at) > 1);
    let dated = around.filter(|other| {
        context.line(*other).is_some_and(|(line, facts)| !line.is_prose && !facts.dates.is_empty())
    });
    let count = dated.count();
    features.set(Feature::NeighbourDates, super::title::ratio(count.min(4), 4));
    let near = |at: usize| context.line(at).is_some_and(|(_, facts)| facts.is_byline);
    features.flag(Feature::CueAfter1, near(at + 1) || at.checked_sub(1).is_some_and(near));
}

/// Compares the dates with each other.
fn compare(mut found: Vec<Candidate>) -> Vec<Candidate> {
    let days: Vec<PartialDate> = found.iter().map(|candidate| candidate.date).collect();
    let latest = days.iter().max().copied();
    let oldest = days.iter().min().copied();
    let is_only = latest == oldest;
    for candidate in &mut found {
        let same = days.iter().filter(|day| **day == candidate.date).count();
        let features = &mut candidate.features;
        features.flag(Feature::SameDay, same > 1);
        features.flag(Feature::OnlyDay, is_only);
        features.flag(Feature::IsLatest, Some(candidate.date) == latest && !is_only);
        features.flag(Feature::IsOldest, Some(candidate.date) == oldest && !is_only);
    }
    found
}
