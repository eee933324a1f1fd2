//! A version in short: who published it, when, how noisy, how ready.

use super::present::weigh;
use crate::analysis::readiness::Readiness;
use crate::history::Assertions;
use crate::id::SeedId;
use crate::record::AnalysedContent;
use crate::report::view::LimitationView;
use crate::report::view::ShortClaim;

/// A version in short.
#[derive(Debug, Clone, Default)]
pub(super) struct Brief {
    pub(super) title: Option<ShortClaim>,
    pub(super) publisher: Option<ShortClaim>,
    pub(super) place: Option<ShortClaim>,
    pub(super) published: Option<ShortClaim>,
    pub(super) noise_share: Option<f64>,
    pub(super) readiness: Option<Readiness>,
    pub(super) limitations: Vec<LimitationView>,
}

impl Brief {
    /// Shortens an analysis of a content of `bytes` bytes, people's word over it.
    pub(super) fn of(
        analysed: &AnalysedContent,
        seed: &SeedId,
        assertions: &Assertions,
        bytes: u64,
    ) -> Self {
        let origin = analysed.analysis.origin.clone();
        let (origin, _) = weigh(origin, assertions, seed, analysed.content);
        let short = |claim: &Option<_>| claim.as_ref().map(ShortClaim::of);
        let noise_bytes: usize = analysed.analysis.noise.iter().map(|found| found.span.len()).sum();
        Self {
            title: short(&origin.title),
            publisher: short(&origin.publisher).or_else(|| short(&origin.republisher)),
            place: short(&origin.place),
            published: short(&origin.published).or_else(|| short(&origin.updated)),
            noise_share: Some(share(noise_bytes as u64, bytes)),
            readiness: Some(analysed.analysis.readiness.clone()),
            limitations: LimitationView::of(&analysed.limitations),
        }
    }
}

/// A share in whole thousandths.
fn share(part: u64, whole: u64) -> f64 {
    let thousandths = part.saturating_mul(1000) / whole.max(1);
    f64::from(u16::try_from(thousandths.min(1000)).unwrap_or(1000)) / 1000.0
}
