//! Cutting a line into numbers, words and marks, for reading dates.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits: the value and how many there were.
    Number { value: u32, digits: u8 },
    /// Letters of an alphabet.
    Word,
    /// One Han character or kana.
    Han(char),
    /// Any other character that is not white space.
    Mark(char),
}

/// A token with its bytes in the line, half-open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Cuts a line; at most `LIMIT` tokens are read.
pub(super) fn cut(line: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut characters = line.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        if tokens.len() >= LIMIT {
            break;
        }
        if first.is_whitespace() || is_invisible(first) {
            continue;
        }
        let class = class_of(first);
        let mut end = start + first.len_utf8();
        if matches!(class, Class::Digit | Class::Letter) {
            while let Some((at, next)) = characters.peek().copied()
                && class_of(next) == class
            {
                end = at + next.len_utf8();
                characters.next();
            }
        }
        let text = line.get(start..end).unwrap_or_default();
        tokens.push(Token { kind: kind_of(class, first, text), start, end });
    }
    tokens
}

/// The most tokens of one line that are read.
const LIMIT: usize = 400;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    Letter,
    Han,
    Mark,
}

fn class_of(character: char) -> Class {
    if digit_of(character).is_some() {
        Class::Digit
    } else if is_han(character) {
        Class::Han
    } else if character.is_alphabetic() {
        Class::Letter
    } else {
        Class::Mark
    }
}

fn kind_of(class: Class, first: char, text: &str) -> Kind {
    match class {
        Class::Digit => {
            let digits = text.chars().filter_map(digit_of);
            let value =
                digits.fold(0_u32, |sum, digit| sum.saturating_mul(10).saturating_add(digit));
            let count = u8::try_from(text.chars().count()).unwrap_or(u8::MAX);
            Kind::Number { value, digits: count }
        }
        Class::Letter => Kind::Word,
        Class::Han => Kind::Han(first),
        Class::Mark => Kind::Mark(first),
    }
}

/// The value of an ASCII or full-width digit.
fn digit_of(character: char) -> Option<u32> {
    let full_width = u32::from(character).checked_sub(u32::from('０')).filter(|digit| *digit < 10);
    character.to_digit(10).or(full_width)
}

const fn is_han(character: char) -> bool {
    matches!(character, '\u{3005}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Soft hyphens, zero-width characters and direction marks.
const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}')
}
