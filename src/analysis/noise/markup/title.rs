//! Which lines are the page's title.

use std::collections::HashSet;

use crate::analysis::noise::columns::clip;
use crate::analysis::noise::facts::count;
use crate::analysis::noise::page::Page;
use crate::document::Document;
use crate::document::Field;

/// For every line how much of it the page's own title says: 0 nothing, 1 some words, 2 most, 3 it is
/// the title or the beginning of it.
pub(super) fn likeness(document: &Document<'_>, page: &Page) -> Vec<u8> {
    let titles: Vec<String> = document
        .metadata()
        .iter()
        .filter(|metadatum| metadatum.field == Field::Title)
        .map(|metadatum| fold(&metadatum.value))
        .collect();
    let words: HashSet<&str> = titles.iter().flat_map(|title| title.split(' ')).collect();
    let of_line = |text: &str| {
        let line = fold(text);
        if line.is_empty() || line.len() > LONGEST {
            return 0;
        }
        let is_title = |title: &String| {
            *title == line || line.len() >= SHORTEST && title.starts_with(line.as_str())
        };
        if titles.iter().any(is_title) {
            return WHOLE;
        }
        let all = count(line.split(' ').count());
        let known = count(line.split(' ').filter(|word| words.contains(word)).count());
        clip(if known * 4 >= all * 3 && known > 2 { 2 } else { u32::from(known * 2 >= all) })
    };
    page.lines.iter().map(|line| of_line(document.slice(line.span))).collect()
}

/// What [`likeness`] says of a line that is the title.
pub(super) const WHOLE: u8 = 3;

/// A title that a line only begins is at least so long, in bytes.
const SHORTEST: usize = 12;
/// No title is longer, in bytes.
const LONGEST: usize = 400;

/// The letters and digits in lower case, words parted by one space.
fn fold(text: &str) -> String {
    let lower = text.to_lowercase();
    let words =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
