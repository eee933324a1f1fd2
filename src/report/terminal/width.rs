//! Display width, truncation and wrapping in columns.

use std::ops::Range;

use icu_segmenter::GraphemeClusterSegmenter;
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use unicode_width::UnicodeWidthStr;

/// What stands for text that was cut off; one column wide.
pub(super) const ELLIPSIS: &str = "…";

/// Columns that a text takes: wide Chinese characters and emoji take two.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// The length in bytes of the longest beginning that is at most `columns` wide and ends between
/// two graphemes (UAX #29).
pub(super) fn prefix(text: &str, columns: usize) -> usize {
    if text.is_ascii() {
        return text.len().min(columns);
    }
    let mut used = 0;
    let mut fitting = 0;
    for end in GraphemeClusterSegmenter::new().segment_str(text).skip(1) {
        used += width(text.get(fitting..end).unwrap_or_default());
        if used > columns {
            break;
        }
        fitting = end;
    }
    fitting
}

/// Breaks a text into lines of at most `columns` columns: where lines may break (UAX #14), else
/// between two graphemes. Spaces at a break belong to no line. A text always has a line.
pub(super) fn wrap(text: &str, columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(2);
    let mut wrapper = Wrapper { text, columns, lines: Vec::new(), start: 0, end: 0, used: 0 };
    if width(text) <= columns {
        wrapper.end = text.trim_end().len();
        return wrapper.finish();
    }
    let (mut from, mut part) = (0, 0);
    let mut parts: Vec<Range<usize>> = Vec::new();
    for to in LineSegmenter::new_auto(LineBreakOptions::default()).segment_str(text).skip(1) {
        parts.push(part..to);
        part = to;
        if may_break(text, to) {
            let is_too_wide = width(text.get(from..to).unwrap_or_default().trim_end()) > columns;
            let pieces =
                if is_too_wide { parts.as_slice() } else { &[Range { start: from, end: to }] };
            pieces.iter().for_each(|piece| wrapper.take(piece.clone()));
            parts.clear();
            from = to;
        }
    }
    wrapper.finish()
}

/// Whether to break where the rules allow it: not inside of paths, addresses and options, which
/// people copy, as long as they fit, and not between the marks of a change and its words.
fn may_break(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let is_ascii_word = |end: Option<char>| end.is_some_and(|it| it.is_ascii_graphic());
    let is_in_word =
        is_ascii_word(before.chars().next_back()) && is_ascii_word(after.chars().next());
    let is_after_mark = before.ends_with("[-") || before.ends_with("{+");
    let is_before_mark = after.starts_with("-]") || after.starts_with("+}");
    !(is_in_word || is_after_mark || is_before_mark)
}

/// Lines while they are filled.
struct Wrapper<'a> {
    text: &'a str,
    columns: usize,
    lines: Vec<Range<usize>>,
    /// Where the current line starts, where its visible text ends, and how wide it is up to the
    /// next piece.
    start: usize,
    end: usize,
    used: usize,
}

impl Wrapper<'_> {
    /// Puts a piece on a line; it breaks inside only when it is wider than a whole line.
    fn take(&mut self, piece: Range<usize>) {
        let whole = self.text.get(piece.clone()).unwrap_or_default();
        let word = whole.trim_end();
        let columns = width(word);
        if self.used > 0 && self.used + columns > self.columns {
            self.break_at(piece.start);
        }
        if columns <= self.columns {
            self.used += columns;
        } else {
            self.take_graphemes(piece.start, word);
        }
        self.end = piece.start + word.len();
        self.used += width(whole) - columns;
    }

    fn take_graphemes(&mut self, start: usize, word: &str) {
        let mut from = 0;
        for to in GraphemeClusterSegmenter::new().segment_str(word).skip(1) {
            let columns = width(word.get(from..to).unwrap_or_default());
            if self.used > 0 && self.used + columns > self.columns {
                self.break_at(start + from);
            }
            self.used += columns;
            from = to;
            self.end = start + from;
        }
    }

    fn break_at(&mut self, next: usize) {
        self.lines.push(self.start..self.end.max(self.start));
        (self.start, self.end, self.used) = (next, next, 0);
    }

    fn finish(mut self) -> Vec<Range<usize>> {
        if self.start < self.end || self.lines.is_empty() {
            self.break_at(self.text.len());
        }
        self.lines
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::proptest;

    use super::prefix;
    use super::width;
    use super::wrap;

    fn lines(text: &str, columns: usize) -> Vec<&str> {
        wrap(text, columns).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn chinese_characters_take_two_columns_and_do_not_start_a_line_with_a_stop() {
        assert_eq!(width("数据ab"), 6);
        assert_eq!(lines("系统必须重试。", 12), ["系统必须重", "试。"]);
    }

    #[test]
    fn words_stay_whole_unless_they_are_wider_than_the_line() {
        assert_eq!(lines("one two three", 7), ["one two", "three"]);
        assert_eq!(lines("a 0123456789", 4), ["a", "0123", "4567", "89"]);
    }

    #[test]
    fn a_line_of_megabytes_without_a_space_is_wrapped_in_linear_time() {
        let text = "数a".repeat(500_000);
        assert_eq!(wrap(&text, 30).len(), 50_000);
        assert_eq!(wrap(&"x".repeat(2_000_000), 80).len(), 25_000);
    }

    #[test]
    fn a_grapheme_is_never_split() {
        let family = "👩\u{200d}👩\u{200d}👧";
        assert_eq!(prefix(&format!("a{family}b"), 2), 1);
        assert_eq!(prefix(&format!("a{family}b"), 3), 1 + family.len());
        assert_eq!(prefix("e\u{301}x", 1), 3);
    }

    proptest! {
        #[test]
        fn wrapped_lines_fit_and_lose_only_spaces(text in any::<String>(), columns in 2_usize..40) {
            let ranges = wrap(&text, columns);
            let mut at = 0;
            for range in ranges {
                assert!(text[at..range.start].trim().is_empty());
                assert!(width(&text[range.clone()]) <= columns.max(8));
                at = range.end;
            }
            assert!(text[at..].trim().is_empty());
        }
    }
}
