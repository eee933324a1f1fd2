//! Salted hashes of sentences: what is kept of a content whose bytes may not be handed on.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;

use super::canonical;
use super::format::FormatError;
use super::format::HASHES_FORMAT;
use crate::document::Space;
use crate::id::ContentId;
use crate::text::LineIndex;
use crate::text::Span;
use crate::text::plain_words;
use crate::text::sentences;

/// What the salt of a seed's first content is derived for; part of the stored form.
const SALT_CONTEXT: &str = "seed-provenance 2026-11-22 sentence hashes: salt";

/// The key that sentences are hashed with: public, and the same for all versions of a seed, so
/// that they can be compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Salt([u8; 32]);

impl Salt {
    /// The salt of a seed that begins with this content: nobody who does not know the content can
    /// prepare tables for it, and two branches that record it arrive at the same.
    #[must_use]
    pub fn beginning_with(content: ContentId) -> Self {
        Self(blake3::derive_key(SALT_CONTEXT, content.as_bytes()))
    }

    /// The hash of a sentence: keyed BLAKE3 of its [`plain_words`], the first 128 bits.
    #[must_use]
    pub fn hash(&self, sentence: &str) -> SentenceHash {
        let whole = blake3::keyed_hash(&self.0, plain_words(sentence).as_bytes());
        let (first, _) = whole.as_bytes().split_first_chunk::<16>().unwrap_or((&[0; 16], &[]));
        SentenceHash(*first)
    }
}

/// The hash of one sentence.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SentenceHash([u8; 16]);

macro_rules! hexadecimal {
    ($($name:ident $bytes:literal),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = &'static str;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let digit = |digit: &u8| match digit {
                    b'0'..=b'9' => Some(digit - b'0'),
                    b'a'..=b'f' => Some(digit - b'a' + 10),
                    _ => None,
                };
                let mut bytes = [0; $bytes];
                let (pairs, rest) = text.as_bytes().as_chunks::<2>();
                if pairs.len() != $bytes || !rest.is_empty() {
                    return Err(concat!("not ", $bytes, " bytes in hexadecimal"));
                }
                for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
                    let digits = digit(high).zip(digit(low));
                    let (high, low) = digits.ok_or("not lower-case hexadecimal")?;
                    *byte = high << 4 | low;
                }
                Ok(Self(bytes))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

hexadecimal!(Salt 32, SentenceHash 16);

/// One sentence: where it stands, and the hash of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HashedSentence {
    /// The byte after its last one, white space left out.
    pub end: usize,
    /// The hash of its words.
    pub hash: SentenceHash,
    /// The line that it begins on, from 1.
    pub line: u32,
    /// Its first byte.
    pub start: usize,
}

impl HashedSentence {
    /// Its place.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end).unwrap_or(Span::empty(self.start))
    }
}

/// The first line of a file of sentence hashes; field order is the canonical key order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HashesHeader {
    /// The content whose sentences they are.
    pub content: ContentId,
    format: u32,
    kind: HashesKind,
    /// What they are hashed with.
    pub salt: Salt,
    /// What the places count.
    pub space: Space,
    /// The tool and its version, which cut the text into sentences.
    pub tool: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum HashesKind {
    Hashes,
}

/// The sentences of one content, hashed: header, then a line a sentence in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentenceHashes {
    /// Of which content, and with which salt.
    pub header: HashesHeader,
    /// Ascending; none touches another.
    pub sentences: Vec<HashedSentence>,
}

impl SentenceHashes {
    /// Hashes the sentences of a text. What has no words is left out.
    #[must_use]
    pub fn of(content: ContentId, text: &str, space: Space, salt: Salt) -> Self {
        let lines = LineIndex::new(text);
        let hashed = |span: Span| {
            let sentence = span.slice(text);
            let start = span.start() + (sentence.len() - sentence.trim_start().len());
            let words = sentence.trim();
            (!plain_words(words).is_empty()).then(|| HashedSentence {
                end: start + words.len(),
                hash: salt.hash(words),
                line: lines.line_of(start).get(),
                start,
            })
        };
        let header = HashesHeader {
            content,
            format: HASHES_FORMAT,
            kind: HashesKind::Hashes,
            salt,
            space,
            tool: concat!("provenance ", env!("CARGO_PKG_VERSION")).to_owned(),
        };
        Self { header, sentences: sentences(text).into_iter().filter_map(hashed).collect() }
    }

    /// The first sentence whose hash is not that of what stands at its place in `text`.
    #[must_use]
    pub fn contradiction(&self, text: &str) -> Option<&HashedSentence> {
        let stands = |sentence: &HashedSentence| {
            text.get(sentence.start..sentence.end)
                .is_some_and(|words| self.header.salt.hash(words) == sentence.hash)
        };
        self.sentences.iter().find(|sentence| !stands(sentence))
    }

