//! How a document came: from an address of the web, out of a web archive, or from a file.
//!
//! Owns addresses, the facts that were observed when a document was fetched, the requests
//! themselves (the only code that opens a connection, with the feature `network`), and web archives
//! (WARC). Does not know seeds or the store (`project` brings what was fetched in). Start from
//! [`Client::ask`] and [`Capture`].
//!
//! No command but `add` and `fetch` makes a request, and no document causes one: what is asked are
//! addresses that a person typed or that were recorded when one was.

mod address;
mod answer;
#[cfg(feature = "network")]
mod body;
#[cfg(feature = "network")]
mod client;
mod coding;
mod facts;
#[cfg(feature = "network")]
mod failure;
mod header;
mod reach;
#[cfg(feature = "network")]
mod resolver;
#[cfg(feature = "network")]
mod retry;
mod warc;

pub use address::{Address, AddressError};
pub use answer::{Answer, AskError, Known, Refusal, Response};
#[cfg(feature = "network")]
pub use client::{Client, ClientError, ClientOptions};
pub use facts::{Archived, Capture, FileCapture, Hop, WebCapture};
pub use reach::Reach;
pub use warc::{ArchivedDocument, WarcError, WarcReader, WarcWriter};
