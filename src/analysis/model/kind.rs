//! A model of either kind.

use std::fmt;

use super::format;
use super::format::ModelError;
use super::logistic::LogisticRegression;
use super::symmetric::SymmetricTrees;

/// A classifier: from the numbers of one row to the probability that it is of the class.
#[derive(Debug, Clone, PartialEq)]
pub enum Model {
    /// A weighted sum of standardised features.
    Logistic(LogisticRegression),
    /// A sum of small symmetric decision trees.
    Trees(SymmetricTrees),
}

impl Model {
    /// Reads a model file.
    ///
    /// # Errors
    /// When a line is not of the format, or the numbers do not fit each other.
    pub fn read(text: &str) -> Result<Self, ModelError> {
        format::read(text)
    }

    /// The probability, 0 to 1. A missing feature counts as 0; surplus ones are not looked at.
    #[must_use]
    pub fn score(&self, features: &[f32]) -> f32 {
        probability(self.log_odds(features))
    }

    /// The natural logarithm of the odds: 0 where both classes are as likely.
    #[must_use]
    pub fn log_odds(&self, features: &[f32]) -> f32 {
        match self {
            Self::Logistic(model) => model.log_odds(features),
            Self::Trees(model) => model.log_odds(features),
        }
    }

    /// The names of the features, in the order in which [`Self::score`] takes their values.
    #[must_use]
    pub fn feature_names(&self) -> &[String] {
        match self {
            Self::Logistic(model) => &model.features,
            Self::Trees(model) => &model.features,
        }
    }
}

impl fmt::Display for Model {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        format::write(self, out)
    }
}

/// The logistic function.
fn probability(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}
