//! Counting words for people.

use crate::text::words;

/// The number of words in a text; a piece without a letter or a digit is none.
pub(super) fn count_words(text: &str) -> u64 {
    let is_word = |word: &str| word.chars().any(char::is_alphanumeric);
    words(text).filter(|span| is_word(span.slice(text))).count() as u64
}

#[cfg(test)]
mod tests {
    use super::count_words;

    #[test]
    fn punctuation_is_no_word_and_chinese_needs_no_spaces() {
        assert_eq!(count_words("more than 2.05 billion, in total."), 6);
        assert_eq!(count_words("数据中心,系统。"), 3);
    }
}
