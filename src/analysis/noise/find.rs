//! Finding noise.

use std::num::NonZeroU32;

use super::around::Around;
use super::facts::Facts;
use super::forms::Form;
use super::forms::ending_length;
use super::furniture;
use super::judge::JUDGES;
use super::judge::Judges;
use super::known;
use super::known::Finding;
use super::markup;
use super::naming;
use super::outline::Outline;
use super::page::Page;
use super::pages;
use super::patterns::Rules;
use super::span::Category;
use super::span::NoiseSpan;
use super::verdict;
use crate::document::Document;
use crate::text::Span;

/// Finds the noise spans of a document, ascending and apart from each other.
///
/// The models and built-in rules look only at running text: a file whose own markup gives it
/// structure was not scraped by the crude tools they know, and only the user's rules apply to it.
#[must_use]
pub fn find(document: &Document<'_>, rules: &Rules) -> Vec<NoiseSpan> {
    let text = document.text();
    let page = Page::read(text);
    let mut found = if !document.elements().is_empty() {
        markup::find(document, &page)
    } else if document.media_type().is_structured() {
        vec![None; page.lines.len()]
    } else {
        let mut found = built_in(&page, JUDGES.as_ref());
        pages::mark(text, &page, &mut found);
        found
    };
    for (line, finding) in page.lines.iter().zip(&mut found) {
        let line = line.span.slice(text);
        if rules.keeps(line) {
            *finding = None;
        } else if rules.matches(line) {
            *finding = Some((Category::Other, "pattern"));
        }
    }
    let mut spans = join(&page, &found);
    if !document.media_type().is_structured() {
        spans.extend(end_markers(text, &page, &found, rules));
        spans.sort_by_key(|found| found.span.start());
    }
    furniture::add(document, rules, &mut spans);
    spans
}

/// What the built-in rules and the models find, line by line.
pub(super) fn built_in(page: &Page, judges: Option<&Judges>) -> Vec<Option<Finding>> {
    let around = Around::of(page);
    let outline = Outline::of(&around);
    let known = known::findings(page, &outline);
    let judges = judges.filter(|_| outline.is_page);
    let odds =
        judges.map_or_else(|| vec![i32::MIN; page.lines.len()], |judges| judges.judge(&around));
    let is_noise = verdict::settle(page, &outline, &odds);
    naming::name(page, &outline, &is_noise, known)
}

/// Joins neighbouring lines of one category into one span.
fn join(page: &Page, found: &[Option<Finding>]) -> Vec<NoiseSpan> {
    let mut spans: Vec<NoiseSpan> = Vec::new();
    let mut goes_on = false;
    for (line, finding) in page.lines.iter().zip(found) {
        let Some((category, rule)) = *finding else {
            goes_on = false;
            continue;
        };
        match spans.last_mut() {
            Some(last) if goes_on && last.category == category => {
                last.span = last.span.join(line.span);
                last.last_line = line_number(line);
            }
            _ => spans.push(noise_span(line, line.span, (category, rule))),
        }
        goes_on = true;
    }
    spans
}

/// A span within one line.
fn noise_span(line: &Facts, span: Span, (category, rule): Finding) -> NoiseSpan {
    let number = line_number(line);
    NoiseSpan { span, first_line: number, last_line: number, category, rule: rule.to_owned() }
}

fn line_number(line: &Facts) -> NonZeroU32 {
    NonZeroU32::new(line.number).unwrap_or(NonZeroU32::MIN)
}

/// Marks such as `(End)` at the end of lines that are content.
fn end_markers(
    text: &str,
    page: &Page,
    found: &[Option<Finding>],
    rules: &Rules,
) -> Vec<NoiseSpan> {
    let content = page.lines.iter().zip(found).filter(|(_, finding)| finding.is_none());
    let marked = content.filter(|(line, _)| line.forms.has(Form::End));
    marked
        .filter(|(line, _)| !rules.keeps(line.span.slice(text)))
        .filter_map(|(line, _)| {
            let length = ending_length(line.span.slice(text), Form::End)?;
            let span = Span::at(line.span.end() - length, length);
            Some(noise_span(line, span, (Category::EndMarker, "end-marker")))
        })
        .collect()
}
