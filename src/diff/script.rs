//! From what stayed to what changed: the edit script and the layout.

use super::change::Layout;
use crate::text::Span;

/// A changed place before it has a meaning: old bytes give way to new ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) old: Span,
    pub(super) new: Span,
}

/// Collects edits and layout while the equal words pass by in order.
#[derive(Debug)]
pub(super) struct Script<'t> {
    old: &'t str,
    new: &'t str,
    old_at: usize,
    new_at: usize,
    /// Changed words.
    pub(super) edits: Vec<Edit>,
    /// White space that differs around words that are the same.
    pub(super) layout: Vec<Layout>,
}

impl<'t> Script<'t> {
    pub(super) const fn new(old: &'t str, new: &'t str) -> Self {
        Self { old, new, old_at: 0, new_at: 0, edits: Vec::new(), layout: Vec::new() }
    }

    /// Takes two places whose bytes are the same; all before them that was not taken differs.
    pub(super) fn keep(&mut self, old: Span, new: Span) {
        let old_gap = Span::new(self.old_at, old.start());
        let new_gap = Span::new(self.new_at, new.start());
        if let (Some(old_gap), Some(new_gap)) = (old_gap, new_gap) {
            self.between(old_gap, new_gap);
        }
        (self.old_at, self.new_at) = (old.end(), new.end());
    }

    /// Settles what stands between two kept places: words that differ are an edit, white space
    /// around them is layout.
    fn between(&mut self, old: Span, new: Span) {
        let (old_text, new_text) = (old.slice(self.old), new.slice(self.new));
        if old_text == new_text {
            return;
        }
        let (old_words, new_words) = (trimmed(old, old_text), trimmed(new, new_text));
        match (old_words, new_words) {
            (None, None) => self.lay_out(old, new),
            (Some(old_words), Some(new_words)) => {
                self.lay_out(head(old, old_words), head(new, new_words));
                if old_words.slice(self.old) != new_words.slice(self.new) {
                    self.edits.push(Edit { old: old_words, new: new_words });
                }
                self.lay_out(tail(old, old_words), tail(new, new_words));
            }
            (Some(words), None) => self.one_sided(old, words, new, false),
            (None, Some(words)) => self.one_sided(new, words, old, true),
        }
    }

    /// Words that stand on one side only take the white space with them that the other side does
    /// not have.
    fn one_sided(&mut self, full: Span, words: Span, space: Span, is_insert: bool) {
        let (full_text, space_text) =
            if is_insert { (self.new, self.old) } else { (self.old, self.new) };
        let (before, after) = (head(full, words), tail(full, words));
        let kept = space.slice(space_text);
        let pair = |full: Span, other: Span| {
            if is_insert { (other, full) } else { (full, other) }
        };
        if kept == after.slice(full_text) && kept != before.slice(full_text) {
            let (old, new) = pair(before.join(words), Span::empty(space.start()));
            self.edits.push(Edit { old, new });
            return;
        }
        let (old, new) = pair(before, space);
        self.lay_out(old, new);
        let (old, new) = pair(words.join(after), Span::empty(space.end()));
        self.edits.push(Edit { old, new });
    }

    fn lay_out(&mut self, old: Span, new: Span) {
        if old.slice(self.old) != new.slice(self.new) {
            self.layout.push(Layout { old, new });
        }
    }
}

/// `whole` without the white space around its text; `None` when that is all.
fn trimmed(whole: Span, text: &str) -> Option<Span> {
    let start = text.len() - text.trim_start().len();
    let body = text.trim();
    (!body.is_empty()).then(|| Span::at(whole.start() + start, body.len()))
}

fn head(whole: Span, words: Span) -> Span {
    Span::at(whole.start(), words.start() - whole.start())
}

fn tail(whole: Span, words: Span) -> Span {
    Span::at(words.end(), whole.end() - words.end())
}
