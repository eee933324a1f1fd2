//! Cutting a diff into excerpts.

use super::piece::Piece;
use super::piece::Role;
use super::piece::Row;
use super::side::Side;
use super::window::Windows;
use crate::diff::ChangeKind;
use crate::report::options::DiffOptions;
use crate::text::LineIndex;
use crate::text::Span;
use crate::view::ChangeView;
use crate::view::DiffView;
use crate::view::LinesView;

/// Neighbouring changes with the text around them.
#[derive(Debug, Clone)]
pub(in crate::report) struct Excerpt<'a> {
    /// The heading above, when it is another than the one before.
    pub(in crate::report) heading: Option<&'a str>,
    /// Unchanged lines of the new text that were left out before it, where they are whole.
    pub(in crate::report) folded: Option<LinesView>,
    /// The changes, in reading order.
    pub(in crate::report) changes: Vec<&'a ChangeView<'a>>,
    /// The text.
    pub(in crate::report) rows: Vec<Row<'a>>,
}

/// Cuts the changes that are shown into excerpts, in the order of the new text.
pub(in crate::report) fn excerpts<'a>(
    view: &'a DiffView<'a>,
    options: &DiffOptions,
) -> Vec<Excerpt<'a>> {
    let (old, new) = (Side::new(view.old_text), Side::new(view.new_text));
    let windows = Windows { old, new, context: options.context };
    let mut groups: Vec<(Span, Vec<&ChangeView<'_>>)> = Vec::new();
    for change in view.changes.iter().filter(|change| options.shows(change)) {
        let window = windows.around(change);
        match groups.last_mut() {
            Some((shown, changes)) if windows.are_one(*shown, window, change) => {
                *shown = shown.join(window);
                changes.push(change);
            }
            _ => groups.push((window, vec![change])),
        }
    }
    let mut cutter =
        Cutter { windows, lines: LineIndex::new(view.new_text), heading: None, shown_to: 0 };
    groups.into_iter().map(|(window, changes)| cutter.cut(window, changes)).collect()
}

struct Cutter<'a> {
    windows: Windows<'a>,
    lines: LineIndex,
    /// The heading that was told last.
    heading: Option<Span>,
    /// Where the last excerpt ended in the new text.
    shown_to: usize,
}

impl<'a> Cutter<'a> {
    fn cut(&mut self, window: Span, changes: Vec<&'a ChangeView<'a>>) -> Excerpt<'a> {
        let heading = self.windows.new.heading_above(window.start());
        let is_news = heading != self.heading && heading.is_some_and(|at| !at.overlaps(window));
        self.heading = heading;
        let folded = self.folded(window);
        self.shown_to = window.end().max(self.shown_to);
        Excerpt {
            heading: heading.filter(|_| is_news).map(|at| at.slice(self.windows.new.text)),
            folded,
            rows: self.rows(window, &changes),
            changes,
        }
    }

    /// The whole lines between the last excerpt and this one, when there are some.
    fn folded(&self, window: Span) -> Option<LinesView> {
        let between = Span::new(self.shown_to, window.start())?;
        let text = between.slice(self.windows.new.text);
        let inner = text.trim();
        if inner.is_empty() {
            return None;
        }
        let start = between.start() + (text.len() - text.trim_start().len());
        let (first, last) = self.lines.lines_of(Span::at(start, inner.len()));
        Some(LinesView { first, last, on_page: None })
    }

    fn rows(&self, window: Span, changes: &[&'a ChangeView<'a>]) -> Vec<Row<'a>> {
        let (old, new) = (&self.windows.old, &self.windows.new);
        let mut rows = Rows { old, new, rows: Vec::new(), is_open: false, pending: None };
        let mut at = window.start();
        for change in changes {
            rows.take(Role::Kept, Span::new(at, change.new.start));
            rows.take_change(change);
            at = change.new.end.max(at);
        }
        rows.take(Role::Kept, Span::new(at, window.end()));
        rows.trim_last();
        let is_kept = |piece: Option<&Piece<'_>>| piece.is_some_and(|it| it.role == Role::Kept);
        if let Some(first) = rows.rows.first_mut() {
            first.is_cut_before =
                is_kept(first.pieces.first()) && !new.starts_block(window.start());
        }
        if let Some(last) = rows.rows.last_mut() {
            last.is_cut_after = is_kept(last.pieces.last()) && !new.ends_block(window.end());
        }
        rows.rows
    }
}

/// Rows while they are filled.
struct Rows<'s, 'a> {
    old: &'s Side<'a>,
    new: &'s Side<'a>,
    rows: Vec<Row<'a>>,
    /// Whether the paragraph of the last piece goes on.
    is_open: bool,
    /// The change whose first piece comes next.
    pending: Option<&'a ChangeView<'a>>,
}

