//! Comparing two texts.

use std::collections::BTreeSet;

use super::budget::Budget;
use super::change::Change;
use super::change::ChangeKind;
use super::change::Diff;
use super::change::Significance;
use super::interner::Interner;
use super::line_alignment::Pair;
use super::line_alignment::align_lines;
use super::region::compare_region;
use super::script::Edit;
use super::script::Script;
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
}

impl Default for Options {
    fn default() -> Self {
        Self { media_type: MediaType::Plain, old_noise: Vec::new(), new_noise: Vec::new() }
    }
}

/// Compares two texts; never fails, and the same input always gives the same diff.
#[must_use]
pub fn compare(old: &str, new: &str, _options: &Options) -> Diff {
    if old == new {
        return Diff::default();
    }
    let mut script = Script::new(old, new);
    let mut budget = Budget::for_bytes(old.len() + new.len());
    let mut interner = Interner::with_capacity(1 << 10);
    let mut coarse = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    let end = Pair { old: Span::empty(old.len()), new: Span::empty(new.len()) };
    for kept in align_lines(old, new).into_iter().chain([end]) {
        let region = Pair {
            old: Span::at(old_at, kept.old.start() - old_at),
            new: Span::at(new_at, kept.new.start() - new_at),
        };
        coarse.extend(compare_region((old, new), region, &mut interner, &mut budget, &mut script));
        script.keep(kept.old, kept.new);
        (old_at, new_at) = (kept.old.end(), kept.new.end());
    }
    let changes = script.edits.iter().map(change).collect();
    Diff { changes, layout: script.layout, coarse }
}

fn change(edit: &Edit) -> Change {
    let kind = match (edit.old.is_empty(), edit.new.is_empty()) {
        (true, _) => ChangeKind::Insert,
        (false, true) => ChangeKind::Delete,
        (false, false) => ChangeKind::Replace,
    };
    Change {
        kind,
        old: edit.old,
        new: edit.new,
        significance: BTreeSet::from([Significance::Wording]),
        is_noise: false,
        move_id: None,
        inner: Vec::new(),
    }
}
