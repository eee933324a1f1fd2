//! Composes the three analysers.

use serde::Deserialize;
use serde::Serialize;

use super::noise;
use super::noise::NoiseSpan;
use super::origin;
use super::origin::Origin;
use super::readiness;
use super::readiness::Readiness;
use crate::document::Document;
use crate::id::RulesId;
use crate::text::Span;

/// The rules of all three analysers, built in ones and the user's.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Rules {
    /// Rules of the noise analyser.
    pub noise: noise::Rules,
    /// Rules of the origin analyser.
    pub origin: origin::Rules,
    /// Rules of the readiness analyser.
    pub readiness: readiness::Rules,
}

impl Rules {
    /// The number of the analysers' own code; raised whenever the same bytes and rules may give
    /// another analysis than before.
    pub const ANALYSER_VERSION: u32 = 4;

    /// Names these rules together with the analysers' version.
    #[must_use]
    pub fn id(&self) -> RulesId {
        let canonical = serde_json::to_vec(&(Self::ANALYSER_VERSION, self)).unwrap_or_default();
        RulesId::of(&canonical)
    }
}

/// All that is derived from one content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Analysis {
    /// Where the content came from.
    pub origin: Origin,
    /// What the scrape added, ascending and apart from each other.
    pub noise: Vec<NoiseSpan>,
    /// How much of a system specification it is.
    pub readiness: Readiness,
}

/// Derives the analysis of a document: no clock, disk, environment or network.
#[must_use]
pub fn derive(document: &Document<'_>, rules: &Rules) -> Analysis {
    let noise = noise::find(document, &rules.noise);
    let spans: Vec<Span> = noise.iter().map(|found| found.span).collect();
    let origin = origin::derive(document, &spans, &rules.origin);
    let readiness = readiness::assess(document, &spans, &rules.readiness);
    Analysis { origin, noise, readiness }
}
