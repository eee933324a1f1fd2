//! Reading what looks like a number: amounts, dates, expressions, ranges.

use std::collections::BTreeMap;

/// A decimal number, exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decimal {
    mantissa: i128,
    /// Digits after the point.
    scale: u32,
}

impl Decimal {
    /// A whole number.
    pub(super) fn whole(value: u64) -> Self {
        Self { mantissa: i128::from(value), scale: 0 }
    }

    /// Reads digits with at most one point; `None` when there is more, or too many of them.
    pub(super) fn read(digits: &str) -> Option<Self> {
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let is_plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_plain(whole) || !is_plain(fraction) || digits.len() > 30 {
            return None;
        }
        let mantissa = format!("{whole}{fraction}").parse().ok()?;
        Some(Self { mantissa, scale: u32::try_from(fraction.len()).ok()? })
    }

    /// This number below zero.
    fn negated(self) -> Self {
        Self { mantissa: -self.mantissa, scale: self.scale }
    }

    /// This number times a whole one; `None` when it grows too large.
    pub(super) fn times(self, factor: u64) -> Option<Self> {
        Some(Self { mantissa: self.mantissa.checked_mul(i128::from(factor))?, scale: self.scale })
    }

    /// The one way to write this value.
    pub(super) fn canonical(self) -> String {
        let (mut mantissa, mut scale) = (self.mantissa, self.scale);
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        if scale == 0 { mantissa.to_string() } else { format!("{mantissa}e-{scale}") }
    }
}

/// What a run that begins with a digit is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Numeric {
    /// A number, with the letters that follow it at once.
    Amount(Decimal, String),
    /// A dotted number of three or more parts, or one behind a `v`.
    Version(String),
    /// A day: year, month, day.
    Day(u32, u8, u8),
    /// A place in a row (`3rd`).
    Ordinal(u64),
    /// Digits and operators.
    Expression(String),
    /// Two numbers with a dash between.
    Range(Decimal, Decimal, String),
    /// A word with digits in it.
    Name,
}

/// Reads a folded run that begins with a digit, or with a minus sign and a digit.
pub(super) fn read(run: &str) -> Numeric {
    if let Some(rest) = run.strip_prefix('-') {
        return match read(rest) {
            Numeric::Amount(number, suffix) => Numeric::Amount(number.negated(), suffix),
            _ => Numeric::Expression(run.to_owned()),
        };
    }
    let cleaned: String = run.chars().map(|char| if char == '‑' { '-' } else { char }).collect();
    day(&cleaned)
        .or_else(|| amount(&cleaned))
        .or_else(|| range(&cleaned))
        .or_else(|| version(&cleaned))
        .or_else(|| expression(&cleaned))
        .unwrap_or(Numeric::Name)
}

/// `2024-01-31`, `2024/1/31`.
fn day(run: &str) -> Option<Numeric> {
    let separator = run.chars().find(|char| !char.is_ascii_digit())?;
    if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let parts: Vec<&str> = run.split(separator).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    if year.len() != 4 {
        return None;
    }
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Numeric::Day(year, month, day))
}

/// A number with grouped digits, a fraction, and letters behind it.
fn amount(run: &str) -> Option<Numeric> {
    let is_numeral = |char: char| char.is_ascii_digit() || is_grouping(char) || char == '.';
    if let Some(hex) = run.strip_prefix("0x") {
        let value = u64::from_str_radix(hex, 16).ok()?;
        return Some(Numeric::Amount(Decimal::whole(value), "0x".to_owned()));
    }
    let end = run.find(|char| !is_numeral(char)).unwrap_or(run.len());
    let (digits, rest) = (run.get(..end)?, run.get(end..)?);
    let suffix = rest.strip_prefix('-').unwrap_or(rest);
    if !suffix.chars().all(char::is_alphabetic) {
        return None;
    }
    let number = Decimal::read(&ungrouped(digits)?)?;
    if ["st", "nd", "rd", "th"].contains(&suffix) {
        return Some(Numeric::Ordinal(digits.parse().ok()?));
    }
    Some(Numeric::Amount(number, suffix.to_owned()))
}

