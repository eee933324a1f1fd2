//! Categories for the lines that the models call noise.

use super::facts::Facts;
use super::known::Finding;
use super::lexicon::Kind;
use super::outline::Outline;
use super::page::Page;
use super::span::Category;

/// The rule name of what the models found.
const MODEL: &str = "model";

/// A list of other pieces' headlines has at least so many lines of at least this width.
const HEADLINES: usize = 3;
const HEADLINE_WIDTH: std::ops::RangeInclusive<u32> = 24..=200;

/// Names what `is_noise` marks and no rule has named.
pub(super) fn name(
    page: &Page,
    outline: &Outline,
    is_noise: &[bool],
    mut found: Vec<Option<Finding>>,
) -> Vec<Option<Finding>> {
    for ((line, is_noise), finding) in page.lines.iter().zip(is_noise).zip(&mut found) {
        if *is_noise && finding.is_none() {
            let category = by_phrases(line).unwrap_or(Category::Other);
            *finding = Some((category, MODEL));
        }
    }
    name_lists(page, &mut found);
    for (row, finding) in found.iter_mut().enumerate() {
        let is_edge = outline.is_head(row) || outline.is_tail(row);
        let is_short = page.lines.get(row).is_some_and(|line| line.width() < 30);
        if *finding == Some((Category::Other, MODEL)) && is_edge && is_short {
            *finding = Some((Category::Navigation, MODEL));
        }
    }
    found
}

/// The kind of which most of the line's text is.
pub(super) fn by_phrases(line: &Facts) -> Option<Category> {
    let kinds = Kind::all().take(Kind::NOISE);
    let covered = kinds.zip(line.covered).filter(|(_, bytes)| *bytes > 0);
    let (kind, _) =
        covered.max_by_key(|(kind, bytes)| (*bytes, std::cmp::Reverse(*kind as usize)))?;
    kind.category()
}

/// Unnamed lines as wide as headlines that follow one another are a list of headlines.
fn name_lists(page: &Page, found: &mut [Option<Finding>]) {
    let is_item = |line: &Facts, finding: &Option<Finding>| {
        let is_weak = matches!(finding, Some((Category::Other | Category::RelatedLinks, MODEL)));
        is_weak && HEADLINE_WIDTH.contains(&line.width()) && line.proof.is_none()
    };
    let items: Vec<bool> =
        page.lines.iter().zip(found.iter()).map(|(line, finding)| is_item(line, finding)).collect();
    let mut start = 0;
    for run in items.chunk_by(|one, other| one == other) {
        let end = start + run.len();
        let is_list = run.first() == Some(&true) && run.len() >= HEADLINES;
        if let Some(rows) = found.get_mut(start..end).filter(|_| is_list) {
            rows.fill(Some((Category::HeadlineList, MODEL)));
        }
        start = end;
    }
}
