//! The checklist: what a specification has, after ISO/IEC/IEEE 29148:2018.
//!
//! Owns which places of a reading show which element, and what to ask the author for when none
//! does. Does not decide the verdict. Start from [`checklist`].

mod ask;
mod elements;

pub use ask::ask;
pub(super) use elements::checklist;
