//! Citations: the places of decisions and code that rest on a passage of a seed.
//!
//! Owns finding citations in files, finding a quoted passage in a version, following it into
//! another version, naming what became of it, and what a sign-off is bound to. Does not own
//! storing, resolving versions or output. Start from [`scan`] for a file, [`locate`] for one
//! passage, [`Locator`] for many of one pair of texts, [`audit`] for all citations.
//!
//! ```
//! use provenance::citation::{Finding, locate};
//! let old = "Servers MUST reply. Clients wait 5 s.";
//! let new = "Servers MUST reply. Clients wait 50 s.";
//! let location = locate(old, new, "Clients wait 5 s.").unwrap();
//! assert_eq!(location.finding, Finding::Quantity);
//! ```

mod abridged;
mod alignment;
mod audit;
mod cited;
mod clause;
mod context;
mod directive;
mod doorstop;
mod finding;
mod followed;
mod fragment;
mod hashed;
mod letters;
mod lexicon;
mod link;
mod locate;
mod location;
mod memory;
mod pairing;
mod question;
mod quotation;
mod scan;
mod selector;
mod shelf;
mod sign_off;
mod stretch;
#[cfg(test)]
mod tests;
mod unit;
mod vocabulary;

pub use audit::Audited;
pub use audit::Note;
pub use audit::Outcome;
pub use audit::audit;
pub use cited::Citation;
pub use cited::CitationForm;
pub use cited::CitationId;
pub use cited::Scan;
pub use cited::ScanFault;
pub use cited::ScanProblem;
pub use cited::Target;
pub use directive::text_fragment;
pub use doorstop::DoorstopReference;
pub use doorstop::doorstop_references;
pub use finding::Finding;
pub use followed::Answer;
pub use followed::Followed;
pub use followed::Placed;
pub use link::link_to;
pub use locate::Locator;
pub use locate::locate;
pub use location::ContextChange;
pub use location::LocateError;
pub use location::Location;
pub use location::Passage;
pub use location::Strategy;
pub use memory::Memory;
pub use question::Question;
pub use question::answer;
pub use quotation::Cited;
pub use quotation::Standing;
pub use quotation::citation_block;
pub use quotation::find_quotation;
pub use scan::CommentStyle;
pub use scan::GeneratedMarks;
pub use scan::ScanOptions;
pub use scan::scan;
pub use selector::AnnotatedPassage;
pub use selector::annotated_passages;
pub use selector::find_annotated;
pub use shelf::Missing;
pub use shelf::SeedText;
pub use shelf::SeedVersion;
pub use shelf::Shelf;
pub use sign_off::Acceptance;
pub use sign_off::AcceptedAs;
pub use sign_off::SignOff;
