//! `inspect`: what a snapshot would derive of any file, without a store.

use std::path::Path;

use super::error::ProjectError;
use crate::analysis::Rules;
use crate::analysis::derive;
use crate::document::Document;
use crate::document::Hints;
use crate::view::InspectView;

/// Derives the analysis of the file at `path`, which is shown as `shown`.
///
/// # Errors
/// When it cannot be read.
pub fn inspect(path: &Path, shown: &str, rules: &Rules) -> Result<InspectView, ProjectError> {
    let failed = |source| ProjectError::Read { path: path.to_path_buf(), source };
    let bytes = std::fs::read(path).map_err(failed)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let document = Document::parse(&bytes, &Hints { file_name: name });
    Ok(InspectView::of(shown, &bytes, &document, &derive(&document, rules)))
}
