//! `verify` on a terminal.

use std::io;
use std::io::Write;

use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::style::Style;
use super::width::width;
use crate::report::phrases::counted;
use crate::report::phrases::seconds;
use crate::report::phrases::size;
use crate::report::view::FaultView;
use crate::report::view::VerifyView;

/// The widest column that paths get; longer ones have a row of their own.
const MAX_PATH_COLUMNS: usize = 24;

/// Writes whether the store is sound, else every breach and every gap with what mends it.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_verify(view: &VerifyView, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    let figures = figures(view);
    if view.breaches.is_empty() && view.gaps.is_empty() {
        let line =
            Line::new().with(Style::Good, "sound").with(Style::Plain, &format!(": {figures}"));
        return page.paragraph(&line, 0);
    }
    let breaches = counted(view.breaches.len() as u64, "breach", "breaches");
    write_faults(&breaches, Style::Error, &view.breaches, page)?;
    let gaps = counted(view.gaps.len() as u64, "gap", "gaps");
    write_faults(&gaps, Style::Warning, &view.gaps, page)?;
    page.paragraph(&Line::new().with(Style::Dim, &format!("of {figures}")), 0)
}

/// `6 seeds, 9 versions, 4 runs, 9 objects (48 kB) recomputed in 0.01 s`.
fn figures(view: &VerifyView) -> String {
    format!(
        "{}, {}, {}, {} ({}) recomputed in {}",
        counted(view.seeds, "seed", "seeds"),
        counted(view.versions, "version", "versions"),
        counted(view.runs, "run", "runs"),
        counted(view.objects, "object", "objects"),
        size(view.bytes),
        seconds(view.milliseconds),
    )
}

fn write_faults(
    title: &str,
    style: Style,
    faults: &[FaultView],
    page: &mut Page<'_>,
) -> io::Result<()> {
    if faults.is_empty() {
        return Ok(());
    }
    page.paragraph(&Line::new().with(style, title), 0)?;
    let paths = faults.iter().map(|fault| width(&fault.path));
    let indent = 2 + paths.max().unwrap_or(0).min(MAX_PATH_COLUMNS) + 2;
    for fault in faults {
        let head = Line::new().with(Style::Plain, "  ").with(Style::Strong, &fault.path);
        let meaning = Line::new().with(Style::Plain, &fault.meaning);
        if head.width() + 2 > indent {
            page.line(&head)?;
            page.paragraph(&meaning, indent)?;
        } else {
            page.hanging(&head, &meaning, indent)?;
        }
        let mut mend = Line::new();
        mend.push(Style::Command, fault.command.as_deref().unwrap_or_default());
        if let Some(remedy) = &fault.remedy {
            let space = if mend.is_empty() { "" } else { " " };
            mend.push(Style::Plain, space).push(Style::Plain, remedy);
        }
        if !mend.is_empty() {
            page.paragraph(&mend, indent)?;
        }
    }
    Ok(())
}
