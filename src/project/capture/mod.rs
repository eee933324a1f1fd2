//! Bringing documents in: `add`, `fetch`, and web archives in and out.
//!
//! Owns which seed a document becomes, under which name it is put into `seeds/`, and which recorded
//! addresses are asked again. Does not speak to servers (`capture` does). Start from
//! [`Project::add`](super::Project::add) and [`Project::fetch`](super::Project::fetch).

mod add;
mod archive;
#[cfg(feature = "network")]
mod asked;
mod brought;
#[cfg(feature = "network")]
mod due;
mod export;
#[cfg(feature = "network")]
mod fetch;
mod naming;
mod put;

pub use add::AddRequest;
pub use archive::ArchiveRequest;
pub use brought::{Bringing, Came};
pub use export::ExportRequest;
#[cfg(feature = "network")]
pub use fetch::{FetchRequest, bring_address};
