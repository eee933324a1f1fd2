//! What each change means: its significance, and whether it is noise.

use std::collections::BTreeSet;

use super::change::Change;
use super::change::ChangeKind;
use super::change::Significance;
use super::compare::Options;
use super::context::Context;
use super::significance::Judge;
use super::significance::Side;
use crate::text::Span;

/// The two sides of a change of more bytes than this are not compared with one another: what it
/// brings and what it takes are judged each for itself.
const LARGEST_COMPARED: usize = 1 << 16;

/// Ranks the changes between two texts.
#[derive(Debug)]
pub(super) struct Ranking<'t> {
    old: &'t str,
    new: &'t str,
    options: &'t Options,
    old_context: Context<'t>,
    new_context: Context<'t>,
    judge: Judge<'t>,
}

impl<'t> Ranking<'t> {
    pub(super) fn new(old: &'t str, new: &'t str, options: &'t Options) -> Self {
        let (old_context, new_context) = (Context::new(old), Context::new(new));
        let judge = Judge::new(options.classifier.as_deref());
        Self { old, new, options, old_context, new_context, judge }
    }

    /// Gives a change its significance.
    pub(super) fn rank(&mut self, mut change: Change) -> Change {
        if !self.options.is_ranked {
            return change;
        }
        let old = trimmed(change.old, self.old);
        let new = trimmed(change.new, self.new);
        if old.len().max(new.len()) > LARGEST_COMPARED {
            change.significance =
                self.judge.classify_large(old.slice(self.old), new.slice(self.new));
            return change;
        }
        let (old_sentence, new_sentence) = self.sentences(old, new);
        let old_side = Side { text: self.old, changed: old, sentence: old_sentence };
        let new_side = Side { text: self.new, changed: new, sentence: new_sentence };
        change.significance = self.judge.classify(old_side, new_side);
        if change.significance.is_empty() {
            change.significance.insert(Significance::Wording);
        }
        change
    }

    /// The sentences around both sides of a change. Where whole sentences came or went, the other
    /// side has none.
    fn sentences(&mut self, old: Span, new: Span) -> (Span, Span) {
        let old_sentence = self.old_context.sentence_of(old);
        let new_sentence = self.new_context.sentence_of(new);
        if old.is_empty() && trimmed(new_sentence, self.new) == new {
            (old, new_sentence)
        } else if new.is_empty() && trimmed(old_sentence, self.old) == old {
            (old_sentence, new)
        } else {
            (old_sentence, new_sentence)
        }
    }

    /// Marks a change, and those inside it, that stand in noise on every side where they have
    /// text. Noise has no other significance.
    pub(super) fn mark_noise(&self, change: &mut Change) {
        let is_in = |span: Span, text: &str, noise: &[Span]| {
            let span = trimmed(span, text);
            span.is_empty() || is_covered(span, noise, text)
        };
        let has_text = !(change.old.is_empty() && change.new.is_empty());
        change.is_noise = has_text
            && is_in(change.old, self.old, &self.options.old_noise)
            && is_in(change.new, self.new, &self.options.new_noise);
        if change.is_noise && !matches!(change.kind, ChangeKind::MoveFrom | ChangeKind::MoveTo) {
            change.significance = BTreeSet::from([Significance::Noise]);
        }
        for inner in &mut change.inner {
            self.mark_noise(inner);
        }
    }
}

/// `span` without the white space around its text.
fn trimmed(span: Span, text: &str) -> Span {
    let slice = span.slice(text);
    let start = slice.len() - slice.trim_start().len();
    if start == slice.len() {
        return Span::empty(span.start());
    }
    Span::at(span.start() + start, slice.trim().len())
}

/// Whether ascending noise spans cover all of `span` but white space.
fn is_covered(span: Span, noise: &[Span], text: &str) -> bool {
    let first = noise.partition_point(|noise| noise.end() <= span.start());
    let mut at = span.start();
    for noise in noise.iter().skip(first).take_while(|noise| noise.start() < span.end()) {
        if text.get(at..noise.start()).is_some_and(|gap| !gap.trim().is_empty()) {
            return false;
        }
        at = at.max(noise.end());
    }
    at >= span.end() || text.get(at..span.end()).is_some_and(|rest| rest.trim().is_empty())
}
