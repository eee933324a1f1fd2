//! The title.

use super::dates::DayOrder;
use super::dates::find_dates;
use super::page::Line;
use super::page::Page;

/// Finds the title's line.
pub(super) fn find<'p, 'a>(page: &'p Page<'a>) -> Option<&'p Line<'a>> {
    let body = page.lines.iter().position(|line| {
        line.is_prose && !line.is_noise && line.text.ends_with(['.', '。', '”', '"'])
    })?;
    page.lines.iter().take(body).find(|line| {
        !line.is_noise
            && !line.is_bullet
            && (20..=220).contains(&line.width)
            && !line.text.ends_with(['.', '…', ':'])
            && !line.text.contains("记者 ")
            && find_dates(line.text, DayOrder::Open).is_empty()
    })
}

/// The end of the title in its line: before the site's name that a separator adds.
pub(super) fn end_without_site(title: &str, names: &[&str]) -> usize {
    let Some((head, separator, tail)) = split_last(title) else { return title.len() };
    let is_domain = tail.contains('.') && !tail.contains(' ');
    let is_known = names.iter().any(|name| super::publisher::is_same_name(name, tail));
    let is_underscore = separator == '_';
    if (is_domain || is_known || is_underscore) && head.chars().count() >= 8 {
        head.trim_end().len()
    } else {
        title.len()
    }
}

/// The title before its last separator, the separator, and what follows.
fn split_last(title: &str) -> Option<(&str, char, &str)> {
    let (at, separator) = title
        .char_indices()
        .rev()
        .find(|(_, c)| matches!(c, '-' | '–' | '—' | '|' | '_' | '·' | '»' | '｜' | '丨'))?;
    let head = title.get(..at)?;
    let tail = title.get(at + separator.len_utf8()..)?.trim();
    (!tail.is_empty() && tail.chars().count() <= 40).then_some((head, separator, tail))
}
