//! `git-text`: the text of one file, for git to compare.

use std::path::Path;

use super::error::ProjectError;
use crate::document::Document;
use crate::document::Hints;

/// The text of the file at `path`, and what a reader should know of it: that it has none, or how
/// it was read.
///
/// # Errors
/// When it cannot be read.
pub fn read_document(path: &Path) -> Result<(String, Vec<String>), ProjectError> {
    let failed = |source| ProjectError::Read { path: path.to_path_buf(), source };
    let bytes = std::fs::read(path).map_err(failed)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let document = Document::parse(&bytes, &Hints { file_name: name });
    let limitations = document.limitations().iter();
    let notes = limitations.map(|limitation| limitation.detail.clone()).collect();
    Ok((document.text().to_owned(), notes))
}
