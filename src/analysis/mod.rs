//! What can be derived from a content alone: origin, noise, readiness.
//!
//! Owns the analysers and their rules. Does not store anything and knows no other content: the
//! same bytes and rules always give the same analysis. The three rooms [`origin`], [`noise`] and
//! [`readiness`] do not know each other; [`derive()`] composes them.
//!
//! ```
//! use provenance::analysis::{Rules, derive};
//! use provenance::document::{Document, MediaType};
//! let document = Document::from_text("BEIJING, July 14 (Xinhua) -- Hello.\n", MediaType::Plain);
//! let analysis = derive(&document, &Rules::default());
//! assert!(analysis.noise.is_empty());
//! ```

mod derive;
mod evidence;
pub mod model;
pub mod noise;
pub mod origin;
pub mod readiness;

pub use derive::{Analysis, Rules, derive};
pub use evidence::{Evidence, PerMille};
