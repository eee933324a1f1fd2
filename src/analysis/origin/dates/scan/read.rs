//! Reading the tokens of a line as dates.

use crate::analysis::origin::dates::names::month_of;
use crate::analysis::origin::dates::tokens::Kind;
use crate::analysis::origin::dates::tokens::Token;
use crate::analysis::origin::dates::tokens::cut;
use crate::analysis::origin::dates::value::PartialDate;

/// How the parts of a numeric date such as `03/04/2023` are ordered, where it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::analysis::origin) enum DayOrder {
    /// Day before month.
    DayFirst,
    /// Month before day.
    MonthFirst,
    /// Not known: a date that reads both ways is no date.
    #[default]
    Open,
}

/// A date found in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis::origin) struct Found {
    /// First byte in the line.
    pub(in crate::analysis::origin) start: usize,
    /// The byte after the last one.
    pub(in crate::analysis::origin) end: usize,
    /// What it says.
    pub(in crate::analysis::origin) date: PartialDate,
    /// Whether a time of day follows or stands before it.
    pub(in crate::analysis::origin) has_time: bool,
}

/// Finds the dates of a line that name at least a day or a year and month, in order.
pub(in crate::analysis::origin) fn find_dates(line: &str, order: DayOrder) -> Vec<Found> {
    if !line.bytes().any(|byte| byte.is_ascii_digit())
        && !line.contains('月')
        && !line.contains('０')
    {
        return Vec::new();
    }
    let tokens = cut(line);
    let scan = Scan { line, tokens: &tokens, order };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match scan.read(at) {
            Some((date, length)) => {
                found.extend(scan.found(at, length, date));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// One line being read.
pub(super) struct Scan<'a> {
    line: &'a str,
    tokens: &'a [Token],
    order: DayOrder,
}

/// A date and how many tokens it takes.
pub(super) type Read = Option<(PartialDate, usize)>;

impl Scan<'_> {
    fn read(&self, at: usize) -> Read {
        match self.kind(at)? {
            Kind::Number { .. } if self.is_inside_number(at) => None,
            Kind::Number { digits: 4, .. } => self.year_first(at),
            Kind::Number { digits: 1 | 2, .. } => {
                self.han_day(at).or_else(|| self.numeric(at)).or_else(|| self.day_month(at))
            }
            Kind::Word => self.month_day(at),
            Kind::Han(_) => self.era(at).or_else(|| self.han_numerals(at)),
            _ => None,
        }
    }

    /// `2023-05-25`, `2023/5/25`, `2023.5.25`, `2023年5月25日`, `2023年5月`, `2023, May 25`.
    fn year_first(&self, at: usize) -> Read {
        let year = self.number(at, 4)?;
        if self.is_han(at + 1, '年') {
            return self.after_year(at + 2, year).map(|(date, length)| (date, length + 2));
        }
        if let Some(mark) = self.mark(at + 1)
            && matches!(mark, '-' | '/' | '.' | '‐' | '–')
            && self.mark(at + 3) == Some(mark)
            && self.touches(at, 4)
            && let (Some(month), Some(day)) = (self.small(at + 2), self.small(at + 4))
        {
            return full(year, month, day).map(|date| (date, 5));
        }
        let skip = usize::from(self.mark(at + 1) == Some(','));
        let (month, after) = self.month_word(at + 1 + skip)?;
        let day = self.small(after)?;
        full(year, month, day).map(|date| (date, after + 1 - at))
    }

    /// `5月25日` or `5月` after a year.
    pub(super) fn after_year(&self, at: usize, year: u32) -> Read {
        let month = self.small(at)?;
        if !self.is_han(at + 1, '月') {
            return None;
        }
        match self.small(at + 2) {
            Some(day) if self.is_day_mark(at + 3) => full(year, month, day).map(|date| (date, 4)),
            _ => partial(Some(year), Some(month), None).map(|date| (date, 2)),
        }
    }

    /// `5月25日` without a year.
    fn han_day(&self, at: usize) -> Read {
        if !(self.is_han(at + 1, '月') && self.is_day_mark(at + 3)) {
            return None;
        }
        let date = partial(None, Some(self.small(at)?), Some(self.small(at + 2)?))?;
        Some((date, 4))
    }

    /// `25.5.2023`, `25/05/23`, `5/25/2023`.
    fn numeric(&self, at: usize) -> Read {
        let mark = self.mark(at + 1).filter(|mark| matches!(mark, '.' | '/' | '-'))?;
        if self.mark(at + 3) != Some(mark) {
            return None;
        }
        let (first, second) = (self.small(at)?, self.small(at + 2)?);
        let year = match self.kind(at + 4)? {
            Kind::Number { value, digits: 4 } => value,
            Kind::Number { value, digits: 2 } if mark != '-' => two_digit_year(value),
            _ => return None,
        };
        if !(mark == '.' || self.touches(at, 4)) {
            return None;
        }
        let order = if mark == '.' { DayOrder::DayFirst } else { self.order };
        let (month, day) = match order {
            _ if first > 12 => (second, first),
            _ if second > 12 => (first, second),
            _ if first == second => (first, second),
            DayOrder::DayFirst => (second, first),
            DayOrder::MonthFirst => (first, second),
            DayOrder::Open => return None,
        };
        full(year, month, day).map(|date| (date, 5))
    }

    /// `25 May 2023`, `25. Mai 2023`, `25th of May, 2023`, `25 de mayo de 2023`, `25 May`.
    fn day_month(&self, at: usize) -> Read {
        let day = self.small(at)?;
        let mut next = self.skip_ordinal(at + 1);
        next += usize::from(matches!(self.mark(next), Some('.' | '-' | '/')));
        next += usize::from(self.is_word(next, &["of", "de"]));
        let (month, mut next) = self.month_word(next)?;
        next += usize::from(matches!(self.mark(next), Some(',' | '-' | '/' | '\'' | '’')));
        next += usize::from(self.is_word(next, &["de", "del"]));
        self.with_year(at, next, (month, day))
    }

    /// `May 25, 2023`, `May 25th`, `May 2023`.
    fn month_day(&self, at: usize) -> Read {
        if !(at + 1..at + 4).any(|next| matches!(self.kind(next), Some(Kind::Number { .. }))) {
            return None;
        }
        let (month, next) = self.month_word(at)?;
        if let Some(year) = self.number(next, 4) {
            let date = partial(Some(year), Some(month), None)?;
            return Some((date, next + 1 - at));
        }
        let next = next + usize::from(self.mark(next) == Some('-'));
        let day = self.small(next)?;
        let mut next = self.skip_ordinal(next + 1);
        next += usize::from(self.mark(next) == Some('.') && self.number(next + 1, 4).is_some());
        next += usize::from(matches!(self.mark(next), Some(',' | '-')));
        self.with_year(at, next, (month, day))
    }

    /// Completes a month and day that may be followed by a year at `next`.
    fn with_year(&self, at: usize, next: usize, (month, day): (u32, u32)) -> Read {
        if let Some(year) = self.number(next, 4)
            && let Some(date) = full(year, month, day)
        {
            return Some((date, next + 1 - at));
        }
        if let Some(Kind::Number { value, digits: 2 }) = self.kind(next)
            && matches!(self.mark(next.wrapping_sub(1)), Some('-' | '\'' | '’' | '/'))
        {
            return full(two_digit_year(value), month, day).map(|date| (date, next + 1 - at));
        }
        let mut last = next;
        while last > at + 1 && !self.ends_date(last - 1) {
            last -= 1;
        }
        partial(None, Some(month), Some(day)).map(|date| (date, last - at))
    }

    fn found(&self, at: usize, length: usize, date: PartialDate) -> Option<Found> {
        let start = self.tokens.get(at)?.start;
        let end = self.tokens.get(at + length - 1)?.end;
        Some(Found { start, end, date, has_time: self.has_time(at, at + length) })
    }

    /// Whether a time of day stands within five tokens after the date, or right before it.
    fn has_time(&self, at: usize, after: usize) -> bool {
        let is_time = |at: usize| {
            let hour = matches!(self.kind(at), Some(Kind::Number { value: 0..=24, digits: 1 | 2 }));
            let minute =
                matches!(self.kind(at + 2), Some(Kind::Number { value: 0..=59, digits: 2 }));
            let mark = matches!(self.mark(at + 1), Some(':' | '.' | '：'))
                || self.is_han(at + 1, '時')
                || self.is_han(at + 1, '时')
                || self.is_word(at + 1, &["h", "t"]);
            hour && minute && mark
        };
        (after..after + 6).any(is_time) || (at.saturating_sub(6)..at.saturating_sub(2)).any(is_time)
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn number(&self, at: usize, wanted: u8) -> Option<u32> {
        match self.kind(at)? {
            Kind::Number { value, digits } if digits == wanted => Some(value),
            _ => None,
        }
    }

    /// A number of one or two digits.
    pub(super) fn small(&self, at: usize) -> Option<u32> {
        self.number(at, 1).or_else(|| self.number(at, 2))
    }

    fn mark(&self, at: usize) -> Option<char> {
        match self.kind(at)? {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    pub(super) fn is_han(&self, at: usize, character: char) -> bool {
        self.kind(at) == Some(Kind::Han(character))
    }

    fn is_day_mark(&self, at: usize) -> bool {
        self.is_han(at, '日') || self.is_han(at, '号') || self.is_han(at, '號')
    }

    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(|token| self.line.get(token.start..token.end)).unwrap_or("")
    }

    fn is_word(&self, at: usize, words: &[&str]) -> bool {
        self.kind(at) == Some(Kind::Word)
            && words.iter().any(|word| self.text(at).eq_ignore_ascii_case(word))
    }

    /// A month's name, with the token after it and its dot.
    fn month_word(&self, at: usize) -> Option<(u32, usize)> {
        if self.kind(at) != Some(Kind::Word) || self.text(at).len() > 24 {
            return None;
        }
        let month = month_of(&self.text(at).to_lowercase())?;
        let next = at + 1 + usize::from(self.mark(at + 1) == Some('.'));
        Some((u32::from(month), next))
    }

    fn skip_ordinal(&self, at: usize) -> usize {
        at + usize::from(self.is_word(at, &["st", "nd", "rd", "th", "er", "º"]))
    }

    /// Whether a date without a year may end with this token: not with a comma or a preposition.
    fn ends_date(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(Kind::Mark(_)) | None => false,
            Some(Kind::Word) => !self.is_word(at, &["de", "del"]),
            Some(_) => true,
        }
    }

    /// Whether the `count` tokens after `at` follow each other without white space.
    fn touches(&self, at: usize, count: usize) -> bool {
        let pairs = self.tokens.iter().skip(at).zip(self.tokens.iter().skip(at + 1));
        pairs.take(count).all(|(token, next)| token.end == next.start)
    }

    /// Whether the number goes on to its left, as in `1.2.2023.4` or `10,000`.
    fn is_inside_number(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(2) else { return false };
        matches!(self.kind(before), Some(Kind::Number { .. }))
            && matches!(self.mark(at - 1), Some('.' | ',' | '/' | '-'))
            && self.touches(before, 2)
            && !matches!(self.kind(at), Some(Kind::Number { digits: 4, .. }))
    }
}

/// The century of a two-digit year: up to 68 the third millennium, as POSIX `strptime` reads it.
const fn two_digit_year(value: u32) -> u32 {
    if value <= 68 { 2000 + value } else { 1900 + value }
}

fn full(year: u32, month: u32, day: u32) -> Option<PartialDate> {
    partial(Some(year), Some(month), Some(day))
}

pub(super) fn partial(
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
) -> Option<PartialDate> {
    let small = |value: Option<u32>| match value {
        Some(value) => u8::try_from(value).ok().map(Some),
        None => Some(None),
    };
    let year = match year {
        Some(year) => Some(u16::try_from(year).ok()?),
        None => None,
    };
    PartialDate::new(year, small(month)?, small(day)?)
}
