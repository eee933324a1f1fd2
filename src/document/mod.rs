//! Documents: from raw bytes to text with places.
//!
//! Owns media types, character encodings and format parsers (no other room uses one). Does not
//! judge what a document says. Start from [`Document::parse`].
//!
//! ```
//! use provenance::document::{Document, Hints, Space};
//! let document = Document::parse("Ein Stück.\n".as_bytes(), &Hints::default());
//! assert_eq!(document.text(), "Ein Stück.\n");
//! assert_eq!(document.space(), Space::Raw);
//! ```

mod archive;
mod compound;
mod counting;
mod decode;
mod description;
mod docx;
mod email;
mod epub;
mod extracted;
mod extractor;
mod flow;
mod formats;
mod front_matter;
mod guard;
mod html;
mod language;
mod limitation;
mod limits;
mod media_type;
mod odt;
mod ole;
mod parsed;
mod pdf;
mod pointer;
mod revisions;
mod sniff;
mod writer;
mod xml;

pub use decode::{Encoding, encoding_name};
pub use extracted::{Element, Extracted, Field, Furniture, FurnitureKind, Metadatum};
pub use extractor::Extractor;
pub use guard::is_guarded;
pub use limitation::{Limitation, LimitationKind};
pub use limits::Limits;
pub use media_type::MediaType;
pub use parsed::{Document, Hints, Space};
pub use writer::Writer;
