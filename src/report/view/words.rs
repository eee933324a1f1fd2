//! Counting words for people.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

/// The number of words in a text: UAX #29, dictionary words where no spaces stand between them;
/// a piece without a letter or a digit is none.
pub(super) fn count_words(text: &str) -> u64 {
    if text.is_empty() {
        return 0;
    }
    let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let mut start = 0;
    let mut words = 0;
    for end in segmenter.segment_str(text) {
        let piece = text.get(start..end).unwrap_or_default();
        words += u64::from(piece.chars().any(char::is_alphanumeric));
        start = end;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::count_words;

    #[test]
    fn punctuation_is_no_word_and_chinese_needs_no_spaces() {
        assert_eq!(count_words("more than 2.05 billion, in total."), 6);
        assert_eq!(count_words("系统,重试。"), 2);
    }
}
