//! `show`: one version with all that is known of it.

use schemars::JsonSchema;
use serde::Serialize;

use super::capture::CaptureView;
use super::log::CommitView;
use super::noise::CategoryCount;
use super::noise::NoiseView;
use super::origin::ClaimView;
use super::origin::OriginView;
use super::place::Places;
use super::problem::LimitationView;
use super::readiness::ReadinessView;
use super::time::SchemaVersion;
use super::version::VersionLabel;
use crate::analysis::origin::Disagreement;
use crate::analysis::origin::Origin;

/// A claim that another claim of the same field outweighs.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct LostClaim {
    /// The field's JSON name, such as `published`.
    pub field: String,
    /// The claim that lost.
    pub claim: ClaimView,
    /// Why it lost, such as `asserted on 2026-11-20`.
    pub reason: String,
}

impl LostClaim {
    /// What the text and the file's own statements about itself disagree on.
    #[must_use]
    pub fn of(origin: &Origin, places: &Places) -> Vec<Self> {
        let lost = |other: &Disagreement| Self {
            field: other.field.name().to_owned(),
            claim: ClaimView::of(&other.claim, places),
            reason: other.reason().to_owned(),
        };
        origin.disagreeing.iter().map(lost).collect()
    }
}

/// One version with its claims, noise, readiness and text.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance show")]
pub struct ShowView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// Which version it is.
    pub label: VersionLabel,
    /// How many versions the seed has.
    pub versions: u32,
    /// Length of the content in bytes.
    pub bytes: u64,
    /// Number of lines of the text.
    pub lines: u64,
    /// The registered name of the media type.
    pub media_type: String,
    /// Which extractor derived the text, with its version; `text/1` only decodes characters.
    pub extractor: String,
    /// Where it came from.
    pub origin: OriginView,
    /// Claims that others outweigh.
    pub lost_claims: Vec<LostClaim>,
    /// What the scrape added, ascending.
    pub noise: Vec<NoiseView>,
    /// The share of the text's bytes that is noise, 0 to 1.
    pub noise_share: f64,
    /// Lines of noise by category, most first.
    pub noise_by_category: Vec<CategoryCount>,
    /// How much of a system specification it is.
    pub readiness: ReadinessView,
    /// How its bytes came, when the tool brought them; null when they simply lay there.
    pub capture: Option<CaptureView>,
    /// The earlier version whose content it equals.
    pub equals: Option<VersionLabel>,
    /// The commit that brought the document, as git says.
    pub commit: Option<CommitView>,
    /// The commit that brought the record, where that is another one.
    pub recorded_in: Option<CommitView>,
    /// Where git and the record disagree, and what a person should know of how git was read.
    pub warnings: Vec<String>,
    /// What could not be read or analysed.
    pub limitations: Vec<LimitationView>,
    /// What of it the store keeps: `bytes`, `hashes` of its sentences, or nothing because it was
    /// `withheld` when it was recorded.
    pub kept: String,
    /// Why the bytes are not here, so that nothing is said of places in the text; null when they
    /// are here.
    pub out_of_reach: Option<String>,
    /// The text; null when it was not asked for, or the content is no text or out of reach.
    pub text: Option<String>,
}
