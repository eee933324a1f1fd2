//! `diff` by the hashes of sentences, on a terminal.

use std::io;
use std::io::Write;

use super::line::Line;
use super::page::Page;
use super::page::Screen;
use super::style::Style;
use crate::report::phrases::counted;
use crate::view::SentenceDiffView;
use crate::view::SentencePlace;

/// Writes which sentences two versions share, and where the others stand.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_sentence_diff(
    view: &SentenceDiffView,
    screen: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    let name = |label: &crate::view::VersionLabel| match (&label.version, &label.path) {
        (None, Some(path)) => path.clone(),
        _ => label.to_string(),
    };
    let mut head = Line::new().with(Style::Strong, &name(&view.old));
    head.push(Style::Plain, " → ").push(Style::Strong, &name(&view.new));
    let sentences = |count: usize| counted(count as u64, "sentence", "sentences");
    let figures = format!(
        "  {} kept, {} gone or reworded, {} new or reworded",
        view.kept,
        view.removed.len(),
        view.added.len()
    );
    page.hanging(&Line::new(), head.push(Style::Plain, &figures), 0)?;
    let why = "told by the hashes of sentences, for not all bytes are here: which sentences \
        changed, not how";
    page.paragraph(&Line::new().with(Style::Dim, why), 0)?;
    write_side(
        &format!("{} of the old version", sentences(view.removed.len())),
        Style::Removed,
        &view.removed,
        page,
    )?;
    write_side(
        &format!("{} of the new version", sentences(view.added.len())),
        Style::Added,
        &view.added,
        page,
    )
}

fn write_side(
    title: &str,
    style: Style,
    places: &[SentencePlace],
    page: &mut Page<'_>,
) -> io::Result<()> {
    if places.is_empty() {
        return Ok(());
    }
    page.blank()?;
    page.paragraph(&Line::new().with(Style::Plain, title), 0)?;
    for place in places {
        let head = format!("  line {:<5} ", place.first_line);
        let indent = head.len();
        let length = place.end.saturating_sub(place.start);
        let body = match &place.text {
            Some(text) => {
                let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
                Line::new().with(style, &words)
            }
            None => Line::new().with(Style::Dim, &format!("{length} bytes, not here")),
        };
        page.hanging(&Line::new().with(Style::Dim, &head), &body, indent)?;
    }
    Ok(())
}
