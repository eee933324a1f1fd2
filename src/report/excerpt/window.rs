//! How much of the new text is shown around a change.

use unicode_width::UnicodeWidthChar;

use super::side::Side;
use crate::report::options::Context;
use crate::text::Span;
use crate::view::ChangeView;

/// Columns of unchanged text on each side of a change, when a few words are asked for.
const REACH_COLUMNS: usize = 48;

/// Columns that more words may take, so that a word is not cut.
const WORD_COLUMNS: usize = 24;

/// Bytes of unchanged text between two changes of one paragraph that are not worth leaving out.
const GAP_BYTES: usize = 40;

/// Both texts of a diff, for finding windows in the new one.
pub(super) struct Windows<'a> {
    pub(super) old: Side<'a>,
    pub(super) new: Side<'a>,
    pub(super) context: Context,
}

impl Windows<'_> {
    /// The part of the new text that is shown with a change.
    pub(super) fn around(&self, change: &ChangeView<'_>) -> Span {
        let place = change.new.span();
        let (first, last) = self.touched(change);
        let block = |index: Option<usize>| index.and_then(|index| self.new.block(index));
        let (start, end) = match self.context {
            Context::Words => {
                let from = block(first).map_or(place.start(), Span::start);
                let to = block(last).map_or(place.end(), Span::end);
                (self.reach_back(from, place.start()), self.reach_on(place.end(), to))
            }
            Context::Blocks(more) => {
                let (first, last) = self.with_neighbours(place, (first, last), more);
                let start = block(first).map_or(place.start(), Span::start);
                (start, block(last).map_or(place.end(), Span::end))
            }
        };
        Span::new(start.min(place.start()), end.max(place.end())).unwrap_or(place)
    }

    /// The blocks of the new text that a change stands in, at its start and at its end; none on
    /// a side where whole blocks went.
    fn touched(&self, change: &ChangeView<'_>) -> (Option<usize>, Option<usize>) {
        let (old, new) = (change.old.span(), change.new.span());
        if !new.is_empty() {
            let first = self.new.block_before(new.start(), true);
            let first = first.filter(|_| !self.new.starts_block(new.start()));
            let first = first.or(self.new.block_after(new.start()));
            return (first, self.new.block_before(new.end(), false));
        }
        let starts = self.old.starts_block(old.start());
        let ends = self.old.ends_block(old.end());
        let first = if starts { None } else { self.new.block_before(new.start(), false) };
        let last = if ends { None } else { self.new.block_after(new.end()) };
        (first, last)
    }

    /// The blocks from `more` before to `more` after the touched ones.
    fn with_neighbours(
        &self,
        place: Span,
        (first, last): (Option<usize>, Option<usize>),
        more: usize,
    ) -> (Option<usize>, Option<usize>) {
        let before = || self.new.block_before(place.start(), false).zip(more.checked_sub(1));
        let after = || self.new.block_after(place.end()).zip(more.checked_sub(1));
        let first = first.zip(Some(more)).or_else(before);
        let last = last.zip(Some(more)).or_else(after);
        (
            first.map(|(index, steps)| index.saturating_sub(steps)),
            last.map(|(index, steps)| index.saturating_add(steps).min(self.new.last_block())),
        )
    }

    /// Whether the windows of two neighbouring changes make one excerpt.
    pub(super) fn are_one(&self, shown: Span, next: Span, change: &ChangeView<'_>) -> bool {
        let between = Span::new(shown.end(), next.start());
        let Some(between) = between.filter(|between| !between.is_empty()) else {
            let is_separate = change.new.span().is_empty()
                && self.old.starts_block(change.old.start)
                && self.old.ends_block(change.old.end);
            return next.start() < shown.end()
                || !is_separate && !self.new.starts_block(next.start());
        };
        let is_blank = between.slice(self.new.text).trim().is_empty();
        match self.context {
            Context::Words => {
                between.len() <= GAP_BYTES && !self.new.has_block_start(between) && !is_blank
                    || is_blank && !self.new.starts_block(next.start())
            }
            Context::Blocks(_) => is_blank,
        }
    }

    /// Some columns before `to`, from a word's start, and not before `from`.
    fn reach_back(&self, from: usize, to: usize) -> usize {
        let text = self.new.text.get(from..to).unwrap_or_default();
        let mut columns = 0;
        for (at, character) in text.char_indices().rev() {
            columns += character.width().unwrap_or(1);
            let is_boundary = character.is_whitespace() || columns > REACH_COLUMNS + WORD_COLUMNS;
            if columns > REACH_COLUMNS && is_boundary && character.width() != Some(0) {
                return from + at + character.len_utf8();
            }
        }
        from.min(to)
    }

    /// Some columns after `from`, up to a word's end, and not after `to`.
    fn reach_on(&self, from: usize, to: usize) -> usize {
        let text = self.new.text.get(from..to).unwrap_or_default();
        let mut columns = 0;
        for (at, character) in text.char_indices() {
            columns += character.width().unwrap_or(1);
            let is_boundary = character.is_whitespace() || columns > REACH_COLUMNS + WORD_COLUMNS;
            if columns > REACH_COLUMNS && is_boundary && character.width() != Some(0) {
                return from + at;
            }
        }
        to.max(from)
    }
}
