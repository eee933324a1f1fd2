//! One pass over the characters of a line.

use std::ops::Range;

use super::facts::Facts;
use super::facts::count;
use super::lexicon::Folding;
use super::lexicon::LEXICON;
use super::lexicon::Lexicon;
use super::lexicon::WordHash;

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
pub(super) struct Scan<'a> {
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
    template: Folding,
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
    pub(super) fn new(line: &'a str, facts: Facts, words: &'a mut Vec<u32>) -> Self {
        Self {
            line,
            at: 0,
            lexicon: &LEXICON,
            edges: edges(line),
            phrase_end: 0,
            facts,
            words,
            folding: Folding::default(),
            template: Folding::default(),
            word: WordHash::default(),
            word_start: 0,
            word_letters: 0,
            word_capitals: 0,
            starts_capital: false,
            wide_before: 0,
            before: b' ',
        }
    }

    /// Reads the line to its end.
    pub(super) fn run(mut self) -> Facts {
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
        self.facts.template = self.template.value();
        self.facts
    }

    /// A run of ASCII letters and digits, the whole of a word or part of it.
    fn ascii_letters(&mut self, bytes: &[u8]) {
        let (mut word, mut folding, mut before) = (self.word, self.folding, self.before);
        let mut template = self.template;
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
            if lower >= b'a' {
                template = template.with(u32::from(lower));
            } else if !before.is_ascii_digit() {
                template = template.with(u32::from(b'0'));
            }
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
        self.template = template;
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
        self.template = self.template.with(u32::from(letter));
    }

    /// A CJK character; two in a row stand for a word.
    fn wide(&mut self, letter: char) {
        if self.word_letters > 0 {
            self.end_word();
        }
        let code = u32::from(letter);
        self.facts.wide += 1;
        self.facts.width2 += 5;
        self.folding = self.folding.with(code);
        self.template = self.template.with(code);
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
            facts.person_words += u32::from(self.lexicon.is_person_word(hash));
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

#[cfg(test)]
mod tests {
    use crate::analysis::noise::page::Page;

    #[test]
    fn two_cjk_characters_in_a_row_stand_for_a_word() {
        let words = |text: &str| Page::read(text).words;
        assert_eq!(words("港口恢复").len(), 3);
        assert_eq!(words("港口，恢复").len(), 2);
        assert_eq!(words("港1口").len(), 1, "the number is a word, the pair is none");
        assert_eq!(words("港口"), words("新港口")[1..]);
    }
}
