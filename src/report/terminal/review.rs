//! `review` on a terminal.

use std::io;
use std::io::Write;

use super::change::write_changes;
use super::diff::DiffForm;
use super::diff::write_diff;
use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::problem::write_notes;
use super::style::Style;
use super::width::width;
use crate::report::options::DiffOptions;
use crate::report::review::wording;
use crate::view::Concern;
use crate::view::ReviewFinding;
use crate::view::ReviewView;
use crate::view::SeedChange;

/// The most findings of one kind that are listed.
const MOST_FINDINGS: usize = 20;

/// Writes a review: the verdict, what to look at first, a row for every seed, then the changes of
/// every text.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_review(
    view: &ReviewView<'_>,
    options: &DiffOptions,
    screen: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    write_head(view, page)?;
    write_findings(view, page)?;
    write_turns(view, page)?;
    if !view.seeds.is_empty() {
        page.blank()?;
        let changes: Vec<SeedChange> = view.seeds.iter().map(|seed| seed.change.clone()).collect();
        write_changes(|| changes.iter(), page)?;
        write_shared(view, page)?;
    }
    for seed in &view.seeds {
        let Some(diff) = &seed.diff else { continue };
        if diff.changes.is_empty() {
            continue;
        }
        Page::new(out, screen).blank()?;
        write_diff(diff, options, DiffForm::Inline, screen, out)?;
        if let Some(was) = wording::was(seed) {
            let was = Line::new().with(Style::Dim, &was);
            Page::new(out, screen).paragraph(&was, 2)?;
        }
    }
    let page = &mut Page::new(out, screen);
    if !view.notes.is_empty() {
        page.blank()?;
    }
    write_notes(&view.notes, page)
}

/// Which seeds carry the text of another one.
fn write_shared(view: &ReviewView<'_>, page: &mut Page<'_>) -> io::Result<()> {
    for seed in &view.seeds {
        for other in &seed.shares_text_with {
            let mut line = Line::new().with(Style::Strong, seed.change.seed.as_str());
            line.push(Style::Plain, "  ").push(Style::Warning, &wording::shared(other));
            page.paragraph(&line, 2)?;
        }
    }
    Ok(())
}

fn write_head(view: &ReviewView<'_>, page: &mut Page<'_>) -> io::Result<()> {
    let headline = wording::headline(view).join(" · ");
    page.paragraph(&Line::new().with(Style::Strong, &headline), 0)?;
    let mut line = Line::new().with(Style::Dim, &wording::range(view, ToOwned::to_owned));
    line.push(Style::Plain, "   ").push(Style::Plain, &wording::seeds(view));
    page.paragraph(&line, 0)
}

fn write_findings(view: &ReviewView<'_>, page: &mut Page<'_>) -> io::Result<()> {
    let names = view.findings.iter().map(|finding| width(finding.concern.name()));
    let indent = 2 + names.max().unwrap_or(0) + 2;
    for concern in Concern::ALL {
        let found: Vec<&ReviewFinding> =
            view.findings.iter().filter(|finding| finding.concern == concern).collect();
        if found.is_empty() {
            continue;
        }
        page.blank()?;
        for finding in found.iter().take(MOST_FINDINGS) {
            write_finding(finding, indent, page)?;
        }
        let rest = found.len().saturating_sub(MOST_FINDINGS);
        if rest > 0 {
            let more = format!("and {rest} more ({})", concern.name());
            page.paragraph(&Line::new().with(Style::Dim, &more), indent)?;
        }
    }
    Ok(())
}

fn write_finding(finding: &ReviewFinding, indent: usize, page: &mut Page<'_>) -> io::Result<()> {
    let style = match finding.concern {
        Concern::Tampering => Style::Error,
        _ => Style::Warning,
    };
    let mut head = Line::new().with(Style::Plain, "  ");
    head.push(style, finding.concern.name());
    let mut body = Line::new().with(Style::Strong, &wording::subject(finding));
    body.push(Style::Plain, " ").push(Style::Plain, &finding.meaning);
    page.hanging(&head, &body, indent)?;
    let remedy = finding.remedy.as_deref().unwrap_or_default();
    match &finding.command {
        Some(command) => {
            let mut row = Line::new();
            row.pad_to(indent, 0).push(Style::Command, command);
            if !remedy.is_empty() && row.width() + 1 + width(remedy) <= page.width() {
                return page.line(row.push(Style::Plain, " ").push(Style::Plain, remedy));
            }
            page.line(&row)?;
        }
        None if remedy.is_empty() => return Ok(()),
        None => {}
    }
    page.paragraph(&Line::new().with(Style::Plain, remedy), indent)
}

/// Specifications that came or went, and the citations that are affected.
fn write_turns(view: &ReviewView<'_>, page: &mut Page<'_>) -> io::Result<()> {
    if !view.specifications.is_empty() {
        page.blank()?;
    }
    for turn in &view.specifications {
        let mut head = Line::new().with(Style::Plain, "  ");
        head.push(Style::Warning, wording::turn_name(turn));
        head.push(Style::Plain, "  ").push(Style::Strong, turn.seed.as_str());
        head.push(Style::Plain, "  ");
        let indent = head.width();
        let body = Line::new().with(Style::Plain, &wording::specification(turn));
        page.hanging(&head, &body, indent)?;
    }
    let citations = view.citations.as_deref().unwrap_or_default();
    if !citations.is_empty() {
        page.blank()?;
    }
    for effect in citations {
        let mut head = Line::new().with(Style::Plain, "  ");
        head.push(Style::Warning, effect.finding.name()).push(Style::Plain, "  ");
        let indent = head.width();
        let body = Line::new().with(Style::Plain, &wording::citation(effect));
        page.hanging(&head, &body, indent)?;
        for (label, text) in wording::passages(effect) {
            page.hanging(
                &Line::new().with(Style::Dim, &format!("    {label} ")),
                &Line::new().with(Style::Plain, &text),
                8,
            )?;
        }
    }
    Ok(())
}
