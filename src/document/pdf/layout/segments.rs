//! From a sheet to its segments.

use std::collections::BTreeMap;

use super::runs::Placed;
use super::runs::WIDE_GAP;
use super::runs::runs;
use super::segment::Scene;
use super::segment::Segment;
use crate::document::pdf::content::Sheet;
use crate::document::pdf::content::Turn;

/// Largest font size, in points.
const MOST_SIZE: f64 = 5000.0;

/// The segments of a page. Hidden characters count only where `shows_hidden` says so.
pub(crate) fn segments(sheet: &Sheet, shows_hidden: bool) -> Scene {
    let mut by_turn: BTreeMap<Turn, Vec<Placed<'_>>> = BTreeMap::new();
    for (order, glyph) in sheet.glyphs.iter().enumerate() {
        let margin = glyph.size;
        let is_inside = (-margin..=sheet.width + margin).contains(&glyph.x)
            && (-margin..=sheet.height + margin).contains(&glyph.y);
        if is_inside && (0.5..MOST_SIZE).contains(&glyph.size) && (shows_hidden || !glyph.is_hidden)
        {
            by_turn.entry(glyph.turn).or_default().push(Placed::new(sheet, glyph, order));
        }
    }
    let straight = by_turn.iter().filter(|(turn, _)| **turn != Turn::Slanted);
    let main = straight.max_by_key(|(_, glyphs)| glyphs.len()).map(|(turn, _)| *turn);
    let mut scene = Scene { width: sheet.width, height: sheet.height, ..Scene::default() };
    if matches!(main, Some(Turn::Up | Turn::Down)) {
        (scene.width, scene.height) = (sheet.height, sheet.width);
    }
    for (turn, glyphs) in by_turn {
        let joined = join(runs(glyphs.into_iter()));
        if turn == Turn::Slanted {
            scene.slanted.extend(slanted(joined));
        } else if Some(turn) == main {
            scene.main = joined;
        } else {
            scene.turned.push(joined);
        }
    }
    scene
}

/// Joins runs that stand side by side on one baseline, whatever their order in the content.
fn join(mut runs: Vec<Segment>) -> Vec<Segment> {
    runs.sort_by(|one, other| one.y.total_cmp(&other.y).then(one.x0.total_cmp(&other.x0)));
    let mut joined: Vec<Segment> = Vec::with_capacity(runs.len());
    let mut band: Vec<Segment> = Vec::new();
    for run in runs {
        if band.last().is_some_and(|last| run.y - last.y > run.size.min(last.size) * 0.2) {
            joined.extend(join_band(std::mem::take(&mut band)));
        }
        band.push(run);
    }
    joined.extend(join_band(band));
    without_leaders(joined)
}

fn join_band(mut band: Vec<Segment>) -> Vec<Segment> {
    band.sort_by(|one, other| one.x0.total_cmp(&other.x0));
    let mut joined: Vec<Segment> = Vec::new();
    for run in band {
        let Some(last) = joined.last_mut() else {
            joined.push(run);
            continue;
        };
        let size = last.size.max(run.size);
        let gap = run.x0 - last.x1;
        let is_double = run.text == last.text && (run.x0 - last.x0).abs() < size * 0.2;
        if is_double {
            continue;
        }
        let is_near = gap < size * WIDE_GAP && gap > -size * 0.6;
        if !is_near || last.is_artifact != run.is_artifact {
            joined.push(run);
            continue;
        }
        if gap > size.min(last.size.min(run.size)) * 0.13 {
            last.text.push(' ');
        }
        last.text.push_str(&run.text);
        if run.text.len() > last.text.len() / 2 {
            (last.size, last.style, last.y) = (run.size, run.style, run.y);
        }
        last.tallest = last.tallest.max(run.tallest);
        last.x1 = last.x1.max(run.x1);
        last.order = last.order.min(run.order);
    }
    joined
}

/// Splits lines of a table of contents where dots lead to the page number; the dots go.
fn without_leaders(segments: Vec<Segment>) -> Vec<Segment> {
    let mut kept: Vec<Segment> = Vec::with_capacity(segments.len());
    let mut is_led = false;
    for segment in segments {
        let Some((start, end)) = leader(&segment.text) else {
            let follows = kept.last().is_none_or(|last| (last.y - segment.y).abs() < 1.0);
            kept.push(Segment { is_led: is_led && follows, ..segment });
            is_led = false;
            continue;
        };
        let text = segment.text.as_str();
        let share = |at: usize| {
            let part = u32::try_from(at).unwrap_or(0);
            let whole = u32::try_from(text.len().max(1)).unwrap_or(1);
            segment.x0 + (segment.x1 - segment.x0) * f64::from(part) / f64::from(whole)
        };
        let part = |text: &str, x0: f64, x1: f64| {
            let text = text.trim().to_owned();
            (!text.is_empty()).then(|| Segment { text, x0, x1, ..segment.clone() })
        };
        let head = part(text.get(..start).unwrap_or_default(), segment.x0, share(start));
        let tail = part(text.get(end..).unwrap_or_default(), share(end), segment.x1);
        is_led = tail.is_none();
        kept.extend(head);
        kept.extend(tail.map(|tail| Segment { is_led: true, ..tail }));
    }
    kept
}

/// Where dots lead on in a text: the longest stretch of dots and spaces, of two dots at least and
/// with the number of a page or nothing behind it.
fn leader(text: &str) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    let mut start: Option<usize> = None;
    for (at, character) in text.char_indices().chain([(text.len(), 'x')]) {
        if matches!(character, '.' | ' ') {
            start.get_or_insert(at);
            continue;
        }
        let Some(from) = start.take() else { continue };
        let stretch = text.get(from..at).unwrap_or_default();
        let dots = stretch.matches('.').count();
        let is_leader = dots >= 4 || (dots >= 2 && stretch.contains(" . ."));
        if is_leader && best.is_none_or(|(from, to)| to - from < at) {
            best = Some((from, at));
        }
    }
    best.filter(|(_, end)| {
        let rest = text.get(*end..).unwrap_or_default();
        rest.len() <= 8 && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    })
}

/// Slanted text is one line, in the order of the content.
fn slanted(runs: Vec<Segment>) -> Option<Segment> {
    let mut runs = runs;
    runs.sort_by_key(|run| run.order);
    let mut runs = runs.into_iter();
    let mut whole = runs.next()?;
    for run in runs {
        whole.text.push_str(&run.text);
    }
    Some(whole)
}
