//! What counts of a version's origin: people's word over the analysis.

use crate::analysis::PerMille;
use crate::analysis::origin::Basis;
use crate::analysis::origin::Claim;
use crate::analysis::origin::Disagreement;
use crate::analysis::origin::Origin;
use crate::capture::Capture;
use crate::document::Field;
use crate::history::Assertions;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::record::ClaimField;

/// A claim that another one outweighs.
#[derive(Debug, Clone)]
pub(super) struct Outweighed {
    pub(super) field: ClaimField,
    pub(super) claim: Claim,
    /// Why it lost.
    pub(super) reason: String,
}

/// The claims that count, and those that they outweigh.
pub(super) fn weigh(
    mut origin: Origin,
    assertions: &Assertions,
    seed: &SeedId,
    content: ContentId,
) -> (Origin, Vec<Outweighed>) {
    let mut outweighed: Vec<Outweighed> = std::mem::take(&mut origin.disagreeing)
        .into_iter()
        .map(|other| Outweighed {
            field: claim_field(other.field),
            reason: other.reason().to_owned(),
            claim: other.claim,
        })
        .collect();
    for field in ClaimField::ALL {
        let said = assertions.of(seed, content, field);
        let Some((last, earlier)) = said.split_last() else { continue };
        let day = last.time.strftime("%Y-%m-%d");
        let reason = match &last.value {
            Some(_) => format!("asserted otherwise by {} on {day}", last.who),
            None => format!("withdrawn by {} on {day}", last.who),
        };
        let lose = |claim| Outweighed { field, claim, reason: reason.clone() };
        let asserted = |value: &String, who: &str, why: &str| Claim {
            value: value.clone(),
            basis: Basis::Asserted,
            confidence: PerMille::ONE,
            evidence: Vec::new(),
            reason: Some(format!("{who}: {why}")),
        };
        for other in earlier {
            let claim = other.value.as_ref().map(|value| asserted(value, &other.who, &other.why));
            outweighed.extend(claim.map(lose));
        }
        let place = place_of(&mut origin, field);
        // Withdrawing takes back what people said; what the text says stands again.
        if let Some(value) = &last.value {
            let derived = place.replace(asserted(value, &last.who, &last.why));
            outweighed.extend(derived.map(lose));
        }
    }
    (origin, outweighed)
}

/// The claims of a version, with the address that it was captured from before any that it names
/// itself.
pub(super) fn captured(mut origin: Origin, capture: Option<&Capture>) -> Origin {
    let Some(web) = capture.and_then(Capture::web) else { return origin };
    let claim = Claim {
        value: web.final_url().to_string(),
        basis: Basis::Observed,
        confidence: PerMille::ONE,
        evidence: Vec::new(),
        reason: Some("the address that answered".to_owned()),
    };
    let is_same = |other: &Claim| other.value == claim.value;
    if let Some(other) = origin.url.take().filter(|other| !is_same(other)) {
        origin.disagreeing.push(Disagreement { field: Field::Url, claim: other });
    }
    origin.url = Some(claim);
    origin
}

const fn claim_field(field: Field) -> ClaimField {
    match field {
        Field::Title => ClaimField::Title,
        Field::Author => ClaimField::Author,
        Field::Publisher => ClaimField::Publisher,
        Field::Published => ClaimField::Published,
        Field::Updated => ClaimField::Updated,
        Field::Language => ClaimField::Language,
        Field::Url => ClaimField::Url,
    }
}

/// The claim of a field.
pub(super) const fn place_of(origin: &mut Origin, field: ClaimField) -> &mut Option<Claim> {
    match field {
        ClaimField::Title => &mut origin.title,
        ClaimField::Publisher => &mut origin.publisher,
        ClaimField::Republisher => &mut origin.republisher,
        ClaimField::Author => &mut origin.author,
        ClaimField::Place => &mut origin.place,
        ClaimField::Published => &mut origin.published,
        ClaimField::Updated => &mut origin.updated,
        ClaimField::Language => &mut origin.language,
        ClaimField::Url => &mut origin.url,
    }
}
