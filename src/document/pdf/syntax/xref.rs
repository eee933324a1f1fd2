//! Cross references (ISO 32000-2, 7.5.4 and 7.5.8): where each object stands.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::rc::Rc;

use super::budget::Budget;
use super::dict::Dict;
use super::lexer::Lexer;
use super::lexer::Token;
use super::object::Stream;
use super::parser::Parser;

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At a byte of the file.
    At(usize),
    /// In an object stream, at an index.
    In { pack: u32, index: usize },
    /// Nowhere: it was deleted.
    Free,
}

/// The places of all objects, and the trailer.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) places: BTreeMap<u32, Place>,
    pub(super) trailer: Dict,
}

impl Table {
    /// Adds a place unless a newer one is known.
    fn add(&mut self, number: usize, place: Place) {
        if let Ok(number) = u32::try_from(number) {
            self.places.entry(number).or_insert(place);
        }
    }
}

/// Reads the tables that the file's end points to; `None` when they are not sound.
pub(super) fn read(
    bytes: &[u8],
    header: usize,
    budget: &Budget,
    unpack: impl Fn(&Stream) -> Vec<u8>,
) -> Option<Table> {
    let end = memchr::memmem::rfind(bytes, b"startxref")?;
    let mut lexer = Lexer::new(bytes, end + 9);
    let Some(Token::Int(start)) = lexer.token() else { return None };
    let mut table = Table::default();
    let mut pending = vec![usize::try_from(start).ok()?];
    let mut seen = BTreeSet::new();
    while let Some(at) = pending.pop() {
        if !seen.insert(at) {
            continue;
        }
        let at = at.checked_add(header)?;
        let trailer = section(bytes, at, budget, &mut table, &unpack)?;
        // The newest is popped first: the hybrid stream before the table of the time before.
        let mut older = |key| pending.extend(trailer.raw(key).size());
        older("Prev");
        older("XRefStm");
        if table.trailer.raw("Root").is_null() {
            table.trailer = trailer;
        }
    }
    (!table.trailer.raw("Root").is_null()).then_some(table)
}

/// Reads one table or stream of cross references and gives its trailer.
fn section(
    bytes: &[u8],
    at: usize,
    budget: &Budget,
    table: &mut Table,
    unpack: &impl Fn(&Stream) -> Vec<u8>,
) -> Option<Dict> {
    let mut parser = Parser::of_file(bytes, at, budget.depth);
    let mut ahead = parser.lexer.clone();
    if ahead.token()? == Token::Word(b"xref") {
        parser.lexer = ahead;
        return classic(&mut parser, budget, table);
    }
    let found = super::file::indirect(bytes, at, budget, |_| None)?;
    let stream = found.object.stream()?.clone();
    if !stream.dict.raw("Type").is_name("XRef") {
        return None;
    }
    compressed(&stream, &unpack(&stream), budget, table);
    Some((*stream.dict).clone())
}

fn classic(parser: &mut Parser<'_>, budget: &Budget, table: &mut Table) -> Option<Dict> {
    loop {
        let first = match parser.lexer.token()? {
            Token::Int(first) => usize::try_from(first).ok()?,
            Token::Word(b"trailer") => break,
            _ => return None,
        };
        let Token::Int(count) = parser.lexer.token()? else { return None };
        for number in first..first.checked_add(usize::try_from(count).ok()?)? {
            let mut ahead = parser.lexer.clone();
            let Token::Int(offset) = ahead.token()? else { break };
            let Token::Int(_generation) = ahead.token()? else { return None };
            let place = match ahead.token()? {
                Token::Word(b"n") => Place::At(usize::try_from(offset).ok()?),
                Token::Word(b"f") => Place::Free,
                _ => return None,
            };
            if !budget.spend(1) || table.places.len() > budget.parts {
                budget.exhaust();
                return None;
            }
            parser.lexer = ahead;
            table.add(number, place);
        }
    }
    parser.object()?.dict().map(|dict| (**dict).clone())
}

/// Reads the entries of a cross-reference stream.
fn compressed(stream: &Rc<Stream>, data: &[u8], budget: &Budget, table: &mut Table) {
    let sizes = |key: &str| -> Vec<usize> {
        let array = stream.dict.raw(key).array().unwrap_or_default();
        array.iter().map(|item| item.size().unwrap_or(0)).collect()
    };
    let widths = sizes("W");
    let [kind, second, third] = *widths.as_slice() else { return };
    let width = kind.saturating_add(second).saturating_add(third);
    if width == 0 || width > 24 {
        return;
    }
    let mut ranges = sizes("Index");
    if ranges.is_empty() {
        ranges = vec![0, stream.dict.raw("Size").size().unwrap_or(0)];
    }
    let mut rows = data.chunks_exact(width);
    for range in ranges.chunks_exact(2) {
        let &[first, count] = range else { return };
        for (number, row) in (first..first.saturating_add(count)).zip(rows.by_ref()) {
            if !budget.spend(1) || table.places.len() > budget.parts {
                budget.exhaust();
                return;
            }
            let number_at = |from: usize, length: usize| {
                let bytes = row.get(from..from + length).unwrap_or_default();
                bytes.iter().fold(0_usize, |value, byte| (value << 8) | usize::from(*byte))
            };
            let (middle, last) = (number_at(kind, second), number_at(kind + second, third));
            let place = match if kind == 0 { 1 } else { number_at(0, kind) } {
                0 => Place::Free,
                1 => Place::At(middle),
                2 => Place::In { pack: u32::try_from(middle).unwrap_or(u32::MAX), index: last },
                _ => continue,
            };
            table.add(number, place);
        }
    }
}
