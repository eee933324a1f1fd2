//! Moments, and the number of the JSON's own version.

use std::borrow::Cow;
use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Serialize;
use serde::Serializer;

/// The version of the public JSON; raised only by a change that is no addition.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SchemaVersion;

impl SchemaVersion {
    /// The number that is written as `schema_version`.
    pub const NUMBER: u32 = 1;
}

impl Serialize for SchemaVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(Self::NUMBER)
    }
}

impl JsonSchema for SchemaVersion {
    fn schema_name() -> Cow<'static, str> {
        "SchemaVersion".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "The version of this JSON; additions do not raise it.",
            "const": Self::NUMBER,
        })
    }
}

/// A point in time: RFC 3339 in JSON, to the minute for people, always in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(Timestamp);

impl Moment {
    /// Whole seconds since 1970.
    #[must_use]
    pub fn second(self) -> i64 {
        self.0.as_second()
    }

    /// The day, `2026-11-22`.
    #[must_use]
    pub fn date(self) -> String {
        self.0.to_zoned(TimeZone::UTC).date().to_string()
    }
}

impl From<Timestamp> for Moment {
    fn from(timestamp: Timestamp) -> Self {
        Self(timestamp)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = self.0.to_zoned(TimeZone::UTC).time();
        write!(out, "{} {:02}:{:02} UTC", self.date(), time.hour(), time.minute())
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl JsonSchema for Moment {
    fn schema_name() -> Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A point in time, RFC 3339 in UTC.",
            "type": "string",
            "format": "date-time",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn a_moment_is_shown_to_the_minute_and_written_exactly() {
        let moment = Moment::from("2026-11-22T09:04:05Z".parse::<jiff::Timestamp>().unwrap());
        assert_eq!(moment.to_string(), "2026-11-22 09:04 UTC");
        assert_eq!(serde_json::to_string(&moment).unwrap(), r#""2026-11-22T09:04:05Z""#);
    }
}
