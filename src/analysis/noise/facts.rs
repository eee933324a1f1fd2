//! What one line shows by itself.

use std::ops::Range;

use super::forms::FormSet;
use super::lexicon::Folding;
use super::lexicon::Kind;
use super::lexicon::LEXICON;
use super::lexicon::Lexicon;
use super::lexicon::WordHash;
use super::numbers;
use crate::text::Span;

/// How a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Opening {
    #[default]
    Other,
    Bullet,
    Number,
    Quote,
    Bracket,
    Upper,
    Lower,
    Wide,
    Mark,
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Closing {
    #[default]
    Letter,
    Digit,
    Comma,
    Colon,
    Ellipsis,
    Stop,
    Question,
    Quote,
    Bracket,
    Other,
}

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
        let mut scan = Scan::new(line, Self::new(span, indent), words);
        scan.run();
        let mut facts = scan.facts;
        facts.proof = LEXICON.proof(facts.folded);
        facts.topic = (first_word, count(words.len()));
        facts.opening = opening(line);
        facts.closing = closing(line);
        facts.forms = FormSet::of(line);
        facts.is_document_mark = is_document_mark(line);
        facts.is_field = facts.width() < MAX_FIELD_WIDTH && is_field(line);
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

    fn note(&mut self, kind: Kind, bytes: usize) {
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

/// How many bytes at each end of a line are searched for phrases: what the scrape added is short.
const SEARCHED_BYTES: usize = 160;

/// The byte ranges at the beginning and the end of a line that are searched for phrases; of a short
/// line the whole, and nothing.
fn edges(line: &str) -> [Range<usize>; 2] {
    let (head, tail) = if line.len() <= 2 * SEARCHED_BYTES {
        (line.len(), line.len())
    } else {
        let tail = line.ceil_char_boundary(line.len() - SEARCHED_BYTES);
        (line.floor_char_boundary(SEARCHED_BYTES), tail)
    };
    [0..head, tail..line.len()]
}

/// A count as the narrower number that facts keep.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// For every byte that is an ASCII letter or digit the byte in lower case, 0 for all others.
#[expect(clippy::indexing_slicing, reason = "evaluated when compiled; a byte is below 256")]
const WORD_BYTES: [u8; 256] = {
    let mut folded = [0; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        if byte.is_ascii_alphanumeric() {
            folded[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    folded
};

/// One pass over the characters of a line.
struct Scan<'a> {
    line: &'a str,
    /// The place in it, in bytes.
    at: usize,
    lexicon: &'static Lexicon,
    /// Where phrases are looked for.
    edges: [Range<usize>; 2],
    /// The end of the last phrase.
    phrase_end: usize,
    facts: Facts,
    words: &'a mut Vec<u32>,
    folding: Folding,
    word: WordHash,
    word_start: usize,
    word_letters: u32,
    word_capitals: u32,
    starts_capital: bool,
    /// The CJK character before, 0 if another stands there.
    wide_before: u32,
    /// The byte before.
    before: u8,
}

impl<'a> Scan<'a> {
    fn new(line: &'a str, facts: Facts, words: &'a mut Vec<u32>) -> Self {
        Self {
            line,
            at: 0,
            lexicon: &LEXICON,
            edges: edges(line),
            phrase_end: 0,
            facts,
            words,
            folding: Folding::default(),
            word: WordHash::default(),
            word_start: 0,
            word_letters: 0,
            word_capitals: 0,
            starts_capital: false,
            wide_before: 0,
            before: b' ',
        }
    }

    fn run(&mut self) {
        let bytes = self.line.as_bytes();
        while let Some(byte) = bytes.get(self.at).copied() {
            if byte.is_ascii_alphanumeric() {
                self.ascii_letters(bytes);
            } else if byte < 0x80 {
                let next = bytes.get(self.at + 1).copied().unwrap_or(b' ');
                self.ascii_mark(byte, next);
                self.at += 1;
                self.before = byte;
            } else {
                let rest = self.line.get(self.at..);
                let letter = rest.and_then(|rest| rest.chars().next()).unwrap_or(' ');
                let end = self.at + letter.len_utf8();
                self.other(letter, bytes.get(self.at..end).unwrap_or_default());
                self.at = end;
                self.before = byte;
            }
        }
        self.end_word();
        self.facts.folded = self.folding.value();
    }

    /// A run of ASCII letters and digits, the whole of a word or part of it.
    fn ascii_letters(&mut self, bytes: &[u8]) {
        let (mut word, mut folding, mut before) = (self.word, self.folding, self.before);
        let (mut digits, mut capitals, mut glued) = (0, 0, 0);
        let mut first = None;
        let start = self.at;
        for byte in bytes.get(start..).unwrap_or_default() {
            let lower = WORD_BYTES.get(usize::from(*byte)).copied().unwrap_or(0);
            if lower == 0 {
                break;
            }
            word = word.with_lower(lower);
            folding = folding.with(u32::from(lower));
            let is_capital = lower != *byte;
            digits += u32::from(lower < b'a');
            capitals += u32::from(is_capital);
            glued += u32::from(is_capital && before.is_ascii_lowercase());
            before = *byte;
            first = first.or(Some(is_capital));
            self.at += 1;
        }
        let length = count(self.at - start);
        if self.word_letters == 0 {
            self.word_start = start;
            self.starts_capital = first.unwrap_or(false);
        }
        (self.word, self.folding, self.before) = (word, folding, before);
        self.word_letters += length;
        self.word_capitals += capitals;
        self.facts.width2 += 2 * length;
        self.facts.letters += length - digits;
        self.facts.digits += digits;
        self.facts.glued += glued;
    }

    fn ascii_mark(&mut self, byte: u8, next: u8) {
        self.facts.width2 += 2;
        self.end_word();
        if byte == b' ' {
            return;
        }
        self.look_for_phrase(u32::from(byte));
        let facts = &mut self.facts;
        match byte {
            b'.' | b'!' | b'?'
                if self.before != b'.' && matches!(next, b' ' | b'"' | b'\'' | b')' | 0x80..) =>
            {
                facts.sentence_ends += 1;
            }
            b',' | b';' => facts.commas += 1,
            b'"' => facts.quotes += 1,
            b'|' | b'>' => facts.separators += 1,
            b'/' if self.before == b' ' || next == b' ' => facts.separators += 1,
            b'/' if self.before == b'/' => facts.addresses += 1,
            b'@' => facts.addresses += 1,
            b'(' | b'[' => facts.brackets += 1,
            b'{' | b'}' | b'=' | b'<' | b'`' | b'_' | b'#' | b'\\' | b'*' => facts.code_marks += 1,
            _ => {}
        }
    }

    /// Notes the phrase that begins with the character at hand, which is no letter of a word.
    fn look_for_phrase(&mut self, letter: u32) {
        if self.lexicon.may_open(letter) {
            self.note_phrase(self.at);
        }
    }

    /// Notes the phrase that begins at `start`, if one does.
    fn note_phrase(&mut self, start: usize) {
        let Some(edge) = self.edges.iter().find(|edge| edge.contains(&start)) else { return };
        if start < self.phrase_end {
            return;
        }
        let Some(part) = self.line.as_bytes().get(edge.clone()) else { return };
        if let Some((kind, length)) = self.lexicon.phrase_at(part, start - edge.start) {
            self.facts.note(kind, length);
            self.phrase_end = start + length;
        }
    }

    fn other(&mut self, letter: char, bytes: &[u8]) {
        if is_wide(letter) {
            self.wide(letter);
            self.look_for_phrase(u32::from(letter));
            return;
        }
        self.facts.width2 += if letter >= '\u{3000}' { 5 } else { 2 };
        match letter {
            '。' | '！' | '？' | '…' => self.facts.sentence_ends += 1,
            '，' | '、' | '；' => self.facts.commas += 1,
            '“' | '”' | '„' | '«' | '「' | '『' => self.facts.quotes += 1,
            '»' | '›' | '·' | '•' | '｜' | '—' | '–' => self.facts.separators += 1,
            '（' | '【' => self.facts.brackets += 1,
            '’' | '‘' => {}
            _ if letter.is_alphanumeric() => {
                self.letter(letter);
                self.word = bytes.iter().fold(self.word, |word, byte| word.with(*byte));
                return;
            }
            '\u{ad}' | '\u{200b}'..='\u{200d}' => return,
            _ => {}
        }
        self.end_word();
        self.look_for_phrase(u32::from(letter));
    }

    /// A letter or digit outside ASCII.
    fn letter(&mut self, letter: char) {
        let is_capital = letter.is_uppercase();
        if self.word_letters == 0 {
            self.word_start = self.at;
            self.starts_capital = is_capital;
        }
        self.facts.letters += 1;
        self.word_letters += 1;
        self.word_capitals += u32::from(is_capital);
        self.folding = self.folding.with(u32::from(letter));
    }

    /// A CJK character; two in a row stand for a word.
    fn wide(&mut self, letter: char) {
        self.end_word();
        let code = u32::from(letter);
        self.facts.wide += 1;
        self.facts.width2 += 5;
        self.folding = self.folding.with(code);
        if self.wide_before != 0 {
            let pair = self.wide_before.wrapping_mul(0x9e37_79b1) ^ code.wrapping_mul(0x85eb_ca6b);
            self.words.push(pair | 1);
        }
        self.wide_before = code;
    }

    fn end_word(&mut self) {
        self.wide_before = 0;
        if self.word_letters == 0 {
            return;
        }
        let facts = &mut self.facts;
        facts.words += 1;
        facts.longest_word = facts.longest_word.max(self.word_letters);
        facts.capital_words += u32::from(self.starts_capital);
        let is_shouted = self.word_capitals == self.word_letters && self.word_letters > 1;
        facts.shouted_words += u32::from(is_shouted);
        let hash = self.word.value();
        if self.lexicon.is_stop_word(hash) {
            facts.stop_words += 1;
        } else {
            self.words.push(hash);
        }
        if self.lexicon.may_open(hash) {
            self.note_phrase(self.word_start);
        }
        self.word = WordHash::default();
        (self.word_letters, self.word_capitals, self.starts_capital) = (0, 0, false);
    }
}

/// Whether a character is an ideograph, kana or Hangul.
pub(super) const fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The longest line, in columns, that can be a field with its value.
const MAX_FIELD_WIDTH: u32 = 80;
/// The longest name of a field, in bytes.
const MAX_FIELD_NAME: usize = 32;

/// Whether a short name, a colon and a value make up the line, or a code and its meaning.
fn is_field(line: &str) -> bool {
    let is_named = line.split_once(": ").is_some_and(|(name, value)| {
        name.len() <= MAX_FIELD_NAME && !name.contains(':') && !value.is_empty()
    });
    is_named || line.starts_with("0x")
}

/// Whether a line begins with a mark of markup, or as an article of a law.
fn is_document_mark(line: &str) -> bool {
    let heading = line.trim_start_matches('#');
    let depth = line.len() - heading.len();
    if (1..=6).contains(&depth) {
        return heading.starts_with(' ') && heading.len() > 2;
    }
    let article = line.strip_prefix('第').map(|rest| {
        rest.trim_start_matches(|letter: char| {
            letter.is_ascii_digit() || "零〇一二三四五六七八九十百".contains(letter)
        })
    });
    let is_article = article.is_some_and(|rest| {
        rest.len() + '第'.len_utf8() < line.len() && rest.starts_with(['条', '章', '节'])
    });
    is_article || ["```", "~~~", "<!--", ".. "].iter().any(|mark| line.starts_with(mark))
}

fn opening(line: &str) -> Opening {
    let mut letters = line.chars();
    let (first, second) = (letters.next().unwrap_or(' '), letters.next().unwrap_or(' '));
    match first {
        '-' | '*' | '+' if second == ' ' => Opening::Bullet,
        '•' | '·' | '●' | '■' | '▪' | '►' | '▶' | '◆' | '◇' | '–' | '—' | '›' | '»' | '※' => {
            Opening::Bullet
        }
        '"' | '“' | '„' | '«' | '「' | '\'' | '‘' | '『' => Opening::Quote,
        '(' | '[' | '（' | '【' | '{' | '〔' => Opening::Bracket,
        '#' | '|' | '>' | '=' | '`' | '<' | '@' | '/' | '©' | '~' | ':' => Opening::Mark,
        _ if first.is_ascii_digit() => Opening::Number,
        _ if is_wide(first) => Opening::Wide,
        _ if first.is_uppercase() => Opening::Upper,
        _ if first.is_lowercase() => Opening::Lower,
        _ => Opening::Other,
    }
}

fn closing(line: &str) -> Closing {
    let mut letters = line.chars().rev();
    let (last, before) = (letters.next().unwrap_or(' '), letters.next().unwrap_or(' '));
    match last {
        '…' => Closing::Ellipsis,
        '.' if before == '.' => Closing::Ellipsis,
        '.' | '。' => Closing::Stop,
        '?' | '!' | '？' | '！' => Closing::Question,
        '"' | '”' | '“' | '»' | '」' | '\'' | '’' | '』' => Closing::Quote,
        ')' | ']' | '）' | '】' => Closing::Bracket,
        ',' | ';' | '，' | '；' | '、' => Closing::Comma,
        ':' | '：' => Closing::Colon,
        _ if last.is_ascii_digit() => Closing::Digit,
        _ if last.is_alphanumeric() => Closing::Letter,
        _ => Closing::Other,
    }
}
