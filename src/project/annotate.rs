//! A version in short: who published it, when, how noisy, how ready.

use super::present::weigh;
use crate::history::Assertions;
use crate::id::SeedId;
use crate::record::AnalysedContent;
use crate::view::LimitationView;
use crate::view::ReadinessBrief;
use crate::view::ShortClaim;

/// A version in short.
#[derive(Debug, Clone, Default)]
pub(super) struct Brief {
    pub(super) title: Option<ShortClaim>,
    pub(super) publisher: Option<ShortClaim>,
    pub(super) place: Option<ShortClaim>,
    pub(super) published: Option<ShortClaim>,
    pub(super) noise_share: Option<f64>,
    /// The readiness, told as if there had been no version before it.
    pub(super) readiness: Option<ReadinessBrief>,
    pub(super) limitations: Vec<LimitationView>,
}

impl Brief {
    /// Shortens an analysis of a content of `bytes` bytes; `said` is what people said of the seed.
    pub(super) fn of(
        analysed: &AnalysedContent,
        said: Option<(&SeedId, &Assertions)>,
        bytes: u64,
    ) -> Self {
        let origin = analysed.analysis.origin.clone();
        let origin = match said {
            Some((seed, assertions)) => weigh(origin, assertions, seed, analysed.content).0,
            None => origin,
        };
        let short = |claim: &Option<_>| claim.as_ref().map(ShortClaim::of);
        let noise_bytes: usize = analysed.analysis.noise.iter().map(|found| found.span.len()).sum();
        Self {
            title: short(&origin.title),
            publisher: short(&origin.publisher).or_else(|| short(&origin.republisher)),
            place: short(&origin.place),
            published: short(&origin.published).or_else(|| short(&origin.updated)),
            noise_share: Some(share(noise_bytes as u64, bytes)),
            readiness: Some(ReadinessBrief::of(&analysed.analysis.readiness, false)),
            limitations: LimitationView::of(&analysed.limitations),
        }
    }
}

/// A share in whole thousandths; what is there at all is at least one.
fn share(part: u64, whole: u64) -> f64 {
    let thousandths = (part.saturating_mul(1000) / whole.max(1)).max(u64::from(part > 0));
    f64::from(u16::try_from(thousandths.min(1000)).unwrap_or(1000)) / 1000.0
}
