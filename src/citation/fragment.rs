//! A part of a sentence followed into the sentence that stands for it.

use crate::diff::Change;
use crate::diff::ChangeKind;
use crate::diff::Options;
use crate::diff::compare;
use crate::text::Span;

/// The part of `new` that stands for `part` of `old`, two passages that stand for each other; what
/// came right before or after the part does not belong to it.
pub(super) fn follow(old: &str, new: &str, part: Span) -> Span {
    let diff = compare(old, new, &Options { is_ranked: false, ..Options::default() });
    let layout = diff.layout.iter().map(|layout| (layout.old, layout.new));
    let edits = diff.changes.iter().map(|change| (change.old, change.new)).chain(layout);
    let mut edits: Vec<(Span, Span)> = edits.collect();
    edits.sort_unstable();
    let start = follow_start(&edits, part.start(), new.len());
    let end = follow_end(&edits, part.end(), new.len());
    let mut found = Span::new(start, end).unwrap_or(Span::empty(start));
    for (from, to) in moves(&diff.changes) {
        if part.overlaps(from.old) && 2 * from.old.len().min(part.len()) > part.len() {
            found = to.new;
        }
    }
    trimmed(found, new)
}

fn moves(changes: &[Change]) -> impl Iterator<Item = (&Change, &Change)> {
    let froms = changes.iter().filter(|change| change.kind == ChangeKind::MoveFrom);
    froms.filter_map(|from| {
        let is_other = |to: &&Change| to.kind == ChangeKind::MoveTo && to.move_id == from.move_id;
        Some((from, changes.iter().find(is_other)?))
    })
}

fn follow_start(edits: &[(Span, Span)], offset: usize, length: usize) -> usize {
    let (mut old_at, mut new_at) = (0, 0);
    for (old, new) in edits {
        if old.start() > offset {
            break;
        }
        if old.end() > offset {
            return new.start();
        }
        (old_at, new_at) = (old.end(), new.end());
    }
    (new_at + offset.saturating_sub(old_at)).min(length)
}

fn follow_end(edits: &[(Span, Span)], offset: usize, length: usize) -> usize {
    let (mut old_at, mut new_at) = (0, 0);
    for (old, new) in edits {
        if old.start() >= offset {
            break;
        }
        if old.end() > offset {
            return new.end();
        }
        (old_at, new_at) = (old.end(), new.end());
    }
    (new_at + offset.saturating_sub(old_at)).min(length)
}

fn trimmed(span: Span, text: &str) -> Span {
    let slice = span.slice(text);
    let start = slice.len() - slice.trim_start().len();
    Span::at(span.start() + start.min(slice.len()), slice.trim().len())
}

#[cfg(test)]
mod tests {
    use super::follow;
    use crate::text::Span;

    #[test]
    fn what_came_after_a_fragment_does_not_belong_to_it() {
        let (old, new) = ("Nodes may wait.", "However, nodes may wait, unless full.");
        let at = old.find("may wait").unwrap();
        assert_eq!(follow(old, new, Span::at(at, 8)).slice(new), "may wait");
    }
}
