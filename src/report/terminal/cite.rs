//! `cite` on a terminal.

use std::io;
use std::io::Write;

use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::style::Style;
use crate::report::passages;
use crate::report::phrases::counted;
use crate::report::visible_lines;
use crate::view::CiteView;
use crate::view::ImportView;

/// Writes the lines to paste and nothing else, so that they can be piped.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_cite(view: &CiteView, out: &mut dyn Write) -> io::Result<()> {
    match (&view.link, &view.block) {
        (Some(link), _) => writeln!(out, "{}", visible_lines(link)),
        (None, Some(block)) => write!(out, "{}", visible_lines(block)),
        (None, None) => Ok(()),
    }
}

/// Writes the lines to paste of every passage that has them.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_import(view: &ImportView, out: &mut dyn Write) -> io::Result<()> {
    let blocks = view.passages.iter().filter_map(|passage| passage.block.as_ref());
    for (index, block) in blocks.enumerate() {
        let gap = if index > 0 { "\n" } else { "" };
        write!(out, "{gap}{}", visible_lines(block))?;
    }
    Ok(())
}

/// Writes what a person should know of the citation: why there is none, or what speaks against it.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_cite_notes(view: &CiteView, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    if !view.candidates.is_empty() {
        let places = counted(view.candidates.len() as u64, "place", "places");
        let text = format!("the words fit {places} of {}: quote a little more", view.version);
        page.paragraph(&Line::new().with(Style::Warning, &text), 0)?;
        for candidate in &view.candidates {
            let place = format!("  {}", passages::passage_lines(candidate));
            let head = Line::new().with(Style::Dim, &place).with(Style::Plain, "  ");
            let body = Line::new().with(Style::Plain, &passages::passage_line(&candidate.text));
            page.hanging(&head, &body, 14)?;
        }
    } else if view.is_short {
        let text = "too short to anchor: a later version may have these words in other places; \
            quote the whole sentence";
        page.paragraph(&Line::new().with(Style::Warning, text), 0)?;
    }
    if view.in_noise {
        page.note("note:", "the passage stands in scrape noise: it is no part of the document")?;
    }
    if let Some(latest) = &view.latest {
        let text = format!(
            "{} is not the latest version: in {} the passage is {}",
            view.version,
            latest.version,
            latest.finding.name()
        );
        page.note("note:", &text)?;
    }
    Ok(())
}
