//! Texts as letters alone: how a quotation is found under other wrapping, quotes and markup.

use memchr::memmem;

use crate::text::Span;
use crate::text::fold;

/// The letters, digits and mathematical signs of a text, folded, with their places.
#[derive(Debug, Clone, Default)]
pub(super) struct Letters {
    text: String,
    /// Ascending.
    runs: Vec<Run>,
}

/// Letters that stand together in the source.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// Where they start in the letters.
    at: usize,
    /// Where they start in the source.
    source: usize,
    /// How many source bytes a letter that was folded stands for; none where the letters are the
    /// bytes of the source, in their order.
    folded: Option<usize>,
}

impl Letters {
    /// Reads a text; linear.
    pub(super) fn new(source: &str) -> Self {
        let mut reader = Reader::default();
        reader.letters.reserve(source.len());
        let mut at = 0;
        while at < source.len() {
            let rest = source.get(at..).unwrap_or_default();
            let plain = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
            // Words that are not of ASCII alone are folded as a whole.
            let words = match plain == rest.len() {
                true => plain,
                false => {
                    let words = rest.as_bytes().get(..plain).unwrap_or_default();
                    words.iter().rposition(u8::is_ascii_whitespace).map_or(0, |space| space + 1)
                }
            };
            let (words, rest) = rest.split_at_checked(words).unwrap_or((rest, ""));
            reader.read_ascii(words.as_bytes(), at);
            at += words.len();
            let word = rest.split(|character: char| character.is_ascii_whitespace()).next();
            let word = word.unwrap_or_default();
            reader.read_folded(word, at);
            at += word.len();
        }
        // Nothing but whole characters was written.
        Self { text: String::from_utf8(reader.letters).unwrap_or_default(), runs: reader.runs }
    }

    /// The letters.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Every place of `source`, the text these letters were read from, that has the letters
    /// `sought` and begins and ends where words do; at most `most`.
    pub(super) fn find(&self, source: &str, sought: &str, most: usize) -> Vec<Span> {
        if sought.is_empty() {
            return Vec::new();
        }
        let found = memmem::find_iter(self.text.as_bytes(), sought.as_bytes());
        let places = found.filter_map(|at| {
            let span = self.origin(at)?.join(self.origin(at + sought.len() - 1)?);
            is_apart(source, span).then_some(span)
        });
        places.take(most).collect()
    }

    /// The source bytes that the letter at `offset` stands for.
    fn origin(&self, offset: usize) -> Option<Span> {
        let after = self.runs.partition_point(|run| run.at <= offset);
        let run = self.runs.get(after.checked_sub(1)?)?;
        Some(match run.folded {
            Some(length) => Span::at(run.source, length),
            None => Span::at(run.source + (offset - run.at), 1),
        })
    }
}

/// Letters that are being read.
#[derive(Default)]
struct Reader {
    letters: Vec<u8>,
    runs: Vec<Run>,
}

impl Reader {
    /// Reads words that need no folding but of their case.
    fn read_ascii(&mut self, words: &[u8], base: usize) {
        let is_digit = |at: usize| words.get(at).is_some_and(u8::is_ascii_digit);
        let mut is_open = false;
        for (at, byte) in words.iter().enumerate() {
            let is_kept = match KEPT.get(usize::from(*byte)) {
                Some(Kept::Letter) => true,
                Some(Kept::Mark) => at > 0 && is_digit(at - 1) && is_digit(at + 1),
                Some(Kept::Not) | None => false,
            };
            if is_kept {
                if !is_open {
                    let at = (self.letters.len(), base + at);
                    self.runs.push(Run { at: at.0, source: at.1, folded: None });
                }
                self.letters.push(byte.to_ascii_lowercase());
            }
            is_open = is_kept;
        }
    }

    fn read_folded(&mut self, word: &str, base: usize) {
        if word.is_empty() {
            return;
        }
        let folded = fold(word);
        let mut before: Option<char> = None;
        let mut characters = folded.text().char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let after = characters.peek().map(|(_, next)| *next);
            let is_kept = is_letter(character) || is_decimal(before, character, after);
            before = Some(character);
            let place = Span::at(at, character.len_utf8());
            let Some(origin) = folded.source_of(place).filter(|_| is_kept) else { continue };
            let source = base + origin.start();
            self.runs.push(Run { at: self.letters.len(), source, folded: Some(origin.len()) });
            self.letters.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }
}

/// What becomes of a character of ASCII.
#[derive(Clone, Copy)]
enum Kept {
    Letter,
    /// Kept between digits, where it is a part of the number.
    Mark,
    Not,
}

