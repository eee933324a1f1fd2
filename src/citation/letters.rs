//! Texts as letters alone: how a quotation is found under other wrapping, quotes and markup.

use crate::text::Span;
use crate::text::fold;

/// The letters, digits and mathematical signs of a text, folded, with their places.
#[derive(Debug, Clone, Default)]
pub(super) struct Letters {
    text: String,
    /// For each kept character: its offset in `text` and the source bytes it stands for.
    origins: Vec<(usize, Span)>,
}

impl Letters {
    /// Reads a text; linear.
    pub(super) fn new(source: &str) -> Self {
        let folded = fold(source);
        let mut letters = Self::default();
        let mut before: Option<char> = None;
        let mut characters = folded.text().char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let after = characters.peek().map(|(_, next)| *next);
            let is_kept = is_letter(character) || is_decimal(before, character, after);
            before = Some(character);
            let place = Span::at(at, character.len_utf8());
            let Some(origin) = folded.source_of(place).filter(|_| is_kept) else { continue };
            letters.origins.push((letters.text.len(), origin));
            letters.text.push(character);
        }
        letters
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
        let places = self.text.match_indices(sought).filter_map(|(at, _)| {
            let span = self.origin(at)?.join(self.origin(at + sought.len() - 1)?);
            is_apart(source, span).then_some(span)
        });
        places.take(most).collect()
    }

    fn origin(&self, offset: usize) -> Option<Span> {
        let after = self.origins.partition_point(|(at, _)| *at <= offset);
        self.origins.get(after.checked_sub(1)?).map(|(_, source)| *source)
    }
}

fn is_letter(character: char) -> bool {
    character.is_alphanumeric() || "<>=≤≥±%$€£¥^+".contains(character)
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
    use super::Letters;

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

    #[test]
    fn no_word_is_cut() {
        assert!(find("a scary thing", "car").is_empty());
    }
}
