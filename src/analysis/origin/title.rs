//! The title: a line before the main text that speaks of the same things.

use super::context::Context;
use super::context::Facts;
use super::context::Overlap;
use super::house_words::is_press;
use super::model::Feature;
use super::model::Features;
use super::name::starts_with_first_name;
use super::page::Line;
use super::words::is_caption;

/// A line that may be the title.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Its place among the page's lines.
    pub(super) line: usize,
    pub(super) features: Features,
}

/// How many lines before and behind the beginning of the main text are looked at.
const LINES_BEFORE: usize = 160;
const LINES_BEHIND: usize = 6;

/// The least and most columns of a title.
const WIDTHS: std::ops::RangeInclusive<usize> = 6..=320;

/// The lines that may be the title, with what speaks for each.
pub(super) fn candidates(context: &Context<'_, '_>) -> Vec<Candidate> {
    let start = context.body.start;
    let range = start.saturating_sub(LINES_BEFORE)..start + LINES_BEHIND;
    let mut found: Vec<(Candidate, Overlap)> = range
        .filter_map(|at| {
            let (line, facts) = context.line(at)?;
            if !is_possible(line, facts) {
                return None;
            }
            let overlap = context.overlap(line.text, at);
            let mut features = describe(line, facts);
            place(&mut features, context, at);
            surroundings(&mut features, context, at);
            add_overlap(&mut features, context, (at, overlap));
            Some((Candidate { line: at, features }, overlap))
        })
        .collect();
    let best = found.iter().map(|(_, overlap)| overlap.count).max().unwrap_or(0);
    let mut last_topical = None;
    for (candidate, overlap) in &mut found {
        let is_bullet = context.line(candidate.line).is_some_and(|(line, _)| line.is_bullet);
        let features = &mut candidate.features;
        features.flag(Feature::OverlapBest, overlap.count == best && best >= 2);
        if is_topical(*overlap) && !is_bullet {
            let is_near = last_topical.is_some_and(|last| last + TOPICAL_LINES >= candidate.line);
            features.flag(Feature::FirstTopical, !is_near);
            features.flag(Feature::FirstTopicalOnPage, last_topical.is_none());
            features.flag(Feature::NextTopical, is_near);
            last_topical = Some(candidate.line);
        }
    }
    found.into_iter().map(|(candidate, _)| candidate).collect()
}

/// Tells each candidate where it stands to the day of publication.
pub(super) fn place_by_day(titles: &mut [Candidate], day: Option<usize>) {
    let Some(day) = day else { return };
    for title in titles {
        let features = &mut title.features;
        if title.line <= day {
            let bins = [
                (0, Feature::DaySame),
                (1, Feature::DayAfter1),
                (3, Feature::DayAfter3),
                (8, Feature::DayAfter8),
                (20, Feature::DayAfter20),
            ];
            features.bin(day - title.line, &bins, Some(Feature::DayFar));
        } else {
            let bins = [(1, Feature::DayBefore1), (4, Feature::DayBefore4)];
            features.bin(title.line - day, &bins, Some(Feature::DayBeforeFar));
        }
        let is_near = title.line <= day && title.line + 8 >= day;
        features.flag(Feature::FirstNearDay, is_near && features.is_set(Feature::FirstTopical));
        features.flag(Feature::HeadingNearDay, is_near && features.is_set(Feature::TopicalHeading));
    }
}

/// How many lines apart two topical lines belong together, as title and standfirst do.
const TOPICAL_LINES: usize = 15;

/// Whether a line speaks of what the prose speaks of.
fn is_topical(overlap: Overlap) -> bool {
    overlap.local * 5 >= overlap.all * 2 && overlap.local >= 2
        || overlap.all == overlap.local && overlap.all > 0
}

