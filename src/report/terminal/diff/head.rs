//! What stands above and below the changes.

use std::io;

use crate::report::options::DiffOptions;
use crate::report::prose;
use crate::report::terminal::change::summary;
use crate::report::terminal::line::Line;
use crate::report::terminal::page::Page;
use crate::report::terminal::style::Style;
use crate::view::DiffView;

/// Writes which sides were compared, and the changes in numbers.
pub(super) fn write_head(view: &DiffView<'_>, page: &mut Page<'_>) -> io::Result<()> {
    let mut name = Line::new();
    if let Some(seed) = &view.new.seed.as_ref().or(view.old.seed.as_ref()) {
        name.push(Style::Strong, seed.as_str()).push(Style::Plain, "  ");
    }
    let sides = Line::new().with(Style::Strong, &prose::sides(&view.old, &view.new));
    let figures = summary(&view.summary);
    let title = view.title.as_deref().unwrap_or_default();
    let fixed = name.width() + sides.width() + 3 + figures.width();
    if !title.is_empty() && fixed + 3 + 20 <= page.width() {
        let title = Line::new().with(Style::Plain, title);
        name.append(&title.truncated(page.width() - fixed - 3)).push(Style::Plain, "   ");
        page.line(name.append(&sides).push(Style::Plain, "   ").append(&figures))?;
    } else {
        if !title.is_empty() {
            page.row(&name.clone().with(Style::Plain, title))?;
            name = Line::new().with(Style::Plain, "  ");
        }
        name.append(&sides);
        if name.width() + 3 + figures.width() <= page.width() {
            page.line(name.push(Style::Plain, "   ").append(&figures))?;
        } else {
            page.hanging(&name, &figures, 2)?;
        }
    }
    if let Some(equals) = &view.equals {
        let told = format!("the new text {}", prose::oscillation(equals));
        page.paragraph(&Line::new().with(Style::Warning, &told), 2)?;
    }
    for limitation in &view.limitations {
        page.paragraph(&Line::new().with(Style::Warning, &limitation.detail), 2)?;
    }
    Ok(())
}

/// Writes what the changes above leave out.
pub(super) fn write_foot(
    view: &DiffView<'_>,
    options: &DiffOptions,
    page: &mut Page<'_>,
) -> io::Result<()> {
    let mut remarks = prose::left_out(view, options);
    let noise = prose::folded_noise(view, options);
    remarks.extend(noise.map(|noise| format!("{noise} folded (--noise show lists them)")));
    if !remarks.is_empty() {
        page.blank()?;
    }
    for remark in remarks {
        page.paragraph(&Line::new().with(Style::Dim, &remark), 2)?;
    }
    Ok(())
}
