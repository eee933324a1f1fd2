//! What became of a cited passage.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::diff::Significance;

/// What became of a cited passage, most dangerous first; the order of the variants is the order of
/// danger.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Finding {
    /// Nothing in the new text stands for it.
    Gone,
    /// Several places of the new text could stand for it.
    Ambiguous,
    /// The strength of a duty, recommendation or permission changed.
    Obligation,
    /// The polarity changed.
    Negation,
    /// A number, unit, bound, currency or date changed.
    Quantity,
    /// A name, address, identifier or cross-reference changed.
    Reference,
    /// An exception or condition came, went or changed beside it.
    Context,
    /// Other words changed.
    Reworded,
    /// The same words stand in another place.
    Moved,
    /// Case, punctuation or markup changed.
    Cosmetic,
    /// Nothing changed but, perhaps, the white space.
    Unchanged,
}

impl Finding {
    /// All findings, most dangerous first.
    pub const ALL: [Self; 11] = [
        Self::Gone,
        Self::Ambiguous,
        Self::Obligation,
        Self::Negation,
        Self::Quantity,
        Self::Reference,
        Self::Context,
        Self::Reworded,
        Self::Moved,
        Self::Cosmetic,
        Self::Unchanged,
    ];

    /// The name in commands and JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Ambiguous => "ambiguous",
            Self::Obligation => "obligation",
            Self::Negation => "negation",
            Self::Quantity => "quantity",
            Self::Reference => "reference",
            Self::Context => "context",
            Self::Reworded => "reworded",
            Self::Moved => "moved",
            Self::Cosmetic => "cosmetic",
            Self::Unchanged => "unchanged",
        }
    }

    /// Whether the passage still says the same: moved, cosmetic or unchanged.
    #[must_use]
    pub const fn is_harmless(self) -> bool {
        matches!(self, Self::Moved | Self::Cosmetic | Self::Unchanged)
    }

    /// What a change of that significance means for the passage; noise means nothing.
    pub(super) const fn of(significance: Significance) -> Option<Self> {
        match significance {
            Significance::Obligation => Some(Self::Obligation),
            Significance::Negation => Some(Self::Negation),
            Significance::Quantity => Some(Self::Quantity),
            Significance::Reference => Some(Self::Reference),
            Significance::Wording => Some(Self::Reworded),
            Significance::Cosmetic => Some(Self::Cosmetic),
            Significance::Noise => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Finding;

    #[test]
    fn the_order_of_all_findings_is_the_order_of_danger() {
        assert!(Finding::ALL.is_sorted());
        for finding in Finding::ALL {
            let json = serde_json::to_string(&finding).unwrap();
            assert_eq!(json.trim_matches('"'), finding.name());
        }
    }
}
