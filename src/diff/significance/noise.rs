//! Stretches that tools add to a text: keyword expansions, footers of editors.

use std::borrow::Cow;

use super::comparison::Comparison;
use super::comparison::Finding;
use super::vocabulary::Vocabulary;
use crate::diff::Significance;
use crate::text::Span;

/// The passage with its noise turned to spaces, byte for byte, and where the noise stands.
pub(super) fn blank<'t>(text: &'t str, vocabulary: &Vocabulary) -> (Cow<'t, str>, Vec<Span>) {
    let mut spans: Vec<Span> = Vec::new();
    if !vocabulary.may_hold_noise(text) {
        return (Cow::Borrowed(text), spans);
    }
    for mark in vocabulary.lexicon.noise.iter().filter(|mark| !mark.open.is_empty()) {
        let mut from = 0;
        while let Some(start) =
            text.get(from..).and_then(|rest| rest.find(&mark.open)).map(|at| from + at)
        {
            let inside = start + mark.open.len();
            let rest = text.get(inside..).unwrap_or_default();
            let closing = match &mark.close {
                Some(close) => rest.find(close.as_str()).map(|at| at + close.len()),
                None => Some(rest.len()),
            };
            let Some(length) = closing else { break };
            from = inside + length;
            spans.extend(Span::new(with_label(text, start), from));
        }
    }
    if spans.is_empty() {
        return (Cow::Borrowed(text), spans);
    }
    spans.sort_unstable();
    let mut blanked = String::with_capacity(text.len());
    let mut at = 0;
    for span in &spans {
        blanked.push_str(text.get(at..span.start()).unwrap_or_default());
        blanked.push_str(&" ".repeat(span.end().saturating_sub(span.start().max(at))));
        at = at.max(span.end());
    }
    blanked.push_str(text.get(at..).unwrap_or_default());
    (Cow::Owned(blanked), spans)
}

/// Where the label and the comment signs before a stretch of noise start ("Version: $Revision$").
fn with_label(text: &str, start: usize) -> usize {
    let before = text.get(..start).unwrap_or_default().trim_end();
    let label = before.strip_suffix(':').unwrap_or(before);
    let is_label = |char: char| char.is_alphanumeric() || char == '-';
    let bare = if label.len() < before.len() { label.trim_end_matches(is_label) } else { before };
    bare.trim_end_matches([' ', '.', '#', '/', ';', '%', '*', '<', '!', '-']).len().max(floor(bare))
}

/// Where the last sentence of `text` ends: its full stop is no comment sign.
fn floor(text: &str) -> usize {
    let marked = text.trim_end();
    let stop = marked.trim_end_matches('.');
    if marked.len() == stop.len() + 1 { marked.len() } else { 0 }
}

/// Reports noise that differs.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    (old, old_noise): (&str, &[Span]),
    (new, new_noise): (&str, &[Span]),
) {
    let texts = |text: &'_ str, spans: &[Span]| {
        spans.iter().map(|span| span.slice(text).to_owned()).collect::<Vec<String>>()
    };
    if texts(old, old_noise) == texts(new, new_noise) {
        return;
    }
    let noise =
        |old, new| Finding { significance: Significance::Noise, old, new, is_slight: false };
    comparison.findings.extend(old_noise.iter().map(|span| noise(Some(*span), None)));
    comparison.findings.extend(new_noise.iter().map(|span| noise(None, Some(*span))));
}
