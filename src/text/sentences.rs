//! Sentences: where they start and end.
//!
//! Written for specifications and news: knows abbreviations, decimal numbers, section numbers,
//! list items and quotations, in English and in Chinese and Japanese.

use super::blocks::starts_item;
use super::script::is_closer;
use crate::text::Span;

/// The sentences of `text`, ascending and touching: together they cover every byte. White space
/// after a sentence belongs to it. A blank line or a new list item ends a sentence as well. Linear
/// time.
///
/// ```
/// use provenance::text::sentences;
/// let text = "Wait 3.5 s, e.g. for Dr. Lee. Then retry. 系统重试。然后停止。";
/// let found: Vec<&str> = sentences(text).iter().map(|span| span.slice(text)).collect();
/// assert_eq!(found, ["Wait 3.5 s, e.g. for Dr. Lee. ", "Then retry. ", "系统重试。", "然后停止。"]);
/// ```
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(mark) = next_mark(text, at) {
        let end = match text.get(mark..).and_then(|rest| rest.chars().next()) {
            Some('\n') => break_at_line(text, mark),
            Some('.') => break_at_stop(text, start, mark),
            Some('!' | '?') => break_at_call(text, mark),
            Some(wide) => Some(with_closers(text, mark + wide.len_utf8())),
            None => None,
        };
        let Some(end) = end else {
            at = mark + 1;
            at = text.ceil_char_boundary(at);
            continue;
        };
        let end = with_space(text, end);
        if end < text.len() && !Span::at(start, end - start).slice(text).trim().is_empty() {
            found.push(Span::at(start, end - start));
            start = end;
        }
        at = end.max(mark + 1);
    }
    if start < text.len() {
        found.push(Span::at(start, text.len() - start));
    }
    found
}

/// The first bytes of the characters that may end a sentence.
const MAY_BE_MARK: [bool; 256] = {
    let mut marks = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::indexing_slicing, reason = "the loop stays below 256")]
        {
            marks[byte] = matches!(byte, 0x0a | 0x21 | 0x2e | 0x3f | 0xe3 | 0xef);
        }
        byte += 1;
    }
    marks
};

/// The next character at or after `from` that may end a sentence.
fn next_mark(text: &str, from: usize) -> Option<usize> {
    let is_mark =
        |character| matches!(character, '.' | '!' | '?' | '\n' | '。' | '！' | '？' | '；' | '｡');
    let may_be_mark = |byte: &u8| MAY_BE_MARK.get(usize::from(*byte)) == Some(&true);
    let mut at = from;
    loop {
        at += text.as_bytes().get(at..)?.iter().position(may_be_mark)?;
        let character = text.get(at..)?.chars().next()?;
        if is_mark(character) {
            return Some(at);
        }
        at += character.len_utf8();
    }
}

fn with_closers(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let tail = rest.trim_start_matches(|character| {
        is_closer(character) || matches!(character, '。' | '！' | '？' | '!' | '?')
    });
    text.len() - tail.len()
}

fn with_space(text: &str, from: usize) -> usize {
    text.len() - text.get(from..).unwrap_or_default().trim_start().len()
}

/// A line end closes a sentence when a blank line or a list item follows.
fn break_at_line(text: &str, mark: usize) -> Option<usize> {
    let rest = text.get(mark + 1..)?;
    let line = rest.split('\n').next().unwrap_or_default();
    (line.trim().is_empty() || starts_item(line)).then_some(mark + 1)
}

/// `!` and `?` end a sentence unless it goes on in lower case.
fn break_at_call(text: &str, mark: usize) -> Option<usize> {
    let end = with_closers(text, mark + 1);
    let rest = text.get(end..)?;
    let next = rest.trim_start().chars().next();
    let is_apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (is_apart && !next.is_some_and(char::is_lowercase)).then_some(end)
}

/// A full stop ends a sentence when white space follows, the sentence does not go on in lower
/// case, and the stop does not belong to an abbreviation or a section number.
fn break_at_stop(text: &str, start: usize, mark: usize) -> Option<usize> {
    let end = with_closers(text, mark + 1);
    let rest = text.get(end..)?;
    let next = rest.trim_start().chars().next();
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        // A Chinese sentence may follow an English one without a space.
        return next.is_some_and(super::script::is_wide).then_some(end);
    }
    if next.is_some_and(char::is_lowercase) {
        return None;
    }
    let before = text.get(start..mark)?;
    let word = last_word(before);
    let is_first = before.trim_start().len() == word.len();
    let is_unit = next.is_some_and(char::is_uppercase) && is_unit(before, word);
    let belongs = is_abbreviation(word) && !is_unit || (is_first && is_item_number(word));
    (!belongs || next.is_none()).then_some(end)
}

