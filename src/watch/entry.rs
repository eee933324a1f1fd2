//! One awaited system.

use std::collections::BTreeMap;

use super::letters::Letters;
use crate::id::SeedId;

/// A system that the team waits for a specification of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awaited {
    /// What the team calls it.
    pub name: String,
    /// What else it is called, in any language.
    pub aliases: Vec<String>,
    /// The seed that a person says specifies it.
    pub specification: Option<SeedId>,
}

/// Why a watch list is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WatchError {
    /// A name or alias has hardly a letter: it would be found everywhere.
    #[error("entry {entry}: {text:?} is too short to be found: two letters or digits at least")]
    TooShort {
        /// The entry's number, from 1.
        entry: usize,
        /// The name or alias.
        text: String,
    },
    /// A name or alias is too long.
    #[error("entry {entry}: a name of {bytes} bytes is longer than {}", Awaited::MAX_BYTES)]
    TooLong {
        /// The entry's number, from 1.
        entry: usize,
        /// Its length.
        bytes: usize,
    },
    /// One name would mean two systems.
    #[error("entries {first} and {second} are both called {text:?}")]
    Shared {
        /// The first entry's number, from 1.
        first: usize,
        /// The second entry's number.
        second: usize,
        /// The name or alias, as the second entry has it.
        text: String,
    },
}

impl Awaited {
    /// The longest name or alias, in bytes.
    pub const MAX_BYTES: usize = 500;

    /// Name and aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// Refuses entries that could not be told apart or would be found everywhere.
pub(super) fn check(entries: &[Awaited]) -> Result<(), WatchError> {
    let mut owners: BTreeMap<String, usize> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let number = index + 1;
        for text in entry.names() {
            if text.len() > Awaited::MAX_BYTES {
                return Err(WatchError::TooLong { entry: number, bytes: text.len() });
            }
            let letters = Letters::of(text).text().to_owned();
            if letters.chars().count() < 2 {
                return Err(WatchError::TooShort { entry: number, text: text.to_owned() });
            }
            let owner = *owners.entry(letters).or_insert(number);
            if owner != number {
                let text = text.to_owned();
                return Err(WatchError::Shared { first: owner, second: number, text });
            }
        }
    }
    Ok(())
}
