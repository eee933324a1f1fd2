//! Logistic regression by iteratively reweighted least squares.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are made from the lengths, in code that no user runs"
)]

use crate::analysis::model::LogisticRegression;
use crate::analysis::model::Weight;

/// How to fit.
#[derive(Debug, Clone, Copy)]
pub struct RegressOptions {
    /// Strength of the pull of every coefficient towards 0, in rows.
    pub ridge: f64,
    /// The most Newton steps.
    pub steps: usize,
}

impl Default for RegressOptions {
    fn default() -> Self {
        Self { ridge: 1.0, steps: 25 }
    }
}

/// Fits a logistic regression to rows of features, all as long as `names`. Classes are weighted
/// as they come.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "models are stored in single precision")]
pub fn regress(
    names: Vec<String>,
    rows: &[Vec<f32>],
    targets: &[bool],
    options: &RegressOptions,
) -> LogisticRegression {
    let moments: Vec<(f64, f64)> = (0..names.len()).map(|at| moments(rows, at)).collect();
    let standard: Vec<Vec<f64>> = rows
        .iter()
        .map(|row| {
            let values =
                row.iter().zip(&moments).map(|(x, (mean, scale))| (f64::from(*x) - mean) / scale);
            std::iter::once(1.0).chain(values).collect()
        })
        .collect();
    let mut coefficients = vec![0.0; names.len() + 1];
    for _ in 0..options.steps {
        let step = newton(&standard, targets, &coefficients, options.ridge);
        coefficients.iter_mut().zip(&step).for_each(|(value, step)| *value += step);
        if step.iter().all(|step| step.abs() < 1e-7) {
            break;
        }
    }
    let weights = moments.iter().zip(coefficients.iter().skip(1));
    LogisticRegression {
        features: names,
        bias: coefficients[0] as f32,
        weights: weights
            .map(|((mean, scale), coefficient)| Weight {
                mean: *mean as f32,
                scale: *scale as f32,
                coefficient: *coefficient as f32,
            })
            .collect(),
    }
}

/// Mean and standard deviation of a feature; 1 for one that does not vary.
#[expect(clippy::cast_precision_loss, reason = "there are fewer than 2^52 rows")]
fn moments(rows: &[Vec<f32>], at: usize) -> (f64, f64) {
    let count = rows.len().max(1) as f64;
    let mean = rows.iter().map(|row| f64::from(row[at])).sum::<f64>() / count;
    let variance = rows.iter().map(|row| (f64::from(row[at]) - mean).powi(2)).sum::<f64>() / count;
    (mean, if variance > 1e-12 { variance.sqrt() } else { 1.0 })
}

/// The Newton step of the penalised likelihood; the bias, first, is not penalised.
fn newton(rows: &[Vec<f64>], targets: &[bool], coefficients: &[f64], ridge: f64) -> Vec<f64> {
    let size = coefficients.len();
    let mut gradient: Vec<f64> = coefficients.iter().map(|value| -ridge * value).collect();
    let mut curvature = vec![vec![0.0; size]; size];
    for (at, line) in curvature.iter_mut().enumerate() {
        line[at] = ridge;
    }
    gradient[0] = 0.0;
    curvature[0][0] = 1e-9;
    for (row, target) in rows.iter().zip(targets) {
        let sum: f64 = row.iter().zip(coefficients).map(|(x, value)| x * value).sum();
        let share = 1.0 / (1.0 + (-sum).exp());
        let miss = f64::from(u8::from(*target)) - share;
        let bend = (share * (1.0 - share)).max(1e-6);
        for (at, x) in row.iter().enumerate() {
            gradient[at] += miss * x;
            let line = curvature[at].iter_mut().zip(row).take(at + 1);
            line.for_each(|(entry, other)| *entry += bend * x * other);
        }
    }
    solve(curvature, gradient)
}

/// Solves a symmetric positive definite system, of whose matrix only the lower half is read, by
/// Cholesky's decomposition.
fn solve(mut matrix: Vec<Vec<f64>>, mut vector: Vec<f64>) -> Vec<f64> {
    let size = vector.len();
    for row in 0..size {
        for column in 0..=row {
            let dot: f64 = (0..column).map(|k| matrix[row][k] * matrix[column][k]).sum();
            let rest = matrix[row][column] - dot;
            matrix[row][column] =
                if row == column { rest.max(1e-12).sqrt() } else { rest / matrix[column][column] };
        }
    }
    for row in 0..size {
        let dot: f64 = (0..row).map(|k| matrix[row][k] * vector[k]).sum();
        vector[row] = (vector[row] - dot) / matrix[row][row];
    }
    for row in (0..size).rev() {
        let dot: f64 = (row + 1..size).map(|k| matrix[k][row] * vector[k]).sum();
        vector[row] = (vector[row] - dot) / matrix[row][row];
    }
    vector
}

#[cfg(test)]
mod tests {
    use super::RegressOptions;
    use super::regress;

    #[test]
    fn odds_of_a_two_by_two_table_are_found() {
        // 30 of 40 rows with the mark are of the class, 10 of 40 without: odds 3 and 1/3.
        let rows: Vec<Vec<f32>> =
            (0..80).map(|row| vec![if row < 40 { 1.0 } else { 0.0 }]).collect();
        let targets: Vec<bool> = (0..80).map(|row| row < 30 || (40..50).contains(&row)).collect();
        let options = RegressOptions { ridge: 1e-6, ..RegressOptions::default() };
        let model = regress(vec!["mark".to_owned()], &rows, &targets, &options);
        assert!((model.log_odds(&[1.0]) - 3_f32.ln()).abs() < 1e-3);
        assert!((model.log_odds(&[0.0]) + 3_f32.ln()).abs() < 1e-3);
    }
}
