//! The result of a comparison: an edit script of words, and what else differs.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::text::Span;

/// How much a change matters, most serious first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Significance {
    /// The strength of a duty, recommendation or permission.
    Obligation,
    /// The polarity of a statement.
    Negation,
    /// A number, unit, bound, currency or date.
    Quantity,
    /// A name, address, identifier or cross-reference.
    Reference,
    /// Any other words.
    Wording,
    /// Case, punctuation, width, quotes, Unicode form.
    Cosmetic,
    /// What the scrape added.
    Noise,
}

/// What a change does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Words came.
    Insert,
    /// Words went.
    Delete,
    /// Words were replaced by others.
    Replace,
    /// A passage left this place.
    MoveFrom,
    /// A passage came to this place.
    MoveTo,
}

/// One edit: what stands at `old` in the old text gives way to what stands at `new` in the new
/// one. Both spans are always given, empty where nothing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it does.
    pub kind: ChangeKind,
    /// Place in the old text, in bytes.
    pub old: Span,
    /// Place in the new text, in bytes.
    pub new: Span,
    /// Every class that applies; the first (most serious) ranks the change.
    pub significance: BTreeSet<Significance>,
    /// Whether it stands in noise on every side where it has text.
    pub is_noise: bool,
    /// Number that links the two ends of one move, from 0.
    pub move_id: Option<u32>,
    /// On a [`ChangeKind::MoveTo`]: the edits inside the moved passage, `old` inside the span of
    /// the [`ChangeKind::MoveFrom`] end.
    pub inner: Vec<Change>,
}

/// White space, wrapping or block marks that differ between words that are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Place in the old text, in bytes.
    pub old: Span,
    /// Place in the new text, in bytes.
    pub new: Span,
}

/// What changed between an old and a new text.
///
/// `changes` and `layout` are each ascending in both texts and apart from each other; what lies
/// outside of both is byte for byte the same. Together they turn the old bytes into the new ones
/// ([`Diff::apply`]).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diff {
    /// The edit script of words.
    pub changes: Vec<Change>,
    /// What else differs.
    pub layout: Vec<Layout>,
    /// Places of the new text where the step budget ran out: exact there, but coarse.
    pub coarse: Vec<Span>,
}

/// Why a diff does not fit the texts it is applied to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the diff does not fit these texts at old byte {old_offset}, new byte {new_offset}")]
pub struct ApplyError {
    /// Offset in the old text.
    pub old_offset: usize,
    /// Offset in the new text.
    pub new_offset: usize,
}

impl Diff {
    /// Whether nothing at all differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.layout.is_empty()
    }

    /// Builds the new text from the old one and the inserted parts of `new`: the law that every
    /// diff obeys is that this gives `new`.
    ///
    /// # Errors
    /// When the spans do not ascend, do not fit the texts, or leave unequal text between them.
    pub fn apply(&self, old: &str, new: &str) -> Result<String, ApplyError> {
        let changes = self.changes.iter().map(|change| (change.old, change.new));
        let layout = self.layout.iter().map(|layout| (layout.old, layout.new));
        let mut edits: Vec<(Span, Span)> = changes.chain(layout).collect();
        edits.sort_by_key(|(old, new)| (old.start(), new.start(), old.end(), new.end()));
        edits.push((Span::empty(old.len()), Span::empty(new.len())));
        let mut built = String::with_capacity(new.len());
        let (mut old_at, mut new_at) = (0, 0);
        for (old_span, new_span) in edits {
            let misfit = || ApplyError { old_offset: old_at, new_offset: new_at };
            let kept = old.get(old_at..old_span.start()).ok_or_else(misfit)?;
            if new.get(new_at..new_span.start()) != Some(kept) {
                return Err(misfit());
            }
            built.push_str(kept);
            built.push_str(new.get(new_span.range()).ok_or_else(misfit)?);
            (old_at, new_at) = (old_span.end(), new_span.end());
        }
        Ok(built)
    }
}
