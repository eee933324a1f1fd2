//! `locate`: following a quoted passage from one text into another.

use std::path::Path;

use super::compare::Operand;
use super::compare::Side;
use super::compare::read_file;
use super::error::ProjectError;
use super::open::Project;
use crate::citation::LocateError;
use crate::citation::Locator;
use crate::diff::Classifier;
use crate::text::LineIndex;
use crate::view::LocateView;
use crate::view::Places;

/// Follows `quote` from one plain file into another, with no project around them.
///
/// # Errors
/// When a file cannot be read, or the quotation does not stand in the old one.
pub fn locate_in_files(old: &Path, new: &Path, quote: &str) -> Result<LocateView, ProjectError> {
    follow(&read_file(old)?, &read_file(new)?, quote, None)
}

impl Project {
    /// Follows `quote` from what `old` names into what `new` names.
    ///
    /// # Errors
    /// When a version is not found or cannot be read, or the quotation does not stand in the old
    /// one.
    pub fn locate(
        &self,
        old: &Operand,
        new: &Operand,
        quote: &str,
    ) -> Result<LocateView, ProjectError> {
        let past = self.past()?;
        let classifier = self.config.classifier.as_deref();
        follow(&self.side_of(old, &past)?, &self.side_of(new, &past)?, quote, classifier)
    }
}

fn follow(
    old: &Side,
    new: &Side,
    quote: &str,
    classifier: Option<&Classifier>,
) -> Result<LocateView, ProjectError> {
    let locator = Locator::new(&old.text, &new.text).judged_by(classifier);
    let location = locator.locate(quote, None).map_err(|source| {
        let nearest = match &source {
            LocateError::NotFound { nearest: Some(nearest) } => {
                let line = LineIndex::new(&old.text).line_of(nearest.start());
                Some((
                    line,
                    nearest.slice(&old.text).split_whitespace().collect::<Vec<_>>().join(" "),
                ))
            }
            _ => None,
        };
        ProjectError::Quote { nearest, source }
    })?;
    let places = |side: &Side| Places::in_text(&side.text, side.space);
    Ok(LocateView::of(
        &location,
        (old.label.clone(), &old.text, &places(old)),
        (new.label.clone(), &new.text, &places(new)),
    ))
}
