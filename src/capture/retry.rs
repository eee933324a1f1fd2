//! For how long a server asks us to stay away.

use jiff::Timestamp;
use jiff::fmt::rfc2822;

use super::header::Fields;

/// The seconds of `Retry-After` (RFC 9110, 10.2.3); a date counts from the server's own `Date`, so
/// that no clock of ours is asked.
pub(super) fn retry_after(fields: &Fields) -> Option<u64> {
    let value = fields.get("retry-after")?;
    if let Ok(seconds) = value.parse() {
        return Some(seconds);
    }
    let until = date(value)?;
    let now = date(fields.get("date")?)?;
    Some(u64::try_from(until.as_second() - now.as_second()).unwrap_or(0))
}

/// An HTTP date in its one form that is still sent (RFC 9110, 5.6.7).
fn date(text: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new().parse_timestamp(text).ok()
}

#[cfg(test)]
mod tests {
    use super::Fields;
    use super::retry_after;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        let mut fields = Fields::default();
        pairs.iter().for_each(|(name, value)| fields.push(name, value.as_bytes()));
        fields
    }

    #[test]
    fn seconds_and_dates_are_read() {
        assert_eq!(retry_after(&fields(&[("Retry-After", "120")])), Some(120));
        let dated = fields(&[
            ("Date", "Sun, 22 Nov 2026 09:14:00 GMT"),
            ("Retry-After", "Sun, 22 Nov 2026 09:15:30 GMT"),
        ]);
        assert_eq!(retry_after(&dated), Some(90));
        let past = fields(&[
            ("Date", "Sun, 22 Nov 2026 09:14:00 GMT"),
            ("Retry-After", "Sun, 22 Nov 2026 09:13:00 GMT"),
        ]);
        assert_eq!(retry_after(&past), Some(0));
    }

    #[test]
    fn what_cannot_be_read_is_no_time() {
        for value in ["soon", "-1", "99999999999999999999999"] {
            assert_eq!(retry_after(&fields(&[("Retry-After", value)])), None, "{value}");
        }
        assert_eq!(retry_after(&fields(&[])), None);
    }
}
