//! Old and new words in one running text.

use std::io;

use super::pieces::classes;
use super::pieces::text_of;
use crate::report::excerpt::Excerpt;
use crate::report::excerpt::Row;
use crate::report::excerpt::excerpts;
use crate::report::options::Context;
use crate::report::options::DiffOptions;
use crate::report::phrases;
use crate::report::prose;
use crate::report::terminal::line::Line;
use crate::report::terminal::page::Page;
use crate::report::terminal::style::Style;
use crate::report::terminal::width::width;
use crate::view::ChangeView;
use crate::view::DiffView;

/// The narrowest column of text beside which the classes have a column of their own.
const MIN_TEXT_COLUMNS: usize = 40;

/// Columns of the classes: the longest word with two spaces before it.
const CLASS_COLUMNS: usize = 12;

/// Where the columns begin.
struct Columns {
    numbers: usize,
    text: usize,
    text_columns: usize,
    has_class_column: bool,
}

impl Columns {
    fn of(excerpts: &[Excerpt<'_>], page: &Page<'_>) -> Self {
        let rows = || excerpts.iter().flat_map(|excerpt| &excerpt.rows);
        let widest = |of: fn(&[&ChangeView<'_>]) -> String| {
            rows().map(|row| width(&of(&row.changes))).max().unwrap_or(0)
        };
        let numbers = widest(prose::numbers);
        let text = 2 + numbers + 2 + widest(prose::place) + 2;
        let rest = page.width().saturating_sub(text);
        let has_class_column = rest >= MIN_TEXT_COLUMNS + CLASS_COLUMNS;
        let text_columns = if has_class_column { rest - CLASS_COLUMNS } else { rest };
        Self { numbers, text, text_columns, has_class_column }
    }
}

/// Writes every excerpt: number, line, text, classes.
pub(super) fn write_inline(
    view: &DiffView<'_>,
    options: &DiffOptions,
    page: &mut Page<'_>,
) -> io::Result<()> {
    let excerpts = excerpts(view, options);
    let columns = Columns::of(&excerpts, page);
    let mut was_long = true;
    for excerpt in &excerpts {
        let is_long = excerpt.rows.len() > 1 || matches!(options.context, Context::Blocks(_));
        if excerpt.heading.is_some() || is_long || was_long {
            page.blank()?;
        }
        was_long = is_long;
        write_above(excerpt, options, page)?;
        for row in &excerpt.rows {
            if row.is_apart {
                page.blank()?;
            }
            write_row(row, &columns, page)?;
        }
    }
    Ok(())
}

/// Writes the heading and the lines that were left out.
pub(super) fn write_above(
    excerpt: &Excerpt<'_>,
    options: &DiffOptions,
    page: &mut Page<'_>,
) -> io::Result<()> {
    if let (Context::Blocks(_), Some(lines)) = (options.context, excerpt.folded) {
        let count = u64::from(lines.last.get() - lines.first.get() + 1);
        let folded = phrases::counted(count, "unchanged line", "unchanged lines");
        let text = format!("  ⋯ {folded} ({})", phrases::lines(lines));
        page.row(&Line::new().with(Style::Dim, &text))?;
    }
    match excerpt.heading {
        Some(heading) => {
            let text = format!("  § {}", prose::heading(heading));
            page.row(&Line::new().with(Style::Strong, &text))
        }
        None => Ok(()),
    }
}

fn write_row(row: &Row<'_>, columns: &Columns, page: &mut Page<'_>) -> io::Result<()> {
    let mut lines: Vec<Line> = Vec::new();
    let mut classes = classes(&row.changes);
    if !columns.has_class_column && !classes.is_empty() {
        lines.push(joined(&classes));
        classes.clear();
    }
    lines.extend(text_of(row, page.palette(), |_| true).wrapped(columns.text_columns));
    for remark in prose::remarks(&row.changes) {
        lines.extend(Line::new().with(Style::Dim, &remark).wrapped(columns.text_columns));
    }
    lines.resize_with(lines.len().max(classes.len()), Line::new);
    let mut classes = classes.into_iter();
    let number = prose::numbers(&row.changes);
    let number = format!("{number:>width$}", width = 2 + columns.numbers);
    let mut margin = Line::new().with(Style::Dim, &number).with(Style::Plain, "  ");
    margin.push(Style::Dim, &prose::place(&row.changes));
    for line in &lines {
        margin.pad_to(columns.text, 0).append(line);
        if let Some(class) = classes.next() {
            margin.pad_to(page.width() - CLASS_COLUMNS + 2, 0).append(&class);
        }
        page.line(&margin)?;
        margin = Line::new();
    }
    Ok(())
}

/// Several classes in one row.
pub(super) fn joined(classes: &[Line]) -> Line {
    let mut line = Line::new();
    for class in classes {
        if !line.is_empty() {
            line.push(Style::Plain, ", ");
        }
        line.append(class);
    }
    line
}
