//! What nobody may miss: a specification arrived, or was lost.

use std::borrow::Borrow;
use std::io;

use super::line::Line;
use super::page::Page;
use super::style::Style;
use crate::analysis::readiness::Verdict;
use crate::report::phrases;
use crate::view::SeedChange;

/// Writes a line for every specification that arrived or was lost, before everything else.
pub(super) fn write_announcements<C: Borrow<SeedChange>>(
    changes: impl Iterator<Item = C>,
    page: &mut Page<'_>,
) -> io::Result<()> {
    let mut has_any = false;
    for change in changes.filter(|change| is_announced(change.borrow())) {
        let change = change.borrow();
        let mut line = announcement(change);
        page.paragraph(line.append(&detail(change)), 0)?;
        has_any = true;
    }
    if has_any { page.blank() } else { Ok(()) }
}

/// Whether a change has an announcement of its own.
pub(super) fn is_announced(change: &SeedChange) -> bool {
    change.is_arrival() || change.lost_specification
}

fn announcement(change: &SeedChange) -> Line {
    let (what, style) = match change.is_arrival() {
        true => ("SPECIFICATION ARRIVED", Style::Good),
        false => ("SPECIFICATION LOST", Style::Error),
    };
    let mut line = Line::new().with(style, what).with(Style::Plain, " in ");
    line.push(Style::Strong, change.seed.as_str());
    if !change.awaited.is_empty() {
        let names = change.awaited.iter().map(|name| format!("“{name}”"));
        line.push(Style::Plain, " for ").push(Style::Strong, &names.collect::<Vec<_>>().join(", "));
    }
    line.with(Style::Plain, ": ")
}

fn detail(change: &SeedChange) -> Line {
    let Some(readiness) = &change.readiness else {
        return Line::new().with(Style::Plain, "it was removed");
    };
    let counts = phrases::checklist_counts(readiness);
    let text = match (change.lost_specification, readiness.verdict) {
        (false, _) => counts,
        (true, Verdict::Partial) => format!("what replaced it is one in part only: {counts}"),
        (true, _) => "what replaced it is none".to_owned(),
    };
    Line::new().with(Style::Plain, &text)
}
