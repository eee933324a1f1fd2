//! Page furniture: what repeats at the edges of pages.

use std::collections::BTreeMap;

use super::runs::tenths;
use super::segment::Scene;
use super::segment::Segment;
use crate::document::extracted::FurnitureKind;

/// How many rows from each edge are looked at.
const EDGE_ROWS: usize = 3;

/// How far a repeated row may move, in points.
const MOVED: f64 = 3.0;

/// How much of a page's height at an edge may be furniture.
const EDGE_SHARE: f64 = 0.2;

/// A piece of furniture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fixture {
    pub(crate) kind: FurnitureKind,
    pub(crate) text: String,
    /// Whether it stands above the text of its page.
    pub(crate) is_top: bool,
}

/// A row at an edge of a page.
#[derive(Debug)]
struct Row {
    page: usize,
    is_top: bool,
    /// How many rows stand between it and the edge.
    rank: usize,
    y: f64,
    size: f64,
    /// Its segments, by index.
    members: Vec<usize>,
    text: String,
    /// Its text with numbers made equal.
    shape: String,
    /// Numbers at its ends less the number of the page.
    offsets: Vec<i64>,
    is_artifact: bool,
    is_furniture: bool,
}

/// Takes the furniture out of the pages.
pub(crate) fn furniture(scenes: &mut [Scene]) -> Vec<Vec<Fixture>> {
    let mut rows: Vec<Row> = Vec::new();
    for (page, scene) in scenes.iter().enumerate() {
        rows.extend(edge_rows(page, scene));
    }
    mark_repeated(&mut rows, scenes.len());
    mark_numbers(&mut rows, scenes.len());
    mark_placed(&mut rows, scenes.len());
    keep_outermost(&mut rows);
    let mut fixtures: Vec<Vec<Fixture>> = scenes.iter().map(|_| Vec::new()).collect();
    let mut taken: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for row in rows.into_iter().filter(|row| row.is_furniture) {
        let kind = match (is_number(&row.shape), row.is_top) {
            (true, _) => FurnitureKind::PageNumber,
            (_, true) => FurnitureKind::RunningHead,
            (_, false) => FurnitureKind::RunningFoot,
        };
        taken.entry(row.page).or_default().extend(row.members);
        if let Some(page) = fixtures.get_mut(row.page) {
            page.push(Fixture { kind, text: row.text, is_top: row.is_top });
        }
    }
    for (page, members) in taken {
        let Some(scene) = scenes.get_mut(page) else { continue };
        let mut index = 0;
        scene.main.retain(|_| {
            index += 1;
            !members.contains(&(index - 1))
        });
    }
    take_watermarks(scenes, &mut fixtures);
    fixtures
}

/// The first and the last rows of a page.
fn edge_rows(page: usize, scene: &Scene) -> Vec<Row> {
    let mut order: Vec<(usize, &Segment)> = scene.main.iter().enumerate().collect();
    order.sort_by(|one, other| one.1.y.total_cmp(&other.1.y).then(one.1.x0.total_cmp(&other.1.x0)));
    let mut rows: Vec<Vec<(usize, &Segment)>> = Vec::new();
    for member in order {
        match rows.last_mut() {
            Some(row)
                if row.last().is_some_and(|last| member.1.y - last.1.y < member.1.size * 0.35) =>
            {
                row.push(member);
            }
            _ => rows.push(vec![member]),
        }
    }
    let count = rows.len();
    let mut found = Vec::new();
    for (index, mut members) in rows.into_iter().enumerate() {
        let from_end = count - 1 - index;
        let y = members.first().map_or(0.0, |member| member.1.y);
        let is_top = index < EDGE_ROWS && y < scene.height * EDGE_SHARE;
        let is_bottom = from_end < EDGE_ROWS && y > scene.height * (1.0 - EDGE_SHARE);
        if !is_top && !is_bottom {
            continue;
        }
        members.sort_by(|one, other| one.1.x0.total_cmp(&other.1.x0));
        let texts: Vec<&str> = members.iter().map(|member| member.1.text.as_str()).collect();
        let text = texts.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        found.push(Row {
            page,
            is_top,
            rank: if is_top { index } else { from_end },
            y,
            size: members.first().map_or(0.0, |member| member.1.size),
            shape: shape(&text),
            offsets: offsets(&text, page),
            is_artifact: members.iter().all(|member| member.1.is_artifact),
            members: members.into_iter().map(|member| member.0).collect(),
            text,
            is_furniture: false,
        });
    }
    found
}

