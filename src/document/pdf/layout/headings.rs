//! Headings: which blocks are headings, and of which level.

use std::collections::BTreeMap;

use super::block::Draft;
use super::block::Form;
use super::measures::Measures;
use super::measures::key;

/// How much larger than the text a heading is.
const LARGER: f64 = 1.12;

/// Most characters of a heading; fewer where only weight tells.
const LONGEST: usize = 220;
const LONGEST_BOLD: usize = 110;

/// Most lines of a heading.
const MOST_LINES: usize = 4;

/// How a heading looks: larger ones first, then bold ones.
type Look = (std::cmp::Reverse<i64>, std::cmp::Reverse<bool>);

/// The level of each draft that is a heading, from 1.
pub(super) fn levels(drafts: &[Draft], measures: &Measures) -> Vec<Option<usize>> {
    let looks: Vec<Option<Look>> = drafts.iter().map(|draft| look(draft, measures)).collect();
    let mut shallowest: BTreeMap<Look, usize> = BTreeMap::new();
    for (look, draft) in looks.iter().zip(drafts) {
        let Some(look) = look else { continue };
        let depth = number_depth(draft).unwrap_or(usize::MAX);
        let least = shallowest.entry(*look).or_insert(depth);
        *least = (*least).min(depth);
    }
    let ranks: BTreeMap<Look, usize> =
        shallowest.keys().enumerate().map(|(rank, look)| (*look, rank + 1)).collect();
    let level = |(look, draft): (Option<Look>, &Draft)| {
        let look = look?;
        let deeper = match (number_depth(draft), shallowest.get(&look)) {
            (Some(depth), Some(least)) => depth.saturating_sub(*least),
            _ => 0,
        };
        Some(ranks.get(&look)? + deeper)
    };
    looks.into_iter().zip(drafts).map(level).collect()
}

/// The look of a draft that is a heading.
fn look(draft: &Draft, measures: &Measures) -> Option<Look> {
    let first = draft.lines.first()?;
    if matches!(draft.form, Form::Code | Form::Table(_)) || draft.lines.len() > MOST_LINES {
        return None;
    }
    let text: String = draft.lines.iter().map(super::line::Line::text).collect();
    let characters = text.chars().count();
    if text.chars().filter(|c| c.is_alphabetic()).count() < 2 || characters > LONGEST {
        return None;
    }
    let is_larger = first.size >= measures.body * LARGER;
    let is_sentence = text.ends_with(['.', ',', ';', ':', '。', '；', '，', '：']);
    let is_weighty = first.style.is_bold
        && !measures.is_bold
        && first.size >= measures.body * 0.95
        && characters <= LONGEST_BOLD
        && draft.lines.len() <= 2
        && (!is_sentence || number_depth(draft).is_some_and(|_| !text.ends_with([',', ';'])));
    let is_heading = if is_larger {
        matches!(draft.form, Form::Text) || first.style.is_bold || !is_sentence
    } else {
        is_weighty
    };
    let look = (std::cmp::Reverse(key(first.size)), std::cmp::Reverse(first.style.is_bold));
    is_heading.then_some(look)
}

/// How many parts the number has that the draft begins with: 2 in `3.1 Scope`.
fn number_depth(draft: &Draft) -> Option<usize> {
    let text = draft.lines.first()?.text();
    let number = text.split(' ').next()?.trim_end_matches('.');
    let parts: Vec<&str> = number.split('.').collect();
    let is_part = |(index, part): (usize, &&str)| {
        let is_letter = index == 0 && part.len() == 1 && part.chars().all(char::is_uppercase);
        is_letter
            || (part.len() <= 3 && !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
    };
    let is_number = parts.iter().enumerate().all(is_part);
    (is_number && text.contains(' ')).then_some(parts.len())
}