/// Whether `word` at the end of `before` is a unit after a number, as in `5 min`, rather than an
/// abbreviation.
fn is_unit(before: &str, word: &str) -> bool {
    let lead = before.get(..before.len() - word.len()).unwrap_or_default().trim_end();
    word.len() > 1
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && lead.ends_with(|character: char| character.is_ascii_digit())
}

/// What stands between the last white space or opening bracket and the end.
fn last_word(before: &str) -> &str {
    let tail = before.len().saturating_sub(24);
    let near = before.get(before.ceil_char_boundary(tail)..).unwrap_or_default();
    near.rsplit(|character: char| character.is_whitespace() || matches!(character, '(' | '[' | '"'))
        .next()
        .unwrap_or_default()
}

/// `1`, `3.2`, `a`, `iv` at the start of a sentence number what follows.
fn is_item_number(word: &str) -> bool {
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_roman = word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    !word.is_empty() && word.len() <= 12 && (is_number || is_roman || word.len() == 1)
}

/// Words that end in a full stop in the middle of a sentence, in lower case.
const ABBREVIATIONS: &[&str] = &[
    "al", "approx", "apr", "art", "aug", "bros", "ca", "capt", "cf", "ch", "chap", "co", "col",
    "corp", "dec", "dept", "dr", "ed", "eds", "eq", "eqs", "esp", "est", "ex", "feb", "fig",
    "figs", "gen", "gov", "hon", "inc", "jan", "jr", "jul", "jun", "lt", "ltd", "maj", "mar",
    "max", "messrs", "min", "mr", "mrs", "ms", "mt", "no", "nos", "nov", "oct", "op", "p", "par",
    "ph", "pp", "pres", "prof", "ref", "refs", "rep", "rev", "sec", "sect", "sen", "sep", "sept",
    "sgt", "sr", "st", "viz", "vol", "vs",
];

/// Whether a full stop after `word` belongs to it: known abbreviations, single initials, and
/// words with stops inside (`e.g`, `U.S`).
fn is_abbreviation(word: &str) -> bool {
    let word = word.trim_start_matches(|character: char| !character.is_alphanumeric());
    let mut letters = word.chars();
    if let (Some(only), None) = (letters.next(), letters.next()) {
        return only.is_uppercase() && only != 'I';
    }
    let is_dotted = word.split('.').all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    });
    is_dotted || ABBREVIATIONS.binary_search(&word.to_lowercase().as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::ABBREVIATIONS;
    use super::sentences;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).iter().map(|span| span.slice(text).trim_end()).collect()
    }

    #[test]
    fn abbreviations_are_sorted_for_the_search() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    #[test]
    fn abbreviations_numbers_and_initials_end_no_sentence() {
        let text = "See Sec. 4.2 of J. Smith et al. for the U.S. Army case. Costs rose to No. 5.";
        assert_eq!(cut(text).len(), 2);
    }

    #[test]
    fn a_unit_after_a_number_may_end_a_sentence() {
        assert_eq!(cut("Wait 5 ms. The relay answers. Ask Ms. Lee.").len(), 3);
        assert_eq!(cut("It takes 5 min. at most.").len(), 1);
    }

    #[test]
    fn a_closing_quote_belongs_to_the_sentence_it_closes() {
        assert_eq!(cut("He said “stop.” Then he left."), ["He said “stop.”", "Then he left."]);
        assert_eq!(cut("他说：“停止。”然后离开。"), ["他说：“停止。”", "然后离开。"]);
    }

    #[test]
    fn list_items_and_blank_lines_start_sentences() {
        assert_eq!(
            cut("Options:\n- first\n- second\n\nAfter"),
            ["Options:", "- first", "- second", "After"]
        );
        assert_eq!(cut("1. Open the door. 2. Close it."), ["1. Open the door.", "2. Close it."]);
    }

    #[test]
    fn a_hard_wrapped_sentence_stays_whole() {
        assert_eq!(
            cut("The client MUST\nretry within 5 s.\nThe server waits."),
            ["The client MUST\nretry within 5 s.", "The server waits."]
        );
    }

    #[test]
    fn chinese_semicolons_and_calls_end_sentences() {
        assert_eq!(
            cut("一是重试；二是停止！真的？！好。"),
            ["一是重试；", "二是停止！", "真的？！", "好。"]
        );
    }

    proptest! {
        #[test]
        fn sentences_cover_the_text(text in "\\PC{0,30}|[a-cA-C1.!? \\n。；”)-]{0,60}") {
            let rebuilt: String = sentences(&text).iter().map(|span| span.slice(&text)).collect();
            prop_assert_eq!(rebuilt, text);
        }
    }
}
