//! `why` on a terminal.

use std::io;
use std::io::Write;

use super::audit::write_citation;
use super::change::origin_of;
use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::style::Style;
use crate::report::phrases::counted;
use crate::view::ReasonView;
use crate::view::WhyView;

/// Writes every passage that a place rests on, with where it comes from and where it went.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_why(view: &WhyView, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    let line = view.line.map_or_else(String::new, |line| format!(":{line}"));
    let place = format!("{}{line}", view.file);
    let mut head = Line::new().with(Style::Strong, &place);
    if view.reasons.is_empty() {
        let none = match view.citations_in_file {
            0 => " cites no seed".to_owned(),
            count => format!(
                " rests on no passage: the {} of the file stand below it",
                counted(count, "citation", "citations")
            ),
        };
        return page.paragraph(head.push(Style::Plain, &none), 0);
    }
    let passages = counted(view.reasons.len() as u64, "passage", "passages");
    head.push(Style::Plain, &format!(" rests on {passages}"));
    if view.is_nearest_above {
        head.push(Style::Dim, ", cited above it");
    }
    page.paragraph(&head, 0)?;
    page.blank()?;
    let columns = view.reasons.iter().map(|it| it.citation.finding.name().len()).max().unwrap_or(0);
    view.reasons.iter().try_for_each(|reason| write_reason(reason, columns, page))
}

fn write_reason(reason: &ReasonView, columns: usize, page: &mut Page<'_>) -> io::Result<()> {
    write_citation(&reason.citation, columns, page)?;
    let indent = 2 + columns + 2;
    let mut from = origin_of(reason.publisher.as_ref(), None, reason.published.as_ref());
    if let Some(title) = &reason.title {
        from.push(Style::Plain, if from.is_empty() { "" } else { " · " });
        from.push(Style::Plain, &title.value);
    }
    if !from.is_empty() {
        write_row("from", &from, indent, page)?;
    }
    let mut trail = Line::new();
    for step in &reason.trail {
        let joint = if trail.is_empty() { "" } else { " → " };
        trail.push(Style::Dim, joint).push(Style::Plain, &step.version.to_string());
        trail.push(Style::Dim, &format!(" {}", step.finding.name()));
    }
    if trail.is_empty() { Ok(()) } else { write_row("then", &trail, indent, page) }
}

fn write_row(name: &str, body: &Line, indent: usize, page: &mut Page<'_>) -> io::Result<()> {
    let mut head = Line::new();
    head.pad_to(indent, 0).push(Style::Dim, name);
    page.hanging(&head, body, indent + 5)
}