    /// The canonical bytes; the file's id is their BLAKE3 digest.
    ///
    /// # Errors
    /// When a value has no canonical form.
    pub fn to_bytes(&self) -> Result<Vec<u8>, FormatError> {
        let mut out = Vec::with_capacity(400 + self.sentences.len() * 90);
        canonical::write_line(&self.header, &mut out)?;
        for sentence in &self.sentences {
            canonical::write_line(sentence, &mut out)?;
        }
        Ok(out)
    }

    /// Reads a file of sentence hashes strictly.
    ///
    /// # Errors
    /// When the file is cut, newer, not canonical or out of order; each names the line.
    pub fn parse(bytes: &[u8]) -> Result<Self, FormatError> {
        let mut lines = canonical::lines(bytes)?.into_iter();
        let (_, first) = lines.next().ok_or(FormatError::Empty)?;
        canonical::check_version(first, HASHES_FORMAT)?;
        let header: HashesHeader = canonical::read_line(1, first)?;
        let mut sentences: Vec<HashedSentence> = Vec::with_capacity(lines.len());
        let mut end = 0;
        for (line, text) in lines {
            let sentence: HashedSentence = canonical::read_line(line, text)?;
            if sentence.start < end || sentence.end <= sentence.start || sentence.line == 0 {
                return Err(FormatError::Order { line });
            }
            end = sentence.end;
            sentences.push(sentence);
        }
        Ok(Self { header, sentences })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prop_assert;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::Salt;
    use super::SentenceHashes;
    use crate::document::Space;
    use crate::id::ContentId;

    const TEXT: &str = "The lock opens.\n\nIt must close within 5 s. Then it “rests”.\n";

    fn hashes(text: &str) -> SentenceHashes {
        let content = ContentId::of(text.as_bytes());
        SentenceHashes::of(content, text, Space::Raw, Salt::beginning_with(content))
    }

    #[test]
    fn hashes_read_back_as_they_were_written_and_hold_no_word() {
        let hashed = hashes(TEXT);
        let bytes = hashed.to_bytes().unwrap();
        assert_eq!(SentenceHashes::parse(&bytes).unwrap(), hashed);
        assert_eq!(hashed.sentences.len(), 3);
        assert_eq!(hashed.sentences[1].line, 3);
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("lock") && !text.contains("close"), "{text}");
    }

    #[test]
    fn the_stored_form_does_not_drift() {
        let bytes = hashes("Wait 5 s.").to_bytes().unwrap();
        let expected = concat!(
            r#"{"content":"dec77f65b16b6331eee7490ac304253b5ccd47f06709d48af83d232f71cc4bcb","#,
            r#""format":3,"kind":"hashes","#,
            r#""salt":"21ef5778f08cc51f7ef9ed73e3dc314237ca70961a9d51103a86171fc216b7ea","#,
            r#""space":"raw","tool":"provenance "#,
            env!("CARGO_PKG_VERSION"),
            "\"}\n",
            r#"{"end":9,"hash":"bda090516b6efd183aedd9445d00f8ea","line":1,"start":0}"#,
            "\n",
        );
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn wrapping_and_quotes_do_not_change_a_hash_and_a_number_does() {
        let salt = Salt::beginning_with(ContentId::of(b""));
        assert_eq!(salt.hash("It “must”\n  close."), salt.hash("It \"must\" close."));
        assert_ne!(salt.hash("Wait 5 s."), salt.hash("Wait 50 s."));
        assert_ne!(salt.hash("Wait 10² s."), salt.hash("Wait 102 s."));
        let other = Salt::beginning_with(ContentId::of(b"other"));
        assert_ne!(salt.hash("Wait 5 s."), other.hash("Wait 5 s."));
    }

    #[test]
    fn what_is_not_canonical_or_out_of_order_is_refused() {
        let text = String::from_utf8(hashes(TEXT).to_bytes().unwrap()).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        lines.swap(1, 2);
        let swapped = lines.join("\n") + "\n";
        assert!(SentenceHashes::parse(swapped.as_bytes()).is_err());
        assert!(SentenceHashes::parse(text.trim_end().as_bytes()).is_err());
        let newer = text.replace("\"format\":3", "\"format\":99");
        assert!(SentenceHashes::parse(newer.as_bytes()).is_err());
    }

    proptest! {
        #[test]
        fn the_text_never_contradicts_its_own_hashes(text in "\\PC{0,60}(\n\n|[.] |。)\\PC{0,40}") {
            let hashed = hashes(&text);
            prop_assert!(hashed.contradiction(&text).is_none());
            prop_assert_eq!(SentenceHashes::parse(&hashed.to_bytes().unwrap()).unwrap(), hashed);
        }
    }
}
