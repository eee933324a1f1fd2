//! Claims: values with the ground they stand on.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::analysis::Evidence;
use crate::analysis::PerMille;
use crate::document::Field;
use crate::text::Span;

/// The ground of a claim, strongest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// A person said so, in a statement.
    Asserted,
    /// Capture headers or embedded metadata say so.
    Observed,
    /// The text says so, at the quoted spans.
    Stated,
    /// It follows by a general rule, named in the reason, from the quoted spans.
    Inferred,
}

/// A value with the ground it stands on. What is unknown has no claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The value as the document gives it; dates in ISO 8601 at the precision known
    /// (`2023-07-14`, `2024-01`, `--07-14`); languages as BCP 47 tags.
    pub value: String,
    /// What it rests on.
    pub basis: Basis,
    /// How sure the rule is, in a thousand.
    pub confidence: PerMille,
    /// The places it rests on.
    pub evidence: Vec<Evidence>,
    /// For an inferred or observed claim the rule or the source, as a sentence fragment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Claim {
    /// What stands at `span` of `text`.
    pub(super) fn stated(text: &str, span: Span, confidence: f64) -> Self {
        Self {
            value: span.slice(text).to_owned(),
            basis: Basis::Stated,
            confidence: PerMille::from_fraction(confidence),
            evidence: vec![Evidence::quote(text, span)],
            reason: None,
        }
    }

    /// What follows by the rule that `reason` names, from `evidence`.
    pub(super) fn inferred(
        value: String,
        confidence: f64,
        evidence: Vec<Evidence>,
        reason: &str,
    ) -> Self {
        Self {
            value,
            basis: Basis::Inferred,
            confidence: PerMille::from_fraction(confidence),
            evidence,
            reason: Some(reason.to_owned()),
        }
    }

    /// The same claim with a reason.
    pub(super) fn because(mut self, reason: &str) -> Self {
        self.reason = Some(reason.to_owned());
        self
    }
}

/// Where a document came from; a field without a claim is unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The title, without the site's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Claim>,
    /// Who published it first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Claim>,
    /// Who published it again, when that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub republisher: Option<Claim>,
    /// Author or reporter; several are joined by `; `.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Claim>,
    /// The place of the dateline or, failing that, of the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Claim>,
    /// When it was first published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Claim>,
    /// When it was last changed, by its own word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Claim>,
    /// The language, as a BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Claim>,
    /// Where it was captured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Claim>,
    /// `true` when the text shows the signs of machine translation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub machine_translated: Option<Claim>,
    /// What the text or the file says otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disagreeing: Vec<Disagreement>,
}

/// A claim that another one outweighs, and that says something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disagreement {
    /// The field.
    pub field: Field,
    /// What is said otherwise.
    pub claim: Claim,
}

impl Disagreement {
    /// Why it does not count, as a sentence fragment.
    #[must_use]
    pub const fn reason(&self) -> &'static str {
        match self.claim.basis {
            Basis::Observed => "the file says otherwise outside its text",
            Basis::Asserted | Basis::Stated | Basis::Inferred => "the text says otherwise",
        }
    }
}

impl Origin {
    /// The version of the stored forms that first can say this.
    #[must_use]
    pub(crate) const fn since(&self) -> u32 {
        if self.disagreeing.is_empty() { 1 } else { 3 }
    }
}
