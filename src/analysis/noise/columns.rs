//! The features of all lines of a page, as columns of small numbers.

use super::around;
use super::around::Around;
use super::facts::Facts;
use super::forms::Form;
use super::lexicon::Kind;
use super::lexicon::LEXICON;
use super::page::Page;

/// How many lines before and after are looked at.
const REACH: usize = 4;

/// A column: its name, how many lines before and after are features too, and its value.
type Own = (&'static str, usize, fn(&Facts) -> u8);

/// What a line shows by itself.
const OWN: [Own; 38] = [
    ("width", 3, |line| scale(line.width())),
    ("words", 0, |line| clip(line.words)),
    ("stop_share", 3, |line| share(line.stop_words, line.words)),
    ("stop_words", 1, |line| clip(line.stop_words)),
    ("capital_share", 3, |line| share(line.capital_words, line.words)),
    ("shouted_share", 0, |line| share(line.shouted_words, line.words)),
    ("digit_share", 1, |line| share(line.digits, line.width())),
    ("wide_share", 0, |line| share(line.wide, line.wide + line.letters)),
    ("sentence_ends", 1, |line| clip(line.sentence_ends)),
    ("commas", 1, |line| clip(line.commas)),
    ("quotes", 1, |line| clip(line.quotes)),
    ("separators", 1, |line| clip(line.separators)),
    ("brackets", 0, |line| clip(line.brackets)),
    ("code_marks", 1, |line| clip(line.code_marks)),
    ("longest_word", 0, |line| clip(line.longest_word)),
    ("word_length", 0, |line| clip(line.letters * 10 / line.words.max(1))),
    ("addresses", 1, |line| clip(line.addresses)),
    ("glued", 0, |line| clip(line.glued)),
    ("salutes", 0, |line| u8::from(line.forms.has(Form::Salutation))),
    ("is_home", 0, |line| u8::from(line.forms.has(Form::Home))),
    ("is_author", 0, |line| u8::from(line.forms.has(Form::Author))),
    ("is_updated", 0, |line| u8::from(line.forms.has(Form::Updated))),
    ("is_caption", 1, |line| u8::from(line.forms.has(Form::Caption))),
    ("is_credit", 1, |line| u8::from(line.forms.has(Form::Credit))),
    ("is_end", 1, |line| u8::from(line.forms.has(Form::End))),
    ("opening", 2, |line| line.opening as u8),
    ("closing", 3, |line| line.closing as u8),
    ("dates", 3, |line| dates(line)),
    ("indent", 0, |line| clip(line.indent)),
    ("is_prose", 4, |line| u8::from(line.is_prose())),
    ("hints", 3, |line| hints(line)),
    ("covered_share", 2, |line| covered_share(line)),
    ("is_proof", 3, |line| u8::from(LEXICON.proof(line.folded).is_some())),
    ("comma_share", 0, |line| share(line.commas * 20, line.width())),
    ("letter_share", 0, |line| share(line.letters + line.wide * 2, line.width())),
    ("closing_prose", 1, |line| u8::from(line.sentence_ends > 0) * scale(line.width())),
    ("small_words", 0, |line| clip(line.words - line.capital_words)),
    ("topic_words", 0, |line| clip(line.topic.1 - line.topic.0)),
];

/// The features of all lines of a page. Every column has [`REACH`] rows of zeros at both ends, so
/// that a neighbour's value is the same column read from another row on.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    names: Vec<String>,
    columns: Vec<Vec<u8>>,
    features: Vec<Feature>,
    rows: usize,
}

/// One feature: a column, and the row from which it is read.
#[derive(Debug, Clone, Copy)]
struct Feature {
    column: usize,
    start: usize,
}

