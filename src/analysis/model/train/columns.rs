//! Training data, one column a feature, cut into bins.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are made from the lengths, in code that no user runs"
)]

/// The most bins of one column.
const MAX_BINS: usize = 64;

/// The features of all rows, each value replaced by the number of cuts below it.
#[derive(Debug, Clone)]
pub struct Columns {
    pub(super) names: Vec<String>,
    /// For every feature the thresholds between its bins, ascending.
    pub(super) cuts: Vec<Vec<f32>>,
    /// For every feature the bin of every row.
    pub(super) bins: Vec<Vec<u8>>,
}

impl Columns {
    /// Cuts each column, all of one length, into at most 64 bins that hold about as many rows
    /// each.
    #[must_use]
    pub fn from_floats(names: Vec<String>, columns: &[Vec<f32>]) -> Self {
        let cuts: Vec<Vec<f32>> = columns.iter().map(|column| cut(column)).collect();
        let bins = columns
            .iter()
            .zip(&cuts)
            .map(|(column, cuts)| column.iter().map(|value| bin(*value, cuts)).collect())
            .collect();
        Self { names, cuts, bins }
    }

    /// The same for columns of small whole numbers.
    #[must_use]
    pub fn from_bytes(names: Vec<String>, columns: impl Iterator<Item = Vec<u8>>) -> Self {
        let mut all = Self { names, cuts: Vec::new(), bins: Vec::new() };
        for mut column in columns {
            let cuts = cut(&column.iter().map(|value| f32::from(*value)).collect::<Vec<_>>());
            let table: Vec<u8> = (0..=u8::MAX).map(|value| bin(f32::from(value), &cuts)).collect();
            column.iter_mut().for_each(|value| *value = table[usize::from(*value)]);
            all.cuts.push(cuts);
            all.bins.push(column);
        }
        all
    }

    /// How many features there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.bins.len()
    }
}

/// Thresholds half-way between neighbouring values, at most one fewer than [`MAX_BINS`].
fn cut(column: &[f32]) -> Vec<f32> {
    let mut sorted: Vec<f32> = column.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_unstable_by(f32::total_cmp);
    let mut distinct = sorted.clone();
    distinct.dedup();
    let between = |pair: &[f32]| pair[0].midpoint(pair[1]);
    if distinct.len() <= MAX_BINS {
        return distinct.windows(2).map(between).collect();
    }
    let mut cuts: Vec<f32> = (1..MAX_BINS)
        .filter_map(|part| {
            let value = sorted[part * sorted.len() / MAX_BINS];
            let above = distinct.partition_point(|other| *other <= value);
            distinct.get(above).map(|next| value.midpoint(*next))
        })
        .collect();
    cuts.dedup();
    cuts
}

#[expect(clippy::cast_possible_truncation, reason = "there are at most 63 cuts")]
fn bin(value: f32, cuts: &[f32]) -> u8 {
    cuts.partition_point(|cut| value > *cut) as u8
}

/// Which rows to learn from, and what to learn.
#[derive(Debug, Clone)]
pub struct Examples<'a> {
    /// For every row of the columns whether it is of the class.
    pub targets: &'a [bool],
    /// The rows to learn from, ascending.
    pub rows: Vec<usize>,
    /// For each of `rows` how much it counts.
    pub weights: Vec<f32>,
}

impl<'a> Examples<'a> {
    /// Every row, each counting 1.
    #[must_use]
    pub fn all(targets: &'a [bool]) -> Self {
        let rows = (0..targets.len()).collect();
        Self { targets, rows, weights: vec![1.0; targets.len()] }
    }
}
