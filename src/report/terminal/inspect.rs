//! `inspect` on a terminal.

use std::io;
use std::io::Write;

use super::facts::Facts;
use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::style::Style;
use crate::report::phrases;
use crate::report::phrases::size;
use crate::view::CategoryCount;
use crate::view::InspectView;
use crate::view::VersionLabel;

/// Writes what a snapshot would record and derive of a file.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_inspect(view: &InspectView, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    let title = view.origin.title.as_ref().map_or("(no title in the text)", |it| it.value.as_str());
    let head = Line::new().with(Style::Strong, &view.path).with(Style::Plain, "  ");
    page.hanging(&head, &Line::new().with(Style::Plain, title), 5)?;
    let digest = view.digest.short(VersionLabel::SHORT_DIGITS);
    let kind = phrases::kind(&view.media_type, &view.extractor);
    let facts = format!("{digest}  {}, {kind}", size(view.bytes));
    page.paragraph(&Line::new().with(Style::Dim, &facts), 5)?;
    let facts = Facts {
        origin: &view.origin,
        lost_claims: &view.lost_claims,
        lines: view.lines,
        noise: &view.noise,
        noise_by_category: &CategoryCount::of(&view.noise),
        readiness: &view.readiness,
        limitations: &view.limitations,
    };
    facts.write(page)
}
