//! Stretches of text that a diff keeps, in place or moved.

use crate::diff::Change;
use crate::diff::ChangeKind;
use crate::diff::Diff;
use crate::text::Span;
use crate::text::words;

/// Text that stands in both versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Its place in the old text.
    pub(super) old: Span,
    /// Its place in the new text.
    pub(super) new: Span,
    /// Whether it is part of a passage that moved.
    pub(super) is_moved: bool,
}

/// All stretches that `diff` keeps between two texts, those in place first, ascending.
pub(super) fn stretches(diff: &Diff, old: &str, new: &str) -> Vec<Stretch> {
    let changes = diff.changes.iter().map(|change| (change.old, change.new));
    let layout = diff.layout.iter().map(|layout| (layout.old, layout.new));
    let mut edits: Vec<(Span, Span)> = changes.chain(layout).collect();
    edits.sort_unstable();
    let whole = (Span::at(0, old.len()), Span::at(0, new.len()));
    let mut found = between(&edits, whole, false);
    for to in diff.changes.iter().filter(|change| change.kind == ChangeKind::MoveTo) {
        let from = diff
            .changes
            .iter()
            .find(|change| change.kind == ChangeKind::MoveFrom && change.move_id == to.move_id);
        if let Some(from) = from {
            found.extend(moved(from, to, old, new));
        }
    }
    found
}

/// What lies between ascending edits.
fn between(edits: &[(Span, Span)], whole: (Span, Span), is_moved: bool) -> Vec<Stretch> {
    let end = (Span::empty(whole.0.end()), Span::empty(whole.1.end()));
    let (mut old_at, mut new_at) = (whole.0.start(), whole.1.start());
    let mut found = Vec::new();
    for (old, new) in edits.iter().copied().chain([end]) {
        let kept = (Span::new(old_at, old.start()), Span::new(new_at, new.start()));
        if let (Some(old), Some(new)) = kept
            && !old.is_empty()
            && !new.is_empty()
        {
            found.push(Stretch { old, new, is_moved });
        }
        (old_at, new_at) = (old.end(), new.end());
    }
    found
}

/// The words that a move keeps; wrapping may differ between them.
fn moved(from: &Change, to: &Change, old: &str, new: &str) -> Vec<Stretch> {
    let edits: Vec<(Span, Span)> = to.inner.iter().map(|change| (change.old, change.new)).collect();
    let mut found = Vec::new();
    for kept in between(&edits, (from.old, to.new), true) {
        let pairs = words(kept.old.slice(old)).zip(words(kept.new.slice(new)));
        found.extend(pairs.map(|(one, other)| Stretch {
            old: Span::at(kept.old.start() + one.start(), one.len()),
            new: Span::at(kept.new.start() + other.start(), other.len()),
            is_moved: true,
        }));
    }
    found
}
