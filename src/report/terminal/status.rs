//! `status` on a terminal.

use std::io;
use std::io::Write;

use super::announcement::write_announcements;
use super::change::origin_of;
use super::change::write_changes;
use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::problem::write_conflicts;
use super::problem::write_notes;
use super::style::Style;
use super::width::width;
use crate::analysis::readiness::Verdict;
use crate::report::phrases;
use crate::report::phrases::counted;
use crate::view::SeedState;
use crate::view::SeedStatus;
use crate::view::StatusView;

/// The widest column that names of versions get.
const MAX_NAME_COLUMNS: usize = 28;

/// Columns of the longest state, `unreadable`.
const STATE_COLUMNS: usize = 10;

/// Writes what a snapshot would record, then the state of every seed; the problems of single
/// files are left to [`write_problems`](super::write_problems).
///
/// # Errors
/// When `out` cannot be written.
pub fn write_status(view: &StatusView, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    write_announcements(view.pending.iter(), page)?;
    write_verdict(view, page)?;
    if !view.pending.is_empty() {
        write_changes(|| view.pending.iter(), page)?;
    }
    write_conflicts(&view.conflicts, page)?;
    write_notes(&view.notes, page)?;
    if !view.seeds.is_empty() {
        page.blank()?;
    }
    let names = view.seeds.iter().map(|seed| width(&seed.latest.to_string()));
    let columns = names.max().unwrap_or(0).min(MAX_NAME_COLUMNS);
    view.seeds.iter().try_for_each(|seed| write_seed(seed, columns, page))
}

/// The answer in one line.
fn write_verdict(view: &StatusView, page: &mut Page<'_>) -> io::Result<()> {
    let mut line = Line::new();
    let pending = view.pending.len() as u64;
    if pending > 0 {
        let seeds = counted(pending, "seed", "seeds");
        line.push(Style::Warning, &format!("{seeds} not recorded")).push(Style::Plain, "; ");
        line.push(Style::Command, "provenance snapshot").push(Style::Plain, " records ");
        line.push(Style::Plain, if pending == 1 { "it" } else { "them" });
    } else if view.conflicts.is_empty() && view.problems.is_empty() {
        let seeds = counted(view.seeds.len() as u64, "seed", "seeds");
        line.push(Style::Good, "everything is recorded").push(Style::Plain, &format!(": {seeds}"));
        if let Some(last) = view.last_recorded {
            line.push(Style::Plain, &format!(", last {last}"));
        }
    } else {
        line.push(Style::Warning, "a person must look");
    }
    page.paragraph(&line, 0)
}

fn write_seed(seed: &SeedStatus, columns: usize, page: &mut Page<'_>) -> io::Result<()> {
    let mut head = Line::new().with(Style::Plain, "  ");
    head.push(Style::Strong, &seed.latest.to_string()).pad_to(2 + columns, 0);
    head.push(Style::Plain, "  ").push(state_style(seed.state), seed.state.name());
    let indent = 2 + columns + 2 + STATE_COLUMNS + 2;
    let mut body = origin_of(seed.publisher.as_ref(), None, seed.published.as_ref());
    let name = seed.title.as_ref().map(|title| title.value.as_str());
    if body.is_empty() {
        body.push(Style::Plain, name.or(seed.latest.path.as_deref()).unwrap_or_default());
    }
    if let Some(share) = seed.noise_share {
        body.push(Style::Dim, &format!(", noise {}", phrases::percent(share)));
    }
    if let Some(verdict) = seed.readiness.filter(|verdict| *verdict != Verdict::None) {
        body.push(Style::Plain, ", ").push(Style::Strong, phrases::verdict_name(verdict));
    }
    page.hanging(&head, &body, indent)
}

const fn state_style(state: SeedState) -> Style {
    match state {
        SeedState::Recorded => Style::Good,
        SeedState::Pending => Style::Warning,
        SeedState::Removed | SeedState::NotHere => Style::Dim,
        SeedState::Conflict | SeedState::Unreadable => Style::Error,
    }
}
