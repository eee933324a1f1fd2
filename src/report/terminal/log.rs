//! `log` on a terminal.

use std::io;
use std::io::Write;

use super::change::origin_of;
use super::change::settles;
use super::change::summary;
use super::lanes::Drawing;
use super::lanes::Lanes;
use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::style::Style;
use super::width::width;
use crate::report::phrases::counted;
use crate::report::prose;
use crate::view::CommitView;
use crate::view::Event;
use crate::view::LogEntry;
use crate::view::LogView;
use crate::view::VersionLabel;

/// Writes history, newest first; where branches made several lines of one seed, the lines are
/// drawn.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_log(view: &LogView, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    let columns = view.entries.iter().map(|entry| width(&name(entry))).max().unwrap_or(0);
    let mut lanes = Lanes::are_needed(&view.entries).then(Lanes::default);
    for entry in &view.entries {
        let drawing = lanes.as_mut().map(|lanes| lanes.draw(entry));
        write_entry(entry, columns, drawing, page)?;
    }
    if view.more_entries > 0 {
        let left_out = counted(view.more_entries, "older entry is", "older entries are");
        page.note("note:", &format!("{left_out} left out (--limit)"))?;
    } else if view.entries.is_empty() {
        page.paragraph(&Line::new().with(Style::Plain, "nothing recorded yet"), 0)?;
    }
    for gap in &view.gaps {
        page.note("gap:", gap)?;
    }
    write_unrecorded(view, page)?;
    for note in &view.notes {
        page.note("note:", note)?;
    }
    Ok(())
}

/// Documents that git knows and the record does not.
fn write_unrecorded(view: &LogView, page: &mut Page<'_>) -> io::Result<()> {
    if view.unrecorded.is_empty() {
        return Ok(());
    }
    let count = view.unrecorded.len() as u64 + view.more_unrecorded;
    let documents = counted(count, "document was", "documents were");
    let head = format!("{documents} committed without a record");
    page.paragraph(&Line::new().with(Style::Warning, &head), 0)?;
    for found in &view.unrecorded {
        let blob: String = found.blob.chars().take(10).collect();
        let mut line = Line::new().with(Style::Plain, &found.path);
        line.push(Style::Dim, &format!("  blob {blob}  "));
        page.paragraph(line.append(&commit_line("commit", &found.commit)), 2)?;
    }
    if view.more_unrecorded > 0 {
        let more = format!("and {} more", view.more_unrecorded);
        page.paragraph(&Line::new().with(Style::Dim, &more), 2)?;
    }
    Ok(())
}

/// `commit 1f3a9c2e07 of 2026-11-22, Ada: subject`.
pub(super) fn commit_line(name: &str, commit: &CommitView) -> Line {
    let id: String = commit.id.chars().take(10).collect();
    let text = format!("{name} {id} of {}, {}", commit.date.date(), commit.author);
    Line::new().with(Style::Dim, &text).with(Style::Plain, &format!(": {}", commit.subject))
}

/// `003@2`; `003@3d62ea6c` where the number is not enough; the seed alone for a removal.
fn name(entry: &LogEntry) -> String {
    let label = VersionLabel {
        seed: Some(entry.seed.clone()),
        version: entry.version.filter(|_| !entry.ambiguous),
        digest: entry.digest,
        ..VersionLabel::default()
    };
    label.to_string()
}

fn write_entry(
    entry: &LogEntry,
    columns: usize,
    drawing: Option<Drawing>,
    page: &mut Page<'_>,
) -> io::Result<()> {
    let drawing = drawing.unwrap_or(Drawing {
        join: String::new(),
        node: String::new(),
        rest: String::new(),
        open: String::new(),
    });
    let graph = |text: &str| Line::new().with(Style::Moved, text);
    if !drawing.join.is_empty() {
        page.row(&graph(&drawing.join))?;
    }
    let gutter = width(&drawing.node).max(width(&drawing.rest)).max(width(&drawing.open));
    let mut head = graph(&drawing.node);
    head.pad_to(gutter, 0).push(Style::Strong, &name(entry)).pad_to(gutter + columns + 2, 2);
    let mut body = Line::new().with(Style::Plain, &entry.recorded_at.to_string());
    let event_style = if entry.event == Event::Removed { Style::Warning } else { Style::Plain };
    body.push(Style::Plain, "  ").push(event_style, entry.event.name());
    let origin = origin_of(entry.publisher.as_ref(), None, entry.published.as_ref());
    if !origin.is_empty() {
        body.push(Style::Plain, "  ").append(&origin);
    }
    let indent = (gutter + columns + 2).min(page.width() / 2);
    let room = page.width() - indent;
    let mut rows = body.wrapped(room).into_iter();
    page.line(head.append(&rows.next().unwrap_or_default()))?;
    if !drawing.open.is_empty() {
        page.row(&graph(&drawing.open))?;
    }
    let details = details(entry).into_iter().flat_map(|detail| detail.wrapped(room));
    for row in rows.chain(details) {
        page.line(graph(&drawing.rest).pad_to(indent, 1).append(&row))?;
    }
    Ok(())
}

/// Rows below the first one.
fn details(entry: &LogEntry) -> Vec<Line> {
    let mut details = Vec::new();
    if let Some(title) = &entry.title {
        details.push(Line::new().with(Style::Plain, &title.value));
    }
    details.extend(entry.diff.as_ref().map(summary));
    let captured = entry.captured_from.as_ref();
    details.extend(captured.map(|url| Line::new().with(Style::Dim, &format!("from {url}"))));
    let mut place = Line::new();
    if let Some(previous) = &entry.previous_path {
        place.push(Style::Dim, previous).push(Style::Dim, " to ");
    }
    place.push(Style::Dim, &entry.path);
    if let Some(digest) = &entry.digest {
        place.push(Style::Dim, &format!("  {}", digest.short(8)));
    }
    details.push(place.with(Style::Dim, &format!("  run {}", entry.run.short(8))));
    if let Some(equals) = &entry.equals {
        details.push(Line::new().with(Style::Warning, &prose::oscillation(equals)));
    }
    if entry.predecessors.len() > 1 {
        details.push(Line::new().with(Style::Warning, &settles(&entry.predecessors)));
    }
    details.extend(entry.commit.as_ref().map(|it| commit_line("commit", it)));
    details.extend(entry.recorded_in.as_ref().map(|it| commit_line("record in commit", it)));
    let warnings = entry.warnings.iter();
    details.extend(warnings.map(|warning| Line::new().with(Style::Warning, warning)));
    details
}
