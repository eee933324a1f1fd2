//! What a word looks like.

/// What a word's letters look like.
pub(super) struct Shape {
    /// `snake_case` or `camelCase`.
    pub(super) is_identifier: bool,
    /// Capitals and digits, two or more.
    pub(super) is_capitals: bool,
    /// A capital, then small letters.
    pub(super) is_capitalised: bool,
    /// The scheme of a web address.
    pub(super) is_link: bool,
}

impl Shape {
    pub(super) fn of(word: &[u8]) -> Self {
        let mut upper = 0;
        let mut lower = 0;
        let mut inner = false;
        let mut underscore = false;
        let mut before = 0;
        for byte in word {
            if byte.is_ascii_uppercase() {
                upper += 1;
                inner |= before > 0 && lower > 0 && u8::is_ascii_lowercase(&before);
            } else if byte.is_ascii_lowercase() {
                lower += 1;
            } else if *byte == b'_' {
                underscore = true;
            }
            before = *byte;
        }
        Self {
            is_identifier: (inner && lower > 1)
                || (underscore && word.len() > 2 && upper + lower > 0),
            is_capitals: lower == 0 && upper > 0 && (upper > 1 || word.len() > 1),
            is_capitalised: upper == 1
                && lower > 1
                && word.first().is_some_and(u8::is_ascii_uppercase),
            is_link: matches!(word, b"http" | b"https"),
        }
    }
}
