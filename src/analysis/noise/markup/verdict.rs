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
    let likeness = title::likeness(document, page);
    let mut is_title_due = true;
    for (row, (is_noise, likeness)) in is_noise.iter_mut().zip(likeness).enumerate() {
        let tags = frame.place(frame.owner(row)).tags;
        let is_title = likeness == title::WHOLE && tags.has(Tag::Heading);
        let is_kept =
            is_title && is_title_due || tags.has(Tag::Preformatted) && !is_set_apart(frame, row);
        is_title_due &= !is_title;
        *is_noise &= !is_kept;
    }
    is_noise
}

/// Elements that hold no main text by the standard, and names of such.
const APART_TAGS: [Tag; 4] = [Tag::Navigation, Tag::Footer, Tag::Aside, Tag::Form];
const APART_PARTS: [Part; 6] = [
    Part::Breadcrumb,
    Part::Navigation,
    Part::Comments,
    Part::Share,
    Part::CookieNotice,
    Part::LegalFooter,
];

/// Whether a line stands in an element that holds no main text.
fn is_set_apart(frame: &Frame, row: usize) -> bool {
    let place = frame.place(frame.owner(row));
    APART_TAGS.into_iter().any(|tag| place.tags.has(tag))
        || APART_PARTS.into_iter().any(|part| place.parts.has(part))
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
