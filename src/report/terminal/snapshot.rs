//! `snapshot` on a terminal.

use std::io;
use std::io::Write;

use super::announcement::write_announcements;
use super::change::write_changes;
use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::problem::write_conflicts;
use super::problem::write_notes;
use super::style::Style;
use crate::report::phrases::counted;
use crate::report::phrases::short_path;
use crate::view::Event;
use crate::view::SnapshotView;

/// Writes what a snapshot recorded; the problems of single files are left to
/// [`write_problems`](super::write_problems).
///
/// # Errors
/// When `out` cannot be written.
pub fn write_snapshot(view: &SnapshotView, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    write_announcements(view.changes.iter(), page)?;
    write_changes(|| view.changes.iter(), page)?;
    if !view.changes.is_empty() && view.unchanged > 0 {
        page.line(&Line::new().with(Style::Dim, &format!("  ·  {} unchanged", view.unchanged)))?;
    }
    write_conflicts(&view.conflicts, page)?;
    for healed in &view.healed {
        let mut line = Line::new()
            .with(Style::Good, "restored ")
            .with(Style::Plain, &short_path(&healed.path));
        line.push(Style::Dim, " from ").push(Style::Plain, &healed.source);
        page.paragraph(&line, 2)?;
    }
    if !(view.changes.is_empty() && view.conflicts.is_empty() && view.healed.is_empty()) {
        page.blank()?;
    }
    write_summary(view, page)?;
    write_expectation(view, page)?;
    write_notes(&view.notes, page)?;
    write_next(view, page)
}

fn write_summary(view: &SnapshotView, page: &mut Page<'_>) -> io::Result<()> {
    let mut line = Line::new();
    let changes = view.changes.len() as u64;
    if view.check && changes > 0 {
        line.push(Style::Warning, &format!("{} not recorded", counted(changes, "seed", "seeds")));
    } else if let Some(run) = &view.run {
        let recorded = format!("recorded {}", recorded(view));
        line.push(Style::Strong, &recorded).push(Style::Plain, " in run ");
        line.push(Style::Plain, &run.id.short(8));
        line.push(Style::Dim, &format!(" ({})", short_path(&run.path)));
    } else {
        let seeds = counted(view.unchanged, "seed", "seeds");
        line.push(Style::Good, "nothing changed").push(Style::Plain, &format!(": {seeds}"));
        if let Some(last) = view.last_recorded {
            line.push(Style::Plain, &format!(", last recorded {last}"));
        }
    }
    if view.not_here > 0 {
        line.push(Style::Dim, &format!("; {} not here (kept as hashes)", view.not_here));
    }
    if view.reanalysed > 0 {
        let contents = counted(view.reanalysed, "content", "contents");
        line.push(Style::Plain, &format!("; {contents} analysed again"));
    }
    if !view.problems.is_empty() {
        let failed = counted(view.problems.len() as u64, "problem", "problems");
        line.push(Style::Plain, "; ").push(Style::Error, &failed);
    }
    page.paragraph(&line, 0)
}

/// What became of the specification that was expected.
fn write_expectation(view: &SnapshotView, page: &mut Page<'_>) -> io::Result<()> {
    let line = match view.specifications.as_deref() {
        None => return Ok(()),
        Some([]) => Line::new().with(Style::Warning, "no seed is a specification"),
        Some(seeds) => {
            let ids = seeds.iter().map(|seed| seed.as_str()).collect::<Vec<_>>().join(", ");
            Line::new().with(Style::Good, "specification: ").with(Style::Plain, &ids)
        }
    };
    page.paragraph(&line, 0)
}

/// `2 versions and 1 removal`.
fn recorded(view: &SnapshotView) -> String {
    let is_removal = |event: Event| event == Event::Removed;
    let removals = view.changes.iter().filter(|change| is_removal(change.event)).count() as u64;
    let versions = view.changes.len() as u64 - removals;
    let versions_text = counted(versions, "version", "versions");
    let removals_text = counted(removals, "removal", "removals");
    match (versions, removals) {
        (_, 0) => versions_text,
        (0, _) => removals_text,
        _ => format!("{versions_text} and {removals_text}"),
    }
}

/// Commands to go on with: the first diff and the first specification.
fn write_next(view: &SnapshotView, page: &mut Page<'_>) -> io::Result<()> {
    let mut commands = Vec::new();
    if view.check && !view.changes.is_empty() {
        commands.push("provenance snapshot".to_owned());
    } else {
        let replaced = view.changes.iter().find(|change| change.event == Event::Replaced);
        commands.extend(replaced.map(|change| format!("provenance diff {}", change.seed)));
        let arrived = view.changes.iter().find(|change| change.is_arrival());
        commands.extend(arrived.map(|change| format!("provenance readiness {}", change.seed)));
    }
    page.commands("next:", &commands)
}
