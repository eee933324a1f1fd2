//! The changed words alone.

use std::io;

use super::pieces::classes;
use crate::report::options::DiffOptions;
use crate::report::prose;
use crate::report::terminal::line::Line;
use crate::report::terminal::page::Page;
use crate::report::terminal::style::Palette;
use crate::report::terminal::style::Style;
use crate::view::ChangeView;
use crate::view::DiffView;

/// Writes a row for every change: number, class, old words, new words.
pub(super) fn write_words_only(
    view: &DiffView<'_>,
    options: &DiffOptions,
    page: &mut Page<'_>,
) -> io::Result<()> {
    let digits = view.changes.len().to_string().len();
    let shown = view.changes.iter().filter(|change| options.shows(change));
    for (index, change) in shown.enumerate() {
        if index == 0 {
            page.blank()?;
        }
        let number = change.number.unwrap_or_default();
        let mut head = Line::new().with(Style::Dim, &format!("  {number:>digits$}  "));
        let class = classes(&[change]).into_iter().next().unwrap_or_default();
        head.append(&class).pad_to(digits + 4 + 12, 2);
        page.row(head.append(&words(change, page.palette())))?;
    }
    Ok(())
}

fn words(change: &ChangeView<'_>, palette: Palette) -> Line {
    let mut line = Line::new();
    if change.move_id.is_some() {
        let remark = prose::move_remark(change).unwrap_or_default();
        let text = if change.new_text.is_empty() { change.old_text } else { change.new_text };
        line.push(Style::Dim, &format!("{remark}: "));
        return line.with(Style::Moved, &prose::flow(text));
    }
    let sides = [(Style::Removed, change.old_text), (Style::Added, change.new_text)];
    for (style, text) in sides.into_iter().filter(|(_, text)| !text.is_empty()) {
        if !line.is_empty() {
            line.push(Style::Plain, " ");
        }
        line.push_marked(palette, style, prose::flow(text).trim());
    }
    line
}
