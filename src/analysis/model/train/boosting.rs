//! Gradient boosting of symmetric trees with histograms.
//!
//! Second-order boosting of the logistic loss (Chen and Guestrin 2016) with one question for a
//! whole level of a tree.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are made from the lengths, in code that no user runs"
)]

use super::columns::Columns;
use super::columns::Examples;
use crate::analysis::model::Split;
use crate::analysis::model::SymmetricTrees;
use crate::analysis::model::Tree;

/// How to boost.
#[derive(Debug, Clone, Copy)]
pub struct BoostOptions {
    /// How many trees.
    pub trees: usize,
    /// Questions a tree, at most [`Tree::MAX_DEPTH`].
    pub depth: usize,
    /// How much of each tree's correction is taken, 0 to 1.
    pub rate: f32,
    /// Shrinks the values of leaves with few rows.
    pub shrinkage: f32,
    /// Share of the features that each tree may ask about, 0 to 1.
    pub feature_share: f32,
    /// Share of the rows that each tree sees, 0 to 1.
    pub row_share: f32,
    /// Log-odds of one step of the model.
    pub step: f32,
    /// Where the choice of features and rows starts from.
    pub seed: u64,
}

impl Default for BoostOptions {
    fn default() -> Self {
        Self {
            trees: 200,
            depth: 6,
            rate: 0.1,
            shrinkage: 5.0,
            feature_share: 0.3,
            row_share: 0.7,
            step: 0.001,
            seed: 1,
        }
    }
}

/// Gradient and curvature of the loss, summed over rows.
#[derive(Debug, Clone, Copy, Default)]
struct Slope {
    gradient: f32,
    curvature: f32,
}

impl Slope {
    fn add(&mut self, other: Self) {
        self.gradient += other.gradient;
        self.curvature += other.curvature;
    }

    /// What a leaf with these rows takes off the loss.
    fn gain(self, shrinkage: f32) -> f32 {
        self.gradient * self.gradient / (self.curvature.max(0.0) + shrinkage)
    }

    fn without(self, other: Self) -> Self {
        Self {
            gradient: self.gradient - other.gradient,
            curvature: self.curvature - other.curvature,
        }
    }
}

/// The best question that was found for a level of a tree.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    gain: f32,
    feature: usize,
    /// The answer is yes in bins from this one on.
    bin: u8,
}

/// Bins a histogram has room for.
const BINS: usize = 64;

/// What boosting keeps between trees; rows are numbered by their place in [`Examples::rows`].
struct State<'a> {
    columns: &'a Columns,
    options: &'a BoostOptions,
    /// For every feature the bin of every row learnt from.
    bins: Vec<Vec<u8>>,
    targets: Vec<bool>,
    weights: &'a [f32],
    /// Sum of the trees so far, in steps.
    sums: Vec<i32>,
    random: Random,
}

/// Fits a sum of symmetric trees to the examples.
#[must_use]
pub fn boost(columns: &Columns, examples: &Examples<'_>, options: &BoostOptions) -> SymmetricTrees {
    let take = |column: &Vec<u8>| examples.rows.iter().map(|row| column[*row]).collect();
    let targets: Vec<bool> = examples.rows.iter().map(|row| examples.targets[*row]).collect();
    let bias = prior(&targets, &examples.weights, options.step);
    let mut state = State {
        columns,
        options,
        bins: columns.bins.iter().map(take).collect(),
        sums: vec![bias; targets.len()],
        targets,
        weights: &examples.weights,
        random: Random(options.seed),
    };
    let trees = (0..options.trees).map(|_| state.grow()).collect();
    SymmetricTrees { features: columns.names.clone(), bias, step: options.step, trees }
}

/// The log-odds of the class among the examples, in steps.
#[expect(clippy::cast_possible_truncation, reason = "log-odds are at most a few hundred")]
fn prior(targets: &[bool], weights: &[f32], step: f32) -> i32 {
    let sum = |class: bool| {
        let of_class = targets.iter().zip(weights).filter(|(target, _)| **target == class);
        of_class.map(|(_, weight)| f64::from(*weight)).sum::<f64>() + 0.5
    };
    ((sum(true) / sum(false)).ln() / f64::from(step)).round() as i32
}

