//! How much of a system specification a document is.
//!
//! Owns the checklist, the score and the requirement sentences of one document. Knows neither its
//! origin nor the watch list. Start from [`assess`].

mod assess;
mod checklist;
mod explain;
mod features;
mod lexicon;
mod outline;
mod reading;
mod requirement;
mod score;
mod verdict;

pub use assess::{Rules, assess};
pub use explain::{Explanation, FeatureShare, explain};
pub use verdict::{Element, ElementKind, Readiness, Requirement, Verdict};
