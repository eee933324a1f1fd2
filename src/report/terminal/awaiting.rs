//! `awaiting` on a terminal.

use std::io;
use std::io::Write;

use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::problem::write_notes;
use super::style::Style;
use super::width::width;
use crate::analysis::readiness::Verdict;
use crate::report::phrases;
use crate::report::phrases::basis_name;
use crate::report::phrases::counted;
use crate::report::phrases::with_basis;
use crate::view::AwaitedView;
use crate::view::AwaitingView;
use crate::view::BelongingView;
use crate::view::MentionView;
use crate::view::SeedMentions;
use crate::view::SinceView;

/// The widest column that names get.
const MAX_NAME_COLUMNS: usize = 40;

/// Columns of the longest verdict, `specification`, with three spaces.
const VERDICT_COLUMNS: usize = 16;

/// The most passages of one seed that are quoted.
const MAX_QUOTES: usize = 3;

/// Writes what there is of every awaited system: a row each, then what specifies it and the
/// passages that name it.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_awaiting(view: &AwaitingView, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    let all = view.awaiting.len() as u64;
    if all == 0 {
        let text = "nothing is awaited: list systems as [[awaiting]] in provenance.toml";
        return page.paragraph(&Line::new().with(Style::Plain, text), 0);
    }
    write_answer(view, all, page)?;
    let names = view.awaiting.iter().map(|entry| width(&entry.name));
    let columns = names.max().unwrap_or(0).clamp(6, MAX_NAME_COLUMNS.min(page.width() / 2));
    let mut head = Line::new().with(Style::Dim, "system");
    head.pad_to(columns + 2, 2).push(Style::Dim, "specification");
    head.pad_to(columns + 2 + VERDICT_COLUMNS, 1).push(Style::Dim, "mentioned in");
    page.blank()?;
    page.row(&head)?;
    view.awaiting.iter().try_for_each(|entry| write_entry(entry, columns, page))?;
    for problem in &view.problems {
        page.blank()?;
        page.paragraph(&Line::new().with(Style::Warning, problem), 0)?;
    }
    write_notes(&view.notes, page)
}

/// `12 systems are awaited; none has a specification`.
fn write_answer(view: &AwaitingView, all: u64, page: &mut Page<'_>) -> io::Result<()> {
    let count =
        |verdict| view.awaiting.iter().filter(|entry| entry.specification == verdict).count();
    let (whole, partial) = (count(Verdict::Specification), count(Verdict::Partial));
    let systems = counted(all, "system is awaited", "systems are awaited");
    let (text, style) = match (whole, partial) {
        (0, 0) => ("none has a specification".to_owned(), Style::Strong),
        (0, _) => (format!("none has a whole specification, {partial} in part"), Style::Warning),
        (_, 0) => (format!("{whole} specified"), Style::Good),
        _ => (format!("{whole} specified, {partial} in part"), Style::Good),
    };
    page.paragraph(&Line::new().with(Style::Plain, &format!("{systems}; ")).with(style, &text), 0)
}

fn write_entry(entry: &AwaitedView, columns: usize, page: &mut Page<'_>) -> io::Result<()> {
    page.blank()?;
    let mut names = Line::new().with(Style::Strong, &entry.name).wrapped(columns).into_iter();
    let mut head = names.next().unwrap_or_default();
    head.pad_to(columns + 2, 2);
    let style = match entry.specification {
        Verdict::None => Style::Plain,
        Verdict::Partial => Style::Warning,
        Verdict::Specification => Style::Good,
    };
    head.push(style, phrases::verdict_name(entry.specification));
    let places = match places(entry) {
        text if text.is_empty() => Line::new().with(Style::Dim, "no seed"),
        text => Line::new().with(Style::Plain, &text),
    };
    let mut rows = places
        .wrapped(page.width().saturating_sub(columns + 2 + VERDICT_COLUMNS).max(8))
        .into_iter();
    head.pad_to(columns + 2 + VERDICT_COLUMNS, 1).append(&rows.next().unwrap_or_default());
    page.line(&head)?;
    while let Some((name, row)) = next_of_both(&mut names, &mut rows) {
        let mut line = name;
        line.pad_to(columns + 2 + VERDICT_COLUMNS, 1).append(&row);
        page.line(&line)?;
    }
    entry.specified_by.iter().try_for_each(|found| write_belonging(found, page))?;
    if let Some(since) = &entry.since {
        page.paragraph(&Line::new().with(Style::Dim, &since_text(since)), 2)?;
    }
    entry.mentioned_in.iter().try_for_each(|seed| write_quotes(seed, page))
}

