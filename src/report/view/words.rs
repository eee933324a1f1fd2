//! Counting words for people.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

/// The number of words in a text: UAX #29, dictionary words where no spaces stand between them.
pub(super) fn count_words(text: &str) -> u64 {
    if text.is_empty() {
        return 0;
    }
    let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let kinds = segmenter.segment_str(text).iter_with_word_type();
    kinds.filter(|(_, kind)| kind.is_word_like()).count() as u64
}

#[cfg(test)]
mod tests {
    use super::count_words;

    #[test]
    fn punctuation_is_no_word_and_chinese_needs_no_spaces() {
        assert_eq!(count_words("more than 2.05 billion, in total."), 6);
        assert_eq!(count_words("系统必须重试"), 3);
    }
}
