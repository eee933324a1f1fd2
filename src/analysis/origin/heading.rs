//! The title of a document whose own markup says which line it is.

use std::collections::BTreeSet;

use super::page::Page;
use crate::document::Document;
use crate::text::Span;

/// How sure a heading of the highest level is the title.
pub(super) const CONFIDENCE: f64 = 0.85;

/// The text of the one heading of the highest level, or of the first line when that is one; `None`
/// for texts without markup. Headings are read as Markdown writes them, which derived text does
/// too; noise holds no title.
pub(super) fn find(document: &Document<'_>, page: &Page<'_>) -> Option<Span> {
    let highest = highest(document, page);
    match highest.as_slice() {
        [(_, only)] => Some(*only),
        [(0, first), ..] => Some(*first),
        _ => None,
    }
}

/// The heading of the highest level that says most of what the file calls itself: of those the
/// reader sees the heading.
pub(super) fn find_like(document: &Document<'_>, page: &Page<'_>, told: &str) -> Option<Span> {
    let told = words(told);
    let share = |span: &Span| {
        let shown = words(span.slice(page.text));
        let common = shown.intersection(&told).count();
        (common, shown.len().min(told.len()), told.len())
    };
    let alike = highest(document, page).into_iter().map(|(_, span)| span);
    let alike = alike.map(|span| (share(&span), span));
    let is_alike = |(common, least, all): (usize, usize, usize)| {
        2 * common >= least.max(1) && 3 * common >= all
    };
    let alike = alike.filter(|(share, _)| is_alike(*share));
    // Of equal ones the first.
    alike.min_by_key(|((common, ..), _)| std::cmp::Reverse(*common)).map(|(_, span)| span)
}

/// The words of a title, in lower case; of texts without spaces, their characters.
fn words(text: &str) -> BTreeSet<String> {
    let is_wide = |letter: char| ('\u{2e80}'..='\u{ffdc}').contains(&letter);
    let lower = text.to_lowercase();
    let mut words = BTreeSet::new();
    for part in lower.split(|letter: char| !letter.is_alphanumeric()) {
        if part.chars().any(is_wide) {
            words.extend(part.chars().map(String::from));
        } else if !part.is_empty() {
            words.insert(part.to_owned());
        }
    }
    words
}

/// The headings of the highest level that are no noise, with their place among such lines.
fn highest(document: &Document<'_>, page: &Page<'_>) -> Vec<(usize, Span)> {
    if !document.media_type().is_structured() {
        return Vec::new();
    }
    let mut is_code = false;
    let mut highest = Vec::new();
    for (index, line) in page.lines.iter().filter(|line| !line.is_noise).enumerate() {
        let fence = ["```", "~~~"].iter().any(|fence| line.text.starts_with(fence));
        is_code ^= fence;
        let before = page.text.get(..line.span.start()).unwrap_or_default();
        let mark = before.rsplit('\n').next().unwrap_or_default().trim();
        if mark == "#" && !is_code {
            highest.push((index, line.span));
        }
    }
    highest
}

#[cfg(test)]
mod tests {
    use super::find;
    use super::find_like;
    use crate::analysis::origin::page::Page;
    use crate::document::Document;
    use crate::document::MediaType;

    fn title(text: &str, media_type: MediaType) -> Option<&str> {
        let document = Document::from_text(text, media_type);
        find(&document, &Page::new(text, &[])).map(|span| span.slice(text))
    }

    #[test]
    fn the_one_heading_of_the_highest_level_is_the_title() {
        let text = "Intro.\n\n# Relay\n\n## Scope\n\n```\n# a comment\n```\n";
        assert_eq!(title(text, MediaType::Markdown), Some("Relay"));
        assert_eq!(title(text, MediaType::Plain), None);
    }

    #[test]
    fn the_heading_that_says_what_the_file_calls_itself_is_what_the_reader_sees() {
        let text = "# Valley Post\n\n# Dams hold for now, say engineers\n\nText.\n";
        let document = Document::from_text(text, MediaType::Markdown);
        let page = Page::new(text, &[]);
        let like = |told| find_like(&document, &page, told).map(|span| span.slice(text));
        assert_eq!(like("Dams hold, say engineers"), Some("Dams hold for now, say engineers"));
        assert_eq!(like("Rivers are rising"), None);
        // One common word of many is no likeness.
        assert_eq!(like("How the Valley lost all of its old and famous dams"), None);
    }

    #[test]
    fn of_several_headings_only_the_first_line_is_a_title() {
        assert_eq!(title("# One\n\n# Two\n", MediaType::Markdown), Some("One"));
        assert_eq!(title("Text.\n\n# One\n\n# Two\n", MediaType::Markdown), None);
    }
}
