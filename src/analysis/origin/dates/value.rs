//! Dates at the precision known.

use std::fmt;

/// A date of which only some parts may be known: a year, a year and month, a month and day, or
/// all three. Written as ISO 8601 (`2023`, `2024-01`, `--07-14`, `2023-07-14`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::analysis::origin) struct PartialDate {
    pub(in crate::analysis::origin) year: Option<u16>,
    pub(in crate::analysis::origin) month: Option<u8>,
    pub(in crate::analysis::origin) day: Option<u8>,
}

impl PartialDate {
    /// Years outside of these are page numbers, prices and the like.
    const YEARS: std::ops::RangeInclusive<u16> = 1900..=2099;

    /// A date, if such a day can exist: a day needs a month, and nothing else is required.
    pub(in crate::analysis::origin) fn new(
        year: Option<u16>,
        month: Option<u8>,
        day: Option<u8>,
    ) -> Option<Self> {
        let year_fits = year.is_none_or(|year| Self::YEARS.contains(&year));
        let month_fits = month.is_none_or(|month| (1..=12).contains(&month));
        let day_fits = match (month, day) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(month), Some(day)) => day >= 1 && day <= days_in(year, month),
        };
        let says_something = year.is_some() || day.is_some();
        (year_fits && month_fits && day_fits && says_something).then_some(Self { year, month, day })
    }

    /// Whether year, month and day are known.
    pub(in crate::analysis::origin) const fn is_full(self) -> bool {
        self.year.is_some() && self.month.is_some() && self.day.is_some()
    }

    /// The same day in a given year; `None` when that day does not exist.
    pub(in crate::analysis::origin) fn in_year(self, year: u16) -> Option<Self> {
        Self::new(Some(year), self.month, self.day)
    }

    /// Days since the beginning of the year 0, near enough to compare dates that lie days apart;
    /// `None` unless the date is full.
    pub(in crate::analysis::origin) fn ordinal(self) -> Option<i32> {
        let (year, month, day) = (self.year?, self.month?, self.day?);
        let before: u16 = (1..month).map(|earlier| u16::from(days_in(self.year, earlier))).sum();
        let leap_days = i32::from(year) / 4;
        Some(i32::from(year) * 365 + leap_days + i32::from(before) + i32::from(day))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(out, "{year:04}")?,
            None => out.write_str("-")?,
        }
        if let Some(month) = self.month {
            write!(out, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(out, "-{day:02}")?;
        }
        Ok(())
    }
}

/// The length of a month; February has 29 days when the year is not known.
fn days_in(year: Option<u16>, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_none_or(is_leap) => 29,
        2 => 28,
        _ => 31,
    }
}

const fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn a_date_is_written_at_the_precision_known() {
        let write = |year, month, day| PartialDate::new(year, month, day).map(|d| d.to_string());
        assert_eq!(write(Some(2023), Some(7), Some(14)).as_deref(), Some("2023-07-14"));
        assert_eq!(write(None, Some(7), Some(14)).as_deref(), Some("--07-14"));
        assert_eq!(write(Some(2024), Some(1), None).as_deref(), Some("2024-01"));
        assert_eq!(write(Some(2024), None, None).as_deref(), Some("2024"));
    }

    #[test]
    fn days_that_never_were_are_no_dates() {
        assert_eq!(PartialDate::new(Some(2023), Some(2), Some(29)), None);
        assert!(PartialDate::new(None, Some(2), Some(29)).is_some());
        assert_eq!(PartialDate::new(Some(2023), Some(13), Some(1)), None);
        assert_eq!(PartialDate::new(None, Some(5), None), None);
    }
}
