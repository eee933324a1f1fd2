//! `audit` on a terminal.

use std::io;
use std::io::Write;

use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::style::Style;
use crate::report::passages;
use crate::report::passages::Stretch;
use crate::view::AuditView;
use crate::view::CitationFinding;
use crate::view::CitationView;
use crate::view::WordsRole;

/// Writes how many citations need a person, then each of them with both passages and what to do
/// next, then in one line what holds; with `shows_all` every citation.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_audit(
    view: &AuditView,
    shows_all: bool,
    screen: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    let style = match (view.summary.needs_person, view.summary.citations) {
        (0, 0) => Style::Plain,
        (0, _) => Style::Good,
        _ => Style::Warning,
    };
    page.paragraph(&Line::new().with(style, &passages::verdict(&view.summary)), 0)?;
    if let Some(kinds) = passages::kinds(view) {
        page.paragraph(&Line::new().with(Style::Plain, &kinds), 0)?;
    }
    let shown = || view.citations.iter().filter(|it| it.needs_person || shows_all);
    let columns = shown().map(|it| it.finding.name().len()).max().unwrap_or(0);
    if shown().next().is_some() {
        page.blank()?;
    }
    for citation in shown() {
        write_citation(citation, columns, page)?;
        if let Some(link) = citation.link.iter().find(|_| shows_all) {
            let text = format!("its path {} is {} now", link.written, link.now);
            page.paragraph(&Line::new().with(Style::Dim, &text), 2 + columns + 2)?;
        }
    }
    for miswritten in &view.miswritten {
        let place = format!("  {}:{}  ", miswritten.file, miswritten.line);
        let head = Line::new().with(Style::Strong, &place);
        page.hanging(&head, &Line::new().with(Style::Warning, passages::fault(miswritten)), 6)?;
    }
    for mended in &view.mended {
        let text = format!("{}:{}  {} → ", mended.file, mended.line, mended.link.written);
        let body = Line::new().with(Style::Plain, &text).with(Style::Good, &mended.link.now);
        page.hanging(&Line::new().with(Style::Dim, "  mended  "), &body, 10)?;
    }
    for rest in passages::rest(&view.summary) {
        page.paragraph(&Line::new().with(Style::Dim, &rest), 2)?;
    }
    Ok(())
}

/// One citation: its finding and place, both passages, and what to do next.
pub(super) fn write_citation(
    citation: &CitationView,
    columns: usize,
    page: &mut Page<'_>,
) -> io::Result<()> {
    let indent = 2 + columns + 2;
    let mut head = Line::new().with(Style::Plain, "  ");
    head.push(finding_style(citation.finding), citation.finding.name()).pad_to(indent, 0);
    let mut place = Line::new().with(Style::Strong, &passages::place(citation));
    let mut target = Line::new().with(Style::Dim, "cites ");
    target.push(Style::Plain, &passages::target(citation));
    for also in &citation.also {
        target.push(Style::Dim, &format!(", also {}", also.name()));
    }
    if indent + place.width() + 2 + target.width() <= page.width() {
        page.line(head.append(place.push(Style::Plain, "  ").append(&target)))?;
    } else {
        page.hanging(&head, &place, indent)?;
        page.paragraph(&target, indent)?;
    }
    write_passages(citation, indent, page)?;
    for remark in passages::remarks(citation) {
        page.paragraph(&Line::new().with(Style::Warning, &remark), indent)?;
    }
    if let Some(accepted) = &citation.accepted {
        let text =
            format!("accepted by {} on {}: {}", accepted.who, accepted.at.date(), accepted.why);
        page.paragraph(&Line::new().with(Style::Good, &text), indent)?;
    }
    write_next(citation, indent, page)
}

fn write_passages(citation: &CitationView, indent: usize, page: &mut Page<'_>) -> io::Result<()> {
    let old = passages::old_words(citation);
    if old.is_empty() {
        let quote = Line::new().with(Style::Plain, &passages::passage_line(&citation.quote));
        write_row("says", &quote, indent, page)?;
    } else {
        let body = words(&old, page);
        write_row("old", &body, indent, page)?;
    }
    if let Some(reason) = passages::reason(citation) {
        write_row("new", &Line::new().with(Style::Warning, &reason), indent, page)?;
    } else if !citation.words.is_empty() {
        let body = words(&passages::new_words(citation), page);
        write_row("new", &body, indent, page)?;
    }
    let short = passages::lines_of_short(citation);
    if let Some(lines) = &short {
        write_row("at", &Line::new().with(Style::Dim, lines), indent, page)?;
    }
    for candidate in citation.candidates.iter().filter(|_| short.is_none()) {
        let mut body = Line::new().with(Style::Dim, &passages::passage_lines(candidate));
        body.push(Style::Plain, "  ");
        body.push(Style::Plain, &passages::passage_line(&candidate.text));
        write_row("or", &body, indent, page)?;
    }
    if let Some(nearest) = &citation.nearest {
        let mut body = Line::new().with(Style::Dim, &passages::passage_lines(nearest));
        body.push(Style::Plain, "  ");
        body.push(Style::Plain, &passages::passage_line(&nearest.text));
        write_row("like", &body, indent, page)?;
    }
    Ok(())
}

fn words(stretches: &[Stretch], page: &Page<'_>) -> Line {
    let mut line = Line::new();
    for stretch in stretches {
        match stretch.role {
            WordsRole::Kept => line.push(Style::Plain, &stretch.text),
            WordsRole::Removed => line.push_marked(page.palette(), Style::Removed, &stretch.text),
            WordsRole::Added => line.push_marked(page.palette(), Style::Added, &stretch.text),
        };
    }
    line
}

fn write_row(name: &str, body: &Line, indent: usize, page: &mut Page<'_>) -> io::Result<()> {
    let mut head = Line::new();
    head.pad_to(indent, 0).push(Style::Dim, name);
    page.hanging(&head, body, indent + 5)
}

/// Since when, and the command that goes on: whole, however wide.
fn write_next(citation: &CitationView, indent: usize, page: &mut Page<'_>) -> io::Result<()> {
    let mut row = Line::new();
    row.pad_to(indent, 0);
    if let Some(since) = passages::since(citation) {
        row.push(Style::Dim, &since);
    }
    let Some(next) = &citation.next else {
        return if citation.since.is_some() { page.line(&row) } else { Ok(()) };
    };
    let joint = if citation.since.is_some() { " · " } else { "" };
    let command = Line::new().with(Style::Dim, joint).with(Style::Command, next);
    if citation.since.is_some() && row.width() + command.width() > page.width() {
        page.line(&row)?;
        row = Line::new();
        row.pad_to(indent, 0);
        return page.line(row.push(Style::Command, next));
    }
    page.line(row.append(&command))
}

const fn finding_style(finding: CitationFinding) -> Style {
    match finding {
        CitationFinding::Unchanged | CitationFinding::Moved | CitationFinding::Cosmetic => {
            Style::Good
        }
        CitationFinding::NeverThere
        | CitationFinding::UnknownSeed
        | CitationFinding::UnknownVersion
        | CitationFinding::Gone => Style::Error,
        _ => Style::Warning,
    }
}
