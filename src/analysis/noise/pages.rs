//! Running heads and feet of texts that were laid out in pages, such as RFCs: lines beside a page
//! break that most page breaks have beside them.

use std::collections::BTreeMap;

use super::facts::Facts;
use super::known::Finding;
use super::page::Page;
use super::span::Category;

/// The fewest page breaks that show what repeats.
const FEWEST_BREAKS: usize = 2;

/// How many lines a head or a foot may have.
const MOST_LINES: usize = 2;

/// The share of the breaks, in per cent, that must have a line beside them for it to run.
const SHARE: usize = 60;

/// The most columns, doubled, of a running line.
const MOST_WIDTH2: u32 = 240;

/// Marks the running heads and feet of a text among what was not found to be noise yet.
pub(super) fn mark(text: &str, page: &Page, found: &mut [Option<Finding>]) {
    let breaks = breaks(text, page);
    if breaks.len() < FEWEST_BREAKS {
        return;
    }
    for depth in 0..MOST_LINES {
        let feet: Vec<usize> = breaks.iter().filter_map(|at| at.checked_sub(depth + 1)).collect();
        let heads: Vec<usize> = breaks.iter().map(|at| at + depth).collect();
        let is_foot = set(text, page, &feet, Category::PageFooter, found);
        let is_head = set(text, page, &heads, Category::PageHeader, found);
        if depth == 0 && is_foot {
            close(text, page, &feet, found);
        }
        if !is_foot && !is_head {
            break;
        }
    }
}

/// The lines that begin a new page: those behind a form feed, and those behind a line that ends
/// with `[Page 12]`.
fn breaks(text: &str, page: &Page) -> Vec<usize> {
    let begins = |at: &usize| {
        let Some((before, line)) =
            at.checked_sub(1).and_then(|last| page.lines.get(last)).zip(page.lines.get(*at))
        else {
            return false;
        };
        let gap = text.get(before.span.end()..line.span.start()).unwrap_or_default();
        gap.contains('\u{c}') || is_numbered_page(before.span.slice(text))
    };
    (1..page.lines.len()).filter(begins).collect()
}

/// `… [Page 12]`, as the RFC Editor ends pages (RFC 7322, and RFC 2223 before it).
fn is_numbered_page(line: &str) -> bool {
    let number = line.strip_suffix(']').and_then(|line| line.rsplit_once("[Page "));
    number.is_some_and(|(_, number)| {
        !number.is_empty() && number.trim().bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// Marks those of the lines `at` that most breaks have; false when none runs.
fn set(
    text: &str,
    page: &Page,
    at: &[usize],
    category: Category,
    found: &mut [Option<Finding>],
) -> bool {
    let lines = || at.iter().filter_map(|at| Some((*at, page.lines.get(*at)?)));
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    for (_, line) in lines().filter(|(_, line)| line.width2 <= MOST_WIDTH2) {
        *counts.entry(line.template).or_default() += 1;
    }
    let runs = |line: &Facts| {
        counts.get(&line.template).is_some_and(|count| {
            *count >= FEWEST_BREAKS && count * 100 >= at.len().saturating_mul(SHARE)
        })
    };
    let running: Vec<usize> = lines().filter(|(_, line)| runs(line)).map(|(at, _)| at).collect();
    for at in &running {
        put(text, page, *at, category, found);
    }
    !running.is_empty()
}

/// The last page's foot has no break behind it.
fn close(text: &str, page: &Page, feet: &[usize], found: &mut [Option<Finding>]) {
    let Some(last) = page.lines.len().checked_sub(1) else { return };
    let template = page.lines.get(last).map(|line| line.template);
    let is_foot = |at: &&usize| page.lines.get(**at).map(|line| line.template) == template;
    if feet.iter().filter(is_foot).count() >= FEWEST_BREAKS {
        put(text, page, last, Category::PageFooter, found);
    }
}

fn put(text: &str, page: &Page, at: usize, category: Category, found: &mut [Option<Finding>]) {
    let Some((line, place)) = page.lines.get(at).zip(found.get_mut(at)) else { return };
    let is_number = line.letters == 0 && line.digits > 0;
    let category = if is_number { Category::PageNumber } else { category };
    if !line.span.slice(text).is_empty() {
        *place = Some((category, "page-furniture"));
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::noise::Category;
    use crate::analysis::noise::Rules;
    use crate::analysis::noise::find;
    use crate::document::Document;
    use crate::document::MediaType;

    fn noise(text: &str) -> Vec<(Category, &str)> {
        let found = find(&Document::from_text(text, MediaType::Plain), &Rules::default());
        found.iter().map(|noise| (noise.category, noise.span.slice(text))).collect()
    }

    #[test]
    fn heads_and_feet_of_a_memo_in_pages_are_noise_and_its_sentences_are_not() {
        let page = |number: usize, body: &str| {
            format!(
                "{body}\n\n\nLee                        Standards Track                  [Page {number}]\n"
            )
        };
        let head =
            "\u{c}\nRFC 9999                     Pump Control                  March 2026\n\n\n";
        let text = format!(
            "1.  Scope\n\n   The pump controller MUST close the valve before the pressure\n{}{head}   \
             exceeds six bar, and it MUST tell the operator.\n{}{head}   It SHOULD try again.\n{}",
            page(1, ""),
            page(2, ""),
            page(3, "")
        );
        let found = noise(&text);
        assert_eq!(found.iter().filter(|(kind, _)| *kind == Category::PageFooter).count(), 3);
        assert_eq!(found.iter().filter(|(kind, _)| *kind == Category::PageHeader).count(), 2);
        assert!(
            found.iter().all(|(_, words)| !words.contains("MUST") && !words.contains("SHOULD"))
        );
    }

    #[test]
    fn form_feeds_between_chapters_make_no_line_a_running_one() {
        let text =
            "One begins here.\nIt ends.\n\u{c}\nTwo goes on.\nIt stops.\n\u{c}\nThree is last.\n";
        assert!(noise(text).is_empty());
    }
}
