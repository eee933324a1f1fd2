//! What a word looks like.

/// The bit of small letters in [`letters`].
pub(super) const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
const DIGIT: u8 = 4;
const UNDERSCORE: u8 = 8;

/// What each byte is within a word; 0 for those that end it.
#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler, which checks the places")]
static LETTERS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte: u8 = 0;
    while byte < 0x80 {
        table[byte as usize] = match byte {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            b'0'..=b'9' => DIGIT,
            b'_' => UNDERSCORE,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// What a byte is within a word: one bit, or 0 if it ends the word.
pub(super) fn letters(byte: u8) -> u8 {
    LETTERS.get(usize::from(byte)).copied().unwrap_or_default()
}

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
    /// The shape of a word of small letters alone.
    pub(super) fn of_small(word: &[u8]) -> Self {
        Self {
            is_identifier: false,
            is_capitals: false,
            is_capitalised: false,
            is_link: matches!(word, b"http" | b"https"),
        }
    }

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
