//! Weighing the features.
//!
//! The score is the mean opinion of two models that were fitted to the same documents: a logistic
//! regression, whose signs are fixed by what a feature means and which therefore holds for kinds
//! of documents that it never saw, and gradient-boosted trees, which see combinations. Their
//! log-odds are added; the threshold is subtracted from the regression's bias when it is trained,
//! so that the score of one half is where an alarm begins.

use std::sync::LazyLock;

use super::features::Feature;
use super::features::features;
use super::reading::Reading;
use crate::analysis::PerMille;
use crate::analysis::model::LogisticRegression;
use crate::analysis::model::Model;
use crate::analysis::model::ModelError;
use crate::analysis::model::SymmetricTrees;
use crate::analysis::model::Weight;

/// The score from which a document may be a specification.
pub(super) const THRESHOLD: PerMille = PerMille::new(500);

/// How many log-odds make one step of the logistic curve of the score: with 3, documents far from
/// the threshold still differ in their thousandths.
const SPREAD: f32 = 3.0;

/// A feature counts at most this many standard deviations from its mean.
const FARTHEST: f32 = 4.0;

static WEIGHTS: LazyLock<Result<Weights, ModelError>> = LazyLock::new(|| {
    Weights::read(include_str!("weights/regression.txt"), include_str!("weights/trees.txt"))
});

/// The trained models, if they can be read.
pub(super) fn weights() -> Option<&'static Weights> {
    WEIGHTS.as_ref().ok()
}

/// Two models and what they say together.
#[derive(Debug)]
pub(super) struct Weights {
    regression: LogisticRegression,
    trees: SymmetricTrees,
    /// Where the regression's features stand among all features.
    regression_places: Vec<usize>,
    /// Where the trees' features stand among all features.
    tree_places: Vec<usize>,
}

impl Weights {
    fn read(regression: &str, trees: &str) -> Result<Self, ModelError> {
        let wrong_kind = |expected| ModelError::Expected { line: 2, expected };
        let Model::Logistic(regression) = Model::read(regression)? else {
            return Err(wrong_kind("logistic-regression"));
        };
        let Model::Trees(trees) = Model::read(trees)? else {
            return Err(wrong_kind("symmetric-trees"));
        };
        let all = features(&Reading::default());
        let places = |names: &[String]| {
            let place = |name: &String| all.iter().position(|feature| feature.name == name);
            names.iter().map(|name| place(name).unwrap_or(usize::MAX)).collect()
        };
        Ok(Self {
            regression_places: places(&regression.features),
            tree_places: places(&trees.features),
            regression,
            trees,
        })
    }

    /// How much of a specification the features show.
    pub(super) fn score(&self, features: &[Feature]) -> PerMille {
        let log_odds = self.regression_log_odds(features) + self.tree_log_odds(features);
        PerMille::from_fraction(f64::from(1.0 / (1.0 + (-log_odds / SPREAD).exp())))
    }

    /// What the regression says, in log-odds above the threshold.
    pub(super) fn regression_log_odds(&self, features: &[Feature]) -> f32 {
        let pairs = self.regression_places.iter().zip(&self.regression.weights);
        let shares = pairs.map(|(place, weight)| share(weight, value(*place, features)));
        shares.sum::<f32>() + self.regression.bias
    }

    /// What the trees say, in log-odds.
    pub(super) fn tree_log_odds(&self, features: &[Feature]) -> f32 {
        self.trees.log_odds(&self.row(features))
    }

    /// A feature's weight in the regression; `None` if it has none.
    pub(super) fn weight(&self, name: &str) -> Option<f32> {
        let nth = self.regression.features.iter().position(|feature| feature == name)?;
        self.regression.weights.get(nth).map(|weight| weight.coefficient)
    }

    /// What a feature adds to the regression's log-odds; `None` if it has no weight there.
    pub(super) fn share(&self, name: &str, features: &[Feature]) -> Option<f32> {
        let nth = self.regression.features.iter().position(|feature| feature == name)?;
        let place = self.regression_places.get(nth)?;
        Some(share(self.regression.weights.get(nth)?, value(*place, features)))
    }

    /// What the trees' log-odds would lose if a feature were absent.
    pub(super) fn tree_share(&self, name: &str, features: &[Feature]) -> f32 {
        let mut values = self.row(features);
        let whole = self.trees.log_odds(&values);
        let place = self.trees.features.iter().position(|feature| feature == name);
        match place.and_then(|place| values.get_mut(place)) {
            Some(value) => *value = 0.0,
            None => return 0.0,
        }
        whole - self.trees.log_odds(&values)
    }

    /// The values of the trees' features, in their order.
    fn row(&self, features: &[Feature]) -> Vec<f32> {
        self.tree_places.iter().map(|place| value(*place, features)).collect()
    }
}

fn share(weight: &Weight, value: f32) -> f32 {
    let distance = (value - weight.mean) / weight.scale;
    weight.coefficient * distance.clamp(-FARTHEST, FARTHEST)
}

/// A feature's value in the models' precision; one that does not exist counts as 0.
#[expect(clippy::cast_possible_truncation, reason = "models are stored in single precision")]
fn value(place: usize, features: &[Feature]) -> f32 {
    features.get(place).map_or(0.0, |feature| feature.value as f32)
}

#[cfg(test)]
mod tests {
    use super::weights;
    use crate::analysis::readiness::features::features;
    use crate::analysis::readiness::reading::Reading;

    #[test]
    fn every_weight_is_of_a_feature_that_exists() {
        let names: Vec<_> = features(&Reading::of("", &[])).iter().map(|f| f.name).collect();
        let weights = weights().unwrap();
        for name in weights.regression.features.iter().chain(&weights.trees.features) {
            assert!(names.contains(&name.as_str()), "{name}");
        }
    }
}
