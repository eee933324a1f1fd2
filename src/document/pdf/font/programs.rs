//! What embedded font programs tell of the meaning of codes and glyphs.

use std::collections::HashMap;

use ttf_parser::GlyphId;
use ttf_parser::RawFace;
use ttf_parser::Tag;
use ttf_parser::cff;
use ttf_parser::cmap;

use super::glyphs::characters;
use crate::document::pdf::syntax::Budget;
use crate::document::pdf::syntax::Lexer;
use crate::document::pdf::syntax::Token;

/// The glyph names that a Type 1 program gives to codes.
pub(super) fn type1_names(program: &[u8], budget: &Budget) -> HashMap<u8, String> {
    let clear = memchr::memmem::find(program, b"eexec").unwrap_or(program.len());
    let program = program.get(..clear).unwrap_or_default();
    let Some(at) = memchr::memmem::find(program, b"/Encoding") else { return HashMap::new() };
    let mut lexer = Lexer::new(program, at + 9);
    let mut names = HashMap::new();
    let mut code = None;
    while let Some(token) = lexer.token() {
        if !budget.spend(1) {
            break;
        }
        match token {
            Token::Int(value) => code = u8::try_from(value).ok(),
            Token::Name(name) => {
                if let (Some(code), Ok(name)) = (code, std::str::from_utf8(&name)) {
                    names.insert(code, name.to_owned());
                }
            }
            Token::Word(b"def" | b"readonly") => break,
            _ => {}
        }
    }
    names
}

/// The glyph names that a bare CFF program gives to codes.
pub(super) fn cff_names(program: &[u8]) -> HashMap<u8, String> {
    let Some(table) = cff::Table::parse(program) else { return HashMap::new() };
    let name = |code: u8| {
        let glyph = table.glyph_index(code).filter(|glyph| glyph.0 > 0)?;
        Some((code, table.glyph_name(glyph)?.to_owned()))
    };
    (0..=255).filter_map(name).collect()
}

/// The meaning of glyphs by their number, from the tables of a TrueType or OpenType program.
pub(super) fn glyph_texts(program: &[u8], budget: &Budget) -> HashMap<u16, String> {
    let mut texts = HashMap::new();
    if !budget.spend(1 << 14) {
        return texts;
    }
    let Ok(face) = RawFace::parse(program, 0) else { return texts };
    let cmap = face.table(Tag::from_bytes(b"cmap")).and_then(cmap::Table::parse);
    for subtable in cmap.iter().flat_map(|cmap| cmap.subtables.into_iter().take(8)) {
        if !subtable.is_unicode() {
            continue;
        }
        for character in '\u{20}'..='\u{ffff}' {
            if let Some(glyph) = subtable.glyph_index(u32::from(character)) {
                texts.entry(glyph.0).or_insert_with(|| character.to_string());
            }
        }
    }
    if texts.is_empty()
        && let Some(table) = face.table(Tag::from_bytes(b"CFF ")).and_then(cff::Table::parse)
    {
        for glyph in 1..table.number_of_glyphs() {
            if let Some(text) = table.glyph_name(GlyphId(glyph)).and_then(characters) {
                texts.insert(glyph, text);
            }
        }
    }
    texts
}

/// The glyphs of the codes of a symbolic TrueType font (ISO 32000-2, 9.6.5.4).
pub(super) fn code_glyphs(program: &[u8]) -> HashMap<u8, u16> {
    let Ok(face) = RawFace::parse(program, 0) else { return HashMap::new() };
    let cmap = face.table(Tag::from_bytes(b"cmap")).and_then(cmap::Table::parse);
    let mut glyphs = HashMap::new();
    for subtable in cmap.iter().flat_map(|cmap| cmap.subtables.into_iter().take(8)) {
        for code in 0..=255_u8 {
            let index = u32::from(code);
            let found =
                subtable.glyph_index(index).or_else(|| subtable.glyph_index(0xf000 + index));
            if let Some(glyph) = found.filter(|glyph| glyph.0 > 0) {
                glyphs.entry(code).or_insert(glyph.0);
            }
        }
    }
    glyphs
}
