//! The character encoding of a page.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::bytes::Regex;

use crate::document::decode::Encoding;
use crate::document::decode::guess;

/// Where a page declares its encoding (WHATWG HTML 13.2.3.2: the first 1,024 bytes; pages in the
/// wild put it later, so we look further).
const DECLARED_BYTES: usize = 4096;

/// `charset=…` in a `meta`, or `encoding="…"` in an XML declaration.
static DECLARED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pattern = r#"(?i-u)<(?:meta\b[^>]{0,400}?\bcharset|\?xml\b[^>]{0,100}?\bencoding)\s*=\s*["']?\s*([A-Za-z0-9_:.+-]{2,40})"#;
    Regex::new(pattern).ok()
});

/// A decoded page.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: Encoding,
    /// Characters that the encoding has no meaning for.
    pub(super) unknown: usize,
}

/// Decodes a page: by its byte order mark, as UTF-8 when it is valid, as it declares itself, else
/// by what the bytes look most like. What cannot be decoded becomes U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return decode_as(bytes, encoding, false);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return decode_as(bytes, encoding_rs::UTF_8, false);
    }
    let head = bytes.get(..DECLARED_BYTES).unwrap_or(bytes);
    let label = DECLARED.as_ref().and_then(|declared| declared.captures(head)?.get(1));
    let declared = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    // A page that declares UTF-16 where we could read the declaration is in no UTF-16.
    match declared.filter(|encoding| encoding.is_ascii_compatible()) {
        Some(encoding) => decode_as(bytes, encoding, false),
        None => decode_as(bytes, guess(bytes), true),
    }
}

fn decode_as<'a>(
    bytes: &'a [u8],
    encoding: &'static encoding_rs::Encoding,
    inferred: bool,
) -> Decoded<'a> {
    let (text, encoding, has_errors) = encoding.decode(bytes);
    let unknown = if has_errors { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { text, encoding: Encoding { name: encoding.name().to_owned(), inferred }, unknown }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn a_declared_encoding_is_believed_when_the_bytes_are_no_utf8() {
        let page = "<meta http-equiv=Content-Type content='text/html; charset=gb2312'>规范";
        let (bytes, _, _) = encoding_rs::GBK.encode(page);
        let decoded = decode(&bytes);
        assert!(decoded.text.ends_with("规范"));
        assert!(!decoded.encoding.inferred);
    }

    #[test]
    fn valid_utf8_is_read_as_such_whatever_the_page_declares() {
        let decoded = decode("<meta charset=iso-8859-1>é".as_bytes());
        assert_eq!((decoded.text.ends_with('é'), decoded.unknown), (true, 0));
    }
}
