//! A changed region: the words of both sides, and what of them stayed.

use std::collections::VecDeque;

use super::affine::Unit;
use super::anchors::Run;
use super::block_moves::MovedBlocks;
use super::budget::Budget;
use super::interner::Interner;
use super::line_alignment::Pair;
use super::readability::absorb;
use super::readability::slide;
use super::script::Script;
use super::word_alignment::Words;
use super::word_alignment::align_words;
use crate::text::Span;
use crate::text::is_wide;
use crate::text::words;

/// One side's words.
struct Side<'t> {
    text: &'t str,
    /// Where the region starts in the whole text.
    base: usize,
    /// Start of each word, from `base`.
    starts: Vec<u32>,
    units: Vec<Unit>,
    numbers: Vec<u32>,
    sentences: Vec<usize>,
    /// How many words are written in ideographs.
    ideographic: usize,
}

/// Compares the words of a region but for those of blocks that moved, and tells the script which
/// are kept. Returns the places of the new text where the budget ran out.
pub(super) fn compare_region<'t>(
    texts: (&'t str, &'t str),
    (region, moved): (Pair, &MovedBlocks),
    interner: &mut Interner<'t>,
    budget: &mut Budget,
    script: &mut Script<'_>,
) -> Vec<Span> {
    let region = keep_common_start(texts, region, moved, script);
    if region.old.slice(texts.0).trim().is_empty() || region.new.slice(texts.1).trim().is_empty() {
        return Vec::new();
    }
    if region.old.len().max(region.new.len()) > LARGEST_REGION {
        return vec![region.new];
    }
    let old = Side::cut(texts.0, region.old, &moved.old, interner);
    let new = Side::cut(texts.1, region.new, &moved.new, interner);
    let ideographic = 4 * (old.ideographic + new.ideographic);
    let is_ideographic = ideographic > old.units.len() + new.units.len();
    let price = if is_ideographic { IDEOGRAPHIC_PRICE } else { PRICE };
    let (runs, coarse) = align_words(old.words(), new.words(), price, budget);
    let runs = absorb(&runs, &old.units, new.units.len(), price);
    for run in slide(&runs, &old.units, &new.units) {
        keep_run(run, &old, &new, script);
    }
    coarse.into_iter().map(|range| new.span(range.start, range.end)).collect()
}

/// Regions of more bytes are not cut into words.
const LARGEST_REGION: usize = 1 << 26;

/// Words before the first difference that are not kept at once, so that a change can slide back
/// to where its sentence starts.
const HELD_BACK: usize = 48;

/// Keeps the words at the start of a region that are the same, without remembering them.
fn keep_common_start(
    texts: (&str, &str),
    region: Pair,
    moved: &MovedBlocks,
    script: &mut Script<'_>,
) -> Pair {
    let limit = |spans: &[Span], region: Span| {
        let first = spans.partition_point(|span| span.end() <= region.start());
        spans.get(first).map_or(region.end(), |span| span.start()).saturating_sub(region.start())
    };
    let (old_limit, new_limit) = (limit(&moved.old, region.old), limit(&moved.new, region.new));
    let (old_text, new_text) = (region.old.slice(texts.0), region.new.slice(texts.1));
    let mut held: VecDeque<Pair> = VecDeque::with_capacity(HELD_BACK);
    for (old, new) in words(old_text).zip(words(new_text)) {
        let is_moved = old.start() >= old_limit || new.start() >= new_limit;
        if is_moved || old.slice(old_text) != new.slice(new_text) {
            break;
        }
        if held.len() == HELD_BACK
            && let Some(pair) = held.pop_front()
        {
            let (old, new) = (region.old.start(), region.new.start());
            script.keep(shifted(pair.old, old), shifted(pair.new, new));
        }
        held.push_back(Pair { old, new });
    }
    let Some(first) = held.front() else { return region };
    let rest = |span: Span, at: usize| Span::at(span.start() + at, span.len() - at);
    Pair { old: rest(region.old, first.old.start()), new: rest(region.new, first.new.start()) }
}

fn shifted(span: Span, by: usize) -> Span {
    Span::at(span.start() + by, span.len())
}

fn keep_run(run: Run, old: &Side<'_>, new: &Side<'_>, script: &mut Script<'_>) {
    let old_span = old.span(run.old, run.old_end());
    let new_span = new.span(run.new, run.new_end());
    if old_span.slice(old.text) == new_span.slice(new.text) {
        return script.keep(old_span, new_span);
    }
    for offset in 0..run.length {
        let old_word = old.span(run.old + offset, run.old + offset + 1);
        let new_word = new.span(run.new + offset, run.new + offset + 1);
        script.keep(old_word, new_word);
    }
}

