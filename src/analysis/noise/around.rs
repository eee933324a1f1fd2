//! What stands around each line, and what the whole page is like.

use super::ends::Opening;
use std::collections::HashMap;

use super::cohesion;
use super::columns::clip;
use super::columns::hints;
use super::columns::scale;
use super::columns::share;
use super::facts::Facts;
use super::facts::count;
use super::forms::Form;
use super::lexicon::Kind;
use super::page::Page;

/// A page with what is asked of every line more than once.
pub(super) struct Around<'a> {
    pub(super) page: &'a Page,
    /// The line that is most likely the title.
    pub(super) title: Option<usize>,
    is_prose: Vec<bool>,
    is_proof: Vec<bool>,
    has_hint: Vec<bool>,
    /// For every line a set of its words, each word one of 128 bits.
    signatures: Vec<u128>,
    /// For every line how many of its words also stand in another line of prose, and how many
    /// words it has.
    topic: Vec<(u32, u32)>,
}

impl<'a> Around<'a> {
    pub(super) fn of(page: &'a Page) -> Self {
        let lines = &page.lines;
        let mut around = Self {
            page,
            title: None,
            is_prose: lines.iter().map(Facts::is_prose).collect(),
            is_proof: lines.iter().map(|line| line.proof.is_some()).collect(),
            has_hint: lines.iter().map(|line| hints(line) > 0).collect(),
            signatures: lines.iter().map(|line| signature(page.words_of(line))).collect(),
            topic: topic(page),
        };
        around.title = around.find_title();
        around
    }

    /// The line that is most likely the title: of those before the first prose the one with the
    /// most words of the topic.
    fn find_title(&self) -> Option<usize> {
        let head = self.is_prose.iter().position(|is_prose| *is_prose)?;
        let mut best = None;
        let mut most = 0;
        for (row, ((known, all), line)) in
            self.topic.iter().zip(&self.page.lines).enumerate().take(head)
        {
            let is_path = line.forms.has(Form::Home) || line.hint(Kind::Breadcrumb) > 0;
            let weight = known * known * 16 / all.max(&1);
            let is_likely = *known >= 3 && known * 2 >= *all && line.width() >= 12 && !is_path;
            if is_likely && weight > most {
                (best, most) = (Some(row), weight);
            }
        }
        best
    }
}

fn signature(words: &[u32]) -> u128 {
    words.iter().fold(0, |set, word| set | 1 << (word.wrapping_mul(0x9e37_79b1) >> 25))
}

/// The most slots of the table that counts words.
const MAX_SLOTS: usize = 1 << 22;

/// For every line the words that also stand in another line of prose, and all its words.
fn topic(page: &Page) -> Vec<(u32, u32)> {
    let slots = (page.words.len() * 4).next_power_of_two().clamp(1 << 8, MAX_SLOTS);
    let mut counts = vec![0_u8; slots];
    let slot = |word: u32| (word.wrapping_mul(0x85eb_ca6b) >> 7) as usize % slots;
    for line in page.lines.iter().filter(|line| line.is_prose()) {
        for word in page.words_of(line) {
            if let Some(count) = counts.get_mut(slot(*word)) {
                *count = count.saturating_add(1);
            }
        }
    }
    let topic_of = |line: &Facts| {
        let needed = if line.is_prose() { 2 } else { 1 };
        let words = page.words_of(line);
        let is_known = |word: &&u32| counts.get(slot(**word)).is_some_and(|count| *count >= needed);
        (count(words.iter().filter(is_known).count()), count(words.len()))
    };
    page.lines.iter().map(topic_of).collect()
}

