//! Simple fonts: one byte a character (ISO 32000-2, 9.6).

use std::collections::HashMap;

use super::cmap::CMap;
use super::encodings::Encoding;
use super::glyphs;
use super::loaded::Shown;
use super::programs;
use super::standard::standard_width;
use crate::document::pdf::syntax::Dict;
use crate::document::pdf::syntax::File;
use crate::document::pdf::syntax::Object;

#[derive(Debug, Clone, Default)]
struct Code {
    text: Option<Box<str>>,
    width: f64,
}

/// A simple font: the meaning and width of each byte.
#[derive(Debug)]
pub(super) struct Simple {
    codes: Vec<Code>,
}

/// What the font says of its characters besides its `ToUnicode`.
struct Sources<'a> {
    base: Encoding,
    /// Whether the font itself names its base encoding.
    is_stated: bool,
    differences: HashMap<u8, String>,
    built_in: HashMap<u8, String>,
    /// The characters by code, as the embedded program has them.
    program: HashMap<u8, String>,
    to_unicode: Option<&'a CMap>,
    is_type3: bool,
}

impl Simple {
    pub(super) fn load(
        file: &File<'_>,
        dict: &Dict,
        (name, to_unicode): (&str, Option<&CMap>),
    ) -> Self {
        let sources = Sources::read(file, dict, (name, to_unicode));
        let widths = widths(file, dict);
        let code = |code: u8| {
            let text = sources.text(code);
            let width = widths.get(&code).copied().unwrap_or_else(|| {
                let character = text.as_ref().and_then(|text| text.chars().next());
                standard_width(name, character.unwrap_or('\0'))
            });
            Code { text: text.map(String::into_boxed_str), width }
        };
        Self { codes: (0..=255).map(code).collect() }
    }

    pub(super) fn shown(&self, code: u8) -> Shown<'_> {
        let found = self.codes.get(usize::from(code));
        Shown {
            text: found.and_then(|found| found.text.as_deref()),
            width: found.map_or(0.0, |found| found.width),
            is_space: code == 32,
        }
    }

    /// Whether letters of quite different forms are equally wide.
    pub(super) fn is_fixed(&self) -> bool {
        let width = |code: u8| self.codes.get(usize::from(code)).map(|code| code.width);
        let widths = b"iltmwMW0.".iter().filter_map(|code| width(*code));
        let mut widths: Vec<f64> = widths.filter(|width| *width > 0.0).collect();
        widths.dedup();
        widths.len() == 1 && width(b'i') == width(b'm') && width(b'i') != Some(0.0)
    }
}

impl<'a> Sources<'a> {
    fn read(file: &File<'_>, dict: &Dict, (name, to_unicode): (&str, Option<&'a CMap>)) -> Self {
        let encoding = file.get(dict, "Encoding");
        let stated = match &encoding {
            Object::Dict(encoding) => file.get(encoding, "BaseEncoding"),
            other => other.clone(),
        };
        let stated = stated.name().and_then(Encoding::named);
        let by_name = match name {
            _ if name.starts_with("Symbol") => Encoding::Symbol,
            _ if name.contains("Dingbats") => Encoding::Dingbats,
            _ => Encoding::Standard,
        };
        let differences = encoding.dict().map(|dict| differences(file, dict)).unwrap_or_default();
        let descriptor = file.get(dict, "FontDescriptor").dict().cloned().unwrap_or_default();
        let mut sources = Self {
            base: stated.unwrap_or(by_name),
            is_stated: stated.is_some(),
            differences,
            built_in: HashMap::new(),
            program: HashMap::new(),
            to_unicode,
            is_type3: file.get(dict, "Subtype").is_name("Type3"),
        };
        if to_unicode.is_none() && stated.is_none() {
            sources.read_program(file, &descriptor);
        }
        sources
    }

    fn read_program(&mut self, file: &File<'_>, descriptor: &Dict) {
        let program = |key| {
            let program = file.get(descriptor, key);
            program.stream().and_then(|stream| file.data(stream))
        };
        if let Some(program) = program("FontFile") {
            self.built_in = programs::type1_names(&program, &file.budget);
        } else if let Some(program) = program("FontFile3") {
            self.built_in = programs::cff_names(&program);
        } else if let Some(program) = program("FontFile2") {
            if self.base == Encoding::Standard {
                self.base = Encoding::WinAnsi;
            }
            let texts = programs::glyph_texts(&program, &file.budget);
            let glyphs = programs::code_glyphs(&program);
            let text = |(code, glyph)| Some((code, texts.get(&glyph)?.clone()));
            self.program = glyphs.into_iter().filter_map(text).collect();
        }
    }

    /// The characters of a code.
    fn text(&self, code: u8) -> Option<String> {
        let told = self.to_unicode.and_then(|map| map.text(u32::from(code)));
        told.or_else(|| {
            let name = self.differences.get(&code).or_else(|| self.built_in.get(&code));
            if let Some(name) = name {
                let numbered = || self.is_type3.then(|| glyphs::numbered(name)).flatten();
                return glyphs::characters(name).or_else(numbered);
            }
            self.program.get(&code).cloned().or_else(|| {
                let is_known = self.is_stated || self.built_in.is_empty();
                self.base.character(code).filter(|_| is_known).map(String::from)
            })
        })
    }
}

/// The glyph names that an encoding dictionary gives to codes.
fn differences(file: &File<'_>, encoding: &Dict) -> HashMap<u8, String> {
    let mut names = HashMap::new();
    let mut code = 0_u8;
    for item in file.get(encoding, "Differences").array().unwrap_or_default() {
        match file.resolve(item) {
            Object::Int(first) => code = u8::try_from(first).unwrap_or(0),
            Object::Name(name) => {
                names.insert(code, String::from_utf8_lossy(&name).into_owned());
                code = code.wrapping_add(1);
            }
            _ => {}
        }
    }
    names
}

/// The widths by code, in thousandths of the font size.
fn widths(file: &File<'_>, dict: &Dict) -> HashMap<u8, f64> {
    let stated = file.get(dict, "Widths");
    let first = file.get(dict, "FirstChar").size().unwrap_or(0);
    let matrix = file.get(dict, "FontMatrix");
    let scale = matrix.array().and_then(|matrix| matrix.first()?.number());
    // Glyphs of Type 3 fonts have a space of their own.
    let scale = scale.filter(|_| file.get(dict, "Subtype").is_name("Type3"));
    let scale = scale.map_or(1.0, |scale| scale.abs() * 1000.0);
    let items = stated.array().unwrap_or_default().iter().take(256);
    let width = |(index, width): (usize, &Object)| {
        let code = u8::try_from(first.checked_add(index)?).ok()?;
        Some((code, file.resolve(width).number()? * scale))
    };
    items.enumerate().filter_map(width).collect()
}
