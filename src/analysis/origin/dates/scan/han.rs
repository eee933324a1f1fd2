//! Dates in Japanese eras and in Han numerals.

use super::read::Read;
use super::read::Scan;
use super::read::partial;
use crate::analysis::origin::dates::tokens::Kind;

impl Scan<'_> {
    /// Japanese eras: `令和5年7月14日`.
    pub(super) fn era(&self, at: usize) -> Read {
        let (Some(Kind::Han(first)), Some(Kind::Han(second))) = (self.kind(at), self.kind(at + 1))
        else {
            return None;
        };
        let before = match (first, second) {
            ('令', '和') => 2018,
            ('平', '成') => 1988,
            ('昭', '和') => 1925,
            _ => return None,
        };
        let year = if self.is_han(at + 2, '元') { 1 } else { self.small(at + 2)? };
        if !self.is_han(at + 3, '年') {
            return None;
        }
        self.after_year(at + 4, before + year).map(|(date, length)| (date, length + 4))
    }

    /// `二〇二三年五月二十五日`, `五月二十五日`.
    pub(super) fn han_numerals(&self, at: usize) -> Read {
        let (year, month_at) = match self.han_year(at) {
            Some(year) => (Some(year), at + 5),
            None => (None, at),
        };
        let (month, day_at) = self.han_number(month_at, '月')?;
        let read = self.han_number(day_at, '日').or_else(|| self.han_number(day_at, '号'));
        let (day, end) = match read {
            Some((day, end)) => (Some(day), end),
            None => (None, day_at),
        };
        partial(year, Some(month), day).map(|date| (date, end - at))
    }

    fn han_year(&self, at: usize) -> Option<u32> {
        if !self.is_han(at + 4, '年') {
            return None;
        }
        (at..at + 4).try_fold(0, |year, next| match self.kind(next)? {
            Kind::Han(digit) => Some(year * 10 + han_digit(digit)?),
            Kind::Mark('〇' | '○') => Some(year * 10),
            _ => None,
        })
    }

    /// A Chinese number below 40 that ends with `unit`; with the token after the unit.
    fn han_number(&self, at: usize, unit: char) -> Option<(u32, usize)> {
        let mut value = 0;
        for next in at..at + 4 {
            match self.kind(next)? {
                Kind::Han(found) if found == unit => {
                    return (next > at).then_some((value, next + 1));
                }
                Kind::Han('十') => value = value.max(1) * 10,
                Kind::Han(digit) => value += han_digit(digit)?,
                _ => return None,
            }
        }
        None
    }
}

fn han_digit(character: char) -> Option<u32> {
    let digit = "〇一二三四五六七八九".chars().position(|digit| digit == character)?;
    u32::try_from(digit).ok()
}
