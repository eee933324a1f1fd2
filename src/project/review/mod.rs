//! `review`: what changed about seeds between two revisions, read from git alone.
//!
//! Owns which seed every changed file is, what the record of either side says of it, and what
//! under `snapshots/` this tool would not have written. Believes the settings, statements and
//! analyses of the old revision only: the new one must not be able to hide what it does. Looks at
//! no working tree. Start from [`Review::of`].

mod checker;
mod cited;
mod configuration;
mod content;
mod findings;
mod identity;
mod recorded;
mod request;
mod run;
mod seed;
mod shared;
mod stored;
mod stored_finding;
mod view;
mod withheld;

pub use request::ReviewRequest;
pub use run::Review;
