//! Choosing among candidates by trained weights.
//!
//! Owns the features' names, the weights and the scoring. Does not find candidates. Each field has
//! its own weights over one list of features; `examples/train_origin.rs` makes them.

mod features;
mod score;
mod weights;

pub(super) use features::Feature;
pub use features::{Features, names};
pub use score::Field;
pub(super) use score::probabilities;
