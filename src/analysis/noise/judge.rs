//! The two embedded models: what a line is taken for by itself and its surroundings, and again
//! when it is known what its neighbours were taken for.

use std::sync::LazyLock;

use super::around::Around;
use super::around::since;
use super::around::window;
use super::columns::Columns;
use super::columns::clip;
use crate::analysis::model::Model;
use crate::analysis::model::SymmetricTrees;

/// Weights, made by `examples/train_noise.rs`.
const FIRST: &str = include_str!("weights/first.txt");
const SECOND: &str = include_str!("weights/second.txt");

/// Two models, the second of which also sees what the first said.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Judges {
    pub(super) first: SymmetricTrees,
    pub(super) second: SymmetricTrees,
}

/// The embedded models; `None` would mean that their files are no models, which a test excludes.
pub(super) static JUDGES: LazyLock<Option<Judges>> = LazyLock::new(|| Judges::read(FIRST, SECOND));

impl Judges {
    /// Reads the files of both models; `None` when they are no sums of trees.
    pub(super) fn read(first: &str, second: &str) -> Option<Self> {
        let trees = |text| match Model::read(text) {
            Ok(Model::Trees(trees)) => Some(trees),
            Ok(Model::Logistic(_)) | Err(_) => None,
        };
        Some(Self { first: trees(first)?, second: trees(second)? })
    }

    /// The log-odds of every line to be noise, in steps of the second model.
    pub(super) fn judge(&self, around: &Around<'_>) -> Vec<i32> {
        let mut columns = Columns::of(around);
        let first = sums(&self.first, &columns);
        add_opinion(&mut columns, &first);
        sums(&self.second, &columns)
    }
}

/// The sums of a model for every line.
pub(super) fn sums<'a>(model: &'a SymmetricTrees, columns: &'a Columns) -> Vec<i32> {
    model.sum_columns(columns.rows(), |feature| columns.feature(feature))
}

/// Steps of the first model's sum for one unit of the columns made from it.
const STEPS_PER_UNIT: i32 = 40;

/// Adds what the first model said of each line and of those around it.
pub(super) fn add_opinion(columns: &mut Columns, first: &[i32]) {
    let unit = |sum: i32| (sum / STEPS_PER_UNIT + 128).clamp(1, 255);
    let opinion: Vec<u32> = first.iter().map(|sum| unit(*sum).unsigned_abs()).collect();
    let bytes: Vec<u8> = opinion.iter().map(|unit| clip(*unit)).collect();
    let is_content: Vec<bool> = first.iter().map(|sum| *sum < 0).collect();
    let is_sure: Vec<bool> = first.iter().map(|sum| *sum < -1500).collect();
    let backwards = |marks: &[bool]| {
        let mut until = since(&marks.iter().rev().copied().collect::<Vec<_>>());
        until.reverse();
        until
    };
    let mean = |reach: usize| {
        let ones = window(std::iter::repeat_n(1, opinion.len()), reach);
        let sums = window(opinion.iter().copied(), reach);
        sums.iter().zip(ones).map(|(sum, lines)| clip(sum / lines.max(1))).collect::<Vec<u8>>()
    };
    let rows = u32::try_from(opinion.len()).unwrap_or(u32::MAX).max(1);
    let whole = opinion.iter().fold(0_u32, |sum, unit| sum.saturating_add(*unit)) / rows;
    let contents = |reach| {
        let marks = is_content.iter().map(|mark| u32::from(*mark));
        window(marks, reach).into_iter().map(clip).collect::<Vec<u8>>()
    };
    columns.add("first", 4, &bytes);
    columns.add("first_mean_2", 0, &mean(2));
    columns.add("first_mean_6", 0, &mean(6));
    columns.add("first_mean_20", 0, &mean(20));
    columns.add("first_contents_10", 0, &contents(10));
    columns.add("first_page", 0, &vec![clip(whole); bytes.len()]);
    columns.add("since_content", 0, &since(&is_content));
    columns.add("until_content", 0, &backwards(&is_content));
    columns.add("since_sure", 0, &since(&is_sure));
    columns.add("until_sure", 0, &backwards(&is_sure));
    let noise: Vec<bool> = is_content.iter().map(|is_content| !is_content).collect();
    columns.add("since_noise", 0, &since(&noise));
    columns.add("until_noise", 0, &backwards(&noise));
    let ahead: Vec<u8> = opinion_of_prose(columns, bytes.iter().rev(), true);
    let behind: Vec<u8> = opinion_of_prose(columns, bytes.iter(), false);
    columns.add("first_prose_before", 0, &behind);
    columns.add("first_prose_after", 0, &ahead);
}

/// For every line what was said on average of the running text before it, near lines counting
/// most; of the text after it, when the opinions are given backwards. 0 where there is none.
fn opinion_of_prose<'a>(
    columns: &Columns,
    opinions: impl Iterator<Item = &'a u8>,
    is_backwards: bool,
) -> Vec<u8> {
    let rows = columns.rows();
    let is_prose = |row: usize| columns.is_prose(if is_backwards { rows - 1 - row } else { row });
    let mut mean = 0_u32;
    let mut means: Vec<u8> = opinions
        .enumerate()
        .map(|(row, opinion)| {
            let so_far = mean;
            if is_prose(row) {
                let opinion = u32::from(*opinion) * PROSE_PARTS;
                mean = if mean == 0 { opinion } else { (mean * 2 + opinion) / 3 };
            }
            clip(so_far / PROSE_PARTS)
        })
        .collect();
    if is_backwards {
        means.reverse();
    }
    means
}

/// Parts of a unit in which the mean is kept.
const PROSE_PARTS: u32 = 16;

#[cfg(test)]
mod tests {
    use super::Around;
    use super::Columns;
    use super::JUDGES;
    use super::add_opinion;
    use crate::analysis::noise::page::Page;

    #[test]
    fn the_embedded_models_were_trained_on_these_very_features() {
        let judges = JUDGES.as_ref().expect("the embedded files are models");
        let page = Page::read("One line.\nAnother line.\n");
        let mut columns = Columns::of(&Around::of(&page));
        assert_eq!(judges.first.features, columns.names());
        add_opinion(&mut columns, &[0, 0]);
        assert_eq!(judges.second.features, columns.names());
    }
}