impl<'a> Rows<'_, 'a> {
    fn take_change(&mut self, change: &'a ChangeView<'a>) {
        self.pending = Some(change);
        match change.kind {
            ChangeKind::MoveFrom => {
                self.take(Role::MovedAway, Some(change.old.span()));
            }
            ChangeKind::MoveTo => self.take_moved(change),
            ChangeKind::Insert | ChangeKind::Delete | ChangeKind::Replace => {
                self.take_edit(change);
            }
        }
        if let Some(change) = self.pending.take() {
            let changes = vec![change];
            self.rows.push(Row { changes, ..Row::default() });
        }
    }

    fn take_moved(&mut self, change: &ChangeView<'_>) {
        let mut at = change.new.start;
        for inner in &change.inner {
            self.take(Role::MovedHere, Span::new(at, inner.new.start));
            self.take_edit(inner);
            at = inner.new.end.max(at);
        }
        self.take(Role::MovedHere, Span::new(at, change.new.end));
    }

    /// Takes the two texts of an edit; side by side in one row when each is of one paragraph.
    fn take_edit(&mut self, edit: &ChangeView<'_>) {
        let (old, new) = (edit.old.span(), edit.new.span());
        self.take(Role::Removed, Some(old));
        let is_one_row = self.old.parts(old).len() == 1 && self.new.parts(new).len() == 1;
        self.is_open |= is_one_row;
        self.take(Role::Added, Some(new));
    }

    /// Takes the white space off the end of the last row.
    fn trim_last(&mut self) {
        if let Some(piece) = self.rows.last_mut().and_then(|row| row.pieces.last_mut()) {
            piece.text = piece.text.trim_end();
        }
    }

    fn take(&mut self, role: Role, span: Option<Span>) {
        let side = match role {
            Role::Removed | Role::MovedAway => self.old,
            Role::Kept | Role::Added | Role::MovedHere => self.new,
        };
        for part in span.map(|span| side.parts(span)).unwrap_or_default() {
            let text = part.slice(side.text);
            let is_first = self.rows.is_empty() || side.starts_block(part.start()) && !self.is_open;
            let text = if is_first { text.trim_start_matches(['\r', '\n']) } else { text };
            if is_first && text.trim().is_empty() {
                continue;
            }
            if is_first {
                self.trim_last();
                let is_apart = !self.rows.is_empty() && side.has_gap_before(part.start());
                self.rows.push(Row { is_apart, ..Row::default() });
            }
            self.is_open = !side.ends_block(part.start() + part.slice(side.text).trim_end().len());
            if let Some(row) = self.rows.last_mut() {
                row.changes.extend(self.pending.take());
                row.pieces.push(Piece { role, text });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::proptest;

    use super::excerpts;
    use crate::diff::Options;
    use crate::diff::compare;
    use crate::document::Space;
    use crate::report::excerpt::Role;
    use crate::report::options::Context;
    use crate::report::options::DiffOptions;
    use crate::view::DiffSide;
    use crate::view::DiffView;
    use crate::view::VersionLabel;

    fn dense<'a>(texts: impl Iterator<Item = &'a str>) -> String {
        texts.flat_map(str::chars).filter(|character| !character.is_whitespace()).collect()
    }

    proptest! {
        #[test]
        fn every_changed_word_is_shown_once_and_every_change_begins_in_one_row(
            old in "([a-d]{1,2}[ .\n]{1,2}){0,60}",
            new in "([a-d]{1,2}[ .\n]{1,2}){0,60}",
            blocks in 0_usize..3,
        ) {
            let label = VersionLabel::default;
            let side = |text| DiffSide { label: label(), text, space: Space::Raw, pages: &[], noise: &[] };
            let diff = compare(&old, &new, &Options::default());
            let view = DiffView::of(&diff, side(&old), side(&new));
            for context in [Context::Words, Context::Blocks(blocks)] {
                let options = DiffOptions { context, ..DiffOptions::default() };
                let excerpts = excerpts(&view, &options);
                let rows = || excerpts.iter().flat_map(|excerpt| &excerpt.rows);
                let pieces = |role| {
                    let pieces = rows().flat_map(|row| &row.pieces);
                    dense(pieces.filter(move |piece| piece.role == role).map(|piece| piece.text))
                };
                if view.changes.iter().all(|change| change.move_id.is_none()) {
                    let changes = || view.changes.iter();
                    assert_eq!(pieces(Role::Added), dense(changes().map(|it| it.new_text)));
                    assert_eq!(pieces(Role::Removed), dense(changes().map(|it| it.old_text)));
                }
                let numbers: Vec<_> =
                    rows().flat_map(|row| &row.changes).map(|change| change.number).collect();
                let expected: Vec<_> = view.changes.iter().map(|change| change.number).collect();
                assert_eq!(numbers, expected);
            }
        }
    }
}