impl<'t> Side<'t> {
    fn cut(text: &'t str, span: Span, moved: &[Span], interner: &mut Interner<'t>) -> Self {
        let slice = span.slice(text);
        let mut side = Self {
            text,
            base: span.start(),
            starts: Vec::new(),
            units: Vec::new(),
            numbers: Vec::new(),
            sentences: Vec::new(),
            ideographic: 0,
        };
        let mut end = 0;
        let mut before = Before::Line;
        let first = moved.partition_point(|block| block.end() <= span.start());
        let mut moved = moved.get(first..).unwrap_or_default();
        let mut is_row = starts_row(text, span.start());
        for word in words(slice) {
            let body = word.slice(slice);
            let gap = slice.get(end..word.start()).unwrap_or_default();
            let mut here = before.after_gap(gap);
            if here.starts_line() {
                is_row = body == "|";
                if is_bullet(body) {
                    here = Before::Item;
                }
            }
            if here.starts_sentence() {
                side.sentences.push(side.units.len());
            }
            side.ideographic += usize::from(body.starts_with(is_wide));
            let at = span.start() + word.start();
            while moved.first().is_some_and(|block| block.end() <= at) {
                moved = moved.get(1..).unwrap_or_default();
            }
            let is_moved = moved.first().is_some_and(|block| block.contains(at));
            let number =
                if is_moved { interner.unique() } else { interner.number(body.as_bytes()) };
            let marks_structure = here == Before::Item || (is_row && body == "|");
            let weight = if marks_structure { STRUCTURE } else { weight(body) };
            side.units.push(Unit { number, weight, rank: here.rank() });
            side.numbers.push(number);
            side.starts.push(u32::try_from(word.start()).unwrap_or(u32::MAX));
            before = Before::of(body);
            end = word.end();
        }
        side.starts.push(u32::try_from(end).unwrap_or(u32::MAX));
        side
    }

    fn words(&self) -> Words<'_> {
        Words { units: &self.units, numbers: &self.numbers, sentences: &self.sentences }
    }

    /// The bytes from one word to before another, white space at the end left out.
    fn span(&self, from: usize, to: usize) -> Span {
        let start = self.starts.get(from).map_or(0, |start| *start as usize);
        let end = self.starts.get(to).map_or(start, |end| *end as usize);
        let slice = self.text.get(self.base + start..self.base + end).unwrap_or_default();
        Span::at(self.base + start, slice.trim_end().len())
    }
}

/// What a changed place costs where words are ASCII, and where most are ideographs: there a word
/// is often a single character, and a mark between two clauses tells them apart.
const PRICE: i32 = 240;
const IDEOGRAPHIC_PRICE: i32 = 155;

/// What keeping a mark earns that parts the cells of a table row or starts a list item: always
/// more than a changed place costs, so that cells and items are compared one by one.
const STRUCTURE: u16 = 400;

/// Whether the line that holds `offset` starts with a bar.
fn starts_row(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    text.get(line..).unwrap_or_default().trim_start_matches([' ', '\t']).starts_with('|')
}

fn is_bullet(word: &str) -> bool {
    matches!(word, "-" | "*" | "+" | "•")
}

/// What keeping a word earns: words more than marks, long words more than short ones.
fn weight(word: &str) -> u16 {
    let is_word = word.starts_with(char::is_alphanumeric);
    if word.is_ascii() {
        return match (is_word, word.len()) {
            (false, _) => 150,
            (true, 0..=3) => 190,
            (true, _) => 200,
        };
    }
    match (is_word, ideographs(word)) {
        (false, _) => 160,
        (true, 0 | 1) => 200,
        (true, more) => 200 + 150 * (more - 1),
    }
}

/// Ideographs in a word, up to four.
fn ideographs(word: &str) -> u16 {
    let ideographs = word.chars().filter(|character| is_wide(*character));
    u16::try_from(ideographs.take(4).count()).unwrap_or(0)
}

/// What stands before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// A word in the middle of a sentence.
    Word,
    /// A comma or its like.
    Pause,
    /// The end of a sentence, with white space.
    Sentence,
    /// A mark that ends a sentence, so far without white space.
    Stop,
    /// The start of a line.
    Line,
    /// A blank line.
    Blank,
    /// The start of a line that is a list item.
    Item,
}

impl Before {
    /// What stands before the next word, once the white space between is known.
    fn after_gap(self, gap: &str) -> Self {
        let feeds = gap.bytes().filter(|byte| *byte == b'\n').count();
        match (self, feeds) {
            (_, 2..) => Self::Blank,
            (Self::Stop, _) if !gap.is_empty() => Self::Sentence,
            (Self::Stop, _) => Self::Word,
            (Self::Sentence, 1) | (Self::Sentence, 0) => Self::Sentence,
            (Self::Line, _) if gap.is_empty() => Self::Line,
            (_, 1) => Self::Line,
            (other, _) => other,
        }
    }

    fn of(word: &str) -> Self {
        match word {
            "." | "!" | "?" => Self::Stop,
            "。" | "！" | "？" | "；" => Self::Sentence,
            "," | ";" | ":" | "，" | "、" | "：" => Self::Pause,
            _ => Self::Word,
        }
    }

    const fn starts_sentence(self) -> bool {
        matches!(self, Self::Sentence | Self::Blank | Self::Item)
    }

    const fn starts_line(self) -> bool {
        matches!(self, Self::Line | Self::Blank)
    }

    /// How good a place this is for a change to begin or end.
    const fn rank(self) -> u16 {
        match self {
            Self::Word | Self::Stop => 0,
            Self::Line => 2,
            Self::Pause => 4,
            Self::Sentence => 10,
            Self::Blank | Self::Item => 14,
        }
    }
}
