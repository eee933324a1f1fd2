//! What the names of glyphs mean.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Names with their characters in hexadecimal: the Adobe Glyph List (BSD-3-Clause, Adobe) without
/// the scripts that no font names that way any more, and names that fonts of TeX use.
static LIST: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    include_str!("glyphs.txt").lines().filter_map(|line| line.split_once(' ')).collect()
});

/// Endings that only tell of size or place, as in `parenleftbigg`.
const ENDINGS: [&str; 8] = ["bigg", "Bigg", "big", "Big", "text", "display", "vertical", "alt"];

/// The characters that a glyph name stands for (Adobe Glyph List Specification, section 2); `None`
/// for names that tell nothing.
pub(super) fn characters(name: &str) -> Option<String> {
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    let mut text = String::new();
    for part in name.split('_') {
        text.push_str(&component(part)?);
    }
    Some(text)
}

fn component(name: &str) -> Option<String> {
    if let Some(hexadecimal) = LIST.get(name) {
        return hexadecimal.split(' ').map(character).collect();
    }
    if let Some(digits) = name.strip_prefix("uni").filter(|digits| digits.len() >= 4) {
        return digits
            .as_bytes()
            .chunks_exact(4)
            .map(|digits| character(std::str::from_utf8(digits).ok()?))
            .collect();
    }
    let digits = name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len()));
    if let Some(character) = digits.and_then(character) {
        return Some(character.to_string());
    }
    ENDINGS.iter().find_map(|ending| {
        let stem = name.strip_suffix(ending)?;
        LIST.get(stem)?.split(' ').map(character).collect()
    })
}

fn character(hexadecimal: &str) -> Option<char> {
    u32::from_str_radix(hexadecimal, 16).ok().and_then(char::from_u32).filter(|c| *c != '\0')
}

/// The code in names such as `a65` and `C0041`, which fonts made from bitmaps have: the code of
/// the character in ASCII, or of a ligature in the fonts of TeX.
pub(super) fn numbered(name: &str) -> Option<String> {
    let digits = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    if digits.is_empty() || name.len() - digits.len() > 4 {
        return None;
    }
    let code: u8 = digits.parse().ok()?;
    match code {
        11 => Some("ff".to_owned()),
        12 => Some("fi".to_owned()),
        13 => Some("fl".to_owned()),
        14 => Some("ffi".to_owned()),
        15 => Some("ffl".to_owned()),
        32..=126 => Some(char::from(code).to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::characters;

    #[test]
    fn names_mean_characters() {
        let of = |name| characters(name).unwrap_or_default();
        assert_eq!(of("Aacute"), "Á");
        assert_eq!(of("f_f_i"), "ffi");
        assert_eq!(of("uni4E2D6587.vert"), "中文");
        assert_eq!(of("u1F600"), "😀");
        assert_eq!(of("parenleftBigg"), "(");
        assert_eq!(characters("g123"), None);
        assert_eq!(characters(".notdef"), None);
    }
}
