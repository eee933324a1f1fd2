//! Making the shortest directive that leads to a passage.

use super::page::Page;
use super::resolve::resolve;
use super::terms::Terms;
use crate::text::Span;
use crate::text::is_wide;
use crate::text::words;

/// Most characters of a passage that is named whole.
const MOST_WHOLE: usize = 300;

/// Words of a longer passage that name its start and its end, at first.
const FEW: usize = 4;

/// Most words of context or of either end.
const MANY: usize = 20;

/// The fragment of a link that leads to the passage at `span` of `text`, from its `#` on. None when
/// the passage has no letter. Where even the words around it do not tell it from another place, the
/// fragment leads to the first of them.
#[must_use]
pub fn text_fragment(text: &str, span: Span) -> Option<String> {
    let page = Page::new(text);
    let pieces = pieces(text, span);
    let has_letter = |piece: &Span| piece.slice(text).contains(char::is_alphanumeric);
    let first = pieces.partition_point(|piece| piece.end() <= span.start());
    let after = pieces.partition_point(|piece| piece.start() < span.end());
    let touched = pieces.get(first..after)?;
    let last = first + touched.iter().rposition(has_letter)?;
    let first = first + touched.iter().position(has_letter)?;
    let passage = Passage::new(&page, &pieces, (first, last))?;
    let terms = passage.shortest();
    Some(format!("#:~:text={}", terms.written()))
}

/// Cuts a text where a term may begin or end: at white space, between the words of scripts that are
/// written without it, and at the ends of the passage where no word is cut there.
fn pieces(text: &str, span: Span) -> Vec<Span> {
    let mut cuts: Vec<usize> = Vec::new();
    for word in words(text) {
        let is_dense = word.slice(text).chars().any(is_wide);
        cuts.extend(is_dense.then_some([word.start(), word.end()]).into_iter().flatten());
    }
    let joins = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    for at in [span.start(), span.end()] {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at..).and_then(|text| text.chars().next());
        cuts.extend((!(joins(before) && joins(after))).then_some(at));
    }
    cuts.sort_unstable();
    let mut found = Vec::new();
    let mut at = 0;
    for part in text.split_inclusive(char::is_whitespace) {
        let end = at + part.trim_end().len();
        let from = cuts.partition_point(|cut| *cut <= at);
        let inside = cuts.get(from..).unwrap_or_default().iter().take_while(|cut| **cut < end);
        let mut start = at;
        for cut in inside.copied().chain([end]) {
            found.extend(Span::new(start, cut).filter(|piece| !piece.is_empty()));
            start = start.max(cut);
        }
        at += part.len();
    }
    found
}

/// A passage to be named, with the pieces around it.
struct Passage<'p> {
    page: &'p Page<'p>,
    pieces: &'p [Span],
    first: usize,
    last: usize,
    /// Its folded place.
    place: Span,
}

impl<'p> Passage<'p> {
    fn new(page: &'p Page<'p>, pieces: &'p [Span], (first, last): (usize, usize)) -> Option<Self> {
        let whole = pieces.get(first)?.join(*pieces.get(last)?);
        Some(Self { page, pieces, first, last, place: page.place_of(whole)? })
    }

    /// The words of some pieces, white space run together.
    fn text_of(&self, first: usize, last: usize) -> String {
        let ends = self.pieces.get(first).zip(self.pieces.get(last));
        let whole = ends.map_or("", |(first, last)| first.join(*last).slice(self.page.source));
        whole.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether pieces lie within one block.
    fn is_one_block(&self, first: usize, last: usize) -> bool {
        let ends = self.pieces.get(first).zip(self.pieces.get(last));
        let place = ends.and_then(|(first, last)| self.page.place_of(first.join(*last)));
        place.is_some_and(|place| !self.page.is_in_blocks(place))
    }

    fn leads_here(&self, terms: &Terms) -> bool {
        resolve(terms, self.page) == Some(self.place)
    }

    /// The shortest directive that leads to the passage; else one that leads to a place with the
    /// same words.
    fn shortest(&self) -> Terms {
        let own = self.own_terms();
        let fallback = own.first().cloned().unwrap_or_default();
        let with_context = own.iter().flat_map(|terms| self.in_context(terms));
        own.iter()
            .cloned()
            .chain(with_context)
            .find(|terms| self.leads_here(terms))
            .unwrap_or(fallback)
    }

    /// The passage named by its own words: whole when it is short and lies in one block, else by
    /// its first and last words, fewest first.
    fn own_terms(&self) -> Vec<Terms> {
        let (first, last) = (self.first, self.last);
        let whole = Terms { start: self.text_of(first, last), ..Terms::default() };
        if self.is_one_block(first, last) && whole.start.chars().count() <= MOST_WHOLE {
            return vec![whole];
        }
        let ends = |count: usize| {
            let start = (first..=last).take(count).take_while(|at| self.is_one_block(first, *at));
            let start = start.last()?;
            let end = (start + 1..=last).rev().take(count);
            let end = end.take_while(|at| self.is_one_block(*at, last)).last()?;
            Some(Terms {
                start: self.text_of(first, start),
                end: Some(self.text_of(end, last)),
                ..Terms::default()
            })
        };
        let mut all: Vec<Terms> = (FEW..=MANY).filter_map(ends).collect();
        all.dedup();
        if all.is_empty() { vec![whole] } else { all }
    }

    /// The same with more and more words before it, after it, then on both sides.
    fn in_context(&self, own: &Terms) -> Vec<Terms> {
        let before = self.before();
        let after = self.after();
        let prefixed = before
            .iter()
            .map(|from| Terms { prefix: Some(self.text_of(*from, self.first - 1)), ..own.clone() });
        let suffixed = |terms: &Terms, to: usize| Terms {
            suffix: Some(self.text_of(self.last + 1, to)),
            ..terms.clone()
        };
        let longest = before
            .last()
            .map(|from| Terms { prefix: Some(self.text_of(*from, self.first - 1)), ..own.clone() });
        let after_alone = after.iter().map(|to| suffixed(own, *to));
        let both = longest.iter().flat_map(|terms| after.iter().map(|to| suffixed(terms, *to)));
        prefixed.chain(after_alone).chain(both).collect()
    }

    /// Pieces from which a prefix may begin: within the block of the last one before the passage.
    fn before(&self) -> Vec<usize> {
        let Some(end) = self.first.checked_sub(1) else { return Vec::new() };
        (0..=end).rev().take(MANY).take_while(|at| self.is_one_block(*at, end)).collect()
    }

    /// Pieces with which a suffix may end.
    fn after(&self) -> Vec<usize> {
        let start = self.last + 1;
        (start..self.pieces.len())
            .take(MANY)
            .take_while(|at| self.is_one_block(start, *at))
            .collect()
    }
}
