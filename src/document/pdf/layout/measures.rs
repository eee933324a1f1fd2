//! What is usual in a document: the size of its text, the distance of its lines.

use std::collections::BTreeMap;

use super::line::Line;
use super::runs::tenths;

/// What is usual in a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Measures {
    /// The font size of most characters.
    pub(super) body: f64,
    /// Whether most characters are equally wide.
    pub(super) is_fixed: bool,
    pub(super) is_bold: bool,
    /// Distances of lines by font size, both in tenths of a point.
    leadings: BTreeMap<i64, f64>,
}

impl Measures {
    pub(super) fn of(regions: &[Vec<Line>]) -> Self {
        let mut sizes: BTreeMap<i64, usize> = BTreeMap::new();
        let mut gaps: BTreeMap<i64, BTreeMap<i64, usize>> = BTreeMap::new();
        let (mut all, mut fixed, mut bold) = (0, 0, 0);
        for region in regions {
            for line in region {
                let count: usize = line.cells.iter().map(|cell| cell.text.len()).sum();
                *sizes.entry(key(line.size)).or_default() += count;
                all += count;
                fixed += if line.style.is_fixed { count } else { 0 };
                bold += if line.style.is_bold { count } else { 0 };
            }
            for (line, next) in region.iter().zip(region.iter().skip(1)) {
                let gap = next.y - line.y;
                let is_usual = (line.size * 0.8..line.size * 2.2).contains(&gap);
                if is_usual && key(line.size) == key(next.size) {
                    let gaps = gaps.entry(key(line.size)).or_default();
                    *gaps.entry(tenths(gap) / 3).or_default() += 1;
                }
            }
        }
        let body = most(&sizes).map_or(10.0, |key| number(key) / 2.0);
        let leading = |(size, gaps): (i64, BTreeMap<i64, usize>)| {
            most(&gaps).map(|gap| (size, number(gap) * 0.3 + 0.3))
        };
        Self {
            body,
            is_fixed: fixed * 10 > all * 6,
            is_bold: bold * 2 > all,
            leadings: gaps.into_iter().filter_map(leading).collect(),
        }
    }

    /// The usual distance of lines of a font size.
    pub(super) fn leading(&self, size: f64) -> f64 {
        self.leadings.get(&key(size)).copied().unwrap_or(size * 1.2)
    }
}

/// A font size in half points.
pub(super) fn key(size: f64) -> i64 {
    (tenths(size) + 2) / 5
}

fn most(counts: &BTreeMap<i64, usize>) -> Option<i64> {
    // The smaller one where two are equally common.
    counts.iter().rev().max_by_key(|(_, count)| **count).map(|(key, _)| *key)
}

fn number(value: i64) -> f64 {
    f64::from(i32::try_from(value).unwrap_or(i32::MAX))
}
