//! What is known of each line before anything is chosen.

use std::collections::BTreeMap;
use std::ops::Range;

use super::dates::DayOrder;
use super::dates::Found;
use super::dates::find_dates;
use super::page::Line;
use super::page::Page;
use super::page::is_wide;
use super::words;

/// How much a line that is no prose takes from the weight of the stretch it stands in.
const FURNITURE_COST: i64 = 70;
const BULLET_COST: i64 = 110;

/// The most a line of prose adds to it.
const MOST_PROSE: usize = 500;

/// Facts about one line.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// The dates in it; in prose only those of its beginning.
    pub(super) dates: Vec<Found>,
    /// Whether it begins like a byline.
    pub(super) is_byline: bool,
    /// Whether it holds words of menus and notices.
    pub(super) has_furniture: bool,
    /// How many other lines say the same.
    pub(super) repeats: usize,
    /// Whether another line says the same and adds something after a separator.
    pub(super) is_extended: bool,
}

/// A page with the facts of its lines.
#[derive(Debug)]
pub(super) struct Context<'p, 'a> {
    pub(super) page: &'p Page<'a>,
    pub(super) facts: Vec<Facts>,
    /// The lines of the main text: the heaviest stretch of prose.
    pub(super) body: Range<usize>,
    topic: Topic,
}

impl<'p, 'a> Context<'p, 'a> {
    pub(super) fn new(page: &'p Page<'a>, order: DayOrder) -> Self {
        let body = heaviest_stretch(&page.lines);
        let mut facts: Vec<Facts> = page.lines.iter().map(|line| read(line, order)).collect();
        count_repeats(&page.lines, &mut facts);
        let topic = Topic::new(&page.lines);
        Self { page, facts, body, topic }
    }

    pub(super) fn line(&self, at: usize) -> Option<(&'p Line<'a>, &Facts)> {
        Some((self.page.lines.get(at)?, self.facts.get(at)?))
    }

    /// How the text of line `at` overlaps with the prose.
    pub(super) fn overlap(&self, text: &str, at: usize) -> Overlap {
        self.topic.overlap(text, at, &self.body)
    }
}

/// The share of prose in a line's beginning whose dates are read.
const PROSE_BYTES: usize = 160;

fn read(line: &Line<'_>, order: DayOrder) -> Facts {
    let shown = if line.is_prose {
        line.text.get(..super::page::floor_boundary(line.text, PROSE_BYTES)).unwrap_or_default()
    } else {
        line.text
    };
    Facts {
        dates: find_dates(shown, order),
        is_byline: !line.is_prose && words::starts_byline(line.text),
        has_furniture: !line.is_prose && words::has_furniture(line.text),
        ..Facts::default()
    }
}

