//! What of a page of HTML is noise: menus, teasers, notices around its main text.
//!
//! Owns judging lines by the elements around them and what they are called there. Does not parse
//! HTML (`document`) and knows of lines by themselves only what the rest of `noise` reads. Start from
//! `find`; with the Cargo feature `train`, the module `train` makes its models and words.

#[cfg(feature = "train")]
mod alignment;
mod columns;
mod find;
mod frame;
mod hints;
mod judge;
mod naming;
mod tags;
mod title;
#[cfg(feature = "train")]
pub mod train;
mod verdict;

pub(super) use find::find;
