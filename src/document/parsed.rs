//! A document as text with places.

use std::borrow::Cow;

use serde::Deserialize;
use serde::Serialize;

use super::decode::Decoded;
use super::decode::Encoding;
use super::decode::decode;
use super::description::Described;
use super::extracted::Element;
use super::extracted::Extracted;
use super::extracted::Furniture;
use super::extracted::Metadatum;
use super::extractor::Extractor;
use super::formats::describe;
use super::formats::extract;
use super::front_matter;
use super::limitation::Limitation;
use super::limitation::LimitationKind;
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

/// A document's text, with what its offsets count, what its file says about it and what could not
/// be read.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    text: Cow<'a, str>,
    space: Space,
    media_type: MediaType,
    encoding: Option<Encoding>,
    extractor: Extractor,
    markup: Extracted,
}

impl<'a> Document<'a> {
    /// Derives the text of `bytes`. Never fails: what is no text has an empty one and a
    /// limitation.
    #[must_use]
    pub fn parse(bytes: &'a [u8], hints: &Hints) -> Self {
        let media_type = MediaType::of(bytes, hints.file_name.as_deref());
        if let Some((encoding, extracted)) = extract(bytes, media_type) {
            return Self::extracted(media_type, encoding, extracted);
        }
        match decode(bytes) {
            Decoded::Text(text, encoding) => Self::read(text, encoding, media_type),
            Decoded::Binary => Self::binary(),
        }
    }

    /// Takes decoded text: what it describes where it is a description of an interface or of data,
    /// else itself.
    fn read(text: Cow<'a, str>, encoding: Encoding, media_type: MediaType) -> Self {
        match describe(&text, media_type) {
            Described::Read(name, extracted) => {
                let document = Self::extracted(media_type, Some(encoding), Ok(extracted));
                Self { extractor: Extractor::of_description(name), ..document }
            }
            Described::Broken(limitation) => {
                let mut document = Self::decoded(text, encoding, media_type);
                document.markup.limitations.push(limitation);
                document
            }
            Described::Other => Self::decoded(text, encoding, media_type),
        }
    }

    /// Takes text that is already Unicode, as plain text of the given kind.
    #[must_use]
    pub fn from_text(text: &'a str, media_type: MediaType) -> Self {
        let encoding = Encoding { name: "UTF-8".to_owned(), inferred: false };
        Self::decoded(Cow::Borrowed(text), encoding, media_type)
    }

    /// Takes text that `extractor` derived before, without what the file said besides.
    #[must_use]
    pub fn from_derived(text: &'a str, media_type: MediaType, extractor: Extractor) -> Self {
        Self { extractor, ..Self::from_text(text, media_type) }
    }

    fn extracted(
        media_type: MediaType,
        encoding: Option<Encoding>,
        extracted: Result<Extracted, Limitation>,
    ) -> Self {
        let mut markup = extracted.unwrap_or_else(|limitation| Extracted {
            limitations: vec![limitation],
            ..Extracted::default()
        });
        markup.limitations.extend(encoding.as_ref().and_then(guessed));
        Self {
            text: Cow::Owned(std::mem::take(&mut markup.text)),
            space: Space::Derived,
            media_type,
            encoding,
            extractor: Extractor::of(media_type),
            markup,
        }
    }

    fn decoded(text: Cow<'a, str>, encoding: Encoding, media_type: MediaType) -> Self {
        let space = match text {
            Cow::Borrowed(_) => Space::Raw,
            Cow::Owned(_) => Space::Derived,
        };
        let pointer = is_lfs_pointer(&text).then(|| Limitation {
            kind: LimitationKind::Pointer,
            detail: "a Git LFS pointer, not the document itself: `git lfs pull` brings it"
                .to_owned(),
        });
        let limitations = guessed(&encoding).into_iter().chain(pointer).collect();
        let metadata = front_matter::metadata(&text, media_type);
        Self {
            text,
            space,
            media_type,
            encoding: Some(encoding),
            extractor: Extractor::text(),
            markup: Extracted { metadata, limitations, ..Extracted::default() },
        }
    }

    fn binary() -> Self {
        let limitation = Limitation::new(
            LimitationKind::NoText,
            "not text in any known encoding; kept as bytes",
        );
        Self {
            text: Cow::Borrowed(""),
            space: Space::Derived,
            media_type: MediaType::Binary,
            encoding: None,
            extractor: Extractor::text(),
            markup: Extracted { limitations: vec![limitation], ..Extracted::default() },
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

    /// How the bytes were read; `None` when they are no text in one encoding.
    #[must_use]
    pub const fn encoding(&self) -> Option<&Encoding> {
        self.encoding.as_ref()
    }

    /// Whether it has a text that can be shown and quoted.
    #[must_use]
    pub fn has_text(&self) -> bool {
        self.encoding.is_some() || (!self.extractor.is_text() && !self.text.is_empty())
    }

    /// Which extractor derived the text.
    #[must_use]
    pub const fn extractor(&self) -> &Extractor {
        &self.extractor
    }

    /// Where each page begins, in bytes of the text; empty for formats without pages.
    #[must_use]
    pub fn pages(&self) -> &[usize] {
        &self.markup.pages
    }

    /// What only the printed page needs.
    #[must_use]
    pub fn furniture(&self) -> &[Furniture] {
        &self.markup.furniture
    }

    /// Elements of a markup language around parts of the text, parents before children.
    #[must_use]
    pub fn elements(&self) -> &[Element] {
        &self.markup.elements
    }

    /// What the file says about itself outside its text.
    #[must_use]
    pub fn metadata(&self) -> &[Metadatum] {
        &self.markup.metadata
    }

    /// Where the text says in front of itself, for programs, what it is; `None` where it does not.
    #[must_use]
    pub fn front_matter(&self) -> Option<Span> {
        front_matter::span(&self.text, self.media_type)
    }

    /// What could not be read, or is there and not shown.
    #[must_use]
    pub fn limitations(&self) -> &[Limitation] {
        &self.markup.limitations
    }
}

fn guessed(encoding: &Encoding) -> Option<Limitation> {
    encoding.inferred.then(|| {
        Limitation::new(
            LimitationKind::EncodingInferred,
            format!("read as {}, which the bytes look most like", encoding.name),
        )
    })
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