fn add_overlap(
    features: &mut Features,
    context: &Context<'_, '_>,
    (at, overlap): (usize, Overlap),
) {
    features.set(Feature::OverlapShare, ratio(overlap.known, overlap.all));
    features.set(Feature::OverlapWords, ratio(overlap.known.min(6), 6));
    features.set(Feature::LocalShare, ratio(overlap.local, overlap.all));
    features.set(Feature::LocalWords, ratio(overlap.local.min(6), 6));
    features.set(Feature::CountMean, ratio(overlap.count, overlap.all * 4));
    features.flag(Feature::NoOverlap, overlap.local == 0);
    let meta = (1..=6).filter_map(|ahead| context.line(at + ahead));
    let has_meta = meta
        .filter(|(line, _)| !line.is_prose)
        .any(|(_, facts)| facts.is_byline || facts.dates.iter().any(|date| date.date.is_full()));
    features.flag(Feature::TopicalMeta, has_meta && is_topical(overlap));
    let is_previous_meta = (1..=4)
        .filter_map(|back| context.line(at.checked_sub(back)?))
        .any(|(line, facts)| !line.is_prose && facts.is_byline);
    features.flag(Feature::MetaBefore, is_previous_meta);
    let Some((line, facts)) = context.line(at) else { return };
    let is_topical = is_topical(overlap);
    features.flag(Feature::TopicalShort, is_topical && line.width <= 70);
    features.flag(Feature::TopicalLong, is_topical && line.width > 70);
    let is_clean = !line.is_bullet && !facts.has_furniture && !line.text.ends_with(['.', ':', ',']);
    let follows_menu =
        at == 0 || context.line(at - 1).is_some_and(|(line, _)| line.is_bullet || line.width < 30);
    features.flag(Feature::StandsAlone, is_clean && follows_menu && line.width > 25);
    features.flag(Feature::TopicalHeading, is_clean && follows_menu && is_topical);
    let next = context.line(at + 1);
    let is_next_longer =
        next.is_some_and(|(next, _)| !next.is_bullet && next.width > line.width * 3 / 2);
    features.flag(Feature::NextLonger, is_next_longer && line.width > 15);
}

fn is_possible(line: &Line<'_>, facts: &Facts) -> bool {
    let date_bytes: usize = facts.dates.iter().map(|date| date.end - date.start).sum();
    let letters = line.text.chars().filter(|c| c.is_alphabetic()).count();
    WIDTHS.contains(&line.width) && date_bytes * 3 < line.text.len() * 2 && letters >= 3
}

/// What the line itself looks like.
pub(super) fn describe(line: &Line<'_>, facts: &Facts) -> Features {
    let mut features = Features::new();
    let text = line.text;
    features.bin(
        line.width,
        &[
            (15, Feature::WidthTo15),
            (25, Feature::WidthTo25),
            (40, Feature::WidthTo40),
            (70, Feature::WidthTo70),
            (110, Feature::WidthTo110),
            (160, Feature::WidthTo160),
        ],
        Some(Feature::WidthOver160),
    );
    let words = text.split_whitespace().count();
    features.flag(Feature::OneWord, words == 1);
    features.flag(Feature::TwoWords, words == 2);
    features.flag(Feature::ManyWords, words >= 5);
    features.flag(Feature::IsCaption, is_caption(text));
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    features.flag(Feature::IsNumbered, number.len() < text.len() && number.starts_with(['.', ')']));
    features.flag(Feature::HasFirstName, words <= 4 && starts_with_first_name(text));
    features.flag(Feature::PressWord, words <= 4 && is_press(text));
    features.flag(Feature::IsBullet, line.is_bullet);
    features.flag(Feature::IsNoise, line.is_noise);
    features.flag(Feature::IsProse, line.is_prose);
    let is_cut = text.ends_with("...") || text.ends_with('…');
    features.flag(Feature::EndsSentence, text.ends_with(['.', '。']) && !is_cut);
    features.flag(Feature::EndsQuestion, text.ends_with(['?', '!', '？', '！']));
    features.flag(Feature::EndsColon, text.ends_with([':', '：', ',', '，']));
    features.flag(Feature::EndsCut, is_cut);
    features.flag(Feature::HasSeparator, text.contains(['|', '»', '>', '_', '•', '·']));
    features.flag(Feature::HasArrow, text.contains(['›', '»', '>', '→']));
    features.flag(Feature::HasQuote, text.starts_with(['"', '“', '„', '«', '‘', '\'']));
    features.flag(Feature::HasDate, !facts.dates.is_empty());
    features.flag(Feature::HasCue, facts.is_byline);
    features.flag(Feature::HasFurniture, facts.has_furniture);
    features.flag(Feature::HasCopyright, text.contains('©'));
    features.flag(Feature::HasDigit, text.bytes().any(|byte| byte.is_ascii_digit()));
    features.flag(
        Feature::IsShouted,
        !text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase),
    );
    features.flag(Feature::IsLower, text.chars().next().is_some_and(char::is_lowercase));
    features.flag(Feature::Repeats, facts.repeats == 1);
    features.flag(Feature::RepeatsMany, facts.repeats >= 2);
    features.flag(Feature::IsExtended, facts.is_extended);
    features
}

