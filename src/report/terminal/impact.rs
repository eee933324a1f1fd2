//! `impact` on a terminal.

use std::io;
use std::io::Write;

use super::audit::write_citation;
use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::style::Style;
use crate::report::passages;
use crate::view::ImpactView;

/// Writes which citations a replacement touches, most serious first.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_impact(view: &ImpactView, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    let style = if view.citations.is_empty() { Style::Good } else { Style::Warning };
    page.paragraph(&Line::new().with(style, &passages::impact(view)), 0)?;
    if !view.citations.is_empty() {
        page.blank()?;
    }
    let columns = view.citations.iter().map(|it| it.finding.name().len()).max().unwrap_or(0);
    view.citations.iter().try_for_each(|citation| write_citation(citation, columns, page))
}
