//! Claims about the origin of a version.

use schemars::JsonSchema;
use serde::Serialize;

use super::place::EvidenceView;
use super::place::Places;
use crate::analysis::origin::Basis;
use crate::analysis::origin::Claim;
use crate::analysis::origin::Origin;

/// A value with the ground it stands on.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ClaimView {
    /// The value; dates in ISO 8601 at the precision known (`2023-07-14`, `2024-01`, `--07-14`).
    pub value: String,
    /// What it rests on.
    pub basis: Basis,
    /// How sure the rule is, 0 to 1.
    pub confidence: f64,
    /// The quoted places it rests on.
    pub evidence: Vec<EvidenceView>,
    /// The rule of an inferred claim, the source of an observed one, the statement of an asserted
    /// one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl ClaimView {
    /// Shows a claim of the document that `places` belongs to.
    #[must_use]
    pub fn of(claim: &Claim, places: &Places) -> Self {
        Self {
            value: claim.value.clone(),
            basis: claim.basis,
            confidence: claim.confidence.fraction(),
            evidence: claim.evidence.iter().map(|evidence| places.evidence(evidence)).collect(),
            reason: claim.reason.clone(),
        }
    }
}

/// Where a version came from; what is unknown is null.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct OriginView {
    /// The title, without the site's name.
    pub title: Option<ClaimView>,
    /// Who published it first.
    pub publisher: Option<ClaimView>,
    /// Who published it again.
    pub republisher: Option<ClaimView>,
    /// Author or reporter; several are joined by `; `.
    pub author: Option<ClaimView>,
    /// The place of the dateline or of the event.
    pub place: Option<ClaimView>,
    /// When it was first published.
    pub published: Option<ClaimView>,
    /// When it was last changed, by its own word.
    pub updated: Option<ClaimView>,
    /// The language, as a BCP 47 tag.
    pub language: Option<ClaimView>,
    /// Where it was captured.
    pub url: Option<ClaimView>,
    /// `true` when the text shows the signs of machine translation.
    pub machine_translated: Option<ClaimView>,
}

impl OriginView {
    /// Shows the origin of the document that `places` belongs to.
    #[must_use]
    pub fn of(origin: &Origin, places: &Places) -> Self {
        let show = |claim: &Option<Claim>| claim.as_ref().map(|claim| ClaimView::of(claim, places));
        Self {
            title: show(&origin.title),
            publisher: show(&origin.publisher),
            republisher: show(&origin.republisher),
            author: show(&origin.author),
            place: show(&origin.place),
            published: show(&origin.published),
            updated: show(&origin.updated),
            language: show(&origin.language),
            url: show(&origin.url),
            machine_translated: show(&origin.machine_translated),
        }
    }

    /// Every field with its JSON name, in the order people read them.
    #[must_use]
    pub fn fields(&self) -> [(&'static str, Option<&ClaimView>); 10] {
        [
            ("title", self.title.as_ref()),
            ("publisher", self.publisher.as_ref()),
            ("republisher", self.republisher.as_ref()),
            ("author", self.author.as_ref()),
            ("place", self.place.as_ref()),
            ("published", self.published.as_ref()),
            ("updated", self.updated.as_ref()),
            ("language", self.language.as_ref()),
            ("url", self.url.as_ref()),
            ("machine_translated", self.machine_translated.as_ref()),
        ]
    }
}

/// A claim without its evidence, for a line about many seeds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ShortClaim {
    /// The value.
    pub value: String,
    /// What it rests on.
    pub basis: Basis,
}

impl ShortClaim {
    /// Leaves the evidence out.
    #[must_use]
    pub fn of(claim: &Claim) -> Self {
        Self { value: claim.value.clone(), basis: claim.basis }
    }
}
