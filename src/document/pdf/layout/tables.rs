//! Tables: lines whose cells stand under each other.

use super::line::Line;
use super::measures::Measures;

/// How far edges of one column may differ, in points.
const ALIGNED: f64 = 3.0;

/// Rows with how many lines each has.
type Rows = Vec<(Vec<String>, usize)>;

/// The bounds of a column.
#[derive(Debug, Clone, Copy)]
struct Column {
    x0: f64,
    x1: f64,
}

/// The table that begins with the first of the lines: its rows.
pub(super) fn table(lines: &[Line], measures: &Measures) -> Option<Rows> {
    let first = lines.first().filter(|line| line.cells.len() > 1)?;
    let near = lines.iter().zip(lines.iter().skip(1)).take_while(|(line, next)| {
        let gap = next.y - line.y;
        gap <= measures.leading(line.size) * 2.6 && (next.size / first.size - 1.0).abs() < 0.2
    });
    let block = lines.get(..near.count() + 1)?;
    let columns = columns(block)?;
    let is_inside = |line: &&Line| match line.cells.as_slice() {
        [only] => columns.iter().any(|column| {
            only.x0 > column.x0 - ALIGNED * 2.0 && only.x1 < column.x1 + ALIGNED * 2.0
        }),
        cells => fits(cells, &columns),
    };
    let mut count = block.iter().take_while(is_inside).count();
    // A single cell at the end is more likely the text that follows.
    while count > 0 && block.get(count - 1).is_some_and(|line| is_stray(line, &columns)) {
        count -= 1;
    }
    let block = block.get(..count)?;
    let full = block.iter().filter(|line| line.cells.len() > 1).count();
    if full < 2 || full * 5 < block.len() * 2 {
        return None;
    }
    Some(rows(block, &columns, measures))
}

/// The columns that the lines with the most usual number of cells make; `None` when their cells do
/// not stand under each other.
fn columns(block: &[Line]) -> Option<Vec<Column>> {
    let counts = block.iter().map(|line| line.cells.len()).filter(|count| *count > 1).take(200);
    let counts: Vec<usize> = counts.collect();
    let frequency = |count: &usize| counts.iter().filter(|other| *other == count).count();
    let usual = counts.iter().copied().max_by_key(|count| (frequency(count), *count))?;
    let template: Vec<&Line> =
        block.iter().filter(|line| line.cells.len() == usual).take(200).collect();
    if template.len() < 2 {
        return None;
    }
    let mut columns: Vec<Column> = Vec::new();
    for index in 0..usual {
        let cells = template.iter().filter_map(|line| line.cells.get(index));
        let edges: Vec<(f64, f64)> = cells.map(|cell| (cell.x0, cell.x1)).collect();
        if !is_aligned(&edges) {
            return None;
        }
        let x0 = edges.iter().map(|edge| edge.0).fold(f64::INFINITY, f64::min);
        let x1 = edges.iter().map(|edge| edge.1).fold(f64::NEG_INFINITY, f64::max);
        if columns.last().is_some_and(|before| before.x1 > x0) {
            return None;
        }
        columns.push(Column { x0, x1 });
    }
    Some(columns)
}

/// Whether most cells share their left edge, their right one or their middle.
fn is_aligned(edges: &[(f64, f64)]) -> bool {
    let alike = |of: fn(&(f64, f64)) -> f64| {
        edges.iter().any(|one| {
            let near = edges.iter().filter(|other| (of(one) - of(other)).abs() <= ALIGNED);
            near.count() * 10 >= edges.len() * 6
        })
    };
    alike(|edge| edge.0) || alike(|edge| edge.1) || alike(|edge| f64::midpoint(edge.0, edge.1))
}

/// Whether several cells stand in different columns.
fn fits(cells: &[super::segment::Segment], columns: &[Column]) -> bool {
    let places: Vec<usize> = cells.iter().map(|cell| place(cell.x0, cell.x1, columns)).collect();
    places.iter().zip(places.iter().skip(1)).all(|(one, next)| one < next)
}

/// The column that a cell shares most with, else the nearest.
fn place(x0: f64, x1: f64, columns: &[Column]) -> usize {
    let shared = |column: &Column| x1.min(column.x1) - x0.max(column.x0);
    let best = columns
        .iter()
        .enumerate()
        .max_by(|one, other| shared(one.1).total_cmp(&shared(other.1)).then(other.0.cmp(&one.0)));
    best.map_or(0, |(index, _)| index)
}

fn is_stray(line: &Line, columns: &[Column]) -> bool {
    matches!(line.cells.as_slice(), [only] if place(only.x0, only.x1, columns) == 0)
}

/// A line without a first cell goes on with the row above.
fn rows(block: &[Line], columns: &[Column], measures: &Measures) -> Rows {
    let mut rows: Rows = Vec::new();
    let mut above: Option<&Line> = None;
    for line in block {
        let starts = line.cells.iter().any(|cell| place(cell.x0, cell.x1, columns) == 0);
        let is_near =
            above.is_some_and(|above| line.y - above.y <= measures.leading(line.size) * 1.3);
        above = Some(line);
        if starts || !is_near || rows.is_empty() {
            rows.push((vec![String::new(); columns.len()], 0));
        }
        let Some((cells, lines)) = rows.last_mut() else { continue };
        *lines += 1;
        for cell in &line.cells {
            if let Some(slot) = cells.get_mut(place(cell.x0, cell.x1, columns)) {
                if !slot.is_empty() {
                    slot.push(' ');
                }
                slot.push_str(&cell.text);
            }
        }
    }
    rows
}
