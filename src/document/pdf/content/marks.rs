//! Marked content (ISO 32000-2, 14.6): which glyphs belong together, and what they stand for.

use super::glyph::Sheet;
use super::glyph::Turn;

/// A sequence of marked content that is open.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) number: Option<u32>,
    pub(super) is_artifact: bool,
    /// Whether it belongs to a layer that is switched off.
    pub(super) is_hidden: bool,
    /// The text that it stands for, with the number of glyphs before it.
    pub(super) actual: Option<(String, usize)>,
}

/// Puts the stated text in the place of the glyphs from `first` on.
pub(super) fn replace(sheet: &mut Sheet, text: &str, first: usize) {
    let from = u32::try_from(sheet.texts.len()).unwrap_or(u32::MAX);
    let Some(head) = sheet.glyphs.get(first).copied() else { return };
    let Some(last) = sheet.glyphs.last().copied() else { return };
    sheet.glyphs.truncate(first + 1);
    sheet.texts.push_str(text);
    let to = u32::try_from(sheet.texts.len()).unwrap_or(u32::MAX);
    let is_one_line = head.turn == Turn::Right && (head.y - last.y).abs() < head.size / 2.0;
    if let Some(glyph) = sheet.glyphs.last_mut() {
        (glyph.from, glyph.to) = (from, to);
        if is_one_line {
            glyph.advance = (last.x + last.advance - head.x).max(0.0);
        }
    }
}

/// A text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 by its mark, else a single-byte encoding.
pub(in crate::document::pdf) fn text_string(bytes: &[u8]) -> String {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| {
            unit([pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)])
        });
        String::from_utf16_lossy(&units.collect::<Vec<_>>())
    };
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| pdf_doc(*byte)).collect(),
        },
    }
}

/// `PDFDocEncoding` (ISO 32000-2, annex D.3): Latin 1 but for what it has in place of controls.
fn pdf_doc(byte: u8) -> char {
    const MIDDLE: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\u{fffd}€";
    match byte {
        0x80..=0xa0 => MIDDLE.chars().nth(usize::from(byte - 0x80)).unwrap_or('\u{fffd}'),
        _ => char::from(byte),
    }
}