const KEPT: [Kept; 256] = {
    let mut kept = [Kept::Not; 256];
    let mut byte = 0;
    while byte < 128 {
        #[expect(clippy::cast_possible_truncation, reason = "the loop stays below 128")]
        #[expect(clippy::indexing_slicing, reason = "the loop stays below 128")]
        {
            kept[byte] = match byte as u8 {
                b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => Kept::Letter,
                b'<' | b'>' | b'=' | b'%' | b'$' | b'^' | b'+' => Kept::Letter,
                b'.' | b',' | b':' | b'/' | b'-' => Kept::Mark,
                _ => Kept::Not,
            };
        }
        byte += 1;
    }
    kept
};

/// Whether a folded character is kept: letters, digits and mathematical signs.
pub(super) fn is_letter(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric() || "<>=%$^+".contains(character);
    }
    character.is_alphanumeric() || "≤≥±€£¥".contains(character)
}

/// Whether a mark stands between digits, where it is a part of the number.
fn is_decimal(before: Option<char>, mark: char, after: Option<char>) -> bool {
    let is_digit = |side: Option<char>| side.is_some_and(|side| side.is_ascii_digit());
    matches!(mark, '.' | ',' | ':' | '/' | '-') && is_digit(before) && is_digit(after)
}

/// Whether no word of an alphabet is cut at either end.
fn is_apart(source: &str, span: Span) -> bool {
    let is_alphabetic = |side: Option<char>| side.is_some_and(|side| side.is_ascii_alphanumeric());
    let inside = span.slice(source);
    let before = source.get(..span.start()).and_then(|text| text.chars().next_back());
    let after = source.get(span.end()..).and_then(|text| text.chars().next());
    !(is_alphabetic(before) && is_alphabetic(inside.chars().next())
        || is_alphabetic(after) && is_alphabetic(inside.chars().next_back()))
}

/// `found`, the letters of `quote` in `source`, with the marks at both ends that the quotation has
/// as well.
pub(super) fn with_marks(found: Span, source: &str, quote: &str) -> Span {
    let is_mark = |character: &char| !is_letter(*character);
    let tail = quote.trim_end().chars().rev().take_while(is_mark).collect::<Vec<char>>();
    let head = quote.trim_start().chars().take_while(is_mark).collect::<Vec<char>>();
    let after = source.get(found.end()..).unwrap_or_default();
    let before = source.get(..found.start()).unwrap_or_default();
    let gained = shared(after.chars(), tail.into_iter().rev());
    let lost = shared(before.chars().rev(), head.into_iter().rev());
    Span::new(found.start() - lost, found.end() + gained).unwrap_or(found)
}

/// Bytes of `text` up to which its marks are those sought, white space aside.
fn shared(text: impl Iterator<Item = char>, sought: impl Iterator<Item = char>) -> usize {
    let mut sought = sought.filter(|mark| !mark.is_whitespace()).peekable();
    let (mut at, mut end) = (0, 0);
    for character in text {
        at += character.len_utf8();
        if character.is_whitespace() {
            continue;
        }
        if sought.next_if(|mark| fold_mark(*mark) == fold_mark(character)).is_none() {
            break;
        }
        end = at;
    }
    end
}

fn fold_mark(mark: char) -> String {
    fold(mark.encode_utf8(&mut [0; 4])).text().to_owned()
}

/// Whether two texts differ in white space alone.
pub(super) fn are_same_but_for_space(one: &str, other: &str) -> bool {
    let visible = |text: &str| -> String { text.split_whitespace().collect() };
    one == other || visible(one) == visible(other)
}

#[cfg(test)]
mod tests {
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::Letters;
    use crate::text::fold;

    fn find<'t>(source: &'t str, quote: &str) -> Vec<&'t str> {
        let letters = Letters::new(source);
        let found = letters.find(source, Letters::new(quote).text(), 9);
        found.iter().map(|span| span.slice(source)).collect()
    }

    #[test]
    fn wrapping_quotes_and_markup_do_not_hide_a_quotation() {
        assert_eq!(find("It **must**\n  “stop” now.", "must \"stop\""), ["must**\n  “stop"]);
        assert_eq!(find("系统应当\n重试三次。", "系统应当重试"), ["系统应当\n重试"]);
    }

    #[test]
    fn a_number_is_found_with_its_decimal_point_only() {
        assert!(find("wait 15 s", "wait 1.5 s").is_empty());
    }

    proptest! {
        #[test]
        fn reading_word_by_word_folds_as_the_whole_text_does(text in "[a-zA-Z0-9 .,“”ｅéE\u{301}中\n-]{0,40}") {
            let letters = Letters::new(&text);
            let whole: String =
                fold(&text).text().chars().filter(|character| character.is_alphanumeric()).collect();
            let read: String =
                letters.text().chars().filter(|character| character.is_alphanumeric()).collect();
            prop_assert_eq!(read, whole);
        }
    }

    #[test]
    fn no_word_is_cut() {
        assert!(find("a scary thing", "car").is_empty());
    }
}