/// Where the line stands.
pub(super) fn place(features: &mut Features, context: &Context<'_, '_>, at: usize) {
    features.flag(Feature::IsFirstLine, at == 0);
    let body = &context.body;
    if at >= body.end {
        features.flag(Feature::BehindBody, true);
    } else if at >= body.start && !body.is_empty() {
        features.flag(Feature::InBody, true);
    } else {
        features.bin(
            body.start.saturating_sub(at),
            &[
                (1, Feature::BodyAfter1),
                (3, Feature::BodyAfter3),
                (6, Feature::BodyAfter6),
                (12, Feature::BodyAfter12),
                (30, Feature::BodyAfter30),
            ],
            Some(Feature::BodyAfterFar),
        );
    }
}

/// What stands around the line.
fn surroundings(features: &mut Features, context: &Context<'_, '_>, at: usize) {
    let next = |ahead: usize| context.line(at + ahead);
    let prose = (1..=8).find(|ahead| next(*ahead).is_some_and(|(line, _)| line.is_prose));
    if let Some(ahead) = prose {
        features.bin(
            ahead,
            &[(1, Feature::ProseAfter1), (2, Feature::ProseAfter2), (4, Feature::ProseAfter4)],
            Some(Feature::ProseAfter8),
        );
    }
    let dated = |(line, facts): (&Line<'_>, &Facts)| !facts.dates.is_empty() && line.width < 120;
    let date = (1..=8).find(|ahead| next(*ahead).is_some_and(dated));
    features.flag(Feature::DateAfter1, date == Some(1));
    features.flag(Feature::DateAfter3, date.is_some_and(|ahead| (2..=3).contains(&ahead)));
    features.flag(Feature::DateAfter8, date.is_some_and(|ahead| ahead > 3));
    let cue = (1..=8).find(|ahead| next(*ahead).is_some_and(|(_, facts)| facts.is_byline));
    features.flag(Feature::CueAfter1, cue == Some(1));
    features.flag(Feature::CueAfter3, cue.is_some_and(|ahead| (2..=3).contains(&ahead)));
    features.flag(Feature::CueAfter8, cue.is_some_and(|ahead| ahead > 3));
    if let Some((line, facts)) = at.checked_sub(1).and_then(|before| context.line(before)) {
        features.flag(Feature::PreviousBullet, line.is_bullet);
        features.flag(Feature::PreviousShort, !line.is_bullet && line.width < 30);
        features.flag(Feature::DateBefore, !facts.dates.is_empty() && line.width < 120);
    }
    if let Some((line, _)) = next(1) {
        features.flag(Feature::NextBullet, line.is_bullet);
        features.flag(Feature::NextShort, !line.is_bullet && line.width < 30);
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words in a line")]
pub(super) fn ratio(part: usize, all: usize) -> f32 {
    part as f32 / all.max(1) as f32
}

/// The end of the title in its line: before the site's name that a separator adds.
pub(super) fn end_without_site(title: &str, names: &[&str]) -> usize {
    let Some((head, separator, tail)) = split_last(title) else { return title.len() };
    let is_domain = tail.contains('.') && !tail.contains(' ');
    let is_known = names.iter().any(|name| super::publisher::is_same_name(name, tail));
    let is_underscore = separator == '_';
    if (is_domain || is_known || is_underscore) && head.chars().count() >= 8 {
        head.trim_end().len()
    } else {
        title.len()
    }
}

/// The title before its last separator, the separator, and what follows.
fn split_last(title: &str) -> Option<(&str, char, &str)> {
    let is_separator = |c: char| matches!(c, '-' | '–' | '—' | '|' | '_' | '·' | '»' | '｜' | '丨');
    let (at, separator) = title.char_indices().rev().find(|(_, c)| is_separator(*c))?;
    let head = title.get(..at)?;
    let tail = title.get(at + separator.len_utf8()..)?.trim();
    (!tail.is_empty() && tail.chars().count() <= 40).then_some((head, separator, tail))
}
