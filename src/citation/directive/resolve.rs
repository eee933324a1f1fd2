//! What a text directive leads to, by the steps of the specification ("find a range from a text
//! directive", "find a string in range").

use super::page::Page;
use super::page::fold_term;
use super::terms::Terms;
use crate::text::Span;

/// A term as it is compared, with how its ends are bound.
#[derive(Debug, Clone, Copy)]
struct Sought<'s> {
    folded: &'s str,
    /// Whether it has to begin where a word does.
    begins_word: bool,
    /// Whether it has to end where a word does.
    ends_word: bool,
}

/// The first place of the page that a directive names, folded; none when it names nothing there.
pub(super) fn resolve(terms: &Terms, page: &Page<'_>) -> Option<Span> {
    let fold = |term: &Option<String>| term.as_deref().map(fold_term);
    let (prefix, end, suffix) = (fold(&terms.prefix), fold(&terms.end), fold(&terms.suffix));
    let start = fold_term(&terms.start);
    // The last term has to end where a word does, unless a suffix follows it.
    let must_end = end.is_some() || suffix.is_none();
    let mut from = 0;
    while from < page.len() {
        let found = match &prefix {
            Some(prefix) => {
                let before = Sought { folded: prefix, begins_word: true, ends_word: false };
                let before = find(page, before, from)?;
                from = next(page, before.start());
                let after = page.skip_space(before.end());
                let sought = Sought { folded: &start, begins_word: false, ends_word: must_end };
                let found = find(page, sought, after)?;
                if found.start() != after {
                    continue;
                }
                found
            }
            None => {
                let sought = Sought { folded: &start, begins_word: true, ends_word: must_end };
                let found = find(page, sought, from)?;
                from = next(page, found.start());
                found
            }
        };
        match to_end(page, found, end.as_deref(), suffix.as_deref()) {
            Reached::Whole(place) => return Some(place),
            Reached::Nothing => return None,
            Reached::NotHere => {}
        }
    }
    None
}

/// What came of looking for the end and the suffix after a start.
enum Reached {
    Whole(Span),
    /// They stand nowhere after it.
    Nothing,
    /// They do not stand right after this start.
    NotHere,
}

fn to_end(page: &Page<'_>, start: Span, end: Option<&str>, suffix: Option<&str>) -> Reached {
    let mut place = start;
    let mut from = start.end();
    loop {
        if let Some(end) = end {
            let sought = Sought { folded: end, begins_word: true, ends_word: suffix.is_none() };
            let Some(found) = find(page, sought, from) else { return Reached::Nothing };
            place = start.join(found);
        }
        let Some(suffix) = suffix else { return Reached::Whole(place) };
        let after = page.skip_space(place.end());
        let sought = Sought { folded: suffix, begins_word: false, ends_word: true };
        match find(page, sought, after) {
            None => return Reached::Nothing,
            Some(found) if found.start() == after => return Reached::Whole(place),
            Some(_) if end.is_none() => return Reached::NotHere,
            Some(_) => from = place.end(),
        }
    }
}

/// The first place of a term at or after `from`, within one block.
fn find(page: &Page<'_>, sought: Sought<'_>, from: usize) -> Option<Span> {
    if sought.folded.is_empty() {
        return None;
    }
    let mut from = from;
    loop {
        let at = from + page.rest(from).find(sought.folded)?;
        let place = Span::at(at, sought.folded.len());
        let is_bound = (!sought.begins_word || page.is_boundary(place.start()))
            && (!sought.ends_word || page.is_boundary(place.end()));
        if is_bound {
            return Some(place);
        }
        from = next(page, at);
    }
}

/// The offset of the character after the one at `at`.
fn next(page: &Page<'_>, at: usize) -> usize {
    at + page.rest(at).chars().next().map_or(1, char::len_utf8)
}
