//! Citations: the places of decisions and code that rest on a passage of a seed.
//!
//! Owns finding a quoted passage in a version, following it into another version, and naming what
//! became of it. Does not own storing, versions or output. Start from [`locate`] for one passage,
//! from [`Locator`] for many of one pair of texts.
//!
//! ```
//! use provenance::citation::{Finding, locate};
//! let old = "Servers MUST reply. Clients wait 5 s.";
//! let new = "Servers MUST reply. Clients wait 50 s.";
//! let location = locate(old, new, "Clients wait 5 s.").unwrap();
//! assert_eq!(location.finding, Finding::Quantity);
//! ```

mod alignment;
mod clause;
mod context;
mod finding;
mod fragment;
mod letters;
mod lexicon;
mod locate;
mod location;
mod pairing;
mod stretch;
mod unit;
mod vocabulary;

pub use finding::Finding;
pub use locate::Locator;
pub use locate::locate;
pub use location::ContextChange;
pub use location::LocateError;
pub use location::Location;
pub use location::Passage;
pub use location::Strategy;
