//! Dates: how they are written, and what they say.
//!
//! Owns the reading of date expressions. Does not decide which of them is the day of publication.

mod names;
mod scan;
mod tokens;
mod value;

pub(super) use scan::{DayOrder, Found, find_dates};
pub(super) use value::PartialDate;
