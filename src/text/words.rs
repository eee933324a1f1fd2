//! Words: where they start and end.
//!
//! Unicode Standard Annex 29, default word boundaries, with dictionary words (ICU) for the
//! scripts that do not write spaces between words.

use std::sync::LazyLock;

use icu_segmenter::WordSegmenter;
use icu_segmenter::WordSegmenterBorrowed;
use icu_segmenter::options::WordBreakInvariantOptions;
use unicode_segmentation::UnicodeSegmentation;

use super::script::is_written_without_spaces;
use crate::text::Span;

/// The words of `text`, ascending: every UAX #29 word segment that holds a character other than
/// white space, so punctuation marks are words too.
///
/// Runs of Chinese, Japanese, Thai, Lao, Khmer and Burmese are cut into dictionary words. Takes
/// time linear in the length of `text`.
///
/// ```
/// use provenance::text::words;
/// let text = "Don't wait 3.5 s.";
/// let found: Vec<&str> = words(text).map(|span| span.slice(text)).collect();
/// assert_eq!(found, ["Don't", "wait", "3.5", "s", "."]);
/// ```
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0, stop: 0, pending: Vec::new() }
}

/// The iterator that [`words`] returns.
#[derive(Debug, Clone)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
    /// The next ASCII white space that was looked for, or the end of the text.
    stop: usize,
    /// Words already cut after a stretch that is not ASCII, last one first.
    pending: Vec<Span>,
}

impl Iterator for Words<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        loop {
            if let Some(span) = self.pending.pop() {
                return Some(span);
            }
            match ascii_word(self.text.as_bytes(), self.at) {
                Step::Word { end } => {
                    let start = std::mem::replace(&mut self.at, end);
                    return Span::new(start, end);
                }
                Step::Space { end } => self.at = end,
                Step::Unicode => self.cut_stretch(),
                Step::End => return None,
            }
        }
    }
}

/// What stands at an offset.
enum Step {
    /// A word of ASCII characters alone, decided without looking at anything else.
    Word { end: usize },
    /// White space.
    Space { end: usize },
    /// Characters beyond ASCII take part: the full rules decide.
    Unicode,
    /// Nothing.
    End,
}

/// The classes of UAX #29 that ASCII characters have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Underscore,
    /// `:`, joins letters.
    MidLetter,
    /// `,` and `;`, join digits.
    MidNumber,
    /// `.` and `'`, join both.
    MidBoth,
    /// The space, which a combining mark can follow.
    Space,
    /// Line breaks and their like, which nothing can follow.
    Break,
    Other,
    Beyond,
}

const fn class(byte: u8) -> Class {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
        b'0'..=b'9' => Class::Digit,
        b'_' => Class::Underscore,
        b':' => Class::MidLetter,
        b',' | b';' => Class::MidNumber,
        b'.' | b'\'' => Class::MidBoth,
        b' ' => Class::Space,
        b'\n' | b'\r' | 0x0b | 0x0c => Class::Break,
        0x80.. => Class::Beyond,
        _ => Class::Other,
    }
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "the loop stays below 256")]
        #[expect(clippy::indexing_slicing, reason = "the loop stays below 256")]
        {
            classes[byte] = class(byte as u8);
        }
        byte += 1;
    }
    classes
};

/// Whether a byte goes on with a word whatever stands around it.
const IS_INSIDE: [bool; 256] = {
    let mut inside = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::indexing_slicing, reason = "the loop stays below 256")]
        {
            inside[byte] =
                matches!(CLASSES[byte], Class::Letter | Class::Digit | Class::Underscore);
        }
        byte += 1;
    }
    inside
};

fn class_at(bytes: &[u8], at: usize) -> Option<Class> {
    bytes.get(at).and_then(|byte| CLASSES.get(usize::from(*byte))).copied()
}

