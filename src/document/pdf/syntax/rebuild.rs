//! Cross references made anew from the objects themselves, for files whose own are damaged.

use super::budget::Budget;
use super::dict::Dict;
use super::file::indirect;
use super::object::Id;
use super::object::Object;
use super::parser::Parser;
use super::xref::Place;
use super::xref::Table;

/// Looks through the whole file for objects and trailers. Gives the object streams besides, in the
/// order of the file.
pub(super) fn rebuild(bytes: &[u8], header: usize, budget: &Budget) -> (Table, Vec<Id>) {
    let mut table = Table::default();
    let mut packs = Vec::new();
    for end in memchr::memmem::find_iter(bytes, b"obj") {
        if table.places.len() > budget.parts || !budget.spend(1) {
            budget.exhaust();
            break;
        }
        let Some((id, at)) = head(bytes, end) else { continue };
        let Some(at_header) = at.checked_sub(header) else { continue };
        // Of several with one number the last one counts: files grow at their end.
        table.places.insert(id.number, Place::At(at_header));
        let start = bytes.get(end + 3..(end + 300).min(bytes.len())).unwrap_or_default();
        let is_telling = |mark: &[u8]| memchr::memmem::find(start, mark).is_some();
        if is_telling(b"/ObjStm") {
            packs.push(id);
        }
        if is_telling(b"/XRef") || is_telling(b"/Catalog") {
            adopt(bytes, at, budget, &mut table.trailer);
        }
    }
    for at in memchr::memmem::find_iter(bytes, b"trailer") {
        if !budget.spend(1) {
            break;
        }
        let object = Parser::of_file(bytes, at + 7, budget.depth).object();
        if let Some(dict) = object.as_ref().and_then(Object::dict) {
            merge(&mut table.trailer, dict);
        }
    }
    (table, packs)
}

/// The number of the object whose `obj` stands at `end`, and where its head begins.
fn head(bytes: &[u8], end: usize) -> Option<(Id, usize)> {
    let before = bytes.get(end.saturating_sub(32)..end)?;
    let (before, generation) = number_at_end(before)?;
    let (before, number) = number_at_end(before)?;
    let id =
        Id { number: u32::try_from(number).ok()?, generation: u16::try_from(generation).ok()? };
    Some((id, end.saturating_sub(32) + before.len()))
}

/// Cuts a number and the white space behind it off the end.
fn number_at_end(bytes: &[u8]) -> Option<(&[u8], u64)> {
    let trimmed = bytes.trim_ascii_end();
    let digits = trimmed.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (before, digits) = trimmed.split_at(trimmed.len() - digits);
    let number = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Some((before, number))
}

/// Takes over what a catalog or a cross-reference stream tells of the trailer.
fn adopt(bytes: &[u8], at: usize, budget: &Budget, trailer: &mut Dict) {
    let Some(found) = indirect(bytes, at, budget, |_| None) else { return };
    let Some(dict) = found.object.dict() else { return };
    if dict.raw("Type").is_name("Catalog") {
        *trailer = std::mem::take(trailer).with("Root", Object::Ref(found.id));
    } else if dict.raw("Type").is_name("XRef") {
        merge(trailer, dict);
    }
}

fn merge(trailer: &mut Dict, newer: &Dict) {
    for key in ["Root", "Info", "Encrypt", "ID"] {
        if !newer.raw(key).is_null() {
            *trailer = std::mem::take(trailer).with(key, newer.raw(key).clone());
        }
    }
}
