//! How many changes there are of each significance.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diff::Significance;

/// Numbers of changes by their most serious class; noise changes count as noise alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SignificanceCounts {
    /// Changes of a duty, recommendation or permission.
    pub obligation: u64,
    /// Changes of polarity.
    pub negation: u64,
    /// Changes of a number, unit, bound, currency or date.
    pub quantity: u64,
    /// Changes of a name, address, identifier or cross-reference.
    pub reference: u64,
    /// Changes of other words.
    pub wording: u64,
    /// Changes of case, punctuation, width, quotes, Unicode form.
    pub cosmetic: u64,
    /// Changes inside noise.
    pub noise: u64,
}

impl SignificanceCounts {
    /// Counts one more change.
    pub const fn add(&mut self, significance: Significance) {
        let count = match significance {
            Significance::Obligation => &mut self.obligation,
            Significance::Negation => &mut self.negation,
            Significance::Quantity => &mut self.quantity,
            Significance::Reference => &mut self.reference,
            Significance::Wording => &mut self.wording,
            Significance::Cosmetic => &mut self.cosmetic,
            Significance::Noise => &mut self.noise,
        };
        *count += 1;
    }

    /// Adds the numbers of another text.
    pub const fn merge(&mut self, other: Self) {
        self.obligation += other.obligation;
        self.negation += other.negation;
        self.quantity += other.quantity;
        self.reference += other.reference;
        self.wording += other.wording;
        self.cosmetic += other.cosmetic;
        self.noise += other.noise;
    }

    /// Every class with its count, most serious first.
    #[must_use]
    pub const fn by_class(&self) -> [(Significance, u64); 7] {
        [
            (Significance::Obligation, self.obligation),
            (Significance::Negation, self.negation),
            (Significance::Quantity, self.quantity),
            (Significance::Reference, self.reference),
            (Significance::Wording, self.wording),
            (Significance::Cosmetic, self.cosmetic),
            (Significance::Noise, self.noise),
        ]
    }
}
