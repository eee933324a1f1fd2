//! How the lines of a page hang together: what they share with the text before them, with its lead
//! and with the lines beside them, and which are filled in from one template.

use std::collections::HashMap;

use super::around::Column;
use super::around::since;
use super::around::window;
use super::columns::clip;
use super::columns::scale;
use super::columns::share;
use super::ends::Closing;
use super::ends::Opening;
use super::facts::Facts;
use super::facts::count;
use super::page::Page;

/// How many of the first lines of running text are its lead.
const LEAD_LINES: usize = 8;

/// The most slots of the table of words.
const MAX_SLOTS: usize = 1 << 20;

/// A line is filled in from a template when so many others of the page are, too.
const FILLED: u32 = 3;
const MAX_TEMPLATE_WIDTH: u32 = 90;

/// All columns of how lines hang together.
pub(super) fn columns(page: &Page, signatures: &[u128]) -> Vec<Column> {
    let mut columns = familiarity(page);
    columns.extend(templates(&page.lines));
    columns.extend(stretch(&page.lines));
    columns.extend(voices(&page.lines));
    columns.extend(flow(&page.lines));
    columns.push(("like_near", 1, like_near(signatures)));
    columns
}

/// How many words of each line stood in running text before it, and in the lead.
fn familiarity(page: &Page) -> Vec<Column> {
    let slots = (page.words.len() * 2).next_power_of_two().clamp(1 << 8, MAX_SLOTS);
    let slot = |word: u32| (word.wrapping_mul(0x85eb_ca6b) >> 7) as usize % slots;
    // For every slot the number of the first line of running text that has such a word, from 1 on.
    let mut first_seen = vec![0_u16; slots];
    let mut prose = 0_u16;
    let (mut known, mut lead) = (Vec::new(), Vec::new());
    let is_lead = |seen: u16| usize::from(seen.wrapping_sub(1)) < LEAD_LINES;
    for line in &page.lines {
        let words = page.words_of(line);
        let seen = words.iter().map(|word| first_seen.get(slot(*word)).copied().unwrap_or(0));
        let (old, early) = seen.fold((0_u32, 0_u32), |(old, early), seen| {
            (old + u32::from(seen > 0), early + u32::from(is_lead(seen)))
        });
        known.push(old);
        lead.push(early);
        if line.is_prose() {
            prose = prose.saturating_add(1);
            for word in words {
                if let Some(seen) = first_seen.get_mut(slot(*word)).filter(|seen| **seen == 0) {
                    *seen = prose;
                }
            }
        }
    }
    let all: Vec<u32> = page.lines.iter().map(|line| line.topic.1 - line.topic.0).collect();
    let one = |part: &[u32]| part.iter().zip(&all).map(|(part, all)| share(*part, *all)).collect();
    let near = |part: &[u32], reach: usize| {
        let parts = window(part.iter().copied(), reach);
        let wholes = window(all.iter().copied(), reach);
        parts.iter().zip(&wholes).map(|(part, whole)| share(*part, *whole)).collect::<Vec<u8>>()
    };
    let ahead = |part: &[u32]| {
        let sums = |values: &[u32]| {
            let centred = window(values.iter().copied(), AHEAD / 2);
            let from = (AHEAD / 2).min(centred.len());
            let last = centred.last().copied().unwrap_or(0);
            let shifted = centred.iter().skip(from).copied();
            shifted.chain(std::iter::repeat_n(last, from)).collect::<Vec<u32>>()
        };
        sums(part).iter().zip(sums(&all)).map(|(part, all)| share(*part, all)).collect::<Vec<u8>>()
    };
    vec![
        ("known_share", 1, one(&known)),
        ("lead_share", 1, one(&lead)),
        ("known_5", 0, near(&known, 5)),
        ("lead_5", 0, near(&lead, 5)),
        ("lead_12", 0, near(&lead, 12)),
        ("known_ahead", 0, ahead(&known)),
        ("lead_ahead", 0, ahead(&lead)),
    ]
}

/// How many lines ahead are taken together.
const AHEAD: usize = 10;

/// Which lines are filled in from one template, as the heads of readers' comments are.
fn templates(lines: &[Facts]) -> Vec<Column> {
    let mut times: HashMap<u64, u32> = HashMap::with_capacity(lines.len());
    for line in lines {
        *times.entry(line.template).or_default() += 1;
    }
    let of = |line: &Facts| times.get(&line.template).copied().unwrap_or(0);
    let is_filled = |line: &Facts| {
        of(line) >= FILLED && line.width() <= MAX_TEMPLATE_WIDTH && line.letters + line.wide > 1
    };
    let filled: Vec<bool> = lines.iter().map(is_filled).collect();
    let mut until = since(&filled.iter().rev().copied().collect::<Vec<_>>());
    until.reverse();
    let near = |reach| {
        window(filled.iter().map(|mark| u32::from(*mark)), reach).into_iter().map(clip).collect()
    };
    vec![
        ("template_times", 2, lines.iter().map(|line| clip(of(line))).collect()),
        ("templates_5", 0, near(5)),
        ("templates_15", 0, near(15)),
        ("since_template", 0, since(&filled)),
        ("until_template", 0, until),
    ]
}

