//! From the segments of all pages to blocks.

use super::block::Block;
use super::block::Draft;
use super::block::Form;
use super::block::Kind;
use super::code;
use super::columns::columns;
use super::headings::levels;
use super::hyphens::Vocabulary;
use super::joins::Marker;
use super::joins::goes_on;
use super::joins::marker;
use super::joins::spans;
use super::line::Line;
use super::line::lines;
use super::measures::Measures;
use super::segment::Scene;
use super::segment::Segment;
use super::tables::table;

/// How many notes at the foot of a page text is looked for behind.
const MOST_NOTES: usize = 8;

/// The blocks of a document, from what stands on its pages.
pub(crate) fn blocks(scenes: Vec<Scene>) -> Vec<Block> {
    let mut regions: Vec<Vec<Line>> = Vec::new();
    for (page, scene) in scenes.into_iter().enumerate() {
        for segments in [scene.main].into_iter().chain(scene.turned) {
            regions.extend(columns(segments).into_iter().map(|column| lines(column, page)));
        }
    }
    let measures = Measures::of(&regions);
    let mut vocabulary = Vocabulary::default();
    for cell in regions.iter().flatten().flat_map(|line| &line.cells) {
        vocabulary.add(&cell.text);
    }
    let mut drafts: Vec<Draft> = Vec::new();
    for region in regions {
        let mut new = drafts_of(region, &measures).into_iter();
        let Some(first) = new.next() else { continue };
        add(&mut drafts, first, &measures);
        drafts.extend(new);
    }
    let levels = levels(&drafts, &measures);
    let depths = depths(&drafts, &levels);
    let mut blocks = Vec::new();
    for ((draft, level), depth) in drafts.into_iter().zip(levels).zip(depths) {
        finish(draft, (level, depth), (&measures, &vocabulary), &mut blocks);
    }
    blocks
}

/// Cuts the lines of a column.
fn drafts_of(lines: Vec<Line>, measures: &Measures) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut rest = lines;
    while !rest.is_empty() {
        let (form, count) = form(&rest, measures);
        let after = rest.split_off(count.clamp(1, rest.len()));
        drafts.push(Draft { form, lines: std::mem::replace(&mut rest, after) });
    }
    drafts
}

/// What begins with the first of the lines, and how many of them it has.
fn form(lines: &[Line], measures: &Measures) -> (Form, usize) {
    let fixed = if measures.is_fixed { 0 } else { code_lines(lines, measures) };
    if fixed > 0 {
        return (Form::Code, fixed);
    }
    if let Some((row, count)) = contents_row(lines) {
        return (Form::Table(vec![(row, count)]), count);
    }
    let mark = lines.first().and_then(marker);
    if mark.is_none()
        && let Some(rows) = table(lines, measures)
    {
        let count = rows.iter().map(|(_, lines)| lines).sum();
        return (Form::Table(rows), count);
    }
    let mut count = 1;
    while let (Some(so_far), Some(next)) = (lines.get(..count), lines.get(count)) {
        let is_code = next.style.is_fixed && !measures.is_fixed && !is_inline(lines, count);
        if is_code || next.is_led() || !goes_on(so_far, next, measures) {
            break;
        }
        count += 1;
    }
    let form = match mark {
        Some((Marker::Bullet, _)) => Form::Item(None),
        Some((Marker::Number(number), _)) => Form::Item(Some(number)),
        None => Form::Text,
    };
    (form, count)
}

/// The most lines of one entry of a table of contents.
const MOST_ENTRY_LINES: usize = 3;