/// A column: its name, how many lines before and after are features too, and its values.
pub(super) type Column = (&'static str, usize, Vec<u8>);

/// All columns of what stands around.
pub(super) fn columns(around: &Around<'_>) -> Vec<Column> {
    let mut columns = places(around);
    columns.extend(windows(around));
    columns.extend(likeness(around));
    columns.extend(zones(around));
    columns.extend(whole(around));
    columns.extend(cohesion::columns(around.page, &around.signatures));
    columns
}

/// Where each line stands, counted from the ends of the page and from prose.
fn places(around: &Around<'_>) -> Vec<Column> {
    let rows = around.is_prose.len();
    let ascending = (0..rows).map(|row| clip(count(row)));
    let place = (0..rows).map(|row| share(count(row), count(rows)));
    let mut widths = 0;
    let before: Vec<u32> = around
        .page
        .lines
        .iter()
        .zip(&around.is_prose)
        .map(|(line, is_prose)| {
            let so_far = widths;
            widths += if *is_prose { line.width().min(2000) } else { 0 };
            so_far
        })
        .collect();
    let after = before.iter().zip(&around.is_prose).zip(&around.page.lines).map(
        |((before, is_prose), line)| {
            let own = if *is_prose { line.width().min(2000) } else { 0 };
            share(widths - before - own, widths)
        },
    );
    let since = since(&around.is_prose);
    let mut until = self::since(&around.is_prose.iter().rev().copied().collect::<Vec<_>>());
    until.reverse();
    let run =
        since.iter().zip(&until).map(|(since, until)| clip(u32::from(*since) + u32::from(*until)));
    let mut proofs = 0;
    let proofs_before = around.is_proof.iter().map(|is_proof| {
        let so_far = clip(proofs);
        proofs += u32::from(*is_proof);
        so_far
    });
    vec![
        ("from_start", 0, ascending.clone().collect()),
        ("from_end", 0, ascending.rev().collect()),
        ("place", 0, place.collect()),
        ("prose_before", 0, before.iter().map(|before| share(*before, widths)).collect()),
        ("prose_after", 0, after.collect()),
        ("run", 1, run.collect()),
        ("proofs_before", 0, proofs_before.collect()),
        ("to_prose_before", 0, since),
        ("to_prose_after", 0, until),
    ]
}

/// How many lines ago the last marked one was; 0 on a marked one, 255 where there was none.
pub(super) fn since(marked: &[bool]) -> Vec<u8> {
    let mut ago = u8::MAX;
    marked
        .iter()
        .map(|is_marked| {
            ago = if *is_marked { 0 } else { ago.saturating_add(1) };
            ago
        })
        .collect()
}

/// Sums over the lines around each line, itself included.
pub(super) fn window(values: impl Iterator<Item = u32>, reach: usize) -> Vec<u32> {
    let mut sums = vec![0_u32];
    let mut total = 0_u32;
    sums.extend(values.map(|value| {
        total = total.wrapping_add(value);
        total
    }));
    let rows = sums.len() - 1;
    let at = |row: usize| sums.get(row.min(rows)).copied().unwrap_or(0);
    (0..rows).map(|row| at(row + reach + 1).wrapping_sub(at(row.saturating_sub(reach)))).collect()
}

/// How long ago lines began that usually stand above a list of links or readers' comments.
fn zones(around: &Around<'_>) -> Vec<Column> {
    let lines = &around.page.lines;
    let since_proof = |wanted: fn(Kind) -> bool| {
        let is_start = |line: &Facts| line.proof.is_some_and(wanted);
        since(&lines.iter().map(is_start).collect::<Vec<_>>())
    };
    let since_hint = |kind: Kind| {
        let is_start = |line: &Facts| line.hint(kind) > 0 && line.width() < 60;
        since(&lines.iter().map(is_start).collect::<Vec<_>>())
    };
    let dated = lines.iter().map(|line| (line.has_date || line.has_time) && line.width() < 80);
    let dated: Vec<bool> = dated.collect();
    let mut until_dated = since(&dated.iter().rev().copied().collect::<Vec<_>>());
    until_dated.reverse();
    vec![
        ("since_related", 0, since_proof(|kind| kind == Kind::RelatedLinks)),
        ("since_comments", 0, since_proof(|kind| kind == Kind::CommentForm)),
        ("since_promo", 0, since_proof(|kind| matches!(kind, Kind::Promo | Kind::Share))),
        ("since_comment_hint", 0, since_hint(Kind::CommentForm)),
        ("since_related_hint", 0, since_hint(Kind::RelatedLinks)),
        ("since_byline", 0, since_hint(Kind::Byline)),
        ("since_legal", 0, since_hint(Kind::LegalFooter)),
        ("since_dated", 0, since(&dated)),
        ("until_dated", 0, until_dated),
    ]
}

/// What the lines before and after have on average.
fn windows(around: &Around<'_>) -> Vec<Column> {
    let lines = &around.page.lines;
    let widths = || lines.iter().map(|line| line.width().min(300));
    let ones = |marks: &'_ [bool]| marks.iter().map(|mark| u32::from(*mark)).collect::<Vec<_>>();
    let (prose, hinted, proofs) =
        (ones(&around.is_prose), ones(&around.has_hint), ones(&around.is_proof));
    let sum = |values: &[u32], reach| {
        window(values.iter().copied(), reach).into_iter().map(clip).collect::<Vec<u8>>()
    };
    let mean = |reach: usize| {
        let divisor = count(2 * reach + 1);
        window(widths(), reach).into_iter().map(|sum| scale(sum / divisor)).collect()
    };
    let stops = lines.iter().map(|line| u32::from(share(line.stop_words, line.words)));
    let dates = lines.iter().map(|line| u32::from(line.has_date || line.has_time));
    vec![
        ("mean_width_5", 0, mean(5)),
        ("mean_width_12", 0, mean(12)),
        ("prose_5", 0, sum(&prose, 5)),
        ("prose_12", 0, sum(&prose, 12)),
        ("hints_5", 0, sum(&hinted, 5)),
        ("hints_12", 0, sum(&hinted, 12)),
        ("proofs_12", 0, sum(&proofs, 12)),
        ("stops_5", 0, window(stops, 5).into_iter().map(|sum| clip(sum / 11)).collect()),
        ("dates_5", 0, window(dates, 5).into_iter().map(clip).collect()),
    ]
}

/// How alike each line is to others.
fn likeness(around: &Around<'_>) -> Vec<Column> {
    let lines = &around.page.lines;
    let mut seen: HashMap<u64, u32> = HashMap::with_capacity(lines.len());
    let seen_before: Vec<u8> = lines
        .iter()
        .map(|line| {
            let times = seen.entry(line.folded).or_default();
            *times += 1;
            clip(*times - 1)
        })
        .collect();
    let repeats = lines.iter().map(|line| clip(seen.get(&line.folded).copied().unwrap_or(0)));
    let title = around.title.and_then(|row| around.signatures.get(row)).copied().unwrap_or(0);
    let in_common = |of: u128, with: u128| share((of & with).count_ones(), of.count_ones());
    let previous = std::iter::once(0).chain(around.signatures.iter().copied());
    let like_previous =
        around.signatures.iter().zip(previous).map(|(own, other)| in_common(*own, other));
    let alike = |is_alike: fn(&Facts, &Facts) -> bool| {
        let mut run = 0_u8;
        let mut before: Option<&Facts> = None;
        lines
            .iter()
            .map(|line| {
                let goes_on = before.is_some_and(|before| is_alike(before, line));
                run = if goes_on { run.saturating_add(1) } else { 0 };
                before = Some(line);
                run
            })
            .collect()
    };
    vec![
        ("repeats", 2, repeats.collect()),
        ("seen_before", 1, seen_before),
        ("like_previous", 1, like_previous.collect()),
        ("topic_share", 3, around.topic.iter().map(|(known, all)| share(*known, *all)).collect()),
        ("topic_known", 0, around.topic.iter().map(|(known, _)| clip(*known)).collect()),
        ("title_share", 2, around.signatures.iter().map(|own| in_common(*own, title)).collect()),
        ("alike_width", 1, alike(|before, line| before.width().abs_diff(line.width()) <= 8)),
        ("alike_opening", 1, alike(|before, line| before.opening == line.opening)),
        ("alike_closing", 1, alike(|before, line| before.closing == line.closing)),
    ]
}

/// What the whole page is like, the same for every line.
fn whole(around: &Around<'_>) -> Vec<Column> {
    let lines = &around.page.lines;
    let rows = count(lines.len());
    let sum = |value: fn(&Facts) -> u32| {
        lines.iter().fold(0_u32, |sum, line| sum.saturating_add(value(line)))
    };
    let true_share =
        |marks: &[bool]| share(count(marks.iter().filter(|mark| **mark).count()), rows);
    let width = sum(|line| line.width().min(2000));
    let prose_width = sum(|line| if line.is_prose() { line.width().min(2000) } else { 0 });
    let letters = sum(|line| line.letters);
    let wide = sum(|line| line.wide);
    let is_marked = |line: &Facts| {
        u32::from(matches!(line.opening, Opening::Bullet | Opening::Mark | Opening::Number))
    };
    let values: [(&'static str, u8); 12] = [
        ("page_lines", scale(rows)),
        ("page_prose", true_share(&around.is_prose)),
        ("page_prose_text", share(prose_width / 16, width / 16)),
        ("page_mean_width", scale(width / rows.max(1))),
        ("page_wide", share(wide / 16, (wide + letters) / 16)),
        ("page_hints", true_share(&around.has_hint)),
        ("page_proofs", true_share(&around.is_proof)),
        (
            "page_specification",
            share(sum(|line| u32::from(line.hint(Kind::Specification))), width / 8),
        ),
        ("page_speech", share(sum(|line| u32::from(line.hint(Kind::Speech))), width / 8)),
        ("page_code", share(sum(|line| line.code_marks), width / 4)),
        ("page_indent", share(sum(|line| u32::from(line.indent > 1)), rows)),
        ("page_marks", share(sum(is_marked), rows)),
    ];
    values.into_iter().map(|(name, value)| (name, 0, vec![value; lines.len()])).collect()
}
