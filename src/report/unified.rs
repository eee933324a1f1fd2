//! A diff of lines in the unified format, for tools that apply or show patches.

use std::io;
use std::io::Write;

use similar::Algorithm;
use similar::TextDiff;

use super::visible::visible;
use crate::view::DiffView;
use crate::view::VersionLabel;

/// Writes the changed lines with `context` unchanged ones around them (POSIX `diff -U`); nothing
/// when the texts are the same.
///
/// The text is written as it is, for tools; for a terminal pass it through
/// [`visible_lines`](super::visible_lines).
///
/// # Errors
/// When `out` cannot be written.
pub fn write_unified(view: &DiffView<'_>, context: usize, out: &mut dyn Write) -> io::Result<()> {
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Histogram)
        .diff_lines(view.old_text, view.new_text);
    let name =
        |label: &VersionLabel| visible(label.path.as_deref().unwrap_or("/dev/null")).into_owned();
    diff.unified_diff()
        .context_radius(context)
        .header(&name(&view.old), &name(&view.new))
        .to_writer(out)
}
