//! The name that a seed keeps when it is replaced.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;

/// Why a text cannot be a seed id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SeedIdError {
    /// The text has no characters.
    #[error("a seed id cannot be empty")]
    Empty,
    /// The text is longer than [`SeedId::MAX_BYTES`].
    #[error("a seed id has at most {} bytes, this one has {bytes}", SeedId::MAX_BYTES)]
    TooLong {
        /// Length of the refused text in bytes.
        bytes: usize,
    },
    /// A control character or an `@`, which separates a seed from its version.
    #[error("a seed id cannot contain {character:?}")]
    BadCharacter {
        /// The first refused character.
        character: char,
    },
}

/// The name of a seed, kept through replacements and moves: `003`, or a path such as
/// `policies/retention.md`. A clone shares the text: the records of one seed all name it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeedId(Arc<str>);

impl SeedId {
    /// The longest seed id, in bytes: a path as long as common systems allow.
    pub const MAX_BYTES: usize = 4096;

    /// Checks and takes a text.
    ///
    /// # Errors
    /// When it is empty, too long, or holds a control character or an `@`.
    pub fn new(text: impl Into<String>) -> Result<Self, SeedIdError> {
        let text = text.into();
        Self::check(&text).map(|()| Self(text.into()))
    }

    /// Checks a text without taking it.
    ///
    /// # Errors
    /// As [`SeedId::new`].
    pub fn check(text: &str) -> Result<(), SeedIdError> {
        if text.is_empty() {
            return Err(SeedIdError::Empty);
        }
        if text.len() > Self::MAX_BYTES {
            return Err(SeedIdError::TooLong { bytes: text.len() });
        }
        match text.chars().find(|character| character.is_control() || *character == '@') {
            Some(character) => Err(SeedIdError::BadCharacter { character }),
            None => Ok(()),
        }
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SeedId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.0)
    }
}

impl FromStr for SeedId {
    type Err = SeedIdError;

    fn from_str(text: &str) -> Result<Self, SeedIdError> {
        Self::new(text)
    }
}

impl Serialize for SeedId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for SeedId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::SeedId;
    use super::SeedIdError;

    #[test]
    fn version_separator_and_control_characters_are_refused() {
        assert_eq!(SeedId::new("a@b"), Err(SeedIdError::BadCharacter { character: '@' }));
        assert_eq!(SeedId::new("a\u{1b}b"), Err(SeedIdError::BadCharacter { character: '\u{1b}' }));
        assert_eq!(SeedId::new(""), Err(SeedIdError::Empty));
    }
}
