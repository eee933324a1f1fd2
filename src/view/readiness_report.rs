//! `readiness`: how much of a system specification one version is, and why.

use schemars::JsonSchema;
use serde::Serialize;

use super::origin::ShortClaim;
use super::problem::LimitationView;
use super::readiness::ReadinessView;
use super::time::SchemaVersion;
use super::version::VersionLabel;
use crate::analysis::readiness::Explanation;

/// One feature of the score.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FeatureView {
    /// Its name.
    pub name: &'static str,
    /// Its value: a density (natural logarithm of 1 + occurrences in 1,000 words), a share, or 1
    /// for yes and 0 for no.
    pub value: f64,
    /// Its weight in the regression: log-odds for a standard deviation above the mean document;
    /// null when it has none.
    pub weight: Option<f32>,
    /// What it adds to the regression's log-odds; null when it has no weight there.
    pub regression: Option<f32>,
    /// What the trees' log-odds would lose without it.
    pub trees: f32,
}

/// What a score is made of, in log-odds from the threshold.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ExplanationView {
    /// What the regression says.
    pub regression: f32,
    /// What the trees say.
    pub trees: f32,
    /// Every feature, in a fixed order.
    pub features: Vec<FeatureView>,
}

impl ExplanationView {
    /// Shows an explanation.
    #[must_use]
    pub fn of(explanation: &Explanation) -> Self {
        let features = explanation.features.iter().map(|feature| FeatureView {
            name: feature.name,
            value: feature.value,
            weight: feature.weight,
            regression: feature.regression,
            trees: feature.trees,
        });
        Self {
            regression: explanation.regression,
            trees: explanation.trees,
            features: features.collect(),
        }
    }
}

/// How much of a system specification one version is, and why.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance readiness")]
pub struct ReadinessReport {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// Which version or file it is.
    pub label: VersionLabel,
    /// The title.
    pub title: Option<ShortClaim>,
    /// Verdict, score, checklist and requirement sentences with their words.
    pub readiness: ReadinessView,
    /// What the score is made of; only with `--explain`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<ExplanationView>,
    /// What could not be read or analysed.
    pub limitations: Vec<LimitationView>,
}
