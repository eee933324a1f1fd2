//! Finding noise.

use super::around::Around;
use super::columns::hints;
use super::facts::Facts;
use super::forms::Form;
use super::forms::ending_length;
use super::judge::JUDGES;
use super::judge::Judges;
use super::known;
use super::known::Finding;
use super::lexicon::Kind;
use super::naming;
use super::outline::Outline;
use super::page::Page;
use super::patterns::Rules;
use super::span::Category;
use super::span::NoiseSpan;
use crate::document::Document;
use crate::text::LineIndex;
use crate::text::Span;

/// Finds the noise spans of a document, ascending and apart from each other.
///
/// The models and built-in rules look only at running text: a file whose own markup gives it
/// structure was not scraped by the crude tools they know, and only the user's rules apply to it.
#[must_use]
pub fn find(document: &Document<'_>, rules: &Rules) -> Vec<NoiseSpan> {
    let text = document.text();
    let page = Page::read(text);
    let mut found = if document.media_type().is_structured() {
        vec![None; page.lines.len()]
    } else {
        built_in(&page, JUDGES.as_ref())
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
        spans.sort_by_key(|(span, _)| span.start());
    }
    let index = LineIndex::new(text);
    let named = spans.into_iter().map(|(span, (category, rule))| {
        let (first_line, last_line) = index.lines_of(span);
        NoiseSpan { span, first_line, last_line, category, rule: rule.to_owned() }
    });
    named.collect()
}

/// The log-odds, in thousandths, above which the models' word counts: a sentence lost is worse
/// than a line of noise kept.
const THRESHOLD: i32 = 350;

/// What the built-in rules and the models find, line by line.
pub(super) fn built_in(page: &Page, judges: Option<&Judges>) -> Vec<Option<Finding>> {
    let around = Around::of(page);
    let outline = Outline::of(&around);
    let known = known::findings(page, &outline);
    let judges = judges.filter(|_| outline.is_page);
    let odds =
        judges.map_or_else(|| vec![i32::MIN; page.lines.len()], |judges| judges.judge(&around));
    let is_noise: Vec<bool> = page
        .lines
        .iter()
        .zip(odds)
        .enumerate()
        .map(|(row, (line, odds))| odds > THRESHOLD && !is_kept(&outline, row, line))
        .collect();
    naming::name(page, &outline, &is_noise, known)
}

/// How many lines below the top a statement of author or day may stand.
const STATEMENT_ROWS: usize = 6;

/// Whether a line is content or a fact about it, whatever the models say: the title, the first
/// line of running text, a salutation, or a line near the top that names the author or the day.
fn is_kept(outline: &Outline, row: usize, line: &Facts) -> bool {
    let names = line.forms.has(Form::Author)
        || line.forms.has(Form::Updated)
        || line.ends_with_date && line.hint(Kind::Date) > 0
        || line.wide > 2 && line.hint(Kind::Byline) > 0;
    let is_short = line.width() < 80;
    let is_statement = names && is_short && outline.is_head(row) && row < STATEMENT_ROWS;
    let is_lead = row == outline.first_prose && hints(line) == 0;
    outline.title == Some(row)
        || is_lead
        || is_statement
        || is_short && line.forms.has(Form::Salutation)
}

/// Joins neighbouring lines of one category and rule family into one span.
fn join(page: &Page, found: &[Option<Finding>]) -> Vec<(Span, Finding)> {
    let mut spans: Vec<(Span, Finding)> = Vec::new();
    let mut goes_on = false;
    for (line, finding) in page.lines.iter().zip(found) {
        let Some((category, rule)) = *finding else {
            goes_on = false;
            continue;
        };
        match spans.last_mut() {
            Some((span, (last, _))) if goes_on && *last == category => *span = span.join(line.span),
            _ => spans.push((line.span, (category, rule))),
        }
        goes_on = true;
    }
    spans
}

/// Marks such as `(End)` at the end of lines that are content.
fn end_markers(
    text: &str,
    page: &Page,
    found: &[Option<Finding>],
    rules: &Rules,
) -> Vec<(Span, Finding)> {
    let content = page.lines.iter().zip(found).filter(|(_, finding)| finding.is_none());
    let marked = content.filter(|(line, _)| line.forms.has(Form::End));
    marked
        .filter(|(line, _)| !rules.keeps(line.span.slice(text)))
        .filter_map(|(line, _)| {
            let length = ending_length(line.span.slice(text), Form::End)?;
            let span = Span::at(line.span.end() - length, length);
            Some((span, (Category::EndMarker, "end-marker")))
        })
        .collect()
}
