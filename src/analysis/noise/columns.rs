//! The features of all lines of a page, as columns of small numbers.

use super::around;
use super::around::Around;
use super::facts::Facts;
use super::forms::Form;
use super::lexicon::Kind;
use super::page::Page;

/// How many lines before and after are looked at.
const REACH: usize = 4;

/// A column: its name, how many lines before and after are features too, and its value.
type Own = (&'static str, usize, fn(&Facts) -> u8);

/// What a line shows by itself.
const OWN: [Own; 41] = [
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
    ("is_pointer", 1, |line| u8::from(line.forms.has(Form::Pointer))),
    ("person_words", 1, |line| clip(line.person_words)),
    ("person_share", 1, |line| share(line.person_words, line.words)),
    ("is_end", 1, |line| u8::from(line.forms.has(Form::End))),
    ("opening", 2, |line| line.opening as u8),
    ("closing", 3, |line| line.closing as u8),
    ("dates", 3, |line| dates(line)),
    ("indent", 0, |line| clip(line.indent)),
    ("is_prose", 4, |line| u8::from(line.is_prose())),
    ("hints", 3, |line| hints(line)),
    ("covered_share", 2, |line| covered_share(line)),
    ("is_proof", 3, |line| u8::from(line.proof.is_some())),
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
    /// Column after column.
    values: Vec<u8>,
    /// The column of each feature and the row from which it is read, as one place in `values`.
    starts: Vec<usize>,
    /// Name and reach of each column.
    bases: Vec<(&'static str, usize)>,
    rows: usize,
    is_prose: Vec<bool>,
}

impl Columns {
    /// The features of a page's lines.
    pub(super) fn of(around: &Around<'_>) -> Self {
        let rows = around.page.lines.len();
        let mut columns = Self {
            values: Vec::with_capacity(COLUMNS * (rows + 2 * REACH)),
            starts: Vec::with_capacity(FEATURES),
            bases: Vec::with_capacity(COLUMNS),
            rows,
            is_prose: around.page.lines.iter().map(Facts::is_prose).collect(),
        };
        columns.add_own(around.page);
        for (name, reach, values) in around::columns(around) {
            columns.add(name, reach, &values);
        }
        columns
    }

    fn add_own(&mut self, page: &Page) {
        for (name, reach, value) in OWN {
            self.add_each(name, reach, page.lines.iter().map(value));
        }
        for (kind, name) in Kind::names().enumerate() {
            let hints = |line: &Facts| line.hints.get(kind).copied().unwrap_or(0);
            self.add_each(name, 1, page.lines.iter().map(hints));
        }
    }

    /// Adds a column of one value a line; `reach` lines before and after are features too.
    pub(super) fn add(&mut self, name: &'static str, reach: usize, values: &[u8]) {
        self.add_each(name, reach, values.iter().copied());
    }

    fn add_each(&mut self, name: &'static str, reach: usize, values: impl Iterator<Item = u8>) {
        let start = self.values.len();
        let reach = reach.min(REACH);
        self.starts.extend(start + REACH - reach..=start + REACH + reach);
        self.bases.push((name, reach));
        self.values.resize(start + REACH, 0);
        self.values.extend(values.take(self.rows));
        self.values.resize(start + self.rows + 2 * REACH, 0);
    }

    /// How many lines there are.
    pub(super) const fn rows(&self) -> usize {
        self.rows
    }

    /// Whether a line is running text.
    pub(super) fn is_prose(&self, row: usize) -> bool {
        self.is_prose.get(row).copied().unwrap_or(false)
    }

    /// The names of the features.
    #[cfg(any(test, feature = "train"))]
    pub(super) fn names(&self) -> Vec<String> {
        use std::cmp::Ordering;
        let name_each = |(name, reach): &(&'static str, usize)| {
            let (name, reach) = (*name, *reach);
            (0..=2 * reach).map(move |place| match place.cmp(&reach) {
                Ordering::Less => format!("{name}-{}", reach - place),
                Ordering::Equal => name.to_owned(),
                Ordering::Greater => format!("{name}+{}", place - reach),
            })
        };
        self.bases.iter().flat_map(name_each).collect()
    }

    /// The values of a feature in all lines; others may follow them.
    pub(super) fn feature(&self, number: u16) -> &[u8] {
        let start = self.starts.get(usize::from(number)).copied();
        start.and_then(|start| self.values.get(start..)).unwrap_or_default()
    }
}

/// How many columns and features there are, about: room for them is taken at once.
const COLUMNS: usize = 128;
const FEATURES: usize = 320;

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

/// How much of a line such phrases cover, in parts of 200.
pub(super) fn covered_share(line: &Facts) -> u8 {
    let covered = line.covered.iter().take(Kind::NOISE).map(|bytes| u32::from(*bytes));
    share(covered.sum(), u32::try_from(line.span.len()).unwrap_or(u32::MAX))
}
