//! Logistic regression.

/// How one feature enters the sum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weight {
    /// Mean of the feature in the training data.
    pub mean: f32,
    /// Its standard deviation; 1 for a feature that never varied.
    pub scale: f32,
    /// Log-odds for every standard deviation above the mean.
    pub coefficient: f32,
}

/// A weighted sum of standardised features.
#[derive(Debug, Clone, PartialEq)]
pub struct LogisticRegression {
    /// Names of the features, in order.
    pub features: Vec<String>,
    /// Log-odds of a row whose every feature has its mean.
    pub bias: f32,
    /// One weight for every feature.
    pub weights: Vec<Weight>,
}

impl LogisticRegression {
    /// The log-odds of a row; a missing feature counts as 0.
    #[must_use]
    pub fn log_odds(&self, features: &[f32]) -> f32 {
        let values = features.iter().copied().chain(std::iter::repeat(0.0));
        self.weights.iter().zip(values).fold(self.bias, |sum, (weight, value)| {
            sum + weight.coefficient * (value - weight.mean) / weight.scale
        })
    }
}
