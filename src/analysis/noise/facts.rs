//! What one line shows by itself.

use super::ends::Closing;
use super::ends::Opening;
use super::forms::FormSet;
use super::lexicon::Kind;
use super::lexicon::LEXICON;
use super::marks;
use super::numbers;
use super::scan::Scan;
use crate::text::Span;

/// What one line shows by itself. Counts are of characters unless they say otherwise.
#[derive(Debug, Clone)]
pub(super) struct Facts {
    /// The line without white space at its ends, in bytes of the document's text.
    pub(super) span: Span,
    /// Its 1-based number among all lines; 0 as long as it is not known.
    pub(super) number: u32,
    /// White space before it, in bytes.
    pub(super) indent: u32,
    /// Twice the width: a CJK character is two and a half others wide.
    pub(super) width2: u32,
    pub(super) words: u32,
    pub(super) stop_words: u32,
    /// Words by which a writer speaks of himself or to the reader: `I`, `your`.
    pub(super) person_words: u32,
    pub(super) capital_words: u32,
    pub(super) shouted_words: u32,
    pub(super) letters: u32,
    pub(super) wide: u32,
    pub(super) digits: u32,
    pub(super) sentence_ends: u32,
    pub(super) commas: u32,
    pub(super) quotes: u32,
    pub(super) separators: u32,
    pub(super) brackets: u32,
    pub(super) code_marks: u32,
    pub(super) longest_word: u32,
    /// Addresses of pages and mailboxes.
    pub(super) addresses: u32,
    /// Capital letters that follow a small one without a space: words that were glued together.
    pub(super) glued: u32,
    pub(super) opening: Opening,
    /// Forms of its beginning and end.
    pub(super) forms: FormSet,
    pub(super) closing: Closing,
    /// Phrases of each kind.
    pub(super) hints: [u8; Kind::COUNT],
    /// Bytes in phrases of each kind.
    pub(super) covered: [u16; Kind::COUNT],
    /// Whether it begins as lines of markup or of laws do: `# Heading`, a code fence, `第三条`.
    pub(super) is_document_mark: bool,
    /// Whether it names a thing and gives its value: `Length: 16 bits`.
    pub(super) is_field: bool,
    pub(super) has_date: bool,
    pub(super) ends_with_date: bool,
    pub(super) has_time: bool,
    /// Hash of the letters and digits.
    pub(super) folded: u64,
    /// The same with every number taken for one: equal for lines filled in from one template.
    pub(super) template: u64,
    /// The kind of which a whole line with these letters is.
    pub(super) proof: Option<Kind>,
    /// Its words that are no function words, as a range of the page's words.
    pub(super) topic: (u32, u32),
}

impl Facts {
    /// Reads a line; hashes of its words that are no function words are appended to `words`.
    pub(super) fn read(text: &str, span: Span, indent: u32, words: &mut Vec<u32>) -> Self {
        let line = span.slice(text);
        let first_word = count(words.len());
        let mut facts = Scan::new(line, Self::new(span, indent), words).run();
        facts.proof = LEXICON.proof(facts.folded);
        facts.topic = (first_word, count(words.len()));
        facts.opening = Opening::of(line);
        facts.closing = Closing::of(line);
        facts.forms = FormSet::of(line);
        facts.is_document_mark = marks::is_document_mark(line);
        facts.is_field = facts.width() < marks::MAX_FIELD_WIDTH && marks::is_field(line);
        facts.read_dates(line);
        facts
    }

    fn new(span: Span, indent: u32) -> Self {
        Self {
            span,
            number: 0,
            indent,
            width2: 0,
            words: 0,
            stop_words: 0,
            person_words: 0,
            capital_words: 0,
            shouted_words: 0,
            letters: 0,
            wide: 0,
            digits: 0,
            sentence_ends: 0,
            commas: 0,
            quotes: 0,
            separators: 0,
            brackets: 0,
            code_marks: 0,
            longest_word: 0,
            addresses: 0,
            glued: 0,
            opening: Opening::Other,
            forms: FormSet::default(),
            closing: Closing::Letter,
            hints: [0; Kind::COUNT],
            covered: [0; Kind::COUNT],
            is_document_mark: false,
            is_field: false,
            has_date: false,
            ends_with_date: false,
            has_time: false,
            folded: 0,
            template: 0,
            proof: None,
            topic: (0, 0),
        }
    }

    /// Width, where a CJK character counts two and a half.
    pub(super) const fn width(&self) -> u32 {
        self.width2 / 2
    }

    /// How many phrases of a kind stand in it.
    pub(super) fn hint(&self, kind: Kind) -> u8 {
        self.hints.get(kind as usize).copied().unwrap_or(0)
    }

    /// Whether it looks like running text: long, and closed like a sentence.
    pub(super) const fn is_prose(&self) -> bool {
        let is_closed = matches!(
            self.closing,
            Closing::Stop | Closing::Question | Closing::Quote | Closing::Bracket | Closing::Colon
        );
        self.width() >= 80 && (is_closed || self.sentence_ends > 0 && self.width() >= 160)
    }

    /// Notes a phrase of a kind and its length.
    pub(super) fn note(&mut self, kind: Kind, bytes: usize) {
        let place = kind as usize;
        if let Some(hints) = self.hints.get_mut(place) {
            *hints = hints.saturating_add(1);
        }
        if let Some(covered) = self.covered.get_mut(place) {
            *covered = covered.saturating_add(u16::try_from(bytes).unwrap_or(u16::MAX));
        }
    }

    /// Looks for dates and times of day at both ends of the line.
    fn read_dates(&mut self, line: &str) {
        if self.digits < 2 {
            return;
        }
        let bytes = line.as_bytes();
        let head = bytes.get(..bytes.len().min(DATED_BYTES)).unwrap_or(bytes);
        let tail = bytes.get(bytes.len().saturating_sub(DATED_BYTES)..).unwrap_or(bytes);
        let (in_head, in_tail) = (numbers::read(head), numbers::read(tail));
        let has_month = self.hint(Kind::Date) > 0;
        let is_year = |found: &numbers::Numbers| found.has_year && has_month && self.width() < 120;
        self.has_date = in_head.has_date || in_tail.has_date || is_year(&in_head);
        self.has_time = in_head.has_time || in_tail.has_time;
        self.ends_with_date = in_tail.date_end == Some(tail.len());
    }
}

/// How much of each end of a line is searched for dates.
const DATED_BYTES: usize = 100;

/// A count as the narrower number that facts keep.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
