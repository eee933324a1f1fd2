//! `locate` on a terminal.

use std::io;
use std::io::Write;

use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::style::Style;
use crate::report::phrases::lines;
use crate::view::LinesView;
use crate::view::LocateView;
use crate::view::PassageView;

/// Columns before the passages.
const INDENT: usize = 6;

/// Writes what became of a passage: the finding first, then both passages.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_locate(view: &LocateView, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    let style = if view.finding.is_harmless() { Style::Good } else { Style::Warning };
    let mut head = Line::new().with(style, view.finding.name());
    for finding in &view.also {
        head.push(Style::Dim, ", ").push(Style::Plain, finding.name());
    }
    let (old, new) = (&view.old_version, &view.new_version);
    head.push(Style::Dim, &format!("  {old} → {new}, confidence {:.2}", view.confidence));
    page.paragraph(&head, 0)?;
    write_passage("old", Style::Removed, &view.old, page)?;
    match &view.new {
        Some(passage) => write_passage("new", Style::Added, passage, page)?,
        None if view.candidates.is_empty() => {
            let body = Line::new().with(Style::Plain, "nothing stands for it");
            write_row("new", &body, page)?;
        }
        None => {}
    }
    for candidate in &view.candidates {
        write_passage("or", Style::Plain, candidate, page)?;
    }
    for change in &view.context {
        let shown = |side: &Option<String>| side.clone().unwrap_or_else(|| "(nothing)".to_owned());
        let text = format!("{} → {}", shown(&change.old), shown(&change.new));
        write_row("by", &Line::new().with(Style::Warning, &text), page)?;
    }
    Ok(())
}

fn write_passage(
    name: &str,
    style: Style,
    passage: &PassageView,
    page: &mut Page<'_>,
) -> io::Result<()> {
    let place = lines(LinesView {
        first: passage.first_line,
        last: passage.last_line,
        on_page: passage.on_page,
    });
    let words = passage.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut body = Line::new().with(Style::Dim, &place);
    body.push(Style::Plain, "  ").push(style, &words);
    write_row(name, &body, page)
}

fn write_row(name: &str, body: &Line, page: &mut Page<'_>) -> io::Result<()> {
    let head = Line::new().with(Style::Plain, "  ").with(Style::Dim, name);
    page.hanging(&head, body, INDENT)
}
