//! The two embedded models of lines in their elements.

use std::sync::LazyLock;

use super::columns;
use super::frame::Frame;
use crate::analysis::model::Model;
use crate::analysis::model::SymmetricTrees;
use crate::analysis::noise::around::Around;
use crate::analysis::noise::columns::Columns;
use crate::analysis::noise::columns::clip;
use crate::analysis::noise::judge::add_opinion;
use crate::analysis::noise::judge::sums;
use crate::analysis::noise::page::Page;
use crate::document::Document;

/// Weights, made by `examples/train_markup.rs`.
const FIRST: &str = include_str!("weights/first.txt");
const SECOND: &str = include_str!("weights/second.txt");

/// Two models, the second of which also sees what the first said of the lines around and of those in
/// the same elements.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Judges {
    first: SymmetricTrees,
    second: Option<SymmetricTrees>,
}

/// The embedded models; `None` would mean that their files are no models, which a test excludes.
pub(super) static JUDGES: LazyLock<Option<Judges>> = LazyLock::new(|| Judges::read(FIRST, SECOND));

impl Judges {
    /// Reads the files of both models; `None` when the first is no sum of trees.
    pub(super) fn read(first: &str, second: &str) -> Option<Self> {
        let trees = |text| match Model::read(text) {
            Ok(Model::Trees(trees)) => Some(trees),
            Ok(Model::Logistic(_)) | Err(_) => None,
        };
        Some(Self { first: trees(first)?, second: trees(second) })
    }

    /// The log-odds of every line to be noise, in thousandths.
    pub(super) fn judge(&self, document: &Document<'_>, page: &Page, frame: &Frame) -> Vec<i32> {
        let mut columns = features(document, page, frame);
        let first = sums(&self.first, &columns);
        let Some(second) = &self.second else { return first };
        add_opinions(&mut columns, frame, &first);
        sums(second, &columns)
    }
}

/// The features of the first model.
pub(super) fn features(document: &Document<'_>, page: &Page, frame: &Frame) -> Columns {
    let mut features = Columns::of(&Around::of(page));
    columns::add(&mut features, document, page, frame);
    features
}

/// Names of the columns made from what the first model said of an element.
const LEVEL_OPINIONS: [[&str; 2]; 4] = [
    ["first_l1", "first_l1_width"],
    ["first_l2", "first_l2_width"],
    ["first_l3", "first_l3_width"],
    ["first_branch", "first_branch_width"],
];

/// Adds what the first model said of each line, of those around it, and of the elements around it.
pub(super) fn add_opinions(columns: &mut Columns, frame: &Frame, first: &[i32]) {
    add_opinion(columns, first);
    let mut totals: Vec<(i64, i64, i64)> = vec![(0, 0, 0); frame.places.len()];
    for (row, sum) in frame.rows.iter().zip(first) {
        let sum = i64::from((*sum).clamp(-5000, 5000));
        let bytes = i64::from(row.bytes) + 10;
        if let Some(total) = totals.get_mut(row.owner) {
            *total = (total.0 + sum, total.1 + sum * bytes, total.2 + bytes);
        }
    }
    for id in (1..frame.places.len()).rev() {
        let own = totals.get(id).copied().unwrap_or_default();
        if let Some(total) = totals.get_mut(frame.place(id).parent) {
            *total = (total.0 + own.0, total.1 + own.1, total.2 + own.2);
        }
    }
    let unit = |sum: i64, parts: i64| {
        let mean = sum.checked_div(parts).unwrap_or(0) / 40 + 128;
        clip(u32::try_from(mean.clamp(1, 255)).unwrap_or(1))
    };
    for (at, names) in LEVEL_OPINIONS.into_iter().enumerate() {
        let mut means = Vec::with_capacity(frame.rows.len());
        let mut weighted = Vec::with_capacity(frame.rows.len());
        for row in 0..frame.rows.len() {
            let id = match at {
                3 => frame.branches.get(row).map_or(0, |branch| branch.1),
                _ => frame.levels(row).get(at + 1).copied().unwrap_or_default(),
            };
            let (sum, by_bytes, bytes) = totals.get(id).copied().unwrap_or_default();
            means.push(unit(sum, i64::from(frame.place(id).sums.rows)));
            weighted.push(unit(by_bytes, bytes));
        }
        let [mean, width] = names;
        columns.add(mean, 0, &means);
        columns.add(width, 0, &weighted);
    }
}

#[cfg(test)]
mod tests {
    use super::JUDGES;
    use super::add_opinions;
    use super::features;
    use crate::analysis::noise::markup::frame::Frame;
    use crate::analysis::noise::markup::hints::EMBEDDED;
    use crate::analysis::noise::page::Page;
    use crate::document::Document;
    use crate::document::Hints;

    #[test]
    fn the_embedded_models_were_trained_on_these_very_features() {
        let judges = JUDGES.as_ref().expect("the embedded file is a model");
        let hints = Hints { file_name: Some("page.html".to_owned()) };
        let document = Document::parse(b"<p>One line.<p>Another line.", &hints);
        let page = Page::read(document.text());
        let frame = Frame::of(&document, &page, &EMBEDDED);
        let mut columns = features(&document, &page, &frame);
        assert_eq!(judges.first.features, columns.names());
        add_opinions(&mut columns, &frame, &[0, 0]);
        if let Some(second) = &judges.second {
            assert_eq!(second.features, columns.names());
        }
    }
}
