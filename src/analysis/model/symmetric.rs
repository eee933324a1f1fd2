//! Sums of symmetric trees.

/// One question: whether a feature's value is above a threshold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// Index of the feature.
    pub feature: u16,
    /// The answer is yes above it.
    pub threshold: f32,
}

/// A tree that asks the same questions of every row.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    /// The questions; the answer to question *i* is bit *i* of the leaf's index.
    pub splits: Vec<Split>,
    /// Two to the number of questions values, in steps.
    pub leaves: Vec<i32>,
}

/// A sum of symmetric trees.
#[derive(Debug, Clone, PartialEq)]
pub struct SymmetricTrees {
    /// Names of the features, in order.
    pub features: Vec<String>,
    /// What the sum starts from, in steps.
    pub bias: i32,
    /// Log-odds of one step.
    pub step: f32,
    /// The trees.
    pub trees: Vec<Tree>,
}

/// How many rows [`SymmetricTrees::sum_columns`] takes at a time: few enough for their columns to
/// stay in the processor's cache.
const BATCH_ROWS: usize = 1024;

impl Tree {
    /// The most questions of one tree.
    pub const MAX_DEPTH: usize = 8;

    fn value(&self, features: &[f32]) -> i32 {
        let leaf = self.splits.iter().enumerate().fold(0, |leaf, (depth, split)| {
            let value = features.get(usize::from(split.feature)).copied().unwrap_or(0.0);
            leaf | usize::from(value > split.threshold) << depth
        });
        self.leaves.get(leaf).copied().unwrap_or(0)
    }
}

/// How many rows are asked at once: as many bytes as a vector register of any processor holds.
const LANES: usize = 16;

/// A tree that is asked about columns of bytes.
struct ByteTree<'a> {
    /// For every question the column from the first row on, the threshold, and the bit of a yes.
    questions: [(&'a [u8], u8, u8); Tree::MAX_DEPTH],
    depth: usize,
    /// The bits of questions to which every byte is a yes.
    always: u8,
    leaves: &'a [i32],
}

impl<'a> ByteTree<'a> {
    fn of(tree: &'a Tree, column: impl Fn(u16) -> &'a [u8]) -> Self {
        let mut asked = Self {
            questions: [(&[], u8::MAX, 0); Tree::MAX_DEPTH],
            depth: tree.splits.len().min(Tree::MAX_DEPTH),
            always: 0,
            leaves: &tree.leaves,
        };
        for (depth, (split, question)) in tree.splits.iter().zip(&mut asked.questions).enumerate() {
            match below(split.threshold) {
                Some(threshold) => *question = (column(split.feature), threshold, 1 << depth),
                None => asked.always |= 1 << depth,
            }
        }
        asked
    }

    /// Adds the tree's values to the sums of all rows.
    fn add(&self, sums: &mut [i32]) {
        let questions = self.questions.get(..self.depth).unwrap_or_default();
        for (block, sums) in sums.chunks_mut(LANES).enumerate() {
            let mut leaves = [self.always; LANES];
            for &(values, threshold, bit) in questions {
                let values = lanes(values, block * LANES);
                for (leaf, value) in leaves.iter_mut().zip(&values) {
                    *leaf |= u8::from(*value > threshold).wrapping_neg() & bit;
                }
            }
            for (sum, leaf) in sums.iter_mut().zip(&leaves) {
                *sum += self.leaves.get(usize::from(*leaf)).copied().unwrap_or(0);
            }
        }
    }
}

/// The values of the rows from `start` on, 0 where there are none.
fn lanes(values: &[u8], start: usize) -> [u8; LANES] {
    let rest = values.get(start..).unwrap_or_default();
    if let Some(whole) = rest.first_chunk() {
        return *whole;
    }
    let mut padded = [0; LANES];
    padded.iter_mut().zip(rest).for_each(|(lane, value)| *lane = *value);
    padded
}

/// The largest byte that is not above `threshold`; `None` when every byte is above it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range of a byte before the cast"
)]
fn below(threshold: f32) -> Option<u8> {
    (threshold >= 0.0).then(|| threshold.clamp(0.0, 255.0) as u8)
}

impl SymmetricTrees {
    /// The sum of a row, in steps; a missing feature counts as 0.
    #[must_use]
    pub fn sum(&self, features: &[f32]) -> i32 {
        self.trees.iter().fold(self.bias, |sum, tree| sum.saturating_add(tree.value(features)))
    }

    /// The log-odds of a row.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "sums of leaves are far below 2^24 steps")]
    pub fn log_odds(&self, features: &[f32]) -> f32 {
        self.sum(features) as f32 * self.step
    }

    /// The sums of many rows at once, in steps: what [`Self::sum`] gives for each. `column` gives
    /// the values of a feature, small whole numbers, in all rows; `rows` is their number. A column
    /// may go on after the last row.
    #[must_use]
    pub fn sum_columns<'a>(&'a self, rows: usize, column: impl Fn(u16) -> &'a [u8]) -> Vec<i32> {
        let mut sums = vec![self.bias; rows];
        for (batch, sums) in sums.chunks_mut(BATCH_ROWS).enumerate() {
            let start = batch * BATCH_ROWS;
            let column = |feature| column(feature).get(start..).unwrap_or(&[]);
            for tree in &self.trees {
                ByteTree::of(tree, column).add(sums);
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::prelude::prop;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::Split;
    use super::SymmetricTrees;
    use super::Tree;

    fn model() -> SymmetricTrees {
        let splits =
            |a, b| vec![Split { feature: 0, threshold: a }, Split { feature: 1, threshold: b }];
        SymmetricTrees {
            features: vec!["width".to_owned(), "links".to_owned()],
            bias: 5,
            step: 0.01,
            trees: vec![
                Tree { splits: splits(44.5, 0.0), leaves: vec![1, 20, 300, 4000] },
                Tree { splits: splits(-1.0, 254.5), leaves: vec![7, 11, 13, 17] },
            ],
        }
    }

    #[test]
    fn the_first_question_is_the_lowest_bit_of_the_leaf() {
        assert_eq!(model().sum(&[45.0, 0.0]), 5 + 20 + 11);
        assert_eq!(model().sum(&[44.0, 1.0]), 5 + 300 + 11);
    }

    #[test]
    fn missing_features_count_as_zero() {
        assert_eq!(model().sum(&[]), model().sum(&[0.0, 0.0]));
    }

    proptest! {
        #[test]
        fn columns_give_the_same_sums_as_rows(rows in prop::collection::vec(any::<(u8, u8)>(), 0..2100)) {
            let columns: [Vec<u8>; 2] =
                [rows.iter().map(|row| row.0).collect(), rows.iter().map(|row| row.1).collect()];
            let sums = model().sum_columns(rows.len(), |feature| &columns[usize::from(feature)]);
            let one_by_one: Vec<i32> =
                rows.iter().map(|row| model().sum(&[f32::from(row.0), f32::from(row.1)])).collect();
            prop_assert_eq!(sums, one_by_one);
        }
    }
}
