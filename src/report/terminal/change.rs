//! Rows about seeds that changed.

use std::borrow::Borrow;
use std::io;

use super::announcement::is_announced;
use super::line::Line;
use super::page::Page;
use super::style::Style;
use super::width::width;
use crate::analysis::readiness::Verdict;
use crate::diff::Significance;
use crate::report::phrases;
use crate::report::prose;
use crate::view::DiffSummary;
use crate::view::Event;
use crate::view::ReadinessBrief;
use crate::view::SeedChange;
use crate::view::ShortClaim;
use crate::view::VersionLabel;

/// The widest column that seed ids get; longer ones have a row of their own.
const MAX_SEED_COLUMNS: usize = 16;

/// Columns of the longest event, `replaced` and `returned`.
const EVENT_COLUMNS: usize = 8;

/// Writes a row for every change, with more rows below where there is more to say. `changes` gives
/// them all, as often as it is asked.
pub(super) fn write_changes<'a, I, C>(
    changes: impl Fn() -> I,
    page: &mut Page<'_>,
) -> io::Result<()>
where
    I: Iterator<Item = C> + 'a,
    C: Borrow<SeedChange>,
{
    let ids = changes().map(|change| width(change.borrow().seed.as_str()));
    let columns = ids.filter(|columns| *columns <= MAX_SEED_COLUMNS).max().unwrap_or(0);
    let indent = 2 + columns + 2 + EVENT_COLUMNS + 3;
    for change in changes() {
        write_change(change.borrow(), columns, indent, page)?;
    }
    Ok(())
}

fn write_change(
    change: &SeedChange,
    columns: usize,
    indent: usize,
    page: &mut Page<'_>,
) -> io::Result<()> {
    let mut head = Line::new().with(Style::Plain, "  ");
    head.push(Style::Strong, change.seed.as_str());
    if head.width() > 2 + columns {
        page.line(&head)?;
        head = Line::new();
    }
    head.pad_to(4 + columns, 0).push(event_style(change.event), change.event.name());
    let origin = origin(change);
    let effect = effect(change);
    let fits = indent + origin.width() + 2 + effect.width() <= page.width();
    if fits {
        let mut body = origin;
        body.pad_to(page.width() - indent - effect.width(), 2).append(&effect);
        page.hanging(&head, &body, indent)?;
    } else {
        page.hanging(&head, &origin, indent)?;
        if !effect.is_empty() {
            page.paragraph(&effect, indent)?;
        }
    }
    for detail in details(change) {
        page.paragraph(&detail, indent)?;
    }
    Ok(())
}

const fn event_style(event: Event) -> Style {
    match event {
        Event::New | Event::Returned => Style::Added,
        Event::Replaced | Event::Removed => Style::Warning,
        Event::Moved => Style::Moved,
    }
}

/// Where it came from; when that is unknown the title, else the path, or both paths of a move.
fn origin(change: &SeedChange) -> Line {
    let line = known_origin(change);
    let title = change.title.as_ref().map(|title| title.value.as_str());
    match (&change.previous_path, title) {
        _ if !line.is_empty() => line,
        (Some(previous), _) => moved(previous, &change.path),
        (None, title) => Line::new().with(Style::Plain, title.unwrap_or(&change.path)),
    }
}

/// `from old/path to new/path`.
fn moved(previous: &str, path: &str) -> Line {
    let mut line = Line::new().with(Style::Dim, "from ");
    line.push(Style::Plain, previous).push(Style::Dim, " to ");
    line.with(Style::Plain, path)
}

fn known_origin(change: &SeedChange) -> Line {
    origin_of(change.publisher.as_ref(), change.place.as_ref(), change.published.as_ref())
}

/// Publisher, place and date with its basis, as far as they are known.
pub(super) fn origin_of(
    publisher: Option<&ShortClaim>,
    place: Option<&ShortClaim>,
    published: Option<&ShortClaim>,
) -> Line {
    let parts = [
        publisher.map(phrases::with_weak_basis),
        place.map(phrases::with_weak_basis),
        published.map(phrases::with_basis),
    ];
    let known: Vec<String> = parts.into_iter().flatten().collect();
    Line::new().with(Style::Plain, &known.join(" · "))
}

/// What it means: the words that changed, and the noise.
fn effect(change: &SeedChange) -> Line {
    let mut line = Line::new();
    if let Some(diff) = &change.diff {
        line = summary(diff);
    }
    if let Some(share) = change.noise_share {
        let comma = if line.is_empty() { "" } else { ", " };
        line.push(Style::Dim, &format!("{comma}noise {}", phrases::percent(share)));
    }
    line
}

/// `+2 −2 words, 2 quantities`.
pub(super) fn summary(diff: &DiffSummary) -> Line {
    let mut line = Line::new();
    let parts = phrases::summary_parts(diff);
    if parts.is_empty() {
        return line.with(Style::Dim, phrases::no_changes(diff));
    }
    line.push(Style::Added, &format!("+{}", diff.words.added)).push(Style::Plain, " ");
    line.push(Style::Fewer, &format!("−{}", diff.words.removed)).push(Style::Plain, " words");
    for (class, text) in parts {
        line.push(Style::Plain, ", ").push(class_style(class), &text);
    }
    line
}

/// The style of a class of change; a move has none.
pub(super) fn class_style(class: Option<Significance>) -> Style {
    match class {
        Some(class) if phrases::is_grave(class) => Style::Warning,
        Some(Significance::Cosmetic | Significance::Noise) => Style::Dim,
        _ => Style::Plain,
    }
}

/// Rows below the first one.
fn details(change: &SeedChange) -> Vec<Line> {
    let mut details = Vec::new();
    if let Some(readiness) = change.readiness.as_ref().filter(|_| !is_announced(change)) {
        details.extend(checklist(readiness));
    }
    if !known_origin(change).is_empty() {
        let previous = change.previous_path.as_ref();
        details.extend(previous.map(|previous| moved(previous, &change.path)));
    }
    if let Some(equals) = &change.equals {
        details.push(Line::new().with(Style::Warning, &prose::oscillation(equals)));
    }
    if change.predecessors.len() > 1 {
        details.push(Line::new().with(Style::Warning, &settles(&change.predecessors)));
    }
    let limitations = change.limitations.iter();
    details.extend(limitations.map(|it| Line::new().with(Style::Warning, &it.detail)));
    details
}

/// `partial specification: 3 requirements; missing: acceptance`, for what is a specification in
/// part at least.
fn checklist(readiness: &ReadinessBrief) -> Option<Line> {
    let label = match readiness.verdict {
        Verdict::None => return None,
        Verdict::Partial => "partial specification: ",
        Verdict::Specification => "specification: ",
    };
    let counts = phrases::checklist_counts(readiness);
    Some(Line::new().with(Style::Strong, label).with(Style::Plain, &counts))
}

/// `settles 003@2b1c… and 003@77ab…`, by digest, since the numbers may be the same.
pub(super) fn settles(predecessors: &[VersionLabel]) -> String {
    let by_digest = |label: &VersionLabel| VersionLabel { version: None, ..label.clone() };
    let names: Vec<String> = predecessors.iter().map(|it| by_digest(it).to_string()).collect();
    format!("settles {}", names.join(" and "))
}
