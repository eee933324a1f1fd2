//! Old and new words in one running text.

use std::io;

use super::pieces::Marks;
use super::pieces::classes;
use crate::report::excerpt::Excerpt;
use crate::report::excerpt::excerpts;
use crate::report::options::Context;
use crate::report::options::DiffOptions;
use crate::report::phrases;
use crate::report::prose;
use crate::report::terminal::line::Line;
use crate::report::terminal::page::Page;
use crate::report::terminal::style::Style;
use crate::report::terminal::width::width;
use crate::report::view::DiffView;

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
        let widest = |of: fn(&Excerpt<'_>) -> String| {
            excerpts.iter().map(|excerpt| width(&of(excerpt))).max().unwrap_or(0)
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
    let marks = Marks { has_colour: page.has_colour() };
    for (index, excerpt) in excerpts.iter().enumerate() {
        let is_apart = excerpt.heading.is_some() || excerpt.rows.len() > 1;
        let was_apart = index.checked_sub(1).and_then(|before| excerpts.get(before));
        if index == 0 || is_apart || was_apart.is_some_and(|before| before.rows.len() > 1) {
            page.blank()?;
        }
        write_above(excerpt, options, page)?;
        write_excerpt(excerpt, &columns, marks, page)?;
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

fn write_excerpt(
    excerpt: &Excerpt<'_>,
    columns: &Columns,
    marks: Marks,
    page: &mut Page<'_>,
) -> io::Result<()> {
    let mut rows: Vec<Line> = Vec::new();
    let mut classes = classes(&excerpt.changes);
    if !columns.has_class_column {
        rows.push(joined(&classes));
        classes.clear();
    }
    for row in &excerpt.rows {
        rows.extend(marks.row(row, |_| true).wrapped(columns.text_columns));
    }
    for remark in prose::remarks(excerpt) {
        rows.extend(Line::new().with(Style::Dim, &remark).wrapped(columns.text_columns));
    }
    rows.resize_with(rows.len().max(classes.len()), Line::new);
    let mut classes = classes.into_iter();
    for (index, row) in rows.iter().enumerate() {
        let mut line = Line::new();
        if index == 0 {
            let number =
                format!("{:>width$}", prose::numbers(excerpt), width = 2 + columns.numbers);
            line.push(Style::Dim, &number).push(Style::Plain, "  ");
            line.push(Style::Dim, &prose::place(excerpt));
        }
        line.pad_to(columns.text, 0).append(row);
        if let Some(class) = classes.next() {
            let column = page.width() - CLASS_COLUMNS + 2;
            line.pad_to(column, 0).append(&class);
        }
        page.line(&line)?;
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
