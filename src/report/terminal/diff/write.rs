//! Choosing a form.

use std::io;
use std::io::Write;

use super::head::write_foot;
use super::head::write_head;
use super::inline::write_inline;
use super::side_by_side::write_side_by_side;
use super::words_only::write_words_only;
use crate::report::options::DiffOptions;
use crate::report::terminal::page::Page;
use crate::report::terminal::page::Screen;
use crate::view::DiffView;

/// How a diff is laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DiffForm {
    /// Old and new words in one running text.
    #[default]
    Inline,
    /// The old text beside the new one.
    SideBySide,
    /// The changed words alone, one change a row.
    WordsOnly,
    /// The summary alone.
    Stat,
}

/// Writes a diff: the summary first, then every change that `options` show, then what was left
/// out.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_diff(
    view: &DiffView<'_>,
    options: &DiffOptions,
    form: DiffForm,
    screen: &Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let page = &mut Page::new(out, screen);
    write_head(view, page)?;
    match form {
        DiffForm::Stat => return Ok(()),
        DiffForm::Inline => write_inline(view, options, page)?,
        DiffForm::SideBySide => write_side_by_side(view, options, page)?,
        DiffForm::WordsOnly => write_words_only(view, options, page)?,
    }
    write_foot(view, options, page)
}
