//! Comparing two texts.

use std::collections::BTreeSet;

use super::change::Change;
use super::change::ChangeKind;
use super::change::Diff;
use super::change::Significance;
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
    let change = Change {
        kind: ChangeKind::Replace,
        old: Span::at(0, old.len()),
        new: Span::at(0, new.len()),
        significance: BTreeSet::from([Significance::Wording]),
        is_noise: false,
        move_id: None,
        inner: Vec::new(),
    };
    Diff { changes: vec![change], ..Diff::default() }
}
