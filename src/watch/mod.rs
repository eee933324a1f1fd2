//! The watch list: systems that the team waits for a specification of.
//!
//! Owns the entries, finding their names in a text however it is wrapped or set, and whether a
//! document's title or scope names one. Does not read the configuration file or the store, and
//! does not judge how much of a specification a document is. Start from [`Watchlist::new`].
//!
//! ```
//! use provenance::watch::{Awaited, Watchlist};
//! let entry = Awaited {
//!     name: "low-latency computing service circle".to_owned(),
//!     aliases: vec!["算力服务圈".to_owned()],
//!     specification: None,
//! };
//! let list = Watchlist::new(vec![entry]).unwrap();
//! let found = list.mentions("They want a “Low‑Latency\ncomputing service circle”.");
//! assert_eq!(found.len(), 1);
//! assert_eq!(list.mentions("低时延算力\n服务圈").len(), 1);
//! assert!(list.mentions("a low-latency computing service circler").is_empty());
//! ```

mod entry;
mod letters;
mod mention;
mod subject;

pub use entry::{Awaited, WatchError};
pub use mention::{Mention, Watchlist};
pub use subject::{Subject, subjects};
