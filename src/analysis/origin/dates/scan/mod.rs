//! Finding dates in a line.
//!
//! Owns the forms that dates are written in. Does not know the names of months, nor how a line is
//! cut into tokens. Start from [`find_dates`].

mod han;
mod read;
#[cfg(test)]
mod tests;

pub(in crate::analysis::origin) use read::{DayOrder, Found, find_dates};
