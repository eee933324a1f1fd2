//! Problems, conflicts and notes.

use std::io;
use std::io::Write;

use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::style::Style;
use crate::view::ConflictView;
use crate::view::ProblemView;

/// Writes errors with their causes and hints; they belong on standard error.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_problems(
    problems: &[ProblemView],
    screen: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page::new(out, screen);
    for problem in problems {
        let head = Line::new().with(Style::Error, "error:").with(Style::Plain, " ");
        let indent = head.width();
        page.hanging(&head, &Line::new().with(Style::Plain, &problem.message), indent)?;
        for cause in &problem.causes {
            let head = Line::new().with(Style::Dim, "  caused by: ");
            let indent = head.width();
            page.hanging(&head, &Line::new().with(Style::Plain, cause), indent)?;
        }
        if let Some(hint) = &problem.hint {
            // A hint often holds a command to copy: it is left whole, however wide.
            let head = Line::new().with(Style::Command, "  hint:").with(Style::Plain, " ");
            page.line(&head.with(Style::Plain, hint))?;
        }
    }
    Ok(())
}

/// Writes the seeds that people have to settle.
pub(super) fn write_conflicts(conflicts: &[ConflictView], page: &mut Page<'_>) -> io::Result<()> {
    for conflict in conflicts {
        let mut head = Line::new().with(Style::Plain, "  ");
        head.push(Style::Strong, conflict.seed.as_str()).push(Style::Plain, "  ");
        let body = Line::new().with(Style::Error, "changed in two branches; settle it by hand");
        let indent = head.width();
        page.hanging(&head, &body, indent)?;
        for line in &conflict.lines {
            let mut row = Line::new().with(Style::Plain, &line.to_string());
            if let Some(digest) = line.digest.filter(|_| line.version.is_some()) {
                row.push(Style::Dim, &format!("  {}", digest.short(8)));
            }
            if let Some(date) = line.date {
                row.push(Style::Dim, &format!("  recorded {}", date.date()));
            }
            page.paragraph(&row, 6)?;
        }
        for path in &conflict.paths {
            page.paragraph(&Line::new().with(Style::Plain, path), 6)?;
        }
        if let Some(hint) = &conflict.hint {
            page.paragraph(&Line::new().with(Style::Command, hint), 6)?;
        }
    }
    Ok(())
}

/// Writes what a person should know but need not act on.
pub(super) fn write_notes(notes: &[String], page: &mut Page<'_>) -> io::Result<()> {
    notes.iter().try_for_each(|note| page.note("note:", note))
}
