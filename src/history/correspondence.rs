//! Which places of two texts say the same, read off a diff.

use std::collections::BTreeSet;

use crate::diff::Change;
use crate::diff::ChangeKind;
use crate::diff::Diff;
use crate::diff::Significance;
use crate::text::Span;

/// Two places with the same words; of equal length unless they differ in cosmetics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) old: Span,
    pub(super) new: Span,
}

impl Pair {
    /// The old place of the part of this pair that lies in `new`.
    pub(super) fn old_of(self, new: Span) -> Span {
        if self.old.len() != self.new.len() {
            return self.old;
        }
        let start = new.start().max(self.new.start());
        let end = new.end().min(self.new.end()).max(start);
        Span::at(self.old.start() + (start - self.new.start()), end - start)
    }
}

/// A change that makes a sentence another one: neither cosmetic nor a move of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Touch {
    /// What went; empty for an insertion.
    pub(super) old: Span,
    /// What came; empty for a deletion.
    pub(super) new: Span,
    pub(super) significance: BTreeSet<Significance>,
}

/// What of a new text stands where in an old one.
#[derive(Debug, Default)]
pub(super) struct Correspondence {
    /// Ascending in the new text, apart from each other.
    pub(super) pairs: Vec<Pair>,
    /// Ascending in the new text.
    pub(super) touches: Vec<Touch>,
    /// Places of the new text that moved there, ascending.
    pub(super) moved: Vec<Span>,
}

impl Correspondence {
    /// Reads a diff of the two texts.
    pub(super) fn of(diff: &Diff, old: &str, new: &str) -> Self {
        let left: Vec<(u32, Span)> = diff
            .changes
            .iter()
            .filter(|change| change.kind == ChangeKind::MoveFrom)
            .filter_map(|change| Some((change.move_id?, change.old)))
            .collect();
        let mut found = Self::default();
        let layout = diff.layout.iter().map(|layout| (layout.old, layout.new, None));
        let changes = diff.changes.iter().map(|change| (change.old, change.new, Some(change)));
        let mut edits: Vec<(Span, Span, Option<&Change>)> = layout.chain(changes).collect();
        edits.sort_by_key(|(old, new, _)| (old.start(), new.start(), old.end(), new.end()));
        let (mut old_at, mut new_at) = (0, 0);
        for (old_span, new_span, change) in edits {
            found.keep(between(old_at, old_span), between(new_at, new_span));
            (old_at, new_at) = (old_span.end(), new_span.end());
            match change {
                Some(change) if change.kind == ChangeKind::MoveTo => {
                    let from = left.iter().find(|(id, _)| Some(*id) == change.move_id);
                    found.follow(change, from.map(|(_, span)| *span), (old, new));
                }
                Some(change) => found.take(change),
                None => {}
            }
        }
        found.keep(
            Span::at(old_at, old.len().saturating_sub(old_at)),
            Span::at(new_at, new.len().saturating_sub(new_at)),
        );
        found
    }

    fn keep(&mut self, old: Span, new: Span) {
        if !old.is_empty() && !new.is_empty() {
            self.pairs.push(Pair { old, new });
        }
    }

    /// A change in place: cosmetic ones pair what they exchange.
    fn take(&mut self, change: &Change) {
        let is_cosmetic = change.significance.iter().all(|class| *class == Significance::Cosmetic);
        if is_cosmetic && !change.significance.is_empty() {
            self.keep(change.old, change.new);
            return;
        }
        // What changed inside a passage that left says nothing of the place that it left.
        let has_left = change.kind == ChangeKind::MoveFrom;
        let significance = if has_left { BTreeSet::new() } else { change.significance.clone() };
        self.touches.push(Touch { old: change.old, new: change.new, significance });
    }

    /// A passage that came from elsewhere: what is between its inner changes is the same but for
    /// white space.
    fn follow(&mut self, change: &Change, from: Option<Span>, (old, new): (&str, &str)) {
        let Some(from) = from else { return };
        self.moved.push(change.new);
        let (mut old_at, mut new_at) = (from.start(), change.new.start());
        for inner in &change.inner {
            self.walk((old_at, inner.old.start()), (new_at, inner.new.start()), (old, new));
            self.take(inner);
            (old_at, new_at) = (inner.old.end(), inner.new.end());
        }
        self.walk((old_at, from.end()), (new_at, change.new.end()), (old, new));
    }

    /// Pairs two stretches character by character, passing over white space and marks that only
    /// one side has.
    fn walk(&mut self, old_range: (usize, usize), new_range: (usize, usize), texts: (&str, &str)) {
        let characters = |text: &str, (start, end): (usize, usize)| {
            let shown = text.get(start..end).unwrap_or_default().char_indices();
            let kept = shown.filter(|(_, character)| !character.is_whitespace());
            kept.map(|(at, character)| (start + at, character)).collect::<Vec<_>>()
        };
        let old = characters(texts.0, old_range);
        let new = characters(texts.1, new_range);
        let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
        while let (Some((old_at, old_is)), Some((new_at, new_is))) = (old.peek(), new.peek()) {
            if old_is == new_is {
                let length = new_is.len_utf8();
                self.extend(Span::at(*old_at, length), Span::at(*new_at, length));
                old.next();
                new.next();
            } else if !new_is.is_alphanumeric() {
                new.next();
            } else if !old_is.is_alphanumeric() {
                old.next();
            } else {
                return;
            }
        }
    }

    /// Adds a pair, to the last one where it goes on there.
    fn extend(&mut self, old: Span, new: Span) {
        match self.pairs.last_mut() {
            Some(last) if last.old.end() == old.start() && last.new.end() == new.start() => {
                (last.old, last.new) = (last.old.join(old), last.new.join(new));
            }
            _ => self.pairs.push(Pair { old, new }),
        }
    }
}

/// From `at` to the start of `next`.
fn between(at: usize, next: Span) -> Span {
    Span::at(at, next.start().saturating_sub(at))
}
