//! A diff with the markers of GNU wdiff, for tools that read those.

use std::io;
use std::io::Write;

use crate::diff::ChangeKind;
use crate::view::DiffView;

/// Writes the whole new text with `[-old words-]` and `{+new words+}` in it. Without the former
/// and without the marks of the latter it is the new text, byte for byte; a move is a deletion
/// and an insertion.
///
/// The text is written as it is, for tools; for a terminal pass it through
/// [`visible_lines`](super::visible_lines).
///
/// # Errors
/// When `out` cannot be written.
pub fn write_wdiff(view: &DiffView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut at = 0;
    for change in &view.changes {
        write_part(view.new_text, at, change.new.start, out)?;
        if !change.old_text.is_empty() && change.kind != ChangeKind::MoveTo {
            write!(out, "[-{}-]", change.old_text)?;
        }
        if !change.new_text.is_empty() {
            write!(out, "{{+{}+}}", change.new_text)?;
        }
        at = change.new.end;
    }
    write_part(view.new_text, at, view.new_text.len(), out)
}

fn write_part(text: &str, start: usize, end: usize, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(text.get(start..end).unwrap_or_default().as_bytes())
}
