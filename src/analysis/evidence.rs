//! What a judgement rests on: quoted places, and shares of a thousand.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;

use crate::text::Span;

/// A quoted place of the document that was judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where it stands, in bytes of the document's text.
    pub span: Span,
    /// The text at that place, or its beginning when it is long.
    pub text: String,
}

impl Evidence {
    /// The most bytes of text that are quoted.
    pub const MAX_BYTES: usize = 300;

    /// Quotes `span` of `text`, cut at a character boundary after [`Self::MAX_BYTES`].
    #[must_use]
    pub fn quote(text: &str, span: Span) -> Self {
        let whole = span.slice(text);
        let cut = (0..=whole.len().min(Self::MAX_BYTES))
            .rev()
            .find(|at| whole.is_char_boundary(*at))
            .unwrap_or(0);
        Self { span, text: whole.get(..cut).unwrap_or_default().to_owned() }
    }
}

/// A share of a thousand, 0 to 1000: what stored forms hold in place of a fraction, because they
/// have no floating-point numbers.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema,
)]
#[serde(transparent)]
pub struct PerMille(u16);

impl PerMille {
    /// All of it.
    pub const ONE: Self = Self(1000);

    /// A count of thousandths; more than 1000 is taken as 1000.
    #[must_use]
    pub const fn new(thousandths: u16) -> Self {
        if thousandths > 1000 { Self(1000) } else { Self(thousandths) }
    }

    /// The nearest thousandth of a fraction; below 0 or not a number is 0, above 1 is 1000.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=1000 before the cast"
    )]
    pub fn from_fraction(fraction: f64) -> Self {
        Self((fraction * 1000.0).round().clamp(0.0, 1000.0) as u16)
    }

    /// The thousandths.
    #[must_use]
    pub const fn thousandths(self) -> u16 {
        self.0
    }

    /// The fraction, 0 to 1.
    #[must_use]
    pub fn fraction(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

impl fmt::Display for PerMille {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:.2}", self.fraction())
    }
}

impl<'de> Deserialize<'de> for PerMille {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let thousandths = u16::deserialize(deserializer)?;
        if thousandths > 1000 {
            return Err(serde::de::Error::custom(format!("{thousandths} is more than 1000")));
        }
        Ok(Self(thousandths))
    }
}
