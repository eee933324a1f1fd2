//! Documents: from raw bytes to text with places.
//!
//! Owns media types, character encodings and (later) format parsers. Does not judge what a
//! document says. Start from [`Document::parse`].
//!
//! ```
//! use provenance::document::{Document, Hints, Space};
//! let document = Document::parse("Ein Stück.\n".as_bytes(), &Hints::default());
//! assert_eq!(document.text(), "Ein Stück.\n");
//! assert_eq!(document.space(), Space::Raw);
//! ```

mod decode;
mod media_type;
mod parsed;
mod pointer;

pub use decode::Encoding;
pub use media_type::MediaType;
pub use parsed::{Document, Hints, Limitation, LimitationKind, Space};