fn ascii_word(bytes: &[u8], start: usize) -> Step {
    let Some(first) = class_at(bytes, start) else {
        return Step::End;
    };
    match first {
        Class::Break => Step::Space { end: start + 1 },
        Class::Beyond => Step::Unicode,
        Class::Space => {
            let length = bytes.iter().skip(start).take_while(|byte| **byte == b' ').count();
            let end = start + length;
            if class_at(bytes, end) == Some(Class::Beyond) {
                Step::Unicode
            } else {
                Step::Space { end }
            }
        }
        Class::Letter | Class::Digit | Class::Underscore => ascii_run(bytes, start, first),
        Class::MidLetter | Class::MidNumber | Class::MidBoth | Class::Other => {
            let end = start + 1;
            if class_at(bytes, end) == Some(Class::Beyond) {
                Step::Unicode
            } else if bytes.get(start) == Some(&b'\t') {
                Step::Space { end }
            } else {
                Step::Word { end }
            }
        }
    }
}

/// Letters, digits and underscores, with the marks that join them (rules WB5 to WB13b).
fn ascii_run(bytes: &[u8], start: usize, first: Class) -> Step {
    let is_inside = |byte: &&u8| IS_INSIDE.get(usize::from(**byte)) == Some(&true);
    let (mut at, mut before) = (start + 1, first);
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let inside = rest.iter().take_while(is_inside).count();
        if inside > 0 {
            at += inside;
            before = class_at(bytes, at - 1).unwrap_or(before);
        }
        let Some(here) = class_at(bytes, at) else {
            return Step::Word { end: at };
        };
        match here {
            Class::Beyond => return Step::Unicode,
            Class::MidLetter | Class::MidNumber | Class::MidBoth => {
                let joins = match before {
                    Class::Letter => here != Class::MidNumber,
                    Class::Digit => here != Class::MidLetter,
                    _ => false,
                };
                match class_at(bytes, at + 1) {
                    Some(Class::Beyond) => return Step::Unicode,
                    Some(after) if joins && after == before => at += 2,
                    _ => return Step::Word { end: at },
                }
            }
            _ => return Step::Word { end: at },
        }
    }
}

/// Stretches longer than this many bytes are cut wherever an ideograph starts.
const LONG_STRETCH: usize = 1 << 16;

impl Words<'_> {
    /// Cuts the words from `at` up to the next ASCII white space by the full rules. Nothing
    /// before white space depends on what follows it, and `at` is a word boundary already.
    fn cut_stretch(&mut self) {
        let bytes = self.text.as_bytes();
        let spaces = bytes.iter().skip(self.at).take_while(|byte| **byte == b' ').count();
        let from = self.at + spaces;
        if self.stop <= from {
            let is_stop = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r');
            let length = bytes.iter().skip(from).position(is_stop);
            self.stop = length.map_or(self.text.len(), |length| from + length);
        }
        let mut end = self.stop;
        if end - self.at > LONG_STRETCH {
            end = self.next_ideograph(self.at + LONG_STRETCH).unwrap_or(end);
        }
        let stretch = Span::at(self.at, end - self.at);
        cut(stretch.slice(self.text), self.at, &mut self.pending);
        self.pending.reverse();
        self.at = end;
    }

    /// The first Han character from `offset` to the next white space, before which UAX #29 always has a boundary;
    /// one after a punctuation mark if there is one soon, so that no dictionary word is torn.
    fn next_ideograph(&self, offset: usize) -> Option<usize> {
        let start = self.text.ceil_char_boundary(offset);
        let rest = self.text.get(start..self.stop)?;
        let is_ideograph = |character| matches!(character, '\u{4e00}'..='\u{9fff}');
        let mut before = ' ';
        let mut after_mark =
            rest.char_indices().take(LONG_STRETCH / 16).filter(|(_, character)| {
                let mark = std::mem::replace(&mut before, *character);
                matches!(mark, '。' | '，' | '、' | '；' | '：') && is_ideograph(*character)
            });
        let found = after_mark.next().map(|(at, _)| at).or_else(|| rest.find(is_ideograph));
        found.map(|at| start + at)
    }
}

