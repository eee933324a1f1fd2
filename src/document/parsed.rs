//! A document as text with places.

use std::borrow::Cow;

use serde::Deserialize;
use serde::Serialize;

use super::decode::Decoded;
use super::decode::Encoding;
use super::decode::decode;
use super::media_type::MediaType;
use super::pointer::is_lfs_pointer;
use crate::text::Span;

/// What is known of a document besides its bytes.
#[derive(Debug, Clone, Default)]
pub struct Hints {
    /// The file's name or path, for its extension.
    pub file_name: Option<String>,
}

/// What the offsets of a document's spans count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Space {
    /// Bytes of the raw file.
    Raw,
    /// Bytes of the text that was derived from it, in UTF-8.
    Derived,
}

/// The kinds of thing that could not be read from a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LimitationKind {
    /// The bytes are no text in a known encoding.
    NoText,
    /// The encoding was guessed.
    EncodingInferred,
    /// The document was too large to analyse whole.
    TooLarge,
    /// The document is a pointer to content that lies elsewhere.
    Pointer,
    /// The text shows the marks of having been read in a wrong encoding.
    Mojibake,
    /// The file changed while it was read.
    Unstable,
}

/// Something that could not be read or analysed, recorded with the version.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Limitation {
    /// What kind of limitation.
    pub kind: LimitationKind,
    /// What it means for this document, as a sentence fragment for people.
    pub detail: String,
}

/// A document's text, with what its offsets count and what could not be read.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    text: Cow<'a, str>,
    space: Space,
    media_type: MediaType,
    encoding: Option<Encoding>,
    limitations: Vec<Limitation>,
}

impl<'a> Document<'a> {
    /// Derives the text of `bytes`. Never fails: what is no text has an empty one and a
    /// limitation.
    #[must_use]
    pub fn parse(bytes: &'a [u8], hints: &Hints) -> Self {
        let media_type =
            hints.file_name.as_deref().map_or(MediaType::Plain, MediaType::from_file_name);
        match decode(bytes) {
            Decoded::Text(text, encoding) => Self::decoded(text, encoding, media_type),
            Decoded::Binary => Self::binary(),
        }
    }

    /// Takes text that is already Unicode, as plain text of the given kind.
    #[must_use]
    pub fn from_text(text: &'a str, media_type: MediaType) -> Self {
        let encoding = Encoding { name: "UTF-8".to_owned(), inferred: false };
        Self::decoded(Cow::Borrowed(text), encoding, media_type)
    }

    fn decoded(text: Cow<'a, str>, encoding: Encoding, media_type: MediaType) -> Self {
        let space = match text {
            Cow::Borrowed(_) => Space::Raw,
            Cow::Owned(_) => Space::Derived,
        };
        let limitations = encoding.inferred.then(|| Limitation {
            kind: LimitationKind::EncodingInferred,
            detail: format!("read as {}, which the bytes look most like", encoding.name),
        });
        let pointer = is_lfs_pointer(&text).then(|| Limitation {
            kind: LimitationKind::Pointer,
            detail: "a Git LFS pointer, not the document itself: `git lfs pull` brings it"
                .to_owned(),
        });
        Self {
            text,
            space,
            media_type,
            encoding: Some(encoding),
            limitations: limitations.into_iter().chain(pointer).collect(),
        }
    }

    fn binary() -> Self {
        Self {
            text: Cow::Borrowed(""),
            space: Space::Derived,
            media_type: MediaType::Binary,
            encoding: None,
            limitations: vec![Limitation {
                kind: LimitationKind::NoText,
                detail: "not text in any known encoding; kept as bytes".to_owned(),
            }],
        }
    }

    /// The text. With [`Space::Raw`] it is the file's bytes, a byte order mark included.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text at `span`; empty when it lies outside.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        span.slice(&self.text)
    }

    /// What spans into [`Self::text`] count.
    #[must_use]
    pub const fn space(&self) -> Space {
        self.space
    }

    /// The kind of file.
    #[must_use]
    pub const fn media_type(&self) -> MediaType {
        self.media_type
    }

    /// How the bytes were read; `None` when they are no text.
    #[must_use]
    pub const fn encoding(&self) -> Option<&Encoding> {
        self.encoding.as_ref()
    }

    /// What could not be read.
    #[must_use]
    pub fn limitations(&self) -> &[Limitation] {
        &self.limitations
    }
}

#[cfg(test)]
mod tests {
    use super::Document;
    use super::Hints;
    use super::LimitationKind;
    use super::Space;

    #[test]
    fn utf8_text_keeps_its_offsets_even_with_a_byte_order_mark() {
        let document = Document::parse("\u{feff}text".as_bytes(), &Hints::default());
        assert_eq!((document.text(), document.space()), ("\u{feff}text", Space::Raw));
    }

    #[test]
    fn chinese_in_gb18030_is_read_and_told_as_inferred() {
        let (bytes, _, _) =
            encoding_rs::GB18030.encode("系统应当在五秒内重试。论坛在克拉玛依市举行。");
        let document = Document::parse(&bytes, &Hints::default());
        assert_eq!(document.text(), "系统应当在五秒内重试。论坛在克拉玛依市举行。");
        assert_eq!(document.space(), Space::Derived);
        assert_eq!(document.limitations()[0].kind, LimitationKind::EncodingInferred);
    }

    #[test]
    fn binary_content_has_no_text_and_says_so() {
        let document = Document::parse(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0", &Hints::default());
        assert_eq!(document.text(), "");
        assert_eq!(document.limitations()[0].kind, LimitationKind::NoText);
    }
}