/// What a line that is no running text takes from the weight of the stretch it stands in, and the
/// most that one of running text adds.
const FURNITURE_COST: i64 = 70;
const MOST_PROSE: u32 = 500;

/// The heaviest stretch of running text, with the fewest other lines: its first row and the row
/// after its last (Kadane's algorithm).
pub(super) fn heaviest_stretch(lines: &[Facts]) -> (usize, usize) {
    let (mut best, mut best_weight) = ((0, 0), 0);
    let (mut start, mut weight) = (0, 0_i64);
    for (row, line) in lines.iter().enumerate() {
        if weight <= 0 {
            (start, weight) = (row, 0);
        }
        weight +=
            if line.is_prose() { i64::from(line.width().min(MOST_PROSE)) } else { -FURNITURE_COST };
        if weight > best_weight {
            (best, best_weight) = ((start, row + 1), weight);
        }
    }
    best
}

/// Where each line stands to the heaviest stretch of running text.
fn stretch(lines: &[Facts]) -> Vec<Column> {
    let (start, end) = heaviest_stretch(lines);
    let rows = 0..lines.len();
    let part = |row: usize| if row < start { 0 } else { 1 + u8::from(row >= end) };
    vec![
        ("stretch", 0, rows.clone().map(part).collect()),
        ("to_stretch", 0, rows.clone().map(|row| clip(count(start.saturating_sub(row)))).collect()),
        ("from_stretch", 0, rows.map(|row| clip(count((row + 1).saturating_sub(end)))).collect()),
    ]
}

/// Sentences that the scrape cut into several lines: how many lines each belongs to, how wide they
/// are together, and whether they are running text together.
fn flow(lines: &[Facts]) -> Vec<Column> {
    let goes_on = |pair: &[Facts]| {
        let [before, after] = pair else { return false };
        let is_open = matches!(
            before.closing,
            Closing::Letter | Closing::Digit | Closing::Comma | Closing::Other
        );
        is_open && matches!(after.opening, Opening::Lower | Opening::Other)
    };
    let joints: Vec<bool> = lines.windows(2).map(goes_on).chain([false]).collect();
    let (mut counts, mut widths, mut proses) = (Vec::new(), Vec::new(), Vec::new());
    let mut start = 0;
    for (row, is_joint) in joints.iter().enumerate() {
        if *is_joint || row >= lines.len() {
            continue;
        }
        let group = lines.get(start..=row).unwrap_or_default();
        let width = group.iter().fold(0_u32, |sum, line| sum.saturating_add(line.width()));
        let is_ended = group.iter().any(|line| line.sentence_ends > 0)
            || matches!(group.last().map(|line| line.closing), Some(Closing::Stop));
        counts.resize(row + 1, clip(count(group.len())));
        widths.resize(row + 1, scale(width));
        proses.resize(row + 1, u8::from(width >= 80 && is_ended));
        start = row + 1;
    }
    vec![("flow_lines", 1, counts), ("flow_width", 2, widths), ("flow_prose", 3, proses)]
}

/// How much the lines around speak of the writer and to the reader, as readers' comments do.
fn voices(lines: &[Facts]) -> Vec<Column> {
    let near = |reach| {
        let persons = window(lines.iter().map(|line| line.person_words), reach);
        let words = window(lines.iter().map(|line| line.words), reach);
        persons.iter().zip(words).map(|(part, all)| share(*part * 4, all)).collect::<Vec<u8>>()
    };
    let persons = lines.iter().fold(0_u32, |sum, line| sum.saturating_add(line.person_words));
    let words = lines.iter().fold(0_u32, |sum, line| sum.saturating_add(line.words));
    vec![
        ("persons_5", 0, near(5)),
        ("persons_15", 0, near(15)),
        ("page_persons", 0, vec![share(persons.saturating_mul(8), words); lines.len()]),
    ]
}

/// How alike each line is to the one within three lines that it is most alike.
fn like_near(signatures: &[u128]) -> Vec<u8> {
    let at = |row: Option<usize>| row.and_then(|row| signatures.get(row)).copied().unwrap_or(0);
    let likeness = |(row, own): (usize, &u128)| {
        let others = (1..=3).flat_map(|far| [at(row.checked_sub(far)), at(row.checked_add(far))]);
        let common = others.map(|other| (own & other).count_ones()).max().unwrap_or(0);
        if own.count_ones() < 3 { 0 } else { share(common, own.count_ones()) }
    };
    signatures.iter().enumerate().map(likeness).collect()
}
