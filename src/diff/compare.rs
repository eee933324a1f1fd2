//! Comparing two texts.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::block_moves::moved_blocks;
use super::budget::Budget;
use super::change::Change;
use super::change::ChangeKind;
use super::change::Diff;
use super::change::Significance;
use super::interner::Interner;
use super::line_alignment::Pair;
use super::line_alignment::align_lines;
use super::moves::find_moves;
use super::pieces::Piece;
use super::pieces::cut_out;
use super::ranking::Ranking;
use super::region::compare_region;
use super::script::Edit;
use super::script::Script;
use super::significance::Classifier;
use crate::document::MediaType;
use crate::text::Span;

/// How two texts are compared.
#[derive(Debug, Clone)]
pub struct Options {
    /// How the texts are to be read: structured ones by rows, items and code lines.
    pub media_type: MediaType,
    /// Noise spans of the old text, ascending.
    pub old_noise: Vec<Span>,
    /// Noise spans of the new text, ascending.
    pub new_noise: Vec<Span>,
    /// Whether each change is given its significance; without it the engine runs alone.
    pub is_ranked: bool,
    /// The word lists that judge significance; none for the built-in ones.
    pub classifier: Option<Arc<Classifier>>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            media_type: MediaType::Plain,
            old_noise: Vec::new(),
            new_noise: Vec::new(),
            is_ranked: true,
            classifier: None,
        }
    }
}

/// Compares two texts; never fails, and the same input always gives the same diff.
///
/// Takes a number of steps that is linear in the length of the texts; where that does not do,
/// [`Diff::coarse`] says so.
#[must_use]
pub fn compare(old: &str, new: &str, options: &Options) -> Diff {
    if old == new {
        return Diff::default();
    }
    let mut budget = Budget::for_bytes(old.len() + new.len());
    let (script, coarse) = align(old, new, &mut budget);
    let moves = find_moves(old, new, &script.edits);
    let mut ranking = Ranking::new(old, new, options);
    let mut changes: Vec<Change> = cut_out(&moves, &script.edits, old, new)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(edit) => ranking.rank(plain(edit)),
            Piece::From(edit, number) => end_of_move(ChangeKind::MoveFrom, edit, number),
            Piece::To(edit, number) => end_of_move(ChangeKind::MoveTo, edit, number),
        })
        .collect();
    let inner: Vec<Vec<Change>> = moves
        .iter()
        .map(|found| inner_changes(found.old, found.new, (old, new), &mut budget))
        .map(|edits| edits.into_iter().map(|edit| ranking.rank(plain(edit))).collect())
        .collect();
    attach_inner(&mut changes, inner);
    for change in &mut changes {
        ranking.mark_noise(change);
    }
    Diff { changes, layout: script.layout, coarse }
}

/// Lines first, then the words between them.
pub(super) fn align<'t>(
    old: &'t str,
    new: &'t str,
    budget: &mut Budget,
) -> (Script<'t>, Vec<Span>) {
    let mut script = Script::new(old, new);
    let mut interner = Interner::with_capacity(1 << 10);
    let mut coarse = Vec::new();
    let mut kept = align_lines(old, new, budget);
    kept.push(Pair { old: Span::empty(old.len()), new: Span::empty(new.len()) });
    let regions = between(&kept);
    let moved = moved_blocks(old, new, &regions);
    for (kept, region) in kept.into_iter().zip(regions) {
        let changed = (region, &moved);
        coarse.extend(compare_region((old, new), changed, &mut interner, budget, &mut script));
        script.keep(kept.old, kept.new);
    }
    (script, coarse)
}

/// What lies before each kept stretch.
fn between(kept: &[Pair]) -> Vec<Pair> {
    let (mut old_at, mut new_at) = (0, 0);
    let before = kept.iter().map(|kept| {
        let old = Span::at(old_at, kept.old.start() - old_at);
        let new = Span::at(new_at, kept.new.start() - new_at);
        (old_at, new_at) = (kept.old.end(), kept.new.end());
        Pair { old, new }
    });
    before.collect()
}

/// The edits inside a moved passage, in places of the whole texts.
fn inner_changes(old: Span, new: Span, texts: (&str, &str), budget: &mut Budget) -> Vec<Edit> {
    let (script, _) = align(old.slice(texts.0), new.slice(texts.1), budget);
    let shift = |span: Span, by: usize| Span::at(span.start() + by, span.len());
    let edits = script.edits.into_iter();
    edits
        .map(|edit| Edit { old: shift(edit.old, old.start()), new: shift(edit.new, new.start()) })
        .collect()
}

fn plain(edit: Edit) -> Change {
    let kind = match (edit.old.is_empty(), edit.new.is_empty()) {
        (true, _) => ChangeKind::Insert,
        (false, true) => ChangeKind::Delete,
        (false, false) => ChangeKind::Replace,
    };
    change(kind, edit, None)
}

fn end_of_move(kind: ChangeKind, edit: Edit, number: usize) -> Change {
    change(kind, edit, u32::try_from(number).ok())
}

const fn change(kind: ChangeKind, edit: Edit, move_id: Option<u32>) -> Change {
    Change {
        kind,
        old: edit.old,
        new: edit.new,
        significance: BTreeSet::new(),
        is_noise: false,
        move_id,
        inner: Vec::new(),
    }
}

/// Gives each move its inner changes, and both its ends their significance.
fn attach_inner(changes: &mut [Change], inner: Vec<Vec<Change>>) {
    let classes: Vec<BTreeSet<Significance>> = inner
        .iter()
        .map(|inner| inner.iter().flat_map(|change| &change.significance).copied().collect())
        .collect();
    let mut inner: Vec<Option<Vec<Change>>> = inner.into_iter().map(Some).collect();
    for change in changes {
        let Some(number) = change.move_id.map(|number| number as usize) else { continue };
        change.significance = classes.get(number).cloned().unwrap_or_default();
        if change.kind == ChangeKind::MoveTo {
            change.inner = inner.get_mut(number).and_then(Option::take).unwrap_or_default();
        }
    }
}
