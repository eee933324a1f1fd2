//! The encodings that fonts start from (ISO 32000-2, annex D).

/// A named encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Standard,
    WinAnsi,
    MacRoman,
    Symbol,
    Dingbats,
}

/// The upper half of the standard encoding, from 0xA1; `\0` where there is nothing.
const STANDARD_UPPER: &str = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\0–†‡·\0¶•‚„”»…‰\0¿\0`´ˆ˜¯˘˙¨\0˚¸\0˝˛ˇ—\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0Æ\0ª\0\0\0\0ŁØŒº\0\0\0\0\0æ\0\0\0ı\0\0łøœß";

/// The lower half of the encoding of the font Symbol, from 0x20.
const SYMBOL_LOWER: &str = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\0αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";

/// The upper half of the encoding of the font Symbol, from 0xA0.
const SYMBOL_UPPER: &str = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…\0\0↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑\0\0\0\0\0\0\0\0\0\0\0〉∫⌠\0⌡";

/// Characters of the font `ZapfDingbats` that do not stand in the block of dingbats.
const DINGBATS: [(u8, char); 16] = [
    (0x25, '☎'),
    (0x2a, '☛'),
    (0x2b, '☞'),
    (0x48, '★'),
    (0x6c, '●'),
    (0x6e, '■'),
    (0x73, '▲'),
    (0x74, '▼'),
    (0x75, '◆'),
    (0x77, '◗'),
    (0xa8, '♣'),
    (0xa9, '♦'),
    (0xaa, '♥'),
    (0xab, '♠'),
    (0xd5, '→'),
    (0xd6, '↔'),
];

impl Encoding {
    /// The encoding of a name.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"StandardEncoding" => Self::Standard,
            b"WinAnsiEncoding" | b"PDFDocEncoding" => Self::WinAnsi,
            b"MacRomanEncoding" => Self::MacRoman,
            _ => return None,
        })
    }

    /// The character of a code.
    pub(super) fn character(self, code: u8) -> Option<char> {
        let found = match (self, code) {
            (Self::Standard, 0x27) => Some('’'),
            (Self::Standard, 0x60) => Some('‘'),
            (Self::Symbol, 0x20..=0x7e) => nth(SYMBOL_LOWER, code - 0x20),
            (Self::Symbol, 0xa0..) => nth(SYMBOL_UPPER, code - 0xa0),
            (Self::Dingbats, 0x21..) => dingbat(code),
            (_, 0x20..=0x7e) => Some(char::from(code)),
            (Self::Standard, 0xa1..) => nth(STANDARD_UPPER, code - 0xa1),
            (Self::WinAnsi, 0x7f | 0x81 | 0x8d | 0x8f | 0x90 | 0x9d) => Some('•'),
            (Self::WinAnsi, 0x80..) => decoded(encoding_rs::WINDOWS_1252, code),
            (Self::MacRoman, 0x80..) => decoded(encoding_rs::MACINTOSH, code),
            _ => None,
        };
        found.filter(|character| *character != '\0')
    }
}

fn nth(table: &str, index: u8) -> Option<char> {
    table.chars().nth(usize::from(index))
}

fn decoded(encoding: &'static encoding_rs::Encoding, code: u8) -> Option<char> {
    encoding.decode_without_bom_handling(&[code]).0.chars().next()
}

fn dingbat(code: u8) -> Option<char> {
    if let Some((_, character)) = DINGBATS.iter().find(|(found, _)| *found == code) {
        return Some(*character);
    }
    let code = u32::from(code);
    match code {
        0x21..=0x7e => char::from_u32(0x2700 + code - 0x20),
        0xa1..=0xa7 => char::from_u32(0x2761 + code - 0xa1),
        0xac..=0xb5 => char::from_u32(0x2460 + code - 0xac),
        0xb6..=0xfe => char::from_u32(0x2776 + code - 0xb6),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Encoding;

    #[test]
    fn the_ends_of_the_tables_are_in_their_places() {
        assert_eq!(Encoding::Standard.character(0xfb), Some('ß'));
        assert_eq!(Encoding::Standard.character(0xae), Some('ﬁ'));
        assert_eq!(Encoding::Standard.character(0xe1), Some('Æ'));
        assert_eq!(Encoding::Standard.character(0xd0), Some('—'));
        assert_eq!(Encoding::Symbol.character(0x7e), Some('∼'));
        assert_eq!(Encoding::Symbol.character(0xf2), Some('∫'));
        assert_eq!(Encoding::Symbol.character(0xe5), Some('∑'));
        assert_eq!(Encoding::WinAnsi.character(0x93), Some('“'));
        assert_eq!(Encoding::Dingbats.character(0x34), Some('✔'));
    }
}
