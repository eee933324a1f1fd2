//! Showing what the score is made of.

use serde::Serialize;

use super::assess::Rules;
use super::assess::without_front_matter;
use super::features::features;
use super::reading::Reading;
use super::score::THRESHOLD;
use super::score::weights;
use crate::analysis::PerMille;
use crate::document::Document;
use crate::text::Span;

/// What the score of a document is made of. Log-odds are natural logarithms, counted from the
/// threshold; the score is their logistic curve.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The score.
    pub score: PerMille,
    /// The score from which a specification is possible.
    pub threshold: PerMille,
    /// What the regression says, in log-odds: the sum of its bias and the features' shares.
    pub regression: f32,
    /// What the trees say, in log-odds.
    pub trees: f32,
    /// Every feature.
    pub features: Vec<FeatureShare>,
}

/// One feature of a document and what it weighs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FeatureShare {
    /// The feature's name.
    pub name: &'static str,
    /// Its value: a density (natural logarithm of 1 + occurrences in 1,000 words), a share, or a
    /// yes (1) or no (0).
    pub value: f64,
    /// Its weight in the regression: log-odds for a standard deviation above the mean document;
    /// `None` when it has none there.
    pub weight: Option<f32>,
    /// What it adds to the regression's log-odds, compared with the mean document; `None` when it
    /// has no weight there.
    pub regression: Option<f32>,
    /// What the trees' log-odds would lose without it.
    pub trees: f32,
}

/// Gives every feature of a document with its value and weight.
#[must_use]
pub fn explain(document: &Document<'_>, noise: &[Span], _rules: &Rules) -> Explanation {
    let features = features(&Reading::of(document.text(), &without_front_matter(document, noise)));
    let weights = weights();
    let shares = features.iter().map(|feature| FeatureShare {
        name: feature.name,
        value: feature.value,
        weight: weights.and_then(|weights| weights.weight(feature.name)),
        regression: weights.and_then(|weights| weights.share(feature.name, &features)),
        trees: weights.map_or(0.0, |weights| weights.tree_share(feature.name, &features)),
    });
    Explanation {
        score: weights.map(|weights| weights.score(&features)).unwrap_or_default(),
        threshold: THRESHOLD,
        regression: weights.map_or(0.0, |weights| weights.regression_log_odds(&features)),
        trees: weights.map_or(0.0, |weights| weights.tree_log_odds(&features)),
        features: shares.collect(),
    }
}
