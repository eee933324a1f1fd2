//! What is asked of a review.

use std::collections::BTreeSet;

use crate::id::SeedId;

/// What is asked of a review.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewRequest {
    /// `BASE..HEAD`, `BASE...HEAD` or `BASE`; none for the branch that the current one follows.
    pub range: Option<String>,
    /// Where the project lies, from the top of the repository; none for the one around the folder
    /// that is reviewed, or the top of a bare repository.
    pub project: Option<String>,
    /// Only these seeds; all when empty.
    pub seeds: BTreeSet<SeedId>,
    /// Whether no file is searched for citations.
    pub is_without_citations: bool,
}
