//! `blame` on a terminal.

use std::io;
use std::io::Write;

use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::style::Style;
use super::width::width;
use crate::report::phrases::class_name;
use crate::report::phrases::counted;
use crate::report::phrases::is_grave;
use crate::report::prose;
use crate::view::BlamePassage;
use crate::view::BlameView;
use crate::view::RewordingView;
use crate::view::VersionLabel;

/// The most characters of an old sentence that are shown.
const MAX_OLD: usize = 120;

/// Writes the versions that a text is made of, then every sentence behind the version and day
/// that introduced it; a version is named where it begins. A line of noise carries a `~`.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_blame(view: &BlameView, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    write_head(view, page)?;
    write_shares(view, page)?;
    if !view.passages.is_empty() {
        page.blank()?;
    }
    let names = view.passages.iter().map(|passage| width(&name(&passage.introduced)));
    let columns = names.max().unwrap_or(0);
    let lines = view.passages.iter().map(|passage| passage.first_line.to_string().len());
    let digits = lines.max().unwrap_or(1);
    let mut before: Option<&VersionLabel> = None;
    for passage in &view.passages {
        let is_first = before != Some(&passage.introduced);
        before = Some(&passage.introduced);
        let head = head(passage, is_first, columns, digits);
        let indent = head.width();
        let style = if passage.noise { Style::Noise } else { Style::Plain };
        let text = prose::flow(&passage.text);
        page.hanging(&head, &Line::new().with(style, &text), indent)?;
        for remark in remarks(passage) {
            page.paragraph(&remark, indent)?;
        }
    }
    for limitation in &view.limitations {
        page.note("note:", &limitation.detail)?;
    }
    if view.passages.is_empty() && view.left_out > 0 {
        page.paragraph(&Line::new().with(Style::Plain, "no sentence is asked for"), 0)?;
    }
    Ok(())
}

fn write_head(view: &BlameView, page: &mut Page<'_>) -> io::Result<()> {
    let seed = view.label.seed.as_ref().map_or("", |seed| seed.as_str());
    let mut left = Line::new().with(Style::Strong, seed);
    if let Some(title) = &view.title {
        left.push(Style::Plain, "  ").push(Style::Strong, title);
    }
    let version = match (view.label.version, view.label.digest, view.label.date) {
        (Some(number), _, _) => format!("version {number} of {}", view.versions),
        (None, Some(digest), Some(_)) => format!("version {}", digest.short(8)),
        _ => "not recorded".to_owned(),
    };
    let right = Line::new().with(Style::Dim, &version);
    let room = page.width().saturating_sub(right.width() + 2);
    let mut left = left.truncated(room);
    left.pad_to(page.width() - right.width(), 2).append(&right);
    page.line(&left)
}

/// A row for each version that has a part in the text.
fn write_shares(view: &BlameView, page: &mut Page<'_>) -> io::Result<()> {
    let names = view.shares.iter().map(|share| width(&name(&share.version)));
    let columns = names.max().unwrap_or(0);
    let count_columns = view.shares.iter().map(|share| share.sentences.to_string().len());
    let count_columns = count_columns.max().unwrap_or(0);
    for share in &view.shares {
        let mut line = Line::new().with(Style::Plain, "  ");
        line.push(Style::Strong, &name(&share.version)).pad_to(2 + columns + 2, 2);
        line.push(Style::Plain, &day(&share.version)).pad_to(2 + columns + 2 + DAY + 2, 2);
        let gap = count_columns - share.sentences.to_string().len();
        let sentences = counted(share.sentences, "sentence", "sentences");
        line.push(Style::Plain, &" ".repeat(gap)).push(Style::Plain, &sentences);
        page.row(&line)?;
    }
    if view.left_out > 0 {
        let others = counted(view.left_out, "sentence", "sentences");
        page.paragraph(&Line::new().with(Style::Dim, &format!("{others} not asked for")), 2)?;
    }
    Ok(())
}

/// Columns of a day, `2026-11-22`.
const DAY: usize = 10;

/// Version and day where they begin, then the line and the mark of noise.
fn head(passage: &BlamePassage, is_first: bool, columns: usize, digits: usize) -> Line {
    let mut head = Line::new();
    if is_first {
        head.push(Style::Strong, &name(&passage.introduced)).pad_to(columns + 2, 2);
        head.push(Style::Dim, &day(&passage.introduced));
    }
    head.pad_to(columns + 2 + DAY + 2, 0);
    let mark = if passage.noise { "~" } else { " " };
    head.with(Style::Dim, &format!("{:>digits$} {mark} ", passage.first_line))
}

/// The number, else the digest; a version that is not recorded is the file itself.
fn name(label: &VersionLabel) -> String {
    match (label.version, label.digest, label.date) {
        (Some(number), _, _) => number.to_string(),
        (None, Some(digest), Some(_)) => digest.short(VersionLabel::SHORT_DIGITS),
        _ => "new".to_owned(),
    }
}

fn day(label: &VersionLabel) -> String {
    label.date.map_or_else(|| "not yet".to_owned(), |date| date.date())
}

fn remarks(passage: &BlamePassage) -> Vec<Line> {
    let mut remarks = Vec::new();
    remarks.extend(passage.reworded_from.as_ref().map(reworded));
    if let Some(first) = &passage.first_seen {
        let text = format!("was there before: first in {} of {}", name(first), day(first));
        remarks.push(Line::new().with(Style::Dim, &text));
    }
    remarks
}

/// `obligation: reworded from 1 «…»`.
fn reworded(rewording: &RewordingView) -> Line {
    let mut line = Line::new();
    let classes = rewording.significance.iter();
    for class in classes.filter(|class| is_grave(**class)) {
        line.push(Style::Warning, class_name(*class)).push(Style::Dim, ", ");
    }
    line.push(Style::Dim, &format!("reworded from {} «", name(&rewording.introduced)));
    let old = prose::flow(&rewording.text);
    let shown: String = old.chars().take(MAX_OLD).collect();
    line.push(Style::Dim, shown.trim_end());
    line.with(Style::Dim, if shown.len() < old.len() { "…»" } else { "»" })
}