/// The stretch with the most prose and the fewest lines that are none (Kadane's algorithm).
fn heaviest_stretch(lines: &[Line<'_>]) -> Range<usize> {
    let (mut best, mut best_weight) = (0..0, 0);
    let (mut start, mut weight) = (0, 0);
    for (at, line) in lines.iter().enumerate() {
        if weight <= 0 {
            (start, weight) = (at, 0);
        }
        weight += weight_of(line);
        if weight > best_weight {
            (best, best_weight) = (start..at + 1, weight);
        }
    }
    best
}

fn weight_of(line: &Line<'_>) -> i64 {
    match line {
        line if line.is_noise => -BULLET_COST,
        line if line.is_prose => i64::try_from(line.width.min(MOST_PROSE)).unwrap_or(0),
        line if line.is_bullet => -BULLET_COST,
        _ => -FURNITURE_COST,
    }
}

fn count_repeats(lines: &[Line<'_>], facts: &mut [Facts]) {
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    let mut extended: BTreeMap<u64, usize> = BTreeMap::new();
    let folded: Vec<u64> =
        lines.iter().map(|line| if line.is_prose { 0 } else { fold(line.text) }).collect();
    for (line, hash) in lines.iter().zip(&folded).filter(|(line, _)| !line.is_prose) {
        *counts.entry(*hash).or_default() += 1;
        for (at, mark) in line.text.char_indices() {
            if matches!(mark, '|' | '–' | '—' | '_' | '·' | '»')
                || (mark == '-' && line.text.get(..at).is_some_and(|head| head.ends_with(' ')))
            {
                *extended.entry(fold(line.text.get(..at).unwrap_or_default())).or_default() += 1;
            }
        }
    }
    for (fact, hash) in facts.iter_mut().zip(&folded).filter(|(_, hash)| **hash != 0) {
        fact.repeats = counts.get(hash).map_or(0, |count| count - 1);
        fact.is_extended = extended.contains_key(hash);
    }
}

/// FNV-1a over letters and digits in lower case.
fn fold(text: &str) -> u64 {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).fold(SEED, mix)
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn mix(hash: u64, character: char) -> u64 {
    (hash ^ u64::from(u32::from(character))).wrapping_mul(0x100_0000_01b3)
}

/// Which terms the prose uses, and on which lines: a hash table whose chains lead from the first
/// line of a term to its last.
#[derive(Debug, Default)]
struct Topic {
    /// The first term of each chain.
    heads: Vec<Option<u32>>,
    terms: Vec<Term>,
}

#[derive(Debug)]
struct Term {
    hash: u64,
    line: usize,
    next: Option<u32>,
}

/// How a text overlaps with the prose.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Overlap {
    /// How many terms the text has.
    pub(super) all: usize,
    /// How many of them the main text has too.
    pub(super) known: usize,
    /// How many of them stand in the prose of the lines right after.
    pub(super) local: usize,
    /// How often they stand in the main text, each counted up to [`Topic::MOST`] times.
    pub(super) count: usize,
}

impl Topic {
    /// The most occurrences of a term that count.
    const MOST: usize = 4;

    /// How many lines after a line are right after it.
    const LOCAL: usize = 24;

    /// The most terms of a page that are kept.
    const LIMIT: usize = 40_000;

    fn new(lines: &[Line<'_>]) -> Self {
        let mut terms = Vec::new();
        for (line, prose) in lines.iter().enumerate().filter(|(_, line)| line.is_prose) {
            if terms.len() < Self::LIMIT {
                each_term(prose.text, |hash| terms.push(Term { hash, line, next: None }));
            }
        }
        let mut topic = Self { heads: vec![None; terms.len().next_power_of_two()], terms };
        for at in (0..topic.terms.len()).rev() {
            let Some(term) = topic.terms.get_mut(at) else { break };
            let chain = chain_of(term.hash, topic.heads.len());
            if let Some(head) = topic.heads.get_mut(chain) {
                term.next = head.replace(u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
        topic
    }

    /// The lines of a term, in order.
    fn lines_of(&self, hash: u64) -> impl Iterator<Item = usize> + '_ {
        let find = |at: u32| self.terms.get(usize::try_from(at).ok()?);
        let head = self.heads.get(chain_of(hash, self.heads.len())).copied().flatten();
        let chain = std::iter::successors(head.and_then(find), move |term| find(term.next?));
        chain.filter(move |term| term.hash == hash).map(|term| term.line)
    }

    fn overlap(&self, text: &str, at: usize, body: &Range<usize>) -> Overlap {
        let mut overlap = Overlap::default();
        each_term(text, |hash| {
            let (mut in_body, mut is_local) = (0, false);
            for line in self.lines_of(hash).take(64) {
                in_body += usize::from(body.contains(&line));
                is_local |= line > at && line <= at + Self::LOCAL;
            }
            overlap.all += 1;
            overlap.known += usize::from(in_body > 0);
            overlap.local += usize::from(is_local);
            overlap.count += in_body.min(Self::MOST);
        });
        overlap
    }
}

/// The chain of a hash; FNV mixes upwards, so its upper half is folded in.
fn chain_of(hash: u64, chains: usize) -> usize {
    usize::try_from((hash ^ hash >> 32) & (chains.saturating_sub(1) as u64)).unwrap_or(0)
}

/// How many letters of a word count, so that its inflected forms are one term.
const STEM_LETTERS: usize = 6;

const SOFT_HYPHEN: char = '\u{ad}';

/// Calls `take` with the hash of the beginning of every word of four letters or more, and of every
/// pair of Han characters.
fn each_term(text: &str, mut take: impl FnMut(u64)) {
    let (mut hash, mut letters) = (SEED, 0);
    let mut previous: Option<char> = None;
    for character in text.chars().chain([' ']) {
        if is_wide(character) && character.is_alphabetic() {
            if let Some(previous) = previous {
                take(mix(mix(SEED, previous), character));
            }
            previous = Some(character);
            continue;
        }
        previous = None;
        if character == SOFT_HYPHEN {
            continue;
        }
        if character.is_alphanumeric() {
            if letters < STEM_LETTERS {
                hash = if character.is_ascii() {
                    mix(hash, character.to_ascii_lowercase())
                } else {
                    character.to_lowercase().fold(hash, mix)
                };
            }
            letters += 1;
        } else {
            if letters >= 4 {
                take(hash);
            }
            (hash, letters) = (SEED, 0);
        }
    }
}
