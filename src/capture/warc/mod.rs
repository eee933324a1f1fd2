//! Web archives: WARC 0.18 to 1.1 (ISO 28500), plain or compressed record by record.
//!
//! Owns reading documents out of an archive, one record after the other, and writing one. Believes
//! no length and no digest of an archive. Start from [`WarcReader`] and [`WarcWriter`].

mod digest;
mod http;
mod reader;
mod record;
mod writer;

pub use reader::{ArchivedDocument, WarcReader};
pub use record::WarcError;
pub use writer::WarcWriter;
