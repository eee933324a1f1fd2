//! Lines: segments side by side in one column.

use super::segment::Segment;
use crate::document::pdf::font::Style;

/// A line of a column.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its segments from the first to the last; more than one where wide gaps stand between.
    pub(super) cells: Vec<Segment>,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    /// The largest font size of its characters.
    pub(super) tallest: f64,
    pub(super) style: Style,
    /// The page, counted from 0.
    pub(super) page: usize,
    /// The bounds of the column.
    pub(super) left: f64,
    pub(super) right: f64,
}

impl Line {
    /// A line of the cells, which stand in order.
    pub(super) fn new(cells: Vec<Segment>, page: usize) -> Option<Self> {
        let longest = cells.iter().max_by_key(|cell| cell.text.len())?;
        let (size, y) = (longest.size, longest.y);
        let every = |is: fn(&Style) -> bool| {
            cells.iter().all(|cell| is(&cell.style) || cell.text.chars().count() < 3)
        };
        let style = Style {
            is_bold: every(|style| style.is_bold) && longest.style.is_bold,
            is_italic: longest.style.is_italic,
            is_fixed: every(|style| style.is_fixed) && longest.style.is_fixed,
        };
        let x0 = cells.iter().map(|cell| cell.x0).fold(f64::INFINITY, f64::min);
        let x1 = cells.iter().map(|cell| cell.x1).fold(f64::NEG_INFINITY, f64::max);
        let tallest = cells.iter().map(|cell| cell.tallest).fold(0.0, f64::max);
        Some(Self { x0, x1, y, size, tallest, style, cells, page, left: x0, right: x1 })
    }

    /// Its whole text.
    pub(super) fn text(&self) -> String {
        let texts: Vec<&str> = self.cells.iter().map(|cell| cell.text.as_str()).collect();
        texts.join(" ")
    }

    /// Whether dots lead to its last part.
    pub(super) fn is_led(&self) -> bool {
        self.cells.iter().any(|cell| cell.is_led)
    }

    /// Whether the line could have held the beginning of the next one, which therefore begins a
    /// new paragraph.
    pub(super) fn has_room_for(&self, next: &Self) -> bool {
        let Some(first) = next.cells.first() else { return false };
        let characters = u32::try_from(first.text.chars().count()).unwrap_or(u32::MAX).max(1);
        let word = first.text.split(' ').next().unwrap_or_default().chars().count();
        let word = f64::from(u32::try_from(word).unwrap_or(u32::MAX));
        let pitch = (first.x1 - first.x0) / f64::from(characters);
        self.right - self.x1 > word * pitch + self.size * 0.8
    }
}

/// Lines from segments of one column: those on one baseline stand side by side.
pub(super) fn lines(mut segments: Vec<Segment>, page: usize) -> Vec<Line> {
    segments.sort_by(|one, other| one.y.total_cmp(&other.y).then(one.x0.total_cmp(&other.x0)));
    let mut lines = Vec::new();
    let mut current: Vec<Segment> = Vec::new();
    for segment in segments {
        let is_next = current.last().is_some_and(|last| {
            let height = last.size.min(segment.size);
            segment.y - last.y > height * 0.35
        });
        if is_next {
            lines.extend(line(std::mem::take(&mut current), page));
        }
        current.push(segment);
    }
    lines.extend(line(current, page));
    let (left, right) = bounds(&lines);
    for line in &mut lines {
        (line.left, line.right) = (left, right.max(line.x1));
    }
    lines
}

fn line(mut cells: Vec<Segment>, page: usize) -> Option<Line> {
    cells.sort_by(|one, other| one.x0.total_cmp(&other.x0));
    Line::new(cells, page)
}

/// The bounds of a column: its right one is where several lines end, so that a single line that
/// runs over does not move it.
fn bounds(lines: &[Line]) -> (f64, f64) {
    let left = lines.iter().map(|line| line.x0).fold(f64::INFINITY, f64::min);
    let mut ends: Vec<f64> = lines.iter().map(|line| line.x1).collect();
    ends.sort_by(|one, other| other.total_cmp(one));
    let widest = ends.first().copied().unwrap_or(left);
    let enough = (ends.len() / 12).max(2);
    let right = ends.iter().enumerate().find_map(|(index, end)| {
        let alike = ends.iter().skip(index).take_while(|other| end - **other < 2.5).count();
        (alike >= enough).then_some(*end)
    });
    (left, right.unwrap_or(widest))
}
