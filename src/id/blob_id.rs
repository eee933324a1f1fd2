//! The id that git gives to the same bytes, kept in records so that git can be asked for them.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use sha1::Digest;
use sha1::Sha1;

/// Why a text is not a git blob id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a git blob id (40 lower-case hexadecimal digits): {text:?}")]
pub struct BlobIdError {
    text: String,
}

/// The SHA-1 id of a git blob. Evidence of where to find bytes again, never proof of what they
/// are: that is the [`super::ContentId`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlobId([u8; 20]);

impl BlobId {
    /// The id of the blob that holds `bytes`: SHA-1 over `blob`, the length and the bytes
    /// (git object format).
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = BlobHasher::new(bytes.len() as u64);
        hasher.update(bytes);
        hasher.finish()
    }

    /// Takes the 20 bytes of an id that was computed elsewhere.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 20]) -> Self {
        Self(bytes)
    }

    /// The 20 bytes of the id.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 20] {
        &self.0
    }
}

/// Computes a [`BlobId`] from bytes that arrive in pieces.
#[derive(Debug)]
pub(crate) struct BlobHasher(Sha1);

impl BlobHasher {
    /// Starts with the length in bytes, which git hashes first.
    pub(crate) fn new(length: u64) -> Self {
        let mut sha1 = Sha1::new();
        sha1.update(format!("blob {length}\0"));
        Self(sha1)
    }

    /// Takes the next piece.
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The id of everything taken.
    pub(crate) fn finish(self) -> BlobId {
        BlobId(self.0.finalize().into())
    }
}

impl fmt::Display for BlobId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for BlobId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "BlobId({self})")
    }
}

impl FromStr for BlobId {
    type Err = BlobIdError;

    fn from_str(text: &str) -> Result<Self, BlobIdError> {
        let refuse = || BlobIdError { text: text.chars().take(80).collect() };
        let is_lower_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() != 40 || !text.bytes().all(is_lower_hex) {
            return Err(refuse());
        }
        let mut bytes = [0_u8; 20];
        for (byte, index) in bytes.iter_mut().zip((0..40).step_by(2)) {
            let pair = text.get(index..index + 2).ok_or_else(refuse)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_not_hex| refuse())?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for BlobId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BlobId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::BlobId;

    #[test]
    fn empty_blob_has_the_id_that_git_gives_it() {
        assert_eq!(BlobId::of(b"").to_string(), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
    }

    #[test]
    fn printed_ids_parse_back() {
        let id = BlobId::of(b"hello\n");
        assert_eq!(id.to_string(), "ce013625030ba8dba906f756967f9e9ca394464a");
        assert_eq!(id.to_string().parse(), Ok(id));
    }
}
