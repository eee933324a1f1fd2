//! Composite fonts: several bytes a character (ISO 32000-2, 9.7).

use std::collections::BTreeMap;
use std::collections::HashMap;

use super::cmap::CMap;
use super::cmap::number;
use super::loaded::Shown;
use super::programs;
use crate::document::pdf::syntax::Dict;
use crate::document::pdf::syntax::File;
use crate::document::pdf::syntax::Object;

/// How bytes become codes, and codes numbers of glyphs.
#[derive(Debug)]
enum Codes {
    /// Two bytes that are the number.
    Identity,
    /// A map that the file brings along.
    Embedded(CMap),
    /// A predefined map whose codes are Unicode or an older character set.
    Charset(Charset),
}

/// Character sets of predefined maps (ISO 32000-2, table 116).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Charset {
    Utf16,
    Utf32,
    Legacy(&'static encoding_rs::Encoding),
}

/// A composite font.
#[derive(Debug)]
pub(super) struct Composite {
    codes: Codes,
    is_vertical: bool,
    to_unicode: Option<CMap>,
    widths: BTreeMap<u32, Run>,
    default_width: f64,
    /// Characters by the number of the glyph, from the embedded program.
    program: HashMap<u32, String>,
    /// Whether the first numbers are those of ASCII, as in all of Adobe's collections.
    has_ascii: bool,
}

/// Widths from one glyph on.
#[derive(Debug, Clone)]
enum Run {
    Each(Vec<f64>),
    All { last: u32, width: f64 },
}

impl Composite {
    pub(super) fn load(
        file: &File<'_>,
        dict: &Dict,
        descendant: &Dict,
        to_unicode: Option<CMap>,
    ) -> Self {
        let encoding = file.get(dict, "Encoding");
        let name = String::from_utf8_lossy(encoding.name().unwrap_or_default()).into_owned();
        let codes = codes(file, &encoding, &name);
        let is_vertical = match &codes {
            Codes::Embedded(map) => map.is_vertical(),
            _ => name.ends_with("-V"),
        };
        let info = file.get(descendant, "CIDSystemInfo");
        let ordering = info.dict().map(|info| file.get(info, "Ordering"));
        let ordering = ordering.as_ref().and_then(Object::string).unwrap_or_default();
        let has_ascii = matches!(ordering, b"Japan1" | b"GB1" | b"CNS1" | b"Korea1");
        let is_told = to_unicode.is_some() || matches!(codes, Codes::Charset(_));
        let program = if is_told { HashMap::new() } else { program(file, descendant) };
        Self {
            codes,
            is_vertical,
            to_unicode,
            widths: widths(file, descendant),
            default_width: file.get(descendant, "DW").number().unwrap_or(1000.0),
            program,
            has_ascii,
        }
    }

    pub(super) fn is_vertical(&self) -> bool {
        self.is_vertical
    }

    pub(super) fn show(&self, string: &[u8], mut each: impl FnMut(Shown<'_>)) {
        let mut rest = string;
        while !rest.is_empty() {
            let length = self.code_length(rest).clamp(1, rest.len());
            let (bytes, after) = rest.split_at(length);
            rest = after;
            let code = number(bytes);
            let text = self.text(code, bytes);
            each(Shown {
                text: text.as_deref(),
                width: if self.is_vertical { 1000.0 } else { self.width(code, bytes) },
                is_space: bytes == [32],
            });
        }
    }

    fn code_length(&self, bytes: &[u8]) -> usize {
        match &self.codes {
            Codes::Identity => 2,
            Codes::Embedded(map) => map.code_length(bytes),
            Codes::Charset(charset) => charset.code_length(bytes),
        }
    }

    fn text(&self, code: u32, bytes: &[u8]) -> Option<String> {
        let told = self.to_unicode.as_ref().and_then(|map| map.text(code));
        told.or_else(|| match &self.codes {
            Codes::Charset(charset) => charset.text(bytes),
            Codes::Identity => self.glyph_text(code),
            Codes::Embedded(map) => {
                map.text(code).or_else(|| self.glyph_text(map.glyph(code).unwrap_or(code)))
            }
        })
    }

    fn glyph_text(&self, glyph: u32) -> Option<String> {
        let ascii = || {
            let code = u8::try_from(glyph).ok().filter(|_| self.has_ascii)?;
            (1..=95).contains(&code).then(|| char::from(code + 31).to_string())
        };
        self.program.get(&glyph).cloned().or_else(ascii)
    }

    fn width(&self, code: u32, bytes: &[u8]) -> f64 {
        let glyph = match &self.codes {
            Codes::Identity => code,
            Codes::Embedded(map) => map.glyph(code).unwrap_or(code),
            Codes::Charset(charset) => {
                let is_half = bytes.len() == 1
                    || (*charset == Charset::Utf16 && (0x20..0x7f).contains(&code));
                return if is_half { self.default_width / 2.0 } else { self.default_width };
            }
        };
        match self.widths.range(..=glyph).next_back() {
            Some((first, Run::Each(widths))) => {
                let index = usize::try_from(glyph - first).unwrap_or(usize::MAX);
                widths.get(index).copied().unwrap_or(self.default_width)
            }
            Some((_, Run::All { last, width })) if glyph <= *last => *width,
            _ => self.default_width,
        }
    }
}

fn codes(file: &File<'_>, encoding: &Object, name: &str) -> Codes {
    if let Some(stream) = encoding.stream() {
        let data = file.data(stream).unwrap_or_default();
        let used = match file.get(&stream.dict, "UseCMap").stream() {
            Some(used) => file.data(used).map(|data| CMap::parse(&data, &file.budget, None)),
            None => None,
        };
        let map = CMap::parse(&data, &file.budget, used);
        if map.has_code_spaces() {
            return Codes::Embedded(map);
        }
    }
    Charset::of_map(name).map_or(Codes::Identity, Codes::Charset)
}

impl Charset {
    fn of_map(name: &str) -> Option<Self> {
        let has = |part: &str| name.contains(part);
        Some(match name {
            _ if has("UTF32") => Self::Utf32,
            _ if has("UTF16") || has("UCS2") => Self::Utf16,
            _ if has("UTF8") => Self::Legacy(encoding_rs::UTF_8),
            _ if has("GBK2K") => Self::Legacy(encoding_rs::GB18030),
            _ if has("GBK") || has("GB-EUC") || has("GBpc") => Self::Legacy(encoding_rs::GBK),
            _ if has("B5") || has("HKscs") => Self::Legacy(encoding_rs::BIG5),
            _ if has("RKSJ") => Self::Legacy(encoding_rs::SHIFT_JIS),
            _ if has("KSC") => Self::Legacy(encoding_rs::EUC_KR),
            "EUC-H" | "EUC-V" => Self::Legacy(encoding_rs::EUC_JP),
            _ => return None,
        })
    }

