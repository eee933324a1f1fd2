//! Dates and times of day in figures.

/// What figures a piece of a line holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Numbers {
    /// A date with day, month and year in figures: `2023-05-25`, `25.05.2023`, `2023年5月25日`.
    pub(super) has_date: bool,
    /// Byte offset of the end of the last date.
    pub(super) date_end: Option<usize>,
    /// A time of day: `09:01`.
    pub(super) has_time: bool,
    /// A number from 1900 to 2099.
    pub(super) has_year: bool,
}

/// One number and what stands right after it.
#[derive(Clone, Copy, Default)]
struct Figure {
    value: u32,
    digits: u8,
    /// The separator after it, 0 for none that dates have: `-`, `/`, `.`, `:`, or `y`, `m`, `d`
    /// for 年, 月, 日 (and 년, 월, 일).
    mark: u8,
}

impl Figure {
    const fn is_year(self) -> bool {
        self.digits == 4 && 1900 <= self.value && self.value < 2100
    }

    const fn is_day(self) -> bool {
        self.digits <= 2 && 1 <= self.value && self.value <= 31
    }
}

/// Reads the figures of `bytes`, which may begin or end inside a character.
pub(super) fn read(bytes: &[u8]) -> Numbers {
    let mut found = Numbers::default();
    let (mut older, mut old) = (Figure::default(), Figure::default());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if !byte.is_ascii_digit() {
            at += 1;
            continue;
        }
        let (figure, end, next) = figure(bytes, at);
        found.has_year |= figure.is_year();
        found.has_time |= old.mark == b':' && old.digits <= 2 && figure.digits == 2;
        let is_joined = older.mark != 0 && (older.mark == old.mark || older.mark == b'y');
        let big_first = older.is_year() && old.is_day() && figure.is_day();
        let big_last = older.is_day() && old.is_day() && figure.is_year();
        let goes_on = figure.mark != 0 && figure.mark == old.mark;
        if is_joined && !goes_on && older.mark != b':' && (big_first || big_last) {
            found.has_date = true;
            found.date_end = Some(if figure.mark == b'd' { next } else { end });
        }
        (older, old) = if figure.mark == 0 { Default::default() } else { (old, figure) };
        at = next;
    }
    found
}

/// The number at `start`, its end, and the end of the mark after it.
fn figure(bytes: &[u8], start: usize) -> (Figure, usize, usize) {
    let rest = bytes.get(start..).unwrap_or_default();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let value = rest
        .iter()
        .take(digits.min(9))
        .fold(0_u32, |value, digit| value * 10 + u32::from(digit - b'0'));
    let end = start + digits;
    let after = bytes.get(end..).unwrap_or_default();
    let (mark, length) = match after {
        [mark @ (b'-' | b'/' | b'.' | b':'), next, ..] if next.is_ascii_digit() => (*mark, 1),
        _ if after.starts_with("年".as_bytes()) || after.starts_with("년".as_bytes()) => {
            (b'y', 3)
        }
        _ if after.starts_with("月".as_bytes()) || after.starts_with("월".as_bytes()) => {
            (b'm', 3)
        }
        _ if after.starts_with("日".as_bytes()) || after.starts_with("일".as_bytes()) => {
            (b'd', 3)
        }
        [b'.', b' ', next, ..] if next.is_ascii_digit() => (b'.', 2),
        _ => (0, 0),
    };
    let figure = Figure { value, digits: u8::try_from(digits).unwrap_or(u8::MAX), mark };
    (figure, end, end + length)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn dates_in_figures_are_seen_with_their_end() {
        for date in ["2023-05-25", "25.05.2023", "25/5/2023", "2023年5月25日", "25. 5. 2023"] {
            let line = format!("News {date}");
            assert_eq!(read(line.as_bytes()).date_end, Some(line.len()), "{date}");
        }
    }

    #[test]
    fn versions_sections_and_times_are_no_dates() {
        for text in ["version 1.2.3", "2.5.2099.1 x", "10:30:2020", "RFC 2119-3-4", "5月23日"] {
            assert!(!read(text.as_bytes()).has_date, "{text}");
        }
        assert!(read(b"at 09:01 AM").has_time);
    }
}
