//! `withhold` on a terminal.

use std::io;
use std::io::Write;

use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::style::Style;
use crate::report::phrases::short_path;
use crate::view::WithholdView;

/// Writes what was taken out of reach, and where its bytes still are.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_withhold(view: &WithholdView, screen: &Screen, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    let mut line = Line::new().with(Style::Strong, &view.subject.to_string());
    line.push(Style::Plain, "  withheld");
    if view.was_withheld {
        line.push(Style::Dim, " before; what was left of it is gone");
    }
    page.hanging(&Line::new(), &line, 0)?;
    page.note("because", &view.why)?;
    let stated = format!(
        "said by {} on {}, in {}",
        view.author,
        view.stated_at.date(),
        short_path(&view.path)
    );
    page.paragraph(&Line::new().with(Style::Dim, &stated), 0)?;
    let others: Vec<String> = view
        .versions
        .iter()
        .filter(|label| **label != view.subject)
        .map(ToString::to_string)
        .collect();
    if !others.is_empty() {
        let text = format!("{} had the same content and are withheld with it", others.join(", "));
        page.note("note:", &text)?;
    }
    for path in &view.removed {
        page.note("removed", &short_path(path))?;
    }
    for path in &view.still_in {
        let text = format!(
            "{path} still holds these bytes: replace or remove it; a snapshot does not keep them again"
        );
        page.paragraph(&Line::new().with(Style::Warning, &text), 0)?;
    }
    write_git(view, page)
}

/// What git still has, and what takes it out of there.
fn write_git(view: &WithholdView, page: &mut Page<'_>) -> io::Result<()> {
    let Some(blob) = &view.blob else { return Ok(()) };
    let text = "git still has these bytes: in this clone, and wherever the commits that brought \
        them were pushed. A key or password that was published has to be changed, whatever else is \
        done. To take the bytes out of the history, once everybody has pushed:";
    page.paragraph(&Line::new().with(Style::Warning, text), 0)?;
    let commands = [
        format!("echo {blob} > blobs-to-strip"),
        "git filter-repo --strip-blobs-with-ids blobs-to-strip".to_owned(),
    ];
    for command in commands {
        page.line(&Line::new().with(Style::Plain, "  ").with(Style::Command, &command))?;
    }
    let text = "then push by force, ask the forge to drop cached views and forks, and clone anew; \
        the ids of all later commits change, those of runs and contents do not";
    page.paragraph(&Line::new().with(Style::Plain, text), 0)
}
