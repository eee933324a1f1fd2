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
use crate::report::phrases::short_path;
use crate::report::phrases::size;
use crate::view::FaultView;
use crate::view::VerifyView;

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
        page.paragraph(&line, 0)?;
        return write_absent(view, page);
    }
    let breaches = counted(view.breaches.len() as u64, "breach", "breaches");
    write_faults(&breaches, Style::Error, &view.breaches, page)?;
    let gaps = counted(view.gaps.len() as u64, "gap", "gaps");
    write_faults(&gaps, Style::Warning, &view.gaps, page)?;
    page.paragraph(&Line::new().with(Style::Dim, &figures), 0)?;
    write_absent(view, page)
}

/// What rightly has no bytes here.
fn write_absent(view: &VerifyView, page: &mut Page<'_>) -> io::Result<()> {
    if view.hashed > 0 {
        let contents = counted(view.hashed, "content is", "contents are");
        let unseen = view.hashed - view.checked_hashes;
        let text = match unseen {
            0 => format!(
                "{contents} kept as hashes of sentences, all checked against the bytes here"
            ),
            _ => format!(
                "{contents} kept as hashes of sentences; of {unseen} the bytes are not here, so that \
                 they cannot be shown or checked"
            ),
        };
        page.note("kept:", &text)?;
    }
    for withheld in &view.withheld {
        let short = withheld.digest.short(8);
        let version = withheld.version.as_deref().unwrap_or(&short);
        let (who, day) = (&withheld.who, withheld.at.date());
        page.note("withheld:", &format!("{version} by {who} on {day}: {}", withheld.why))?;
    }
    Ok(())
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
    let paths = faults.iter().map(|fault| width(&short_path(&fault.path)));
    let indent = 2 + paths.max().unwrap_or(0).min(MAX_PATH_COLUMNS) + 2;
    for fault in faults {
        let head =
            Line::new().with(Style::Plain, "  ").with(Style::Strong, &short_path(&fault.path));
        let meaning = Line::new().with(Style::Plain, &fault.meaning);
        if head.width() + 2 > indent {
            page.line(&head)?;
            page.paragraph(&meaning, indent)?;
        } else {
            page.hanging(&head, &meaning, indent)?;
        }
        write_remedy(fault, indent, page)?;
    }
    Ok(())
}

/// The command, whole however wide, then what it does.
fn write_remedy(fault: &FaultView, indent: usize, page: &mut Page<'_>) -> io::Result<()> {
    let remedy = Line::new().with(Style::Plain, fault.remedy.as_deref().unwrap_or_default());
    let Some(command) = &fault.command else {
        return if remedy.is_empty() { Ok(()) } else { page.paragraph(&remedy, indent) };
    };
    let mut row = Line::new();
    row.pad_to(indent.min(page.width() / 2), 0).push(Style::Command, command);
    if row.width() + 1 + remedy.width() <= page.width() {
        return page.line(row.push(Style::Plain, " ").append(&remedy));
    }
    page.line(&row)?;
    if remedy.is_empty() { Ok(()) } else { page.paragraph(&remedy, indent) }
}
