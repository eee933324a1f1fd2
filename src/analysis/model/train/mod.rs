//! Making embedded models: gradient boosting of symmetric trees, logistic regression, and folds
//! that keep groups together. Only with the Cargo feature `train`.
//!
//! Owns fitting. Does not read data and does not choose features. The same rows, options and seed
//! always give the same model, on one thread or two. Start from [`boost`] or [`regress`], and
//! from [`folds`] to score a model on groups that it has not seen.
//!
//! ```
//! use provenance::analysis::model::train::{BoostOptions, Columns, Examples, boost};
//! let width: Vec<f32> = (0..200_u8).map(f32::from).collect();
//! let is_noise: Vec<bool> = width.iter().map(|width| *width < 70.0).collect();
//! let columns = Columns::from_floats(vec!["width".to_owned()], &[width]);
//! let examples = Examples::all(&is_noise);
//! let options = BoostOptions { trees: 20, depth: 2, ..BoostOptions::default() };
//! let model = boost(&columns, &examples, &options);
//! assert!(model.log_odds(&[30.0]) > 1.0 && model.log_odds(&[120.0]) < -1.0);
//! ```

mod boosting;
mod columns;
mod folds;
mod regression;

pub use boosting::{BoostOptions, boost};
pub use columns::{Columns, Examples};
pub use folds::folds;
pub use regression::{RegressOptions, regress};
