//! The old text beside the new one.

use std::io;

use super::inline::joined;
use super::inline::write_above;
use super::pieces::classes;
use super::pieces::text_of;
use crate::report::excerpt::Role;
use crate::report::excerpt::Row;
use crate::report::excerpt::excerpts;
use crate::report::options::DiffOptions;
use crate::report::prose;
use crate::report::terminal::line::Line;
use crate::report::terminal::page::Page;
use crate::report::terminal::style::Style;
use crate::view::DiffView;

/// What stands between the two texts.
const RULE: &str = " │ ";

/// Columns before the old text.
const MARGIN: usize = 4;

/// Writes every excerpt in two columns.
pub(super) fn write_side_by_side(
    view: &DiffView<'_>,
    options: &DiffOptions,
    page: &mut Page<'_>,
) -> io::Result<()> {
    for excerpt in excerpts(view, options) {
        page.blank()?;
        write_above(&excerpt, options, page)?;
        let mut head =
            Line::new().with(Style::Dim, &format!("  {}  ", prose::numbers(&excerpt.changes)));
        head.push(Style::Dim, &prose::place(&excerpt.changes)).push(Style::Plain, "  ");
        page.row(head.append(&joined(&classes(&excerpt.changes))))?;
        for row in &excerpt.rows {
            write_row(row, page)?;
        }
        for remark in prose::remarks(&excerpt.changes) {
            page.paragraph(&Line::new().with(Style::Dim, &remark), MARGIN)?;
        }
    }
    Ok(())
}

fn write_row(row: &Row<'_>, page: &mut Page<'_>) -> io::Result<()> {
    let columns = (page.width() - MARGIN - RULE.chars().count()) / 2;
    let has = |wanted: fn(Role) -> bool| row.pieces.iter().any(|piece| wanted(piece.role));
    let rows = |wanted: fn(Role) -> bool| {
        if has(wanted) { text_of(row, page.palette(), wanted).wrapped(columns) } else { Vec::new() }
    };
    let mut old = rows(|role| matches!(role, Role::Kept | Role::Removed | Role::MovedAway));
    let mut new = rows(|role| matches!(role, Role::Kept | Role::Added | Role::MovedHere));
    let height = old.len().max(new.len());
    old.resize_with(height, Line::new);
    new.resize_with(height, Line::new);
    for (old, new) in old.iter().zip(&new) {
        let mut line = Line::new().with(Style::Plain, &" ".repeat(MARGIN));
        line.append(old).pad_to(MARGIN + columns, 0).push(Style::Dim, RULE);
        page.line(line.append(new))?;
    }
    Ok(())
}
