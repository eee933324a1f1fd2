//! Taking moves out of the edits they stand in.

use super::moves::Move;
use super::script::Edit;
use crate::text::Span;

/// A part of an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words that came, went or were replaced.
    Plain(Edit),
    /// The place a move left, and the number of the move.
    From(Edit, usize),
    /// The place a move came to.
    To(Edit, usize),
}

/// A stretch of one side of an edit, with the move it belongs to.
#[derive(Debug, Clone, Copy)]
struct Part {
    span: Span,
    of_move: Option<usize>,
}

/// Cuts every edit where moves leave or come, ascending in both texts.
pub(super) fn cut_out(moves: &[Move], edits: &[Edit], old: &str, new: &str) -> Vec<Piece> {
    let mut leaving = vec![Vec::new(); edits.len()];
    let mut coming = vec![Vec::new(); edits.len()];
    for (number, found) in moves.iter().enumerate() {
        if let Some(list) = leaving.get_mut(found.old_edit) {
            list.push((found.old, number));
        }
        if let Some(list) = coming.get_mut(found.new_edit) {
            list.push((found.new, number));
        }
    }
    let mut pieces = Vec::with_capacity(edits.len() + 2 * moves.len());
    for ((edit, leaving), mut coming) in edits.iter().zip(leaving).zip(coming) {
        if leaving.is_empty() && coming.is_empty() {
            pieces.push(Piece::Plain(*edit));
            continue;
        }
        coming.sort_unstable();
        let olds = parts(edit.old, &leaving, old);
        let news = parts(edit.new, &coming, new);
        interleave(*edit, &olds, &news, &mut pieces);
    }
    pieces
}

/// Cuts `whole` into moved stretches and what is left between; white space goes to what stands
/// before it.
fn parts(whole: Span, moved: &[(Span, usize)], text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut add = |from: usize, to: usize, of_move: Option<usize>| {
        let Some(span) = Span::new(from, to).filter(|span| !span.is_empty()) else { return };
        match parts.last_mut() {
            Some(last) if of_move.is_none() && span.slice(text).trim().is_empty() => {
                last.span = last.span.join(span);
            }
            _ => parts.push(Part { span, of_move }),
        }
    };
    let mut at = whole.start();
    for (span, number) in moved {
        let lead = text.get(at..span.start()).unwrap_or_default();
        let start = if lead.trim().is_empty() { at } else { span.start() };
        add(at, start, None);
        add(start, span.end(), Some(*number));
        at = span.end();
    }
    add(at, whole.end(), None);
    parts
}

/// Orders the parts of both sides so that they ascend in both; the longest rests, which most
/// likely replace each other, meet.
fn interleave(edit: Edit, olds: &[Part], news: &[Part], pieces: &mut Vec<Piece>) {
    let old_rest = longest_rest(olds);
    let new_rest = longest_rest(news);
    let (old_rest, new_rest) = match (old_rest, new_rest) {
        (Some(old_rest), Some(new_rest)) => (old_rest, new_rest),
        _ => (olds.len(), 0),
    };
    let start_of = |parts: &[Part], index: usize, end: usize| {
        parts.get(index).map_or(end, |part: &Part| part.span.start())
    };
    let old_meet = start_of(olds, old_rest, edit.old.end());
    let new_meet = start_of(news, new_rest, edit.new.end());
    let meets = old_rest < olds.len();
    pieces.extend(olds.iter().take(old_rest).map(|part| leave(part, edit.new.start())));
    pieces.extend(news.iter().take(new_rest).map(|part| come(part, old_meet)));
    let mut new_from = new_meet;
    if let (Some(old), Some(new), true) = (olds.get(old_rest), news.get(new_rest), meets) {
        pieces.push(Piece::Plain(Edit { old: old.span, new: new.span }));
        new_from = new.span.end();
    }
    let skip = usize::from(meets);
    pieces.extend(olds.iter().skip(old_rest + skip).map(|part| leave(part, new_from)));
    pieces.extend(news.iter().skip(new_rest + skip).map(|part| come(part, edit.old.end())));
}

fn longest_rest(parts: &[Part]) -> Option<usize> {
    let rests = parts.iter().enumerate().filter(|(_, part)| part.of_move.is_none());
    rests.max_by_key(|(_, part)| part.span.len()).map(|(index, _)| index)
}

fn leave(part: &Part, new_at: usize) -> Piece {
    let edit = Edit { old: part.span, new: Span::empty(new_at) };
    part.of_move.map_or(Piece::Plain(edit), |number| Piece::From(edit, number))
}

fn come(part: &Part, old_at: usize) -> Piece {
    let edit = Edit { old: Span::empty(old_at), new: part.span };
    part.of_move.map_or(Piece::Plain(edit), |number| Piece::To(edit, number))
}
