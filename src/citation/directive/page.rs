//! A text as a browser searches it: blocks apart, white space run together, case and diacritics
//! folded away.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::Span;
use crate::text::blocks;
use crate::text::is_invisible;
use crate::text::is_wide;

/// Stands between blocks: no term holds it, so that none is found across them.
const BLOCK_END: char = '\n';

/// A text, folded for searching, with the places of its characters in the source.
#[derive(Debug)]
pub(super) struct Page<'t> {
    pub(super) source: &'t str,
    folded: String,
    /// For every folded character: its offset, and the source character that it stands for.
    origins: Vec<(usize, Span)>,
}

/// What is compared of a character: its base letters in lower case. Empty for what shows nothing.
fn base(character: char) -> impl Iterator<Item = char> {
    let parts = std::iter::once(character).nfd();
    let kept = parts.filter(|part| !is_combining_mark(*part) && !is_invisible(*part));
    kept.flat_map(char::to_lowercase)
}

/// A term as it is compared.
pub(super) fn fold_term(term: &str) -> String {
    let mut folded = String::with_capacity(term.len());
    for word in term.split_whitespace() {
        let before = folded.len();
        folded.extend(word.chars().flat_map(base));
        if before > 0 && folded.len() > before {
            folded.insert(before, ' ');
        }
    }
    folded
}

impl<'t> Page<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        let folded = String::with_capacity(source.len());
        let mut page = Self { source, folded, origins: Vec::with_capacity(source.len()) };
        for block in blocks(source) {
            page.push_block(block.span);
        }
        page
    }

    fn push_block(&mut self, block: Span) {
        let start = self.folded.len();
        let mut gap: Option<Span> = None;
        for (at, character) in block.slice(self.source).char_indices() {
            let place = Span::at(block.start() + at, character.len_utf8());
            if character.is_whitespace() {
                gap = Some(gap.unwrap_or(place));
                continue;
            }
            for part in base(character) {
                if let Some(space) = gap.take().filter(|_| self.folded.len() > start) {
                    self.push(' ', space);
                }
                gap = None;
                self.push(part, place);
            }
        }
        if self.folded.len() > start {
            self.push(BLOCK_END, Span::empty(block.end()));
        }
    }

    fn push(&mut self, character: char, source: Span) {
        self.origins.push((self.folded.len(), source));
        self.folded.push(character);
    }

    /// The length of the folded text.
    pub(super) fn len(&self) -> usize {
        self.folded.len()
    }

    /// The folded characters at or after `from`.
    pub(super) fn rest(&self, from: usize) -> &str {
        self.folded.get(from..).unwrap_or_default()
    }

    /// The folded text at a place.
    pub(super) fn slice(&self, place: Span) -> &str {
        place.slice(&self.folded)
    }

    /// The folded place that stands for a span of the source; none when nothing of it is compared.
    pub(super) fn place_of(&self, span: Span) -> Option<Span> {
        let first = self.origins.partition_point(|(_, source)| source.end() <= span.start());
        let after = self.origins.partition_point(|(_, source)| source.start() < span.end());
        let (start, _) = self.origins.get(first)?;
        let end = self.origins.get(after).map_or(self.folded.len(), |(at, _)| *at);
        Span::new(*start, end).filter(|place| !place.is_empty())
    }

    /// The span of the source that a folded place stands for.
    #[cfg(test)]
    pub(super) fn source_of(&self, place: Span) -> Option<Span> {
        let first = self.origins.partition_point(|(at, _)| *at < place.start());
        let last = self.origins.partition_point(|(at, _)| *at < place.end()).checked_sub(1)?;
        let (_, first) = self.origins.get(first)?;
        let (_, last) = self.origins.get(last)?;
        Some(first.join(*last))
    }

    /// Whether a word may begin or end at an offset of the folded text.
    pub(super) fn is_boundary(&self, at: usize) -> bool {
        let before = self.folded.get(..at).and_then(|text| text.chars().next_back());
        let after = self.rest(at).chars().next();
        let is_joined = |character: Option<char>| {
            character.is_some_and(|it| it.is_alphanumeric() && !is_wide(it) || it == '_')
        };
        !(is_joined(before) && is_joined(after))
    }

    /// The first offset at or after `at` that is no white space, the ends of blocks included.
    pub(super) fn skip_space(&self, at: usize) -> usize {
        self.len() - self.rest(at).trim_start_matches([' ', BLOCK_END]).len()
    }

    /// Whether a place holds the end of a block.
    pub(super) fn is_in_blocks(&self, place: Span) -> bool {
        self.slice(place).contains(BLOCK_END)
    }
}

#[cfg(test)]
mod tests {
    use super::Page;
    use super::fold_term;
    use crate::text::Span;

    #[test]
    fn case_diacritics_and_wrapping_are_folded_away() {
        assert_eq!(fold_term("  Résumé\n  ÉTÉ "), "resume ete");
        let page = Page::new("A  Résumé of many harbours and piers\nhere.\n\nNext block.");
        assert_eq!(page.rest(0), "a resume of many harbours and piers here.\nnext block.\n");
        let place = page.place_of(Span::at(3, 8)).unwrap();
        assert_eq!(page.slice(place), "resume");
        assert_eq!(page.source_of(place), Some(Span::at(3, 8)));
    }

    #[test]
    fn words_are_bounded_by_anything_but_letters_and_ideographs_by_each_other() {
        let page = Page::new("on-line 系统必须");
        assert!(page.is_boundary(0) && page.is_boundary(2) && page.is_boundary(3));
        assert!(!page.is_boundary(1));
        assert!(page.is_boundary("on-line 系".len()));
    }
}
