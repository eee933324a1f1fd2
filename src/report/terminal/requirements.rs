//! `readiness --from` on a terminal.

use std::io;
use std::io::Write;

use super::change::class_style;
use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::readiness::requirement_head;
use super::style::Palette;
use super::style::Style;
use crate::analysis::readiness::Verdict;
use crate::report::phrases;
use crate::report::phrases::counted;
use crate::report::prose;
use crate::report::prose::flow;
use crate::view::ChangedRequirement;
use crate::view::PieceRole;
use crate::view::RequirementView;
use crate::view::RequirementsView;

/// Columns before the words of a requirement.
const INDENT: usize = 23;

/// Writes what became of the requirements of an older version.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_requirements(
    view: &RequirementsView,
    screen: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    write_answer(view, page)?;
    if !view.changed.is_empty() {
        write_title("changed", page)?;
        view.changed.iter().try_for_each(|changed| write_changed(changed, page))?;
    }
    write_list("added", Style::Added, &view.added, page)?;
    write_list("removed", Style::Removed, &view.removed, page)
}

/// `005  1 → 2  3 changed, 1 added, 2 removed, 35 unchanged`, and the verdicts if they differ.
fn write_answer(view: &RequirementsView, page: &mut Page<'_>) -> io::Result<()> {
    let seed = view.new.label.seed.as_ref().map_or("", |seed| seed.as_str());
    let mut line = Line::new().with(Style::Strong, seed);
    line.pad_to(0, if seed.is_empty() { 0 } else { 2 });
    line.push(Style::Plain, &prose::sides(&view.old.label, &view.new.label));
    line.push(Style::Plain, "  ").push(Style::Strong, &answer(view));
    page.paragraph(&line, 0)?;
    let (old, new) = (view.old.verdict, view.new.verdict);
    if old != new {
        let style = if new == Verdict::Specification { Style::Good } else { Style::Warning };
        let (old, new) = (phrases::verdict_name(old), phrases::verdict_name(new));
        let verdicts = format!("readiness {old} → {new}");
        page.paragraph(&Line::new().with(style, &verdicts), 5)?;
    }
    Ok(())
}

/// `3 changed, 1 added, 2 removed, 35 unchanged`.
pub(in crate::report) fn answer(view: &RequirementsView) -> String {
    if view.is_unchanged() {
        return match view.unchanged {
            0 => "neither has a requirement sentence".to_owned(),
            many => format!("all {} stand", counted(many, "requirement", "requirements")),
        };
    }
    let parts = [
        (view.changed.len() as u64, "changed"),
        (view.added.len() as u64, "added"),
        (view.removed.len() as u64, "removed"),
        (view.unchanged, "unchanged"),
    ];
    let told = parts.iter().filter(|(count, _)| *count > 0);
    told.map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
}

fn write_title(title: &str, page: &mut Page<'_>) -> io::Result<()> {
    page.blank()?;
    page.line(&Line::new().with(Style::Strong, title))
}

fn write_list(
    title: &str,
    style: Style,
    requirements: &[RequirementView],
    page: &mut Page<'_>,
) -> io::Result<()> {
    if requirements.is_empty() {
        return Ok(());
    }
    write_title(title, page)?;
    for requirement in requirements {
        let words = flow(requirement.text.as_deref().unwrap_or_default());
        let style = if page.palette() == Palette::Plain { Style::Plain } else { style };
        let body = Line::new().with(style, &words);
        page.hanging(&requirement_head(requirement), &body, INDENT)?;
    }
    Ok(())
}

/// The new name and place, both wordings in one, the classes of the change, the old name.
fn write_changed(changed: &ChangedRequirement, page: &mut Page<'_>) -> io::Result<()> {
    let mut body = Line::new();
    let mut before = PieceRole::Kept;
    for piece in &changed.pieces {
        if (before, piece.role) == (PieceRole::Removed, PieceRole::Added) {
            body.push(Style::Plain, page.palette().gap());
        }
        before = piece.role;
        match piece.role {
            PieceRole::Kept => body.push(Style::Plain, &piece.text),
            PieceRole::Removed => body.push_marked(page.palette(), Style::Removed, &piece.text),
            PieceRole::Added => body.push_marked(page.palette(), Style::Added, &piece.text),
        };
    }
    page.hanging(&requirement_head(&changed.new), &body, INDENT)?;
    let mut below = Line::new();
    for (index, class) in changed.significance.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        below
            .push(Style::Plain, comma)
            .push(class_style(Some(*class)), phrases::class_name(*class));
    }
    let was = format!("  was {} on line {}", changed.old.id, changed.old.first_line);
    page.paragraph(&below.with(Style::Dim, &was), INDENT)
}
