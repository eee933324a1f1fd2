//! `git-diff`: what git asked to have shown, for the headline above a diff.

use super::problem::ProblemView;

/// The file that git asked about. Git reads no JSON, so this has no public form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GitDiffHead {
    /// The path in the repository; of a renamed file the new one.
    pub path: String,
    /// The path before, where it is another.
    pub previous_path: Option<String>,
    /// What git says besides: a mode that changed, how alike a renamed file is, a conflict.
    pub notes: Vec<String>,
    /// Why nothing can be shown.
    pub problem: Option<ProblemView>,
}
