//! `add`, `fetch` and `export` on a terminal, and how a version came.

use std::io;
use std::io::Write;

use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::snapshot::write_snapshot;
use super::style::Style;
use crate::report::phrases::counted;
use crate::report::phrases::size;
use crate::view::AddOutcome;
use crate::view::AddView;
use crate::view::AddedView;
use crate::view::CaptureView;
use crate::view::ExportView;
use crate::view::FetchOutcome;
use crate::view::FetchView;
use crate::view::FetchedView;

/// Columns before what is told of one document.
const MARGIN: usize = 5;

/// Writes what was brought in; what could not be is left to
/// [`write_problems`](super::write_problems).
///
/// # Errors
/// When `out` cannot be written.
pub fn write_add(view: &AddView, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let is_recorded = !view.snapshot.changes.is_empty() || view.snapshot.run.is_some();
    if is_recorded {
        write_snapshot(&view.snapshot, screen, out)?;
    }
    let page = &mut Page::new(out, screen);
    let came = view.documents.iter().filter(|document| document.outcome != AddOutcome::Failed);
    for (index, document) in came.enumerate() {
        if index == 0 && is_recorded {
            page.blank()?;
        }
        write_added(document, page)?;
    }
    Ok(())
}

fn write_added(document: &AddedView, page: &mut Page<'_>) -> io::Result<()> {
    let seed = document.seed.as_ref().map_or("·", |seed| seed.as_str());
    let mut head = Line::new().with(Style::Plain, "  ").with(Style::Strong, seed);
    head.pad_to(MARGIN + 2, 2);
    let indent = head.width();
    if let Some(same) = &document.same_as {
        let mut line = Line::new().with(Style::Plain, &document.source);
        line.push(Style::Plain, " is here already").push(Style::Dim, &format!(" ({same})"));
        return page.hanging(&head, &line, indent);
    }
    let mut line = Line::new().with(Style::Dim, "from ").with(Style::Plain, &document.source);
    if let Some(path) = &document.path {
        line.push(Style::Dim, " to ").push(Style::Plain, path);
    }
    page.hanging(&head, &line, indent)?;
    if let Some(capture) = &document.capture {
        let length = document.bytes.map(size);
        page.paragraph(&capture_line(capture, length.as_deref()), indent)?;
    }
    for note in &document.notes {
        page.paragraph(&Line::new().with(Style::Warning, note), indent)?;
    }
    Ok(())
}

/// `https://example.org/a, status 200, text/html, 12 kB`: what of a capture is worth a line.
fn capture_line(capture: &CaptureView, length: Option<&str>) -> Line {
    let mut parts: Vec<String> = Vec::new();
    let redirects = capture.redirects.len() as u64;
    if let (1.., Some(url)) = (redirects, &capture.final_url) {
        parts.push(format!(
            "answered by {url} after {}",
            counted(redirects, "redirect", "redirects")
        ));
    }
    parts.extend(capture.status.map(|status| format!("status {status}")));
    parts.extend(capture.content_type.clone());
    parts.extend(length.map(ToOwned::to_owned));
    parts.extend(capture.last_modified.as_ref().map(|date| format!("last modified {date}")));
    parts.extend(capture.memento_datetime.as_ref().map(|date| format!("archived {date}")));
    let record = capture.record.as_ref().filter(|record| !record.is_empty());
    if let Some(file) = capture.file.as_ref().filter(|_| capture.kind == "archive") {
        let record = record.map(|record| format!(", record {record}")).unwrap_or_default();
        parts.push(format!("captured {} in {file}{record}", capture.time));
    }
    parts.extend(capture.modified.map(|time| format!("last changed {time}")));
    Line::new().with(Style::Dim, &parts.join(", "))
}

/// Writes how a version came, under what is known of it.
pub(super) fn write_capture(capture: &CaptureView, page: &mut Page<'_>) -> io::Result<()> {
    let mut line = Line::new();
    match (capture.kind.as_str(), &capture.url, &capture.file) {
        ("file", _, Some(file)) => {
            line.push(Style::Dim, "brought as ").push(Style::Plain, file);
        }
        (_, Some(url), _) => {
            line.push(Style::Dim, "captured from ").push(Style::Plain, url);
        }
        _ => {}
    }
    if capture.kind != "archive" {
        line.push(Style::Dim, &format!(" on {}", capture.time));
    }
    page.paragraph(&line, MARGIN)?;
    let facts = capture_line(capture, None);
    if facts.is_empty() { Ok(()) } else { page.paragraph(&facts, MARGIN) }
}