impl Columns {
    /// The features of a page's lines.
    pub(super) fn of(around: &Around<'_>) -> Self {
        let page = around.page;
        let mut columns = Self {
            names: Vec::new(),
            columns: Vec::new(),
            features: Vec::new(),
            rows: page.lines.len(),
        };
        columns.add_own(page);
        for (name, reach, values) in around::columns(around) {
            columns.add(name, reach, &values);
        }
        columns
    }

    fn add_own(&mut self, page: &Page) {
        let room = page.lines.len() + 2 * REACH;
        let mut own: Vec<Vec<u8>> = vec![Vec::with_capacity(room); OWN.len() + Kind::COUNT];
        own.iter_mut().for_each(|column| column.resize(REACH, 0));
        for line in &page.lines {
            let values = OWN.iter().map(|(_, _, value)| value(line)).chain(line.hints);
            own.iter_mut().zip(values).for_each(|(column, value)| column.push(value));
        }
        let kinds = Kind::names().map(|name| (name, 1));
        let names = OWN.iter().map(|(name, reach, _)| (*name, *reach)).chain(kinds);
        for ((name, reach), mut column) in names.zip(own) {
            column.resize(room, 0);
            self.push(name, reach, column);
        }
    }

    /// Adds a column of one value a line; `reach` lines before and after are features too.
    pub(super) fn add(&mut self, name: &'static str, reach: usize, values: &[u8]) {
        let mut column = Vec::with_capacity(values.len() + 2 * REACH);
        column.resize(REACH, 0);
        column.extend_from_slice(values);
        column.resize(values.len() + 2 * REACH, 0);
        self.push(name, reach, column);
    }

    fn push(&mut self, name: &str, reach: usize, column: Vec<u8>) {
        for start in REACH - reach.min(REACH)..=REACH + reach.min(REACH) {
            self.features.push(Feature { column: self.columns.len(), start });
            let far = start.abs_diff(REACH);
            self.names.push(match start {
                REACH => name.to_owned(),
                before if before < REACH => format!("{name}-{far}"),
                _ => format!("{name}+{far}"),
            });
        }
        self.columns.push(column);
    }

    /// How many lines there are.
    pub(super) const fn rows(&self) -> usize {
        self.rows
    }

    /// The names of the features.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The values of a feature in all lines.
    pub(super) fn feature(&self, number: u16) -> &[u8] {
        let feature = self.features.get(usize::from(number)).copied();
        let Some(Feature { column, start }) = feature else { return &[] };
        let column = self.columns.get(column).map(Vec::as_slice).unwrap_or_default();
        column.get(start..start + self.rows).unwrap_or_default()
    }
}

/// A width on a scale that is fine for short lines and coarse for long ones.
pub(super) fn scale(width: u32) -> u8 {
    clip(match width {
        0..100 => width,
        100..300 => 100 + (width - 100) / 2,
        300..700 => 200 + (width - 300) / 16,
        _ => 225 + width.ilog2(),
    })
}

/// A number as a byte; 255 stands for all larger ones.
pub(super) fn clip(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

/// A share in parts of 200; nothing of nothing is 0.
pub(super) fn share(part: u32, whole: u32) -> u8 {
    clip(part.saturating_mul(200).checked_div(whole).unwrap_or(0))
}

fn dates(line: &Facts) -> u8 {
    u8::from(line.has_date)
        + 2 * u8::from(line.ends_with_date)
        + 4 * u8::from(line.has_time)
        + 8 * u8::from(line.hint(Kind::Date) > 0)
}

/// How many phrases of the kinds that noise has stand in a line.
pub(super) fn hints(line: &Facts) -> u8 {
    line.hints.iter().take(Kind::NOISE).fold(0, |sum: u8, hints| sum.saturating_add(*hints))
}

/// How much of a line such phrases cover.
fn covered_share(line: &Facts) -> u8 {
    let covered = line.covered.iter().take(Kind::NOISE).map(|bytes| u32::from(*bytes));
    share(covered.sum(), u32::try_from(line.span.len()).unwrap_or(u32::MAX))
}
