//! Texts as integers: equal texts get equal numbers.

use super::hash::short_hash;

/// Numbers for texts, from 0, in order of first appearance.
#[derive(Debug)]
pub(super) struct Interner<'t> {
    /// Open addressing: the number of an entry plus 1, or 0 where nothing is.
    slots: Vec<u32>,
    entries: Vec<(&'t [u8], u32)>,
    /// How many numbers were given that no text has.
    unique: u32,
}

impl<'t> Interner<'t> {
    /// An empty one, with room for about `expected` different texts.
    pub(super) fn with_capacity(expected: usize) -> Self {
        let size = (expected * 2).next_power_of_two().max(64);
        Self { slots: vec![0; size], entries: Vec::with_capacity(expected), unique: 0 }
    }

    /// The number of `text`.
    pub(super) fn number(&mut self, text: &'t [u8]) -> u32 {
        let hash = short_hash(text);
        if self.entries.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let Some(slot) = self.slots.get_mut(at) else { return 0 };
            let Some(number) = slot.checked_sub(1) else {
                let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX - 1);
                *slot = number + 1;
                self.entries.push((text, hash));
                return number;
            };
            if self.entries.get(number as usize) == Some(&(text, hash)) {
                return number;
            }
            at = (at + 1) & mask;
        }
    }

    /// A number that nothing else has.
    pub(super) fn unique(&mut self) -> u32 {
        self.unique += 1;
        u32::MAX - self.unique
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 4;
        self.slots = vec![0; size];
        for (number, (_, hash)) in (1..).zip(&self.entries) {
            let mut at = *hash as usize & (size - 1);
            while self.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = number;
            }
        }
    }
}
