//! BLAKE3 digests, one type for each kind of thing they name.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;

/// Why a text is not a digest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a BLAKE3 digest (64 lower-case hexadecimal digits): {text:?}")]
pub struct DigestError {
    text: String,
}

/// Parses exactly 64 lower-case hexadecimal digits.
fn parse_hex(text: &str) -> Result<[u8; 32], DigestError> {
    let refuse = || DigestError { text: text.chars().take(80).collect() };
    if text.len() != 64 || text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(refuse());
    }
    blake3::Hash::from_hex(text).map(|hash| *hash.as_bytes()).map_err(|_bad_digit| refuse())
}

macro_rules! digest_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 32]);

        impl $name {
            /// The plain BLAKE3 digest of `bytes`, as `b3sum` prints it.
            #[must_use]
            pub fn of(bytes: &[u8]) -> Self {
                Self(*blake3::hash(bytes).as_bytes())
            }

            /// Takes the 32 bytes of a digest that was computed elsewhere.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }

            /// The 32 bytes of the digest.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 32] {
                &self.0
            }

            /// The first `digits` hexadecimal digits (at most 64), for display.
            #[must_use]
            pub fn short(&self, digits: usize) -> String {
                self.to_string().chars().take(digits).collect()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(blake3::Hash::from_bytes(self.0).to_hex().as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "{}({})", stringify!($name), self.short(12))
            }
        }

        impl FromStr for $name {
            type Err = DigestError;

            fn from_str(text: &str) -> Result<Self, DigestError> {
                parse_hex(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

digest_id!(
    /// Names a content: the BLAKE3 digest of the raw bytes of a seed.
    ContentId
);
digest_id!(
    /// Names a run: the BLAKE3 digest of its run file.
    RunId
);
digest_id!(
    /// Names an analysis file: the BLAKE3 digest of its bytes.
    AnalysisId
);
digest_id!(
    /// Names a file of sentence hashes: the BLAKE3 digest of its bytes.
    HashesId
);
digest_id!(
    /// Names a statement: the BLAKE3 digest of its file.
    StatementId
);
digest_id!(
    /// Names the rules of an analyser: the BLAKE3 digest of their canonical form.
    RulesId
);

#[cfg(test)]
mod tests {
    use super::ContentId;

    #[test]
    fn empty_content_has_the_published_digest() {
        let published = "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262";
        assert_eq!(ContentId::of(b"").to_string(), published);
    }

    #[test]
    fn upper_case_or_short_digests_are_refused() {
        assert!(
            "AF1349B9F5F9A1A6A0404DEA36DCC9499BCB25C9ADC112B7CC9A93CAE41F3262"
                .parse::<ContentId>()
                .is_err()
        );
        assert!("af13".parse::<ContentId>().is_err());
    }
}
