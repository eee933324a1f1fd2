//! Reading order: which segments of a page stand in which column.

use super::segment::Segment;

/// Deepest nesting of columns inside columns.
const DEEPEST: usize = 6;

/// Fewest lines of a column.
const FEWEST_LINES: usize = 3;

/// Segments by column, in reading order.
pub(super) fn columns(segments: Vec<Segment>) -> Vec<Vec<Segment>> {
    let mut columns = Vec::new();
    split(segments, DEEPEST, &mut columns);
    columns
}

fn split(mut segments: Vec<Segment>, depth: usize, columns: &mut Vec<Vec<Segment>>) {
    segments.sort_by(|one, other| one.y.total_cmp(&other.y).then(one.x0.total_cmp(&other.x0)));
    let gutter = if depth == 0 { None } else { best_gutter(&segments) };
    let Some(gutter) = gutter else {
        if !segments.is_empty() {
            columns.push(segments);
        }
        return;
    };
    let mut plain: Vec<Segment> = Vec::new();
    let mut rest = segments.into_iter().enumerate().peekable();
    for band in gutter.bands {
        while let Some((_, segment)) = rest.next_if(|(index, _)| *index < band.start) {
            plain.push(segment);
        }
        if !plain.is_empty() {
            split(std::mem::take(&mut plain), depth - 1, columns);
        }
        let (mut near, mut far) = (Vec::new(), Vec::new());
        while let Some((_, segment)) = rest.next_if(|(index, _)| *index < band.end) {
            if segment.x0 < gutter.x { near.push(segment) } else { far.push(segment) }
        }
        split(near, depth - 1, columns);
        split(far, depth - 1, columns);
    }
    plain.extend(rest.map(|(_, segment)| segment));
    if !plain.is_empty() {
        split(plain, depth - 1, columns);
    }
}

/// A vertical line that no segment of some bands crosses.
struct Gutter {
    x: f64,
    /// Indices into the sorted segments.
    bands: Vec<std::ops::Range<usize>>,
    weight: usize,
}

fn best_gutter(segments: &[Segment]) -> Option<Gutter> {
    let mut best: Option<Gutter> = None;
    for x in candidates(segments) {
        let bands = bands(segments, x);
        let weight = bands.iter().map(std::ops::Range::len).sum();
        if weight > best.as_ref().map_or(0, |best| best.weight) {
            best = Some(Gutter { x, bands, weight });
        }
    }
    best
}

/// Left edges that several segments share.
fn candidates(segments: &[Segment]) -> Vec<f64> {
    let mut edges: Vec<f64> = segments.iter().map(|segment| segment.x0).collect();
    edges.sort_by(f64::total_cmp);
    let mut found: Vec<(usize, f64)> = Vec::new();
    let mut index = 0;
    while let Some(edge) = edges.get(index).copied() {
        let rest = edges.get(index..).unwrap_or_default();
        let alike = rest.iter().take_while(|other| **other - edge < 2.0).count();
        if alike >= FEWEST_LINES {
            found.push((alike, edge - 1.0));
        }
        index += alike.max(1);
    }
    // The most common ones; the first is the left margin more often than not, and no gutter.
    found.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.total_cmp(&other.1)));
    found.into_iter().take(12).map(|(_, edge)| edge).collect()
}

/// The stretches of lines that no segment crosses at `x` and that are columns on both sides.
fn bands(segments: &[Segment], x: f64) -> Vec<std::ops::Range<usize>> {
    let mut bands = Vec::new();
    let mut start = 0;
    for (index, segment) in segments.iter().enumerate() {
        if segment.x0 < x && segment.x1 > x {
            if is_columns(segments.get(start..index).unwrap_or_default(), x) {
                bands.push(start..index);
            }
            start = index + 1;
        }
    }
    if is_columns(segments.get(start..).unwrap_or_default(), x) {
        bands.push(start..segments.len());
    }
    bands
}

/// Whether the segments are text in columns rather than cells of a table: the content writes one
/// side after the other, or both sides are filled like prose.
fn is_columns(band: &[Segment], x: f64) -> bool {
    let (near, far): (Vec<&Segment>, Vec<&Segment>) =
        band.iter().partition(|segment| segment.x0 < x);
    if near.len() < FEWEST_LINES || far.len() < FEWEST_LINES {
        return false;
    }
    // A title that ends close to the gutter does not narrow it.
    let mut ends: Vec<f64> = near.iter().map(|segment| segment.x1).collect();
    ends.sort_by(|one, other| other.total_cmp(one));
    let gap = x - ends.get(ends.len() / 10).copied().unwrap_or(x);
    let size = band.iter().map(|segment| segment.size).fold(0.0, f64::max);
    if gap < size.min(12.0) * 0.5 {
        return false;
    }
    is_in_turn(&near, &far) && (is_long(&near) || is_long(&far))
        || (is_prose(&near) && is_prose(&far))
}

/// Whether all of one side stands in the content before all of the other, nearly.
fn is_in_turn(near: &[&Segment], far: &[&Segment]) -> bool {
    let mut all: Vec<(usize, bool)> = near.iter().map(|segment| (segment.order, true)).collect();
    all.extend(far.iter().map(|segment| (segment.order, false)));
    all.sort_unstable();
    let changes = all.iter().zip(all.iter().skip(1)).filter(|(one, next)| one.1 != next.1).count();
    changes <= 1 + near.len().min(far.len()) / 10
}

/// Whether lines are longer than most cells of tables.
fn is_long(side: &[&Segment]) -> bool {
    let characters: usize = side.iter().map(|segment| segment.text.chars().count()).sum();
    characters >= side.len() * 12
}

/// Whether the lines of a side fill its width, closely under each other.
fn is_prose(side: &[&Segment]) -> bool {
    let mut widths: Vec<f64> = side.iter().map(|segment| segment.x1 - segment.x0).collect();
    widths.sort_by(f64::total_cmp);
    let usual = widths.get(widths.len() * 3 / 4).copied().unwrap_or(0.0);
    let full = widths.iter().filter(|width| **width > usual * 0.8).count();
    let characters: usize = side.iter().map(|segment| segment.text.chars().count()).sum();
    let steps = side.iter().zip(side.iter().skip(1));
    let close = steps.filter(|(one, next)| (0.5..1.7).contains(&((next.y - one.y) / one.size)));
    full * 10 >= side.len() * 6
        && characters >= side.len() * 22
        && close.count() * 10 >= (side.len() - 1) * 7
}