/// The text with digits and Roman numerals made equal, in lower case.
fn shape(text: &str) -> String {
    let word = |word: &str| {
        if roman(word).is_some() {
            return "#".to_owned();
        }
        let mut shape = String::new();
        for character in word.chars() {
            match character {
                c if c.is_ascii_digit() && shape.ends_with('#') => {}
                c if c.is_ascii_digit() => shape.push('#'),
                c => shape.extend(c.to_lowercase()),
            }
        }
        shape
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Whether a shape is that of a page number alone.
fn is_number(shape: &str) -> bool {
    let rest = shape.replace(['#', '-', '–', '—', '/', '[', ']', '.', '|', ' '], "");
    shape.contains('#') && matches!(rest.as_str(), "" | "page" | "pageof" | "of" | "seite" | "第页")
}

/// The first and the last number of a text less the number of the page.
fn offsets(text: &str, page: usize) -> Vec<i64> {
    let page = i64::try_from(page).unwrap_or(0);
    let words: Vec<&str> = text.split(' ').collect();
    let number = |word: &&&str| {
        let digits = word.trim_matches(|c: char| !c.is_alphanumeric());
        let last = digits.rsplit(['-', '.']).next().unwrap_or_default();
        last.parse().ok().filter(|_| last.len() < 6).or_else(|| roman(digits))
    };
    let ends = words.first().into_iter().chain(words.last());
    ends.filter_map(|word| number(&word)).map(|number: i64| number - page).collect()
}

/// The value of a Roman numeral in small letters, below 90.
fn roman(word: &str) -> Option<i64> {
    if word.is_empty() || word.len() > 8 || !word.chars().all(|c| "ivxl".contains(c)) {
        return None;
    }
    let value = |c: char| match c {
        'i' => 1,
        'v' => 5,
        'x' => 10,
        _ => 50,
    };
    let values: Vec<i64> = word.chars().map(value).collect();
    let next = values.iter().copied().skip(1).chain([0]);
    Some(values.iter().zip(next).map(|(one, next)| if *one < next { -one } else { *one }).sum())
}

/// Rows of one shape at one place of several pages.
fn mark_repeated(rows: &mut [Row], pages: usize) {
    let mut groups: BTreeMap<(bool, String), Vec<usize>> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        groups.entry((row.is_top, row.shape.clone())).or_default().push(index);
    }
    let least = if pages <= 3 { 2 } else { 3 };
    for members in groups.into_values() {
        let mut places: Vec<f64> =
            members.iter().filter_map(|index| rows.get(*index)).map(|row| row.y).collect();
        places.sort_by(f64::total_cmp);
        let middle = places.get(places.len() / 2).copied().unwrap_or(0.0);
        let near = places.iter().filter(|place| (**place - middle).abs() <= MOVED).count();
        if near < least {
            continue;
        }
        for index in members {
            if let Some(row) = rows.get_mut(index) {
                row.is_furniture |= (row.y - middle).abs() <= MOVED;
            }
        }
    }
    for row in rows.iter_mut() {
        row.is_furniture |= row.is_artifact;
    }
}

/// Rows with a number that counts the pages.
fn mark_numbers(rows: &mut [Row], pages: usize) {
    let mut counts: BTreeMap<(bool, i64, i64), usize> = BTreeMap::new();
    for row in rows.iter() {
        for offset in &row.offsets {
            *counts.entry((row.is_top, *offset, tenths(row.y) / 30)).or_default() += 1;
        }
    }
    let least = (pages / 10).clamp(3, 12);
    for row in rows.iter_mut() {
        let counted = |offset: &i64| {
            counts.get(&(row.is_top, *offset, tenths(row.y) / 30)).is_some_and(|n| *n >= least)
        };
        let is_counted = row.offsets.iter().any(counted);
        row.is_furniture |= is_counted;
    }
}

/// Rows in the place and size of furniture of many other pages, such as heads that name chapters.
fn mark_placed(rows: &mut [Row], pages: usize) {
    let place = |row: &Row| (row.is_top, tenths(row.y) / 15, tenths(row.size) / 5);
    let mut counts: BTreeMap<(bool, i64, i64), usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.is_furniture) {
        *counts.entry(place(row)).or_default() += 1;
    }
    let least = (pages / 4).max(4);
    for row in rows.iter_mut() {
        let is_placed = counts.get(&place(row)).is_some_and(|count| *count >= least);
        row.is_furniture |= is_placed;
    }
}

/// Furniture stands outermost: a row with text between it and the edge is text.
fn keep_outermost(rows: &mut [Row]) {
    let mut text: BTreeMap<(usize, bool), usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.is_furniture) {
        let first = text.entry((row.page, row.is_top)).or_insert(row.rank);
        *first = (*first).min(row.rank);
    }
    for row in rows.iter_mut() {
        let first = text.get(&(row.page, row.is_top));
        row.is_furniture &= first.is_none_or(|first| row.rank < *first);
    }
}

/// Slanted text, and text turned against the page that stands beside what it says.
fn take_watermarks(scenes: &mut [Scene], fixtures: &mut [Vec<Fixture>]) {
    for (scene, fixtures) in scenes.iter_mut().zip(fixtures) {
        let slanted = scene.slanted.drain(..);
        fixtures.extend(slanted.map(|segment| Fixture {
            kind: FurnitureKind::Watermark,
            text: segment.text,
            is_top: false,
        }));
    }
}
