//! `CMap`s (ISO 32000-2, 9.7.5 and 9.10.3): from codes to characters or to glyphs.

use crate::document::pdf::syntax::Budget;
use crate::document::pdf::syntax::Item;
use crate::document::pdf::syntax::Object;
use crate::document::pdf::syntax::Parser;

/// What a run of codes means.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Meaning {
    /// UTF-16 of the first code's characters.
    Text(Vec<u16>),
    /// The number of the first code's glyph.
    Glyph(u32),
}

#[derive(Debug, Clone)]
struct Run {
    low: u32,
    high: u32,
    meaning: Meaning,
}

/// Codes of some length, each byte of them inside its own bounds.
#[derive(Debug, Clone)]
struct CodeSpace {
    low: Vec<u8>,
    high: Vec<u8>,
}

/// A map from codes.
#[derive(Debug, Clone, Default)]
pub(super) struct CMap {
    spaces: Vec<CodeSpace>,
    runs: Vec<Run>,
    is_vertical: bool,
}

/// The longest text of one code, in units of UTF-16.
const LONGEST: usize = 64;

impl CMap {
    /// Reads a `CMap`, on top of the one that it uses.
    pub(super) fn parse(data: &[u8], budget: &Budget, used: Option<Self>) -> Self {
        let mut map = used.unwrap_or_default();
        let mut parser = Parser::of_content(data, budget.depth.min(16));
        let mut operands: Vec<Object> = Vec::new();
        while let Some(item) = parser.item() {
            if !budget.spend(1) {
                break;
            }
            match item {
                Item::Object(object) if operands.len() < 1024 => operands.push(object),
                Item::Object(_) => {}
                Item::Word(word) => {
                    map.operator(word, &operands, budget);
                    operands.clear();
                }
            }
        }
        map.runs.sort_by_key(|run| run.low);
        map
    }

    /// Whether the text runs downwards.
    pub(super) fn is_vertical(&self) -> bool {
        self.is_vertical
    }

    /// The characters of a code.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        let (run, ahead) = self.run(code)?;
        let Meaning::Text(units) = &run.meaning else { return None };
        let mut units = units.clone();
        let last = units.last_mut()?;
        *last = last.wrapping_add(u16::try_from(ahead).ok()?);
        let text = String::from_utf16(&units).ok()?;
        let is_meaningless = |c: char| matches!(c, '\0' | '\u{fffd}' | '\u{ffff}');
        (!text.chars().all(is_meaningless)).then_some(text)
    }

    /// The number of a code's glyph.
    pub(super) fn glyph(&self, code: u32) -> Option<u32> {
        let (run, ahead) = self.run(code)?;
        match run.meaning {
            Meaning::Glyph(first) => first.checked_add(ahead),
            Meaning::Text(_) => None,
        }
    }

    /// The length of the code that the bytes begin with.
    pub(super) fn code_length(&self, bytes: &[u8]) -> usize {
        let fits = |space: &&CodeSpace| {
            bytes.len() >= space.low.len()
                && space
                    .low
                    .iter()
                    .zip(&space.high)
                    .zip(bytes)
                    .all(|((low, high), byte)| (low..=high).contains(&byte))
        };
        let shortest = self.spaces.iter().map(|space| space.low.len()).min().unwrap_or(2);
        self.spaces.iter().find(fits).map_or(shortest, |space| space.low.len()).max(1)
    }

    /// Whether it says how long codes are.
    pub(super) fn has_code_spaces(&self) -> bool {
        !self.spaces.is_empty()
    }

    fn run(&self, code: u32) -> Option<(&Run, u32)> {
        let after = self.runs.partition_point(|run| run.low <= code);
        let run = self.runs.get(after.checked_sub(1)?)?;
        (code <= run.high).then(|| (run, code - run.low))
    }

    fn operator(&mut self, word: &[u8], operands: &[Object], budget: &Budget) {
        match word {
            b"endcodespacerange" => {
                for pair in operands.chunks_exact(2) {
                    if let [Object::String(low), Object::String(high)] = pair {
                        self.spaces.push(CodeSpace { low: low.to_vec(), high: high.to_vec() });
                    }
                }
            }
            b"endbfchar" | b"endcidchar" => {
                for pair in operands.chunks_exact(2) {
                    if let [Object::String(code), target] = pair {
                        self.add(number(code), number(code), (target, budget));
                    }
                }
            }
            b"endbfrange" | b"endcidrange" => {
                for triple in operands.chunks_exact(3) {
                    if let [Object::String(low), Object::String(high), target] = triple {
                        self.add_range(number(low), number(high), target, budget);
                    }
                }
            }
            b"def" => {
                if let [.., key, Object::Int(mode)] = operands
                    && key.is_name("WMode")
                {
                    self.is_vertical = *mode == 1;
                }
            }
            _ => {}
        }
    }

    fn add_range(&mut self, low: u32, high: u32, target: &Object, budget: &Budget) {
        let Object::Array(targets) = target else {
            self.add(low, high, (target, budget));
            return;
        };
        for (code, target) in (low..=high).zip(targets.iter()) {
            self.add(code, code, (target, budget));
        }
    }

    fn add(&mut self, low: u32, high: u32, (target, budget): (&Object, &Budget)) {
        if !budget.unpack(size_of::<Run>()) {
            return;
        }
        let meaning = match target {
            Object::String(bytes) => {
                let units = bytes.chunks(2).take(LONGEST);
                Meaning::Text(units.map(|unit| u16::try_from(number(unit)).unwrap_or(0)).collect())
            }
            Object::Int(glyph) => Meaning::Glyph(u32::try_from(*glyph).unwrap_or(0)),
            Object::Name(name) => {
                let text = std::str::from_utf8(name).ok().and_then(super::glyphs::characters);
                Meaning::Text(text.unwrap_or_default().encode_utf16().collect())
            }
            _ => return,
        };
        self.runs.push(Run { low, high, meaning });
    }
}

/// Bytes as one number, the first the highest; of more than four the last four.
pub(super) fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |value, byte| (value << 8) | u32::from(*byte))
}
