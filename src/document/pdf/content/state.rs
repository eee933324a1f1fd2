//! The graphics state (ISO 32000-2, 8.4 and 9.3), as far as text needs it.

use std::rc::Rc;

use super::matrix::Matrix;
use crate::document::pdf::font::Font;

#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) matrix: Matrix,
    pub(super) font: Option<Rc<Font>>,
    pub(super) size: f64,
    pub(super) char_space: f64,
    pub(super) word_space: f64,
    /// Horizontal scaling as a factor.
    pub(super) scale: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) mode: i64,
}

impl State {
    pub(super) fn new(matrix: Matrix) -> Self {
        Self {
            matrix,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        }
    }
}