    fn code_length(self, bytes: &[u8]) -> usize {
        let first = bytes.first().copied().unwrap_or(0);
        let second = bytes.get(1).copied().unwrap_or(0);
        match self {
            Self::Utf16 if (0xd8..0xdc).contains(&first) => 4,
            Self::Utf16 => 2,
            Self::Utf32 => 4,
            Self::Legacy(set) if set == encoding_rs::UTF_8 => match first {
                0..0xc0 => 1,
                0xc0..0xe0 => 2,
                0xe0..0xf0 => 3,
                0xf0.. => 4,
            },
            Self::Legacy(_) if first < 0x80 => 1,
            // Half-width katakana.
            Self::Legacy(set) if set == encoding_rs::SHIFT_JIS && (0xa0..0xe0).contains(&first) => {
                1
            }
            Self::Legacy(set) if set == encoding_rs::GB18030 && second.is_ascii_digit() => 4,
            Self::Legacy(_) => 2,
        }
    }

    fn text(self, bytes: &[u8]) -> Option<String> {
        match self {
            Self::Utf16 => {
                let units = bytes.chunks(2).map(|unit| u16::try_from(number(unit)).unwrap_or(0));
                String::from_utf16(&units.collect::<Vec<_>>()).ok()
            }
            Self::Utf32 => char::from_u32(number(bytes)).map(String::from),
            Self::Legacy(set) => {
                let text = set.decode_without_bom_handling_and_without_replacement(bytes)?;
                Some(text.into_owned())
            }
        }
    }
}

/// The characters of the glyphs, by the numbers that strings use.
fn program(file: &File<'_>, descendant: &Dict) -> HashMap<u32, String> {
    let descriptor = file.get(descendant, "FontDescriptor").dict().cloned().unwrap_or_default();
    let program = ["FontFile2", "FontFile3"].into_iter().find_map(|key| {
        let program = file.get(&descriptor, key);
        program.stream().and_then(|stream| file.data(stream))
    });
    let Some(program) = program else { return HashMap::new() };
    let texts = programs::glyph_texts(&program, &file.budget);
    let map = file.get(descendant, "CIDToGIDMap");
    let Some(map) = map.stream().and_then(|stream| file.data(stream)) else {
        return texts.into_iter().map(|(glyph, text)| (u32::from(glyph), text)).collect();
    };
    let glyphs = (0_u32..).zip(map.chunks_exact(2)).take(1 << 16);
    let text = |(cid, glyph): (u32, &[u8])| {
        let glyph = u16::try_from(number(glyph)).ok()?;
        Some((cid, texts.get(&glyph)?.clone()))
    };
    glyphs.filter_map(text).collect()
}

/// The widths of glyphs (ISO 32000-2, 9.7.4.3).
fn widths(file: &File<'_>, descendant: &Dict) -> BTreeMap<u32, Run> {
    let stated = file.get(descendant, "W");
    let mut items = stated.array().unwrap_or_default().iter();
    let mut runs = BTreeMap::new();
    while let (Some(first), Some(second)) = (items.next(), items.next()) {
        let number = |object: &Object| file.resolve(object).size();
        let Some(first) = number(first).and_then(|first| u32::try_from(first).ok()) else { break };
        let run = match file.resolve(second) {
            Object::Array(widths) => {
                let width = |width: &Object| file.resolve(width).number().unwrap_or(0.0);
                Run::Each(widths.iter().map(width).collect())
            }
            last => {
                let Some(last) = last.size().and_then(|last| u32::try_from(last).ok()) else {
                    break;
                };
                let Some(width) = items.next() else { break };
                Run::All { last, width: file.resolve(width).number().unwrap_or(0.0) }
            }
        };
        runs.insert(first, run);
    }
    runs
}
