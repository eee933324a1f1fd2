//! How much of a system specification a document is.
//!
//! Owns the checklist, the score and the requirement sentences of one document. Knows neither its
//! origin nor the watch list. Start from [`assess`]; [`explain`] shows what a score is made
//! of, [`pair_requirements`] which requirement of an old version became which of a new one.
//! `docs/READINESS.md` describes the verdict, its sources and how the weights are trained.
//!
//! ```
//! use provenance::analysis::readiness::{Rules, Verdict, assess};
//! use provenance::document::{Document, MediaType};
//! let news = Document::from_text("The mayor opened the bridge.\n", MediaType::Plain);
//! assert_eq!(assess(&news, &[], &Rules::default()).verdict, Verdict::None);
//! ```

mod assess;
mod checklist;
mod comparison;
mod explain;
mod features;
mod lexicon;
mod other_kind;
mod outline;
mod reading;
mod requirement;
mod score;
#[cfg(test)]
mod trials;
mod verdict;

pub use assess::{Rules, assess};
pub use checklist::ask;
pub use comparison::{Pairs, pair_requirements};
pub use explain::{Explanation, FeatureShare, explain};
pub use verdict::{Element, ElementKind, Readiness, Requirement, Verdict};
