//! The title of a document whose own markup says which line it is.

use super::page::Page;
use crate::document::Document;
use crate::text::Span;

/// How sure a heading of the highest level is the title.
pub(super) const CONFIDENCE: f64 = 0.85;

/// The text of the one heading of the highest level, or of the first line when that is one; `None`
/// for texts without markup. Headings are read as Markdown writes them, which derived text does
/// too; noise holds no title.
pub(super) fn find(document: &Document<'_>, page: &Page<'_>) -> Option<Span> {
    if !document.media_type().is_structured() {
        return None;
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
    match highest.as_slice() {
        [(_, only)] => Some(*only),
        [(0, first), ..] => Some(*first),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::find;
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
    fn of_several_headings_only_the_first_line_is_a_title() {
        assert_eq!(title("# One\n\n# Two\n", MediaType::Markdown), Some("One"));
        assert_eq!(title("Text.\n\n# One\n\n# Two\n", MediaType::Markdown), None);
    }
}
