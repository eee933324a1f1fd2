//! `audit --accept` and `--revoke` on a terminal.

use std::io;
use std::io::Write;

use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::style::Style;
use crate::report::passages;
use crate::report::phrases::counted;
use crate::report::phrases::short_path;
use crate::view::AcceptView;

/// Most citations that are listed one by one.
const MOST: usize = 20;

/// Writes what was accepted, or taken back, and what is still open.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_accept(
    view: &AcceptView,
    is_revoked: bool,
    screen: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    if view.statements.is_empty() {
        page.paragraph(&Line::new().with(Style::Plain, "nothing to accept"), 0)?;
    } else {
        let count = counted(view.citations.len() as u64, "citation", "citations");
        let what = if is_revoked { "taken back for" } else { "accepted for" };
        page.paragraph(&Line::new().with(Style::Good, &format!("{what} {count}")), 0)?;
    }
    let columns = view.citations.iter().map(|it| it.finding.name().len()).max().unwrap_or(0);
    for citation in view.citations.iter().take(MOST) {
        let mut head = Line::new().with(Style::Plain, "  ");
        head.push(Style::Strong, citation.finding.name()).pad_to(2 + columns + 2, 0);
        let mut body = Line::new().with(Style::Plain, &passages::place(citation));
        body.push(Style::Dim, "  ").push(Style::Dim, &citation.short_id());
        page.hanging(&head, &body, 2 + columns + 2)?;
    }
    if view.citations.len() > MOST {
        let more = format!("and {} more", view.citations.len() - MOST);
        page.paragraph(&Line::new().with(Style::Dim, &more), 2)?;
    }
    for path in &view.statements {
        let text =
            format!("by {} on {}, in {}: commit it", view.who, view.at.date(), short_path(path));
        page.paragraph(&Line::new().with(Style::Dim, &text), 0)?;
    }
    let open = match view.still_open {
        0 => "no citation needs a person now".to_owned(),
        1 => "1 citation still needs a person".to_owned(),
        open => format!("{open} citations still need a person"),
    };
    page.paragraph(&Line::new().with(Style::Plain, &open), 0)
}