fn next_of_both(
    names: &mut impl Iterator<Item = Line>,
    rows: &mut impl Iterator<Item = Line>,
) -> Option<(Line, Line)> {
    match (names.next(), rows.next()) {
        (None, None) => None,
        (name, row) => Some((name.unwrap_or_default(), row.unwrap_or_default())),
    }
}

/// `000:17, 001:35`.
fn places(entry: &AwaitedView) -> String {
    let mut places = Vec::new();
    for seed in &entry.mentioned_in {
        let mut lines: Vec<String> = shown(seed).map(|it| place(seed, it)).collect();
        lines.dedup();
        places.extend(lines);
    }
    places.join(", ")
}

/// The mentions outside of noise, or all where there are none outside.
fn shown(seed: &SeedMentions) -> impl Iterator<Item = &MentionView> {
    let is_all_noise = seed.mentions.iter().all(|mention| mention.noise);
    seed.mentions.iter().filter(move |mention| is_all_noise || !mention.noise)
}

fn place(seed: &SeedMentions, mention: &MentionView) -> String {
    let id = seed.label.seed.as_ref().map_or("", |seed| seed.as_str());
    format!("{id}:{}", mention.first_line)
}

/// `005@2 specification (0.97), 41 requirements; missing: acceptance · its title names it
/// (inferred)`.
fn write_belonging(found: &BelongingView, page: &mut Page<'_>) -> io::Result<()> {
    let verdict = phrases::verdict_name(found.verdict);
    let requirements = counted(found.requirements, "requirement", "requirements");
    let mut text = format!("{} {verdict} ({:.2}), {requirements}", found.label, found.score);
    if !found.missing.is_empty() {
        let missing = found.missing.iter().map(|element| phrases::element_name(*element));
        text.push_str(&format!("; missing: {}", missing.collect::<Vec<_>>().join(", ")));
    }
    let mut line = Line::new().with(Style::Plain, &text);
    line.push(Style::Dim, &format!(" · {} ({})", found.reason, basis_name(found.basis)));
    page.paragraph(&line, 2)
}

/// `since 000@1, recorded 2026-11-22, published 2024-01-31 (stated)`.
fn since_text(since: &SinceView) -> String {
    let mut text = format!("since {}, recorded {}", since.label, since.recorded_at.date());
    if let Some(published) = &since.published {
        text.push_str(&format!(", published {}", with_basis(published)));
    }
    text
}

fn write_quotes(seed: &SeedMentions, page: &mut Page<'_>) -> io::Result<()> {
    let mut mentions: Vec<&MentionView> = shown(seed).collect();
    mentions.dedup_by_key(|mention| mention.first_line);
    for mention in mentions.iter().take(MAX_QUOTES) {
        let mut line = Line::new().with(Style::Dim, &place(seed, mention));
        if mention.noise {
            line.push(Style::Dim, " in noise");
        }
        line.push(Style::Plain, " «").push(Style::Plain, &mention.quote).push(Style::Plain, "»");
        page.paragraph(&line, 2)?;
    }
    match mentions.len().saturating_sub(MAX_QUOTES) as u64 {
        0 => Ok(()),
        rest => {
            let rest = counted(rest, "more line", "more lines");
            page.paragraph(&Line::new().with(Style::Dim, &format!("and {rest} of this seed")), 2)
        }
    }
}
