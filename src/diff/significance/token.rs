//! Cutting a passage into words, names, numbers and targets, with what stands between them.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::vocabulary::Known;
use crate::text::Span;

/// What stands before a token, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing, or marks without space.
    None,
    /// White space and marks.
    Space,
    /// The end of a clause.
    Clause,
    /// The end of a sentence, or the start of the passage.
    Stop,
}

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// In lower case, or in a script without case.
    Lower,
    /// With one capital at its start.
    Capital,
    /// In capitals only.
    Capitals,
    /// As an identifier: capitals, digits or signs inside.
    Mixed,
    /// One ideograph.
    Ideograph,
    /// Begins like a number.
    Number,
    /// An address or the target of a link.
    Target,
}

/// One word, name, number or target.
#[derive(Debug, Clone)]
pub(super) struct Token<'t> {
    /// Its place.
    pub(super) span: Span,
    /// Its text in the compatibility form and lower case.
    pub(super) fold: Cow<'t, str>,
    /// What the word lists say of it.
    pub(super) known: Known,
    /// How it is written.
    pub(super) shape: Shape,
    /// Whether it stands in marks of code.
    pub(super) is_code: bool,
    /// What stands before it.
    pub(super) gap: Gap,
    /// Whether it is one of several that one written word holds ("don't").
    pub(super) is_contracted: bool,
}

/// Whether a character is written without spaces around words.
pub(super) fn is_ideographic(char: char) -> bool {
    matches!(char,
        '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character is never seen: joiners, direction marks, soft hyphens.
pub(super) fn is_invisible(char: char) -> bool {
    matches!(char,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// The compatibility form in lower case, without invisible characters, with one apostrophe.
pub(super) fn fold(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase() && byte != b'\\') {
        return Cow::Borrowed(text);
    }
    if text.is_ascii() && !text.contains('\\') {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    // A backslash only escapes the sign after it.
    let visible = text.chars().filter(|char| !is_invisible(*char) && *char != '\\');
    let folded = visible.nfkc().flat_map(char::to_lowercase);
    Cow::Owned(folded.map(|char| if char == '\u{2019}' { '\'' } else { char }).nfc().collect())
}

/// How a word is written.
pub(super) fn shape_of(word: &str) -> Shape {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Shape::Lower;
    }
    let mut chars = word.chars().filter(|char| !is_invisible(*char));
    let Some(first) = chars.next() else { return Shape::Lower };
    let (mut upper, mut lower, mut other) = (0_u32, 0_u32, 0_u32);
    for char in chars {
        match char {
            '\'' | '\u{2019}' => {}
            _ if char.is_uppercase() => upper += 1,
            _ if char.is_alphabetic() => lower += 1,
            _ => other += 1,
        }
    }
    match (first.is_uppercase(), upper, lower, other) {
        (true, 0, _, 0) => Shape::Capital,
        (true, _, 0, 0) => Shape::Capitals,
        (true, 1, 1, 0) if word.ends_with('s') => Shape::Capitals,
        (false, 0, _, 0) => Shape::Lower,
        _ => Shape::Mixed,
    }
}
