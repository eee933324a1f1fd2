//! Control, escape and bidirectional characters as visible symbols: the one place through which
//! every text passes before people see it, in every format.

use std::borrow::Cow;

/// What a tab is shown as.
const TAB: &str = "    ";

/// Replaces every character that could act on a terminal, reorder text or hide in it: C0 controls
/// and DEL by the Unicode pictures of them, a tab by spaces, the others by their number, as in
/// `<U+202E>`. Line feeds too: whoever has lines splits them first.
///
/// ```
/// use provenance::report::visible;
/// assert_eq!(visible("a\u{1b}[2Jb\u{202e}c"), "a␛[2Jb<U+202E>c");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, 0x20..=0x7e)) {
        return Cow::Borrowed(text);
    }
    if !text.chars().any(|character| acts(character) || is_joiner(character)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let after = characters.peek().copied().unwrap_or(' ');
        let joins = is_joiner(character) && needs_joiner(before) && needs_joiner(after);
        if joins || !(acts(character) || is_joiner(character)) {
            shown.push(character);
        } else {
            push_symbol(character, &mut shown);
        }
        before = character;
    }
    Cow::Owned(shown)
}

/// The same for a text of many lines, whose line feeds stay.
///
/// ```
/// use provenance::report::visible_lines;
/// assert_eq!(visible_lines("a\u{1b}\nb\r\n"), "a␛\nb␍\n");
/// ```
#[must_use]
pub fn visible_lines(text: &str) -> String {
    let lines: Vec<Cow<'_, str>> = text.split('\n').map(visible).collect();
    lines.join("\n")
}

fn push_symbol(character: char, shown: &mut String) {
    let code = u32::from(character);
    match character {
        '\t' => shown.push_str(TAB),
        '\u{7f}' => shown.push('\u{2421}'),
        '\0'..='\u{1f}' => shown.extend(char::from_u32(0x2400 + code)),
        _ => shown.push_str(&format!("<U+{code:04X}>")),
    }
}

/// Whether a character acts on the terminal, reorders text or cannot be seen.
pub(super) const fn acts(character: char) -> bool {
    matches!(character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        // Soft hyphen, combining grapheme joiner, fillers, Mongolian vowel separator.
        | '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{3164}' | '\u{ffa0}'
        // Bidirectional controls (UAX #9), zero-width and line separators, invisible operators.
        | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}'
        // Annotations, private use, tags.
        | '\u{fff0}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e007f}'
        | '\u{f0000}'..='\u{10ffff}')
}

/// Zero-width joiner and non-joiner.
const fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}')
}

/// Whether writing with this character uses joiners: Arabic and Indic scripts, emoji.
const fn needs_joiner(character: char) -> bool {
    matches!(character,
        '\u{600}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{2190}'..='\u{2bff}'
        | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn nothing_that_acts_on_a_terminal_is_left() {
        let shown = visible("\u{9b}31m\r\n\u{8}\u{7f}\0");
        assert_eq!(shown, "<U+009B>31m␍␊␈␡␀");
    }

    #[test]
    fn what_cannot_be_seen_is_shown() {
        assert_eq!(visible("pass\u{200b}word\u{ad}"), "pass<U+200B>word<U+00AD>");
        assert_eq!(visible("a\u{200d}b"), "a<U+200D>b");
        assert_eq!(visible("\u{2066}x\u{2069}\u{e0041}"), "<U+2066>x<U+2069><U+E0041>");
    }

    #[test]
    fn joiners_stay_where_writing_needs_them() {
        let family = "👩\u{200d}👩\u{200d}👧";
        assert_eq!(visible(family), family);
        assert_eq!(visible("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }
}
