//! `set` on a terminal.

use std::io;
use std::io::Write;

use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::style::Style;
use crate::report::phrases::basis_name;
use crate::report::phrases::short_path;
use crate::view::SetView;

/// Writes which claim holds from now on, and which one it outweighs.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_set(view: &SetView, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    let mut line = Line::new().with(Style::Strong, &view.subject.to_string());
    line.push(Style::Plain, "  ").push(Style::Plain, &view.field);
    line.push(Style::Plain, " = ").push(Style::Strong, &view.value);
    match &view.previous {
        Some(previous) => {
            let basis = basis_name(previous.basis);
            line.push(Style::Dim, &format!("  (was {}, {basis})", previous.value));
        }
        None => {
            line.push(Style::Dim, "  (was unknown)");
        }
    }
    page.hanging(&Line::new(), &line, 0)?;
    page.note("because", &view.why)?;
    let by = view.author.as_ref().map_or_else(String::new, |author| format!(" by {author}"));
    let stated =
        format!("asserted{by} on {}, in {}", view.stated_at.date(), short_path(&view.path));
    page.paragraph(&Line::new().with(Style::Dim, &stated), 0)
}