/// An entry of a table of contents: lines of which dots lead on to the page from the last.
fn contents_row(lines: &[Line]) -> Option<(Vec<String>, usize)> {
    let count = lines.iter().take(MOST_ENTRY_LINES).position(Line::is_led)? + 1;
    let entry = lines.get(..count)?;
    let pairs = entry.iter().zip(entry.iter().skip(1));
    let is_whole = pairs.into_iter().all(|(line, next)| {
        line.style == next.style
            && next.y - line.y < line.size * 1.6
            && next.x0 >= line.x0 - 1.0
            && !line.has_room_for(next)
    });
    if !is_whole {
        return None;
    }
    let (last, before) = entry.split_last()?;
    let at = last.cells.iter().rposition(|cell| cell.is_led)?;
    let (title, page) = last.cells.split_at(at);
    let join = |cells: &[Segment]| {
        cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    let mut text: Vec<String> = before.iter().map(Line::text).collect();
    text.push(join(title));
    Some((vec![text.join(" "), join(page)], count))
}

/// How many lines from the first on are preformatted.
fn code_lines(lines: &[Line], measures: &Measures) -> usize {
    let is_code = |line: &Line| line.style.is_fixed && line.size < measures.body * 1.2;
    if !lines.first().is_some_and(is_code) {
        return 0;
    }
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let more = pairs.take_while(|(line, next)| {
        is_code(next) && next.y - line.y < measures.leading(line.size) * 3.2
    });
    more.count() + 1
}

/// Whether a line in a fixed font is one of a paragraph that happens to hold nothing else.
fn is_inline(lines: &[Line], at: usize) -> bool {
    let above = at.checked_sub(1).and_then(|above| lines.get(above));
    let (Some(above), Some(line)) = (above, lines.get(at)) else { return false };
    let is_alone = lines.get(at + 1).is_none_or(|next| !next.style.is_fixed);
    is_alone && (above.x0 - line.x0).abs() < 1.0 && !above.has_room_for(line)
}

/// Adds the first draft of a column: to the text before when that goes on, even behind notes at
/// the foot of the page.
fn add(drafts: &mut Vec<Draft>, next: Draft, measures: &Measures) {
    let is_note =
        |draft: &&Draft| draft.lines.last().is_some_and(|line| line.size < measures.body * 0.93);
    let notes = drafts.iter().rev().take(MOST_NOTES).take_while(is_note).count();
    let starts = [0, notes];
    for behind in starts {
        let at = drafts.len().checked_sub(behind + 1);
        let Some(draft) = at.and_then(|at| drafts.get_mut(at)) else { continue };
        if spans(draft, &next, measures) {
            draft.lines.extend(next.lines);
            return;
        }
    }
    drafts.push(next);
}

/// How deep items lie, by where they begin, in each list.
fn depths(drafts: &[Draft], levels: &[Option<usize>]) -> Vec<usize> {
    let mut depths = Vec::with_capacity(drafts.len());
    let mut edges: Vec<f64> = Vec::new();
    for (draft, level) in drafts.iter().zip(levels) {
        let edge = draft.lines.first().map(|line| line.x0 - line.left);
        let Some(edge) = edge.filter(|_| matches!(draft.form, Form::Item(_)) && level.is_none())
        else {
            edges.clear();
            depths.push(0);
            continue;
        };
        edges.retain(|outer| *outer < edge - 3.0);
        depths.push(edges.len());
        edges.push(edge);
    }
    depths
}

fn finish(
    draft: Draft,
    (level, depth): (Option<usize>, usize),
    (measures, vocabulary): (&Measures, &Vocabulary),
    blocks: &mut Vec<Block>,
) {
    let page = draft.lines.first().map_or(0, |line| line.page);
    let mut push = |kind, (text, breaks)| blocks.push(Block { kind, text, page, breaks });
    match (draft.form, level) {
        (Form::Table(rows), _) => {
            for (cells, _) in rows {
                push(Kind::Row(cells), (String::new(), Vec::new()));
            }
        }
        (Form::Code, _) => push(Kind::Code, code::text(&draft.lines, measures)),
        (_, Some(level)) => push(Kind::Heading(level), text(&draft.lines, vocabulary)),
        (Form::Item(number), None) => {
            let mut lines = draft.lines;
            without_marker(&mut lines);
            push(Kind::Item(depth, number), text(&lines, vocabulary));
        }
        (Form::Text, None) => push(Kind::Paragraph, text(&draft.lines, vocabulary)),
    }
}

/// Takes the marker off the first line.
fn without_marker(lines: &mut [Line]) {
    let Some(line) = lines.first_mut() else { return };
    let Some((_, length)) = marker(line) else { return };
    if let Some(cell) = line.cells.first_mut() {
        cell.text = cell.text.get(length..).unwrap_or_default().trim_start().to_owned();
    }
    line.cells.retain(|cell| !cell.text.is_empty());
}

/// The text of lines, and the offsets where pages begin in it.
fn text(lines: &[Line], vocabulary: &Vocabulary) -> (String, Vec<(usize, usize)>) {
    let mut text = String::new();
    let mut breaks = Vec::new();
    let mut page = lines.first().map_or(0, |line| line.page);
    for line in lines {
        let words = line.text();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        vocabulary.join(&mut text, &words);
        if line.page != page {
            page = line.page;
            breaks.push((page, text.len().saturating_sub(words.len())));
        }
    }
    (text, breaks)
}
