//! Results as people and programs see them.
//!
//! Owns the view models ([`view`]), which are at once the public JSON, and one writer for every
//! format. Does not query, decide or print: a writer knows a finished view and an
//! [`std::io::Write`]. Start from the view of a command, such as [`view::SnapshotView`].

pub mod view;

mod excerpt;
mod options;
mod phrases;
mod prose;
pub mod terminal;
mod visible;

pub use options::{Context, DiffOptions, NoiseMode};
pub use visible::visible;
