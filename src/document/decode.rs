//! Character encodings: from bytes to Unicode.

use std::borrow::Cow;

use chardetng::EncodingDetector;
use serde::Deserialize;
use serde::Serialize;

/// How the bytes of a text were read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Encoding {
    /// The name in the WHATWG Encoding Standard, such as `UTF-8` or `gb18030`.
    pub name: String,
    /// Whether it was guessed from the bytes; false when they are valid UTF-8 or carry a byte
    /// order mark.
    pub inferred: bool,
}

/// What became of the bytes.
pub(super) enum Decoded<'a> {
    /// They are text; `Cow::Borrowed` means the text is the bytes themselves.
    Text(Cow<'a, str>, Encoding),
    /// They are no text in any encoding we know.
    Binary,
}

/// Share of control characters (besides white space), in bytes of a thousand, above which bytes
/// are no text.
const BINARY_CONTROLS_PER_MILLE: usize = 10;

/// How many bytes the guess of an encoding looks at.
const DETECTION_BYTES: usize = 1 << 20;

/// Reads bytes as UTF-8 when they are, else by byte order mark, else by the encoding that the
/// bytes look most like.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, _mark_length)) = encoding_rs::Encoding::for_bom(bytes)
        && encoding != encoding_rs::UTF_8
    {
        return decode_as(bytes, encoding, false);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if !looks_binary(bytes) => {
            let encoding = Encoding { name: "UTF-8".to_owned(), inferred: false };
            Decoded::Text(Cow::Borrowed(text), encoding)
        }
        Ok(_) => Decoded::Binary,
        Err(_) if looks_binary(bytes) => Decoded::Binary,
        Err(_) => decode_as(bytes, guess(bytes), true),
    }
}

/// Decodes with a known encoding; malformed sequences make the bytes binary.
fn decode_as<'a>(
    bytes: &'a [u8],
    encoding: &'static encoding_rs::Encoding,
    inferred: bool,
) -> Decoded<'a> {
    let (text, encoding, has_errors) = encoding.decode(bytes);
    if has_errors || looks_binary(text.as_bytes()) {
        return Decoded::Binary;
    }
    Decoded::Text(text, Encoding { name: encoding.name().to_owned(), inferred })
}

/// The one name of the encoding that a label stands for (WHATWG Encoding Standard); none when it
/// stands for none.
#[must_use]
pub fn encoding_name(label: &str) -> Option<&'static str> {
    encoding_rs::Encoding::for_label(label.as_bytes()).map(encoding_rs::Encoding::name)
}

pub(super) fn guess(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    let head = bytes.get(..DETECTION_BYTES).unwrap_or(bytes);
    detector.feed(head, head.len() == bytes.len());
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// Text may hold a few stray control characters; a file full of them, or with NULs beyond a
/// trace, is no text.
fn looks_binary(bytes: &[u8]) -> bool {
    let is_control = |byte: &u8| matches!(*byte, 0..=8 | 14..=26 | 28..=31 | 127);
    // So few at once that they can be counted in bytes, many of which fit into one register.
    let count = |some: &[u8]| some.iter().map(|byte| u8::from(is_control(byte))).sum::<u8>();
    let controls: usize = bytes.chunks(255).map(|some| usize::from(count(some))).sum();
    controls * 1000 > bytes.len().saturating_mul(BINARY_CONTROLS_PER_MILLE)
}
