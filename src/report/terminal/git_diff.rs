//! What git asked to have shown, on a terminal.

use std::io;
use std::io::Write;

use super::diff::DiffForm;
use super::diff::write_diff;
use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::style::Style;
use crate::report::options::DiffOptions;
use crate::view::DiffView;
use crate::view::GitDiffHead;

/// Writes the path with what git says of it, then the diff, then an empty line: git puts one file
/// below the other.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_git_diff(
    head: &GitDiffHead,
    diff: Option<&DiffView<'_>>,
    screen: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    let mut name = Line::new();
    if let Some(previous) = &head.previous_path {
        name.push(Style::Strong, previous).push(Style::Dim, " → ");
    }
    name.push(Style::Strong, &head.path);
    page.paragraph(&name, 0)?;
    for note in &head.notes {
        page.paragraph(&Line::new().with(Style::Dim, note), 2)?;
    }
    if let Some(problem) = &head.problem {
        page.paragraph(&Line::new().with(Style::Warning, &problem.message), 2)?;
        if let Some(hint) = &problem.hint {
            page.note("  hint:", hint)?;
        }
    }
    if let Some(diff) = diff {
        write_diff(diff, &DiffOptions::default(), DiffForm::Inline, screen, out)?;
    }
    Page::new(out, screen).blank()
}
