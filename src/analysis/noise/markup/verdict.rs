//! From the models' log-odds to a verdict, with doubt where a page is no article.

use super::frame::Frame;
use super::hints::Part;
use super::tags::Tag;
use super::title;
use crate::analysis::noise::facts::Facts;
use crate::analysis::noise::lexicon::Kind;
use crate::analysis::noise::page::Page;
use crate::document::Document;

/// The log-odds, in thousandths, above which a line is noise.
const THRESHOLD: i32 = 0;
/// The same on a page of reference, which the models know little of: a line lost is worse than a
/// menu kept.
const THRESHOLD_REFERENCE: i32 = 2500;

/// For every line whether it is noise.
pub(super) fn settle(
    document: &Document<'_>,
    page: &Page,
    frame: &Frame,
    odds: &[i32],
) -> Vec<bool> {
    let is_reference = is_reference(page, frame);
    let threshold = |row: usize| {
        let is_doubted = is_reference && !is_set_apart(frame, row);
        if is_doubted { THRESHOLD_REFERENCE } else { THRESHOLD }
    };
    let mut is_noise: Vec<bool> =
        odds.iter().enumerate().map(|(row, odds)| *odds > threshold(row)).collect();
    keep_some_text(page, frame, &mut is_noise);
    keep_headings(frame, &mut is_noise);
    keep_title(document, page, frame, &mut is_noise);
    keep_preformatted(document, page, frame, &mut is_noise);
    is_noise
}

/// Keeps the first heading that is the page's title, and the only heading of the first level.
fn keep_title(document: &Document<'_>, page: &Page, frame: &Frame, is_noise: &mut [bool]) {
    let likeness = title::likeness(document, page);
    let is_heading = |row: &usize| frame.place(frame.owner(*row)).tags.has(Tag::Heading);
    let is_first_level = |row: &usize| {
        page.lines.get(*row).is_some_and(|line| document.slice(line.span).starts_with("# "))
    };
    let rows = 0..is_noise.len();
    let named =
        rows.clone().find(|row| likeness.get(*row) == Some(&title::WHOLE) && is_heading(row));
    let mut highest = rows.filter(is_first_level);
    let only = highest.next().filter(|_| highest.next().is_none());
    for row in [named, only].into_iter().flatten() {
        if let Some(is_noise) = is_noise.get_mut(row) {
            *is_noise = false;
        }
    }
}

/// Keeps a heading right above a line of the same element that is kept.
fn keep_headings(frame: &Frame, is_noise: &mut [bool]) {
    let mut kept_below = None;
    for (row, is_noise) in is_noise.iter_mut().enumerate().rev() {
        let around = frame.levels(row).get(1).copied();
        let tags = frame.place(frame.owner(row)).tags;
        if tags.has(Tag::Heading) && around == kept_below && !tags.has(Tag::Link) {
            *is_noise = false;
        }
        kept_below = around.filter(|_| !*is_noise);
    }
}

/// Keeps preformatted text, and the fences around it.
fn keep_preformatted(document: &Document<'_>, page: &Page, frame: &Frame, is_noise: &mut [bool]) {
    let is_kept = |row: usize| {
        frame.place(frame.owner(row)).tags.has(Tag::Preformatted) && !is_set_apart(frame, row)
    };
    let kept: Vec<bool> = (0..is_noise.len()).map(is_kept).collect();
    for (row, (line, is_noise)) in page.lines.iter().zip(is_noise.iter_mut()).enumerate() {
        let text = document.slice(line.span);
        let is_fence = text.starts_with("```") || text.starts_with("~~~");
        let beside = [row.checked_sub(1), Some(row + 1)];
        let is_beside = beside.into_iter().flatten().any(|row| kept.get(row) == Some(&true));
        *is_noise &= !(kept.get(row) == Some(&true) || is_fence && is_beside);
    }
}

/// Elements that hold no main text by the standard, and names of such.
const APART_TAGS: [Tag; 4] = [Tag::Navigation, Tag::Footer, Tag::Aside, Tag::Form];
const APART_PARTS: [Part; 2] = [Part::Breadcrumb, Part::Navigation];

/// Whether a line stands in an element that holds no main text. Names count for less than tags:
/// clauses of a specification are named after what they are about.
fn is_set_apart(frame: &Frame, row: usize) -> bool {
    let place = frame.place(frame.owner(row));
    APART_TAGS.into_iter().any(|tag| place.tags.has(tag))
        || !place.tags.has(Tag::Heading)
            && APART_PARTS.into_iter().any(|part| place.parts.has(part))
}

/// A page with so many lines of words that only specifications have, one line in so many, is one.
const REFERENCE_ROWS: usize = 6;
const REFERENCE_SHARE: usize = 40;
/// A page of which one line in so many is code or a definition is one of reference too.
const CODE_SHARE: usize = 5;

/// Whether a page is one of reference: a specification or a manual.
fn is_reference(page: &Page, frame: &Frame) -> bool {
    let rows = page.lines.len();
    let is_normative = |row: &usize| {
        let line = page.lines.get(*row);
        line.is_some_and(|line| line.hint(Kind::Specification) > 0 && line.hint(Kind::Speech) == 0)
    };
    let normative = (0..rows).filter(is_normative).count();
    let is_code = |row: &usize| {
        let tags = frame.place(frame.owner(*row)).tags;
        tags.has(Tag::Preformatted) || tags.has(Tag::Definition)
    };
    let code = (0..rows).filter(is_code).count();
    normative >= REFERENCE_ROWS && normative * REFERENCE_SHARE >= rows
        || code >= REFERENCE_ROWS && code * CODE_SHARE >= rows
}

/// A page keeps at least one part in so many of its running text.
const LEAST_KEPT: u32 = 8;

/// Takes back what the models say of running text outside of elements that hold no main text, when
/// they would leave nearly nothing of it: a page with running text has a main text, be it a list.
fn keep_some_text(page: &Page, frame: &Frame, is_noise: &mut [bool]) {
    let all = frame.place(0).sums.prose;
    let width = |(line, is_noise): (&Facts, &bool)| {
        if line.is_prose() && !is_noise { line.width() } else { 0 }
    };
    let kept = page.lines.iter().zip(is_noise.iter()).map(width).fold(0, u32::saturating_add);
    if kept.saturating_mul(LEAST_KEPT) >= all {
        return;
    }
    for (row, (line, is_noise)) in page.lines.iter().zip(is_noise.iter_mut()).enumerate() {
        let is_text = line.is_prose() || frame.place(frame.owner(row)).tags.has(Tag::Heading);
        *is_noise &= !is_text || is_set_apart(frame, row);
    }
}