/// Writes what the addresses of seeds answered.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_fetch(view: &FetchView, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    write_counts(view, &mut Page::new(out, screen))?;
    let is_recorded = !view.snapshot.changes.is_empty();
    if is_recorded {
        writeln!(out)?;
        write_snapshot(&view.snapshot, screen, out)?;
    }
    let page = &mut Page::new(out, screen);
    let told = |one: &&FetchedView| {
        let is_quiet = matches!(one.outcome, FetchOutcome::Unchanged) && one.moved_to.is_none();
        !is_quiet && one.outcome != FetchOutcome::Failed
    };
    let columns = view.seeds.iter().map(|one| one.seed.as_str().len()).max().unwrap_or(0);
    for (index, one) in view.seeds.iter().filter(told).enumerate() {
        if index == 0 {
            page.blank()?;
        }
        write_fetched(one, columns, page)?;
    }
    Ok(())
}

fn write_fetched(one: &FetchedView, columns: usize, page: &mut Page<'_>) -> io::Result<()> {
    let style = match one.outcome {
        FetchOutcome::Unchanged => Style::Plain,
        FetchOutcome::Replaced => Style::Strong,
        FetchOutcome::Gone | FetchOutcome::Blocked | FetchOutcome::Failed => Style::Warning,
    };
    let mut head = Line::new().with(Style::Plain, "  ").with(Style::Strong, one.seed.as_str());
    head.pad_to(columns + 4, 2).push(style, one.outcome.name());
    head.pad_to(columns + 15, 2);
    let indent = head.width();
    let mut line = Line::new().with(Style::Plain, &one.url);
    if let Some(status) = one.status.filter(|_| one.outcome == FetchOutcome::Gone) {
        line.push(Style::Dim, &format!("  status {status}; the last version stays"));
    }
    page.hanging(&head, &line, indent)?;
    if let Some(problem) = &one.problem {
        for cause in &problem.causes {
            page.paragraph(&Line::new().with(Style::Warning, cause), indent)?;
        }
        if let Some(hint) = &problem.hint {
            page.paragraph(&Line::new().with(Style::Command, hint), indent)?;
        }
    }
    if let Some(to) = &one.moved_to {
        let text =
            format!("moved for good to {to}: `provenance set {} url={to} --why …`", one.seed);
        page.paragraph(&Line::new().with(Style::Warning, &text), indent)?;
    }
    if let Some(capture) = &one.capture {
        page.paragraph(&capture_line(capture, None), indent)?;
    }
    for note in &one.notes {
        page.paragraph(&Line::new().with(Style::Warning, note), indent)?;
    }
    Ok(())
}

/// `12 addresses asked: 2 replaced, 1 gone, 9 unchanged; 3 not due, 4 without an address`.
fn write_counts(view: &FetchView, page: &mut Page<'_>) -> io::Result<()> {
    let asked = view.seeds.len() as u64;
    let mut line = Line::new();
    if asked == 0 {
        line.push(Style::Plain, "no address asked");
    } else {
        line.push(Style::Plain, &counted(asked, "address asked", "addresses asked"));
        let all = [
            FetchOutcome::Replaced,
            FetchOutcome::Gone,
            FetchOutcome::Blocked,
            FetchOutcome::Failed,
            FetchOutcome::Unchanged,
        ];
        let count = |outcome| view.seeds.iter().filter(|one| one.outcome == outcome).count();
        let parts = all.into_iter().map(|outcome| (outcome, count(outcome)));
        let parts = parts.filter(|(_, count)| *count > 0);
        let parts: Vec<String> =
            parts.map(|(outcome, count)| format!("{count} {}", outcome.name())).collect();
        line.push(Style::Plain, &format!(": {}", parts.join(", ")));
    }
    if view.not_due > 0 {
        line.push(Style::Dim, &format!("; {} not due", view.not_due));
    }
    if view.without_address > 0 {
        let seeds = counted(view.without_address, "seed", "seeds");
        line.push(Style::Dim, &format!("; {seeds} without an address"));
    }
    page.paragraph(&line, 0)?;
    if view.unsettled.is_empty() {
        return Ok(());
    }
    let seeds: Vec<&str> = view.unsettled.iter().map(|seed| seed.as_str()).collect();
    let text = format!("not asked, for they were changed in two branches: {}", seeds.join(", "));
    page.paragraph(&Line::new().with(Style::Warning, &text), 0)
}

/// Writes what is in an archive.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_export(view: &ExportView, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    let versions = counted(view.versions.len() as u64, "captured version", "captured versions");
    let mut line = Line::new().with(Style::Strong, &versions);
    line.push(Style::Plain, " in ").push(Style::Plain, &view.path);
    if view.not_captured > 0 {
        let others = counted(view.not_captured, "version", "versions");
        line.push(Style::Dim, &format!("; {others} not captured from an address"));
    }
    page.paragraph(&line, 0)
}