/// Whether a character groups digits by thousands.
fn is_grouping(char: char) -> bool {
    matches!(char, ',' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// The digits without the marks between groups of three; `None` when the groups are others.
fn ungrouped(digits: &str) -> Option<String> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(is_grouping);
    let first = groups.next()?;
    let is_grouped = first.len() <= 3 && groups.all(|group| group.len() == 3);
    if whole.contains(is_grouping) && !is_grouped || fraction.contains(is_grouping) {
        return None;
    }
    Some(digits.chars().filter(|char| !is_grouping(*char)).collect())
}

/// `10-20`, `10-20ms`.
fn range(run: &str) -> Option<Numeric> {
    let (low, high) = run.split_once('-')?;
    let Numeric::Amount(low, unit) = amount(low)? else { return None };
    let Numeric::Amount(high, suffix) = amount(high)? else { return None };
    unit.is_empty().then_some(Numeric::Range(low, high, suffix))
}

/// `3.2.25`, `10:30`.
fn version(run: &str) -> Option<Numeric> {
    let is_plain = |separator| {
        run.contains(separator)
            && run
                .split(separator)
                .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    (is_plain('.') || is_plain(':')).then(|| Numeric::Version(run.to_owned()))
}

/// `2^62-1`, `3*5`.
fn expression(run: &str) -> Option<Numeric> {
    let is_part = |char: char| {
        char.is_ascii_digit() || matches!(char, '^' | '*' | '×' | '+' | '-' | '/' | '.' | '=')
    };
    run.chars().all(is_part).then(|| Numeric::Expression(run.replace('×', "*")))
}

/// Reads a number in Chinese numerals; `None` when they make none.
pub(super) fn read_chinese(numerals: &str) -> Option<u64> {
    let (mut total, mut section, mut digit) = (0_u64, 0_u64, None::<u64>);
    for char in numerals.chars() {
        if let Some(value) = chinese_digit(char) {
            digit = Some(
                digit.map_or(Some(value), |before| before.checked_mul(10)?.checked_add(value))?,
            );
            continue;
        }
        let scale = chinese_scale(char)?;
        if scale < 10_000 {
            section = section.checked_add(digit.take().unwrap_or(1).checked_mul(scale)?)?;
        } else {
            let whole = section.checked_add(digit.take().unwrap_or(0))?;
            total = total.checked_add(whole.max(1).checked_mul(scale)?)?;
            section = 0;
        }
    }
    total.checked_add(section)?.checked_add(digit.unwrap_or(0))
}

/// The value of a Chinese digit.
fn chinese_digit(char: char) -> Option<u64> {
    let digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    match char {
        '〇' => Some(0),
        '两' => Some(2),
        _ => digits
            .iter()
            .position(|digit| *digit == char)
            .and_then(|value| u64::try_from(value).ok()),
    }
}

/// The value of a Chinese power of ten.
pub(super) fn chinese_scale(char: char) -> Option<u64> {
    match char {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        '万' => Some(10_000),
        '亿' => Some(100_000_000),
        _ => None,
    }
}

/// Whether a character is part of a Chinese number.
pub(super) fn is_chinese_numeral(char: char) -> bool {
    chinese_digit(char).is_some() || chinese_scale(char).is_some()
}

/// The value of a numeral written in letters, hyphenated ones too.
pub(super) fn read_word(word: &str, numerals: &BTreeMap<String, u32>) -> Option<u64> {
    numerals.get(word).map(|value| u64::from(*value))
}

#[cfg(test)]
mod tests {
    use super::Numeric;
    use super::read;
    use super::read_chinese;

    fn value(run: &str) -> String {
        match read(run) {
            Numeric::Amount(number, suffix) => format!("{} {suffix}", number.canonical()),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn grouped_digits_and_trailing_zeros_are_the_same_number() {
        assert_eq!(value("4,096"), value("4096"));
        assert_eq!(value("2.50"), value("2.5"));
        assert_ne!(value("2.5"), value("25"));
        assert_ne!(value("1,2"), value("12"));
    }

    #[test]
    fn a_unit_may_touch_its_number() {
        assert_eq!(value("10ms"), "10 ms");
        assert_eq!(value("16-bit"), "16 bit");
    }

    #[test]
    fn a_minus_sign_belongs_to_its_number() {
        assert_ne!(value("-5"), value("5"));
        assert_eq!(value("-5.0"), value("-5"));
    }

    #[test]
    fn digits_in_words_make_names() {
        assert_eq!(read("0-rtt2"), Numeric::Name);
        assert_eq!(read("1!1.0"), Numeric::Name);
    }

    #[test]
    fn chinese_numerals_are_read_by_place() {
        assert_eq!(read_chinese("三百二十"), Some(320));
        assert_eq!(read_chinese("两万"), Some(20_000));
        assert_eq!(read_chinese("二〇二四"), Some(2024));
        assert_eq!(read_chinese("百万"), Some(1_000_000));
    }
}
