//! Paths, as far as they rule tables: thin horizontal and vertical lines.

use super::glyph::Rule;
use super::matrix::Matrix;

/// Most rules of a page that are kept.
const MOST: usize = 20_000;

/// Thickest line that is a rule, in points.
const THICKEST: f64 = 3.0;

/// The path under construction.
#[derive(Debug, Default)]
pub(super) struct Path {
    lines: Vec<Rule>,
    boxes: Vec<Rule>,
    at: (f64, f64),
}

impl Path {
    pub(super) fn move_to(&mut self, matrix: Matrix, x: f64, y: f64) {
        self.at = matrix.point(x, y);
    }

    pub(super) fn line_to(&mut self, matrix: Matrix, x: f64, y: f64) {
        let to = matrix.point(x, y);
        if self.lines.len() < MOST {
            self.lines.push(ordered(self.at, to));
        }
        self.at = to;
    }

    pub(super) fn rectangle(&mut self, matrix: Matrix, [x, y, width, height]: [f64; 4]) {
        if self.boxes.len() < MOST {
            self.boxes.push(ordered(matrix.point(x, y), matrix.point(x + width, y + height)));
        }
    }

    /// Ends the path; what was drawn of it becomes rules.
    pub(super) fn end(&mut self, is_stroked: bool, is_filled: bool, rules: &mut Vec<Rule>) {
        let mut add = |rule: Rule| {
            let is_thin = (rule.x1 - rule.x0).min(rule.y1 - rule.y0) <= THICKEST;
            let is_long = (rule.x1 - rule.x0).max(rule.y1 - rule.y0) > THICKEST * 2.0;
            if is_thin && is_long && rules.len() < MOST {
                rules.push(rule);
            }
        };
        for line in self.lines.drain(..).filter(|_| is_stroked) {
            add(line);
        }
        for side in self.boxes.drain(..) {
            if is_filled {
                add(side);
            }
            if is_stroked {
                add(Rule { y1: side.y0, ..side });
                add(Rule { y0: side.y1, ..side });
                add(Rule { x1: side.x0, ..side });
                add(Rule { x0: side.x1, ..side });
            }
        }
    }
}

fn ordered(from: (f64, f64), to: (f64, f64)) -> Rule {
    Rule { x0: from.0.min(to.0), y0: from.1.min(to.1), x1: from.0.max(to.0), y1: from.1.max(to.1) }
}
