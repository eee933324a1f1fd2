//! Runs of letters, digits and signs: which belong together, and what they are.

use super::token::is_ideographic;

/// Whether a character is a combining mark, which belongs to the letter before it.
pub(super) fn is_mark(char: char) -> bool {
    !char.is_ascii() && unicode_normalization::char::is_combining_mark(char)
}

/// Whether a sign may stand inside a run, between two characters.
pub(super) fn connects(char: char, before: char, next: char) -> bool {
    let digits = before.is_ascii_digit() && next.is_ascii_digit();
    match char {
        '_' | '-' | '.' | '/' | '@' | '#' | '\'' | '’' | '‑' | ':' => true,
        '\\' => next == '_',
        ',' | '+' | '^' | '*' | '!' | '×' | '=' | '~' => digits,
        '\u{a0}' | '\u{202f}' | '\u{2009}' => digits,
        _ => false,
    }
}

/// Whether an address of the web or of mail starts here; `run` is the run here.
pub(super) fn is_address(rest: &str, run: &str) -> bool {
    // Most words are told apart by their first letter.
    let may_start = run.starts_with(['h', 'f', 'm', 'w', 'H', 'F', 'M', 'W']);
    let starts = |scheme: &&str| {
        rest.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    let schemes = ["http://", "https://", "ftp://", "file://", "mailto:", "www."];
    may_start && schemes.iter().any(starts) || run.contains('@') && run.contains('.')
}

/// Length of the address that starts here.
pub(super) fn address_length(rest: &str) -> usize {
    let ends = |char: char| {
        char.is_whitespace()
            || matches!(char, '<' | '>' | '"' | '`' | ')' | ']' | '}' | '|' | '\\')
            || is_ideographic(char)
            || ('\u{3000}'..='\u{ffef}').contains(&char)
    };
    let length = rest.find(ends).unwrap_or(rest.len());
    let address = rest.get(..length).unwrap_or_default();
    address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']).len()
}

/// Whether a run is written as an identifier rather than as words.
pub(super) fn is_identifier(run: &str) -> bool {
    if run.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return false;
    }
    let has_signs = run.contains(['_', '#', '@']) || run.contains("::");
    let has_path = run.contains('/') && (run.contains(['.', '-']) || run.matches('/').count() > 1);
    has_signs || has_path || has_dots(run) || has_numbers(run)
}

/// Whether dots join parts of more than one letter (`foo.bar`, not `e.g`).
fn has_dots(run: &str) -> bool {
    run.contains('.') && run.split('.').all(|part| part.chars().count() > 1)
}

/// Whether a hyphen joins something to digits or digits to capitals (`UTF-8`, `sha256`).
fn has_numbers(run: &str) -> bool {
    let has_digit = run.contains(|char: char| char.is_ascii_digit());
    has_digit && !run.contains('\'')
}