impl State<'_> {
    /// Grows one tree and adds it to the sums.
    fn grow(&mut self) -> Tree {
        let rows = self.random.sample(self.targets.len(), self.options.row_share);
        let features = self.random.sample(self.bins.len(), self.options.feature_share);
        let slopes = self.slopes();
        let mut leaves = vec![0_u8; self.targets.len()];
        let mut splits = Vec::new();
        for depth in 0..self.options.depth.min(Tree::MAX_DEPTH) {
            let level = Level { bins: &self.bins, leaves: &leaves, slopes: &slopes, rows: &rows };
            let count = 1 << depth;
            let Some(best) = level.best(&features, count, self.options.shrinkage) else { break };
            for (leaf, bin) in leaves.iter_mut().zip(&self.bins[best.feature]) {
                *leaf |= u8::from(*bin >= best.bin) << depth;
            }
            splits.push(self.question(best));
        }
        let leaf_values = self.values(1 << splits.len(), &leaves, &slopes, &rows);
        for (sum, leaf) in self.sums.iter_mut().zip(&leaves) {
            *sum += leaf_values[usize::from(*leaf)];
        }
        Tree { splits, leaves: leaf_values }
    }

    #[expect(clippy::cast_possible_truncation, reason = "there are fewer than 65,536 features")]
    fn question(&self, best: Candidate) -> Split {
        let threshold = self.columns.cuts[best.feature][usize::from(best.bin) - 1];
        Split { feature: best.feature as u16, threshold }
    }

    #[expect(clippy::cast_precision_loss, reason = "sums are far below 2^24 steps")]
    fn slopes(&self) -> Vec<Slope> {
        let rows = self.sums.iter().zip(&self.targets).zip(self.weights);
        rows.map(|((sum, target), weight)| {
            let share = 1.0 / (1.0 + (-(*sum as f32) * self.options.step).exp());
            let gradient = weight * (f32::from(u8::from(*target)) - share);
            Slope { gradient, curvature: weight * share * (1.0 - share) }
        })
        .collect()
    }

    #[expect(clippy::cast_possible_truncation, reason = "a leaf's log-odds are small")]
    fn values(&self, count: usize, leaves: &[u8], slopes: &[Slope], rows: &[usize]) -> Vec<i32> {
        let mut totals = vec![Slope::default(); count];
        for row in rows {
            totals[usize::from(leaves[*row])].add(slopes[*row]);
        }
        let options = self.options;
        let value = |total: &Slope| {
            let newton = total.gradient / (total.curvature + options.shrinkage);
            (options.rate * newton / options.step).round() as i32
        };
        totals.iter().map(value).collect()
    }
}

/// The rows of a tree and the leaves in which they are before the next question.
struct Level<'a> {
    bins: &'a [Vec<u8>],
    leaves: &'a [u8],
    slopes: &'a [Slope],
    rows: &'a [usize],
}

impl Level<'_> {
    /// The best question about any of `features`, found on two threads; of equals the first.
    fn best(&self, features: &[usize], leaves: usize, shrinkage: f32) -> Option<Candidate> {
        let (first, second) = features.split_at(features.len() / 2);
        let search = |features: &[usize]| {
            let each = features.iter().filter_map(|feature| self.ask(*feature, leaves, shrinkage));
            each.reduce(better)
        };
        let (first, second) = std::thread::scope(|scope| {
            let other = scope.spawn(|| search(second));
            (search(first), other.join().ok().flatten())
        });
        first.into_iter().chain(second).reduce(better)
    }

    /// The best question about one feature; none when it has one value.
    #[expect(clippy::cast_possible_truncation, reason = "there are 64 bins")]
    fn ask(&self, feature: usize, leaves: usize, shrinkage: f32) -> Option<Candidate> {
        let mut histogram = vec![Slope::default(); leaves * BINS];
        let bins = &self.bins[feature];
        for row in self.rows {
            let place = usize::from(self.leaves[*row]) * BINS + usize::from(bins[*row]);
            histogram[place].add(self.slopes[*row]);
        }
        let mut gains = [0.0_f32; BINS];
        for leaf in histogram.chunks(BINS) {
            let mut total = Slope::default();
            leaf.iter().for_each(|slope| total.add(*slope));
            let mut no = Slope::default();
            for (gain, slope) in gains.iter_mut().skip(1).zip(leaf) {
                no.add(*slope);
                *gain += no.gain(shrinkage) + total.without(no).gain(shrinkage);
            }
        }
        let last = usize::from(bins.iter().copied().max()?);
        let candidates = gains.iter().enumerate().take(last + 1).skip(1);
        candidates
            .map(|(bin, gain)| Candidate { gain: *gain, feature, bin: bin as u8 })
            .reduce(better)
    }
}

fn better(first: Candidate, second: Candidate) -> Candidate {
    if second.gain > first.gain { second } else { first }
}

/// A small generator of pseudo-random numbers (`SplitMix64`, Steele and others 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// About a `share` of the numbers below `count`, ascending; at least one if there is one.
    #[expect(clippy::cast_precision_loss, reason = "a share needs no more than 24 bits")]
    fn sample(&mut self, count: usize, share: f32) -> Vec<usize> {
        let chosen: Vec<usize> =
            (0..count).filter(|_| ((self.next() >> 40) as f32) < share * 16_777_216.0).collect();
        if chosen.is_empty() { (0..count).collect() } else { chosen }
    }
}

#[cfg(test)]
mod tests {
    use super::BoostOptions;
    use super::boost;
    use crate::analysis::model::train::Columns;
    use crate::analysis::model::train::Examples;

    #[test]
    fn a_rule_of_two_features_is_learnt_and_the_same_seed_gives_the_same_model() {
        let rows: Vec<(u8, u8)> = (0..40).flat_map(|a| (0..40).map(move |b| (a, b))).collect();
        let targets: Vec<bool> = rows.iter().map(|(a, b)| (*a > 20) != (*b > 10)).collect();
        let columns = || {
            let values =
                [rows.iter().map(|row| row.0).collect(), rows.iter().map(|row| row.1).collect()];
            Columns::from_bytes(vec!["a".to_owned(), "b".to_owned()], values.into_iter())
        };
        let options =
            BoostOptions { trees: 60, depth: 3, feature_share: 1.0, ..BoostOptions::default() };
        let model = boost(&columns(), &Examples::all(&targets), &options);
        let right = |(row, target): (&(u8, u8), &bool)| {
            (model.log_odds(&[f32::from(row.0), f32::from(row.1)]) > 0.0) == *target
        };
        assert!(rows.iter().zip(&targets).filter(|pair| right(*pair)).count() > 1590);
        assert_eq!(boost(&columns(), &Examples::all(&targets), &options), model);
    }
}
