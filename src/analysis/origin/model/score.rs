//! Scoring candidates: a linear score each, and a softmax over all of them and "none".

use std::sync::LazyLock;

use super::features::Feature;
use super::features::Features;
use super::weights;

/// The weights of one field, one for each feature.
type Weights = [f32; Feature::NAMES.len()];

/// The fields that are chosen among candidates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The title's line.
    Title,
    /// The day of publication.
    Published,
    /// One author.
    Author,
    /// The publisher or site.
    Publisher,
}

static TITLE: LazyLock<Weights> = LazyLock::new(|| spread(weights::TITLE));
static PUBLISHED: LazyLock<Weights> = LazyLock::new(|| spread(weights::PUBLISHED));
static AUTHOR: LazyLock<Weights> = LazyLock::new(|| spread(weights::AUTHOR));
static PUBLISHER: LazyLock<Weights> = LazyLock::new(|| spread(weights::PUBLISHER));

fn spread(sparse: &[(Feature, f32)]) -> Weights {
    let mut weights = [0.0; Feature::NAMES.len()];
    for (feature, weight) in sparse {
        if let Some(slot) = weights.get_mut(*feature as usize) {
            *slot = *weight;
        }
    }
    weights
}

/// The probability of each candidate to be the right one; what is missing to 1 is that of none.
pub(in crate::analysis::origin) fn probabilities<'f>(
    field: Field,
    candidates: impl Iterator<Item = &'f Features>,
) -> Vec<f64> {
    let weights = match field {
        Field::Title => &TITLE,
        Field::Published => &PUBLISHED,
        Field::Author => &AUTHOR,
        Field::Publisher => &PUBLISHER,
    };
    let scores: Vec<f64> = candidates.map(|features| dot(weights, features)).collect();
    let highest = scores.iter().copied().fold(0.0, f64::max);
    let powers: Vec<f64> = scores.iter().map(|score| (score - highest).exp()).collect();
    let all = powers.iter().sum::<f64>() + (-highest).exp();
    powers.iter().map(|power| power / all).collect()
}

fn dot(weights: &Weights, features: &Features) -> f64 {
    features
        .values()
        .map(|(at, value)| f64::from(weights.get(at).copied().unwrap_or(0.0) * value))
        .sum()
}