/// Cuts `stretch`, which starts at `offset`, and appends its words.
fn cut(stretch: &str, offset: usize, found: &mut Vec<Span>) {
    if !stretch.chars().any(is_written_without_spaces) {
        found.extend(uax29(stretch, offset));
        return;
    }
    let mut run: Option<Span> = None;
    for (at, segment) in stretch.split_word_bound_indices() {
        let here = Span::at(at, segment.len());
        if segment.starts_with(is_written_without_spaces) {
            run = Some(run.map_or(here, |run| run.join(here)));
            continue;
        }
        if let Some(run) = run.take() {
            cut_by_dictionary(run.slice(stretch), offset + run.start(), found);
        }
        if !segment.chars().all(char::is_whitespace) {
            found.push(Span::at(offset + at, segment.len()));
        }
    }
    if let Some(run) = run {
        cut_by_dictionary(run.slice(stretch), offset + run.start(), found);
    }
}

/// Word segments by the standard's default rules, white space left out.
fn uax29(text: &str, offset: usize) -> impl Iterator<Item = Span> {
    text.split_word_bound_indices()
        .filter(|(_, segment)| !segment.chars().all(char::is_whitespace))
        .map(move |(at, segment)| Span::at(offset + at, segment.len()))
}

/// Made once: putting it together costs as much as cutting many words.
static DICTIONARY: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

fn cut_by_dictionary(run: &str, offset: usize, found: &mut Vec<Span>) {
    let mut start = 0;
    for end in DICTIONARY.segment_str(run) {
        if end > start {
            found.push(Span::at(offset + start, end - start));
        }
        start = end.max(start);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::ProptestConfig;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::is_written_without_spaces;
    use super::uax29;
    use super::words;

    fn cut(text: &str) -> Vec<&str> {
        words(text).map(|span| span.slice(text)).collect()
    }

    #[test]
    fn chinese_is_cut_into_dictionary_words() {
        assert_eq!(cut("论坛在十月举行。"), ["论坛", "在", "十月", "举行", "。"]);
        assert_eq!(cut("使用HTTP协议"), ["使用", "HTTP", "协议"]);
    }

    #[test]
    fn a_byte_order_mark_and_a_zero_width_space_are_words_of_their_own() {
        assert_eq!(cut("\u{feff}one"), ["\u{feff}", "one"]);
        assert_eq!(cut("one\u{200b}two"), ["one", "\u{200b}", "two"]);
    }

    #[test]
    fn emoji_sequences_and_combining_marks_are_never_torn() {
        let family = "👩\u{200d}👩\u{200d}👧";
        assert_eq!(cut(&format!("{family} e\u{301}te\u{301}")), [family, "e\u{301}te\u{301}"]);
    }

    #[test]
    fn a_long_line_without_spaces_is_cut_like_a_short_one() {
        let text = "论坛在十月举行，".repeat(20_000);
        assert_eq!(words(&text).count(), 5 * 20_000);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        #[test]
        fn ascii_is_cut_as_the_standard_says(text in "[a-c0-2_:;,.' \\t\\r\\n\"(-]{0,40}") {
            prop_assert_eq!(words(&text).collect::<Vec<_>>(), uax29(&text, 0).collect::<Vec<_>>());
        }

        #[test]
        fn mixed_text_is_cut_as_the_standard_says(
            text in "[ab1_:.,' \\n\\téж\u{301}\u{200d}\u{200b}\u{feff}\u{a0}א\"👩🇩٣“]{0,30}",
        ) {
            prop_assert_eq!(words(&text).collect::<Vec<_>>(), uax29(&text, 0).collect::<Vec<_>>());
        }

        #[test]
        fn any_text_keeps_all_its_characters(text in "\\PC{0,30}|[ -~中文字かなカナไทย。\\n]{0,40}") {
            let kept: String = words(&text).map(|span| span.slice(&text)).collect();
            let is_printed = |text: &str| -> String {
                text.chars().filter(|character| !character.is_whitespace()).collect()
            };
            prop_assert_eq!(is_printed(&kept), is_printed(&text));
            if !text.contains(is_written_without_spaces) {
                prop_assert_eq!(
                    words(&text).collect::<Vec<_>>(),
                    uax29(&text, 0).collect::<Vec<_>>()
                );
            }
        }
    }
}
