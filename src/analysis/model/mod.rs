//! Small embedded models: logistic regression and gradient-boosted symmetric trees.
//!
//! Owns the text format of a model, its reader and writer, and its evaluation. Knows nothing of
//! documents: whoever extracts features says what they mean. Start from [`Model`]; with the Cargo
//! feature `train`, the module `train` makes one.
//!
//! A model file is UTF-8, one item a line, written to be read by people and to differ little when
//! little changes:
//!
//! ```text
//! provenance-model 1
//! kind symmetric-trees
//! features width stops links
//! bias -120
//! step 0.001
//! tree 0>44.5 2>0.5 : -310 120 40 -15
//! ```
//!
//! ```text
//! provenance-model 1
//! kind logistic-regression
//! features width stops links
//! bias -0.4
//! weight 12.5 4 -0.83
//! weight 3 1 0.2
//! weight 0 1 1.5
//! ```
//!
//! A `tree` asks the same question of every row at the same depth (the oblivious trees of Kohavi
//! 1994, used for boosting by `CatBoost`): question *i*, `feature>threshold`, gives bit *i* of the
//! number of the leaf whose value, in `step`s of log-odds, is added. Values and `bias` are whole
//! numbers, so the sum is exact on every machine. A `weight` is mean, scale and coefficient of a
//! standardised feature.
//!
//! ```
//! use provenance::analysis::model::Model;
//! let model = Model::read(concat!(
//!     "provenance-model 1\nkind symmetric-trees\nfeatures width links\n",
//!     "bias 0\nstep 0.01\ntree 0>44.5 1>0.5 : 100 -200 300 50\n",
//! )).unwrap();
//! assert!(model.score(&[80.0, 0.0]) < 0.2);
//! assert_eq!(Model::read(&model.to_string()).unwrap(), model);
//! ```

mod format;
mod kind;
mod logistic;
mod symmetric;
#[cfg(feature = "train")]
pub mod train;

pub use format::ModelError;
pub use kind::Model;
pub use logistic::{LogisticRegression, Weight};
pub use symmetric::{Split, SymmetricTrees, Tree};
