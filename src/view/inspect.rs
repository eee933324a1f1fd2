//! `inspect`: what can be derived from one file.

use schemars::JsonSchema;
use serde::Serialize;

use super::noise::NoiseView;
use super::origin::OriginView;
use super::place::Places;
use super::problem::LimitationView;
use super::readiness::ReadinessView;
use super::show::LostClaim;
use super::time::SchemaVersion;
use crate::analysis::Analysis;
use crate::document::Document;
use crate::id::ContentId;

/// What a snapshot would record and derive of one file.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance inspect")]
pub struct InspectView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// The path as it was given.
    pub path: String,
    /// BLAKE3 of the raw bytes.
    #[schemars(with = "String")]
    pub digest: ContentId,
    /// Length of the file in bytes.
    pub bytes: u64,
    /// Number of lines of the text.
    pub lines: u64,
    /// The registered name of the media type.
    pub media_type: String,
    /// The character encoding, by its WHATWG name; null when the bytes are no text.
    pub encoding: Option<String>,
    /// Which extractor derived the text, with its version; `text/1` only decodes characters.
    pub extractor: String,
    /// The language, as a BCP 47 tag; null when unknown.
    pub language: Option<String>,
    /// Where it came from.
    pub origin: OriginView,
    /// Claims that others outweigh, each with the reason.
    pub lost_claims: Vec<LostClaim>,
    /// What the scrape added, ascending.
    pub noise: Vec<NoiseView>,
    /// The share of the text's bytes that is noise, 0 to 1.
    pub noise_share: f64,
    /// How much of a system specification it is.
    pub readiness: ReadinessView,
    /// What could not be read or analysed.
    pub limitations: Vec<LimitationView>,
}

impl InspectView {
    /// Shows the analysis of a document that was parsed from `bytes`.
    #[must_use]
    pub fn of(path: &str, bytes: &[u8], document: &Document<'_>, analysis: &Analysis) -> Self {
        let places = Places::of(document);
        let noise = NoiseView::of(&analysis.noise, &places);
        Self {
            schema_version: SchemaVersion,
            path: path.to_owned(),
            digest: ContentId::of(bytes),
            bytes: bytes.len() as u64,
            lines: places.line_count() as u64,
            media_type: document.media_type().name().to_owned(),
            encoding: document.encoding().map(|encoding| encoding.name.clone()),
            extractor: document.extractor().to_string(),
            language: analysis.origin.language.as_ref().map(|claim| claim.value.clone()),
            origin: OriginView::of(&analysis.origin, &places),
            lost_claims: LostClaim::of(&analysis.origin, &places),
            noise_share: NoiseView::share(&noise, document.text().len()),
            noise,
            readiness: ReadinessView::of(&analysis.readiness, &places),
            limitations: LimitationView::of(document.limitations()),
        }
    }
}
