//! Growing moves over the short lines beside them: headings, table rows, list items.

use std::collections::BTreeMap;

use super::moves::Move;
use super::script::Edit;
use crate::text::Span;

/// Grows each move over whole equal lines before and after it, inside the edits that hold its
/// ends and not into other moves. `moves` ascend in the old text.
pub(super) fn grow(old: &str, new: &str, edits: &[Edit], moves: &mut [Move]) {
    let mut taken_new: BTreeMap<usize, usize> =
        moves.iter().map(|found| (found.new.start(), found.new.end())).collect();
    let mut old_from = 0;
    for index in 0..moves.len() {
        let old_to = moves.get(index + 1).map_or(old.len(), |next| next.old.start());
        let Some(found) = moves.get_mut(index) else { return };
        let (Some(old_edit), Some(new_edit)) =
            (edits.get(found.old_edit), edits.get(found.new_edit))
        else {
            return;
        };
        taken_new.remove(&found.new.start());
        let new_from = taken_new.range(..found.new.start()).next_back().map_or(0, |(_, end)| *end);
        let new_to =
            taken_new.range(found.new.end()..).next().map_or(new.len(), |(start, _)| *start);
        let old_room = Room { text: old, from: old_from, to: old_to }.within(old_edit.old);
        let new_room = Room { text: new, from: new_from, to: new_to }.within(new_edit.new);
        while let Some((old_line, new_line)) =
            equal_lines(&old_room, &new_room, (found.old, found.new), Room::line_before).or_else(
                || equal_lines(&old_room, &new_room, (found.old, found.new), Room::line_after),
            )
        {
            (found.old, found.new) = (found.old.join(old_line), found.new.join(new_line));
        }
        taken_new.insert(found.new.start(), found.new.end());
        old_from = found.old.end();
    }
}

/// The text that a move may grow into.
struct Room<'t> {
    text: &'t str,
    from: usize,
    to: usize,
}

impl Room<'_> {
    fn within(self, edit: Span) -> Self {
        Self { from: self.from.max(edit.start()), to: self.to.min(edit.end()), ..self }
    }

    /// The last line before `place` that is not blank, if it is whole and `place` starts a line.
    fn line_before(&self, place: Span) -> Option<Span> {
        let before = self.text.get(self.from..place.start())?;
        let body = before.trim_end();
        let is_apart = before.get(body.len()..)?.contains('\n');
        let start = self.from + body.rfind('\n').map_or(0, |at| at + 1);
        let is_whole = start > self.from || is_blank_line_end(self.text.get(..start)?);
        let line = Span::new(start, self.from + body.len())?;
        (is_apart && is_whole && !line.slice(self.text).trim().is_empty()).then_some(line)
    }

    /// The first line after `place` that is not blank, if it is whole and `place` ends a line.
    fn line_after(&self, place: Span) -> Option<Span> {
        let after = self.text.get(place.end()..self.to)?;
        let body = after.trim_start();
        let start = place.end() + after.len() - body.len();
        let is_apart = self.text.get(place.end()..start)?.contains('\n');
        let length = body.find('\n').unwrap_or(body.len());
        let end = start + body.get(..length)?.trim_end().len();
        let rest = self.text.get(end..)?.trim_start_matches([' ', '\t', '\r']);
        let is_whole = rest.is_empty() || rest.starts_with('\n');
        (is_apart && is_whole && end > start).then(|| Span::at(start, end - start))
    }
}

fn is_blank_line_end(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\t']);
    before.is_empty() || before.ends_with('\n')
}

fn equal_lines<'t>(
    old: &Room<'t>,
    new: &Room<'t>,
    places: (Span, Span),
    line: fn(&Room<'t>, Span) -> Option<Span>,
) -> Option<(Span, Span)> {
    let (old_line, new_line) = (line(old, places.0)?, line(new, places.1)?);
    let is_equal = old_line.slice(old.text).trim() == new_line.slice(new.text).trim();
    is_equal.then_some((old_line, new_line))
}
