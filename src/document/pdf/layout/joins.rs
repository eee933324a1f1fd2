//! Text that goes on: from line to line, from column to column, from page to page.

use super::block::Draft;
use super::block::Form;
use super::line::Line;
use super::measures::Measures;

/// Signs that items of lists begin with.
const BULLETS: &[char] = &[
    '•', '◦', '▪', '▫', '●', '○', '■', '□', '‣', '∙', '·', '–', '—', '*', '➢', '✓', '➔', '−', '⁃',
    '♦', '◆', '❖',
];

/// What an item of a list begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    Bullet,
    Number(u64),
}

/// The marker of a line, and the bytes of its text that it takes.
pub(super) fn marker(line: &Line) -> Option<(Marker, usize)> {
    let first = line.cells.first()?;
    let word = first.text.split(' ').next()?;
    if word.len() == first.text.len() && line.cells.len() == 1 {
        return None;
    }
    let mut characters = word.chars();
    if let (Some(sign), None) = (characters.next(), characters.next())
        && BULLETS.contains(&sign)
    {
        return Some((Marker::Bullet, word.len()));
    }
    let digits = word.strip_suffix(['.', ')'])?;
    let number = digits.strip_prefix('(').unwrap_or(digits);
    let is_number = number.len() <= 3 && number.chars().all(|c| c.is_ascii_digit());
    let number = number.parse().ok().filter(|_| is_number)?;
    Some((Marker::Number(number), word.len()))
}

/// Whether the next line goes on with the text of the lines.
pub(super) fn goes_on(lines: &[Line], next: &Line, measures: &Measures) -> bool {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return false };
    let gap = next.y - last.y;
    let is_large = last.size > measures.body * 1.12;
    let most = measures.leading(last.size) * 1.3 + 0.4;
    let most = if is_large { most.max(last.size * 1.5) } else { most };
    if gap <= 0.0 || gap > most || !is_alike(last, next) {
        return false;
    }
    if is_large && last.style == next.style {
        return marker(next).is_none();
    }
    let has_room = last.has_room_for(next);
    if last.style.is_bold != next.style.is_bold && (lines.len() == 1 || has_room || ends(last)) {
        return false;
    }
    match marker(next) {
        Some((Marker::Bullet, _)) => return false,
        Some((Marker::Number(_), _)) if has_room || ends(last) || marker(first).is_some() => {
            return false;
        }
        _ => {}
    }
    let is_item = marker(first).is_some();
    let step = next.x0 - last.x0;
    let indent = next.size * 0.7;
    if step > indent && lines.len() > 1 {
        return false;
    }
    if step < -indent && (lines.len() > 1 || is_item) {
        return false;
    }
    if !has_room {
        return true;
    }
    let is_long = last.x1 - last.x0 > (last.right - last.left) * 0.55;
    let middle = |line: &Line| f64::midpoint(line.x0, line.x1);
    let is_centred = (middle(last) - middle(next)).abs() < 2.0
        && last.x0 - last.left > last.size
        && last.right - last.x1 > last.size;
    let is_flush = step <= indent && (step >= -indent || lines.len() == 1);
    !ends(last) && ((begins_low(next) && is_flush && is_long) || is_centred)
}

/// Whether the text of a draft goes on in the first draft of the next column or page.
pub(super) fn spans(draft: &Draft, next: &Draft, measures: &Measures) -> bool {
    let (Some(last), Some(first)) = (draft.lines.last(), next.lines.first()) else { return false };
    match (&draft.form, &next.form) {
        (Form::Code, Form::Code) => return is_alike(last, first),
        (Form::Text | Form::Item(_), Form::Text) => {}
        _ => return false,
    }
    let is_heading = last.size > measures.body * 1.12 || (last.style.is_bold && !measures.is_bold);
    if is_heading || !is_alike(last, first) || last.style.is_bold != first.style.is_bold {
        return false;
    }
    let has_room = last.has_room_for(first);
    let is_indented = first.x0 - first.left > first.size * 0.7
        && next.lines.get(1).is_some_and(|second| first.x0 - second.x0 > first.size * 0.7);
    if begins_low(first) && (!ends(last) || !has_room) {
        return true;
    }
    !has_room && !is_indented && !ends(last)
}

/// Whether two lines may be of one text by their size.
fn is_alike(one: &Line, other: &Line) -> bool {
    let alike = |one: f64, other: f64| (0.92..1.09).contains(&(one / other.max(0.1)));
    alike(one.size, other.size) || alike(one.tallest, other.tallest)
}

/// Whether a line ends a sentence.
pub(super) fn ends(line: &Line) -> bool {
    let text = line.cells.last().map(|cell| cell.text.as_str()).unwrap_or_default();
    let text = text.trim_end_matches(['"', '”', '’', ')', ']', '»', '\'']);
    text.ends_with(['.', '!', '?', ':', ';', '。', '！', '？', '：', '；', '…'])
}

/// Whether a line begins with a small letter.
fn begins_low(line: &Line) -> bool {
    let first = line.cells.first().and_then(|cell| cell.text.chars().next());
    first.is_some_and(|c| c.is_lowercase() || (crate::text::is_wide(c) && c.is_alphabetic()))
}
