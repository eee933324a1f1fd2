//! Compound files (MS-CFB): old Word documents, and new ones that are encrypted.

use super::limitation::Limitation;
use super::limitation::LimitationKind;

/// What every compound file begins with.
const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Whether the bytes are a compound file.
pub(super) fn is_ole(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Whether a compound file is an Office document of today behind a password (MS-OFFCRYPTO 2.3).
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
    is_ole(bytes) && has_stream(bytes, "EncryptedPackage")
}

/// Why the text of a compound file cannot be read, and what to do.
pub(super) fn ole_limitation(bytes: &[u8]) -> Limitation {
    if is_encrypted(bytes) {
        return Limitation::new(
            LimitationKind::Encrypted,
            "encrypted with a password: save a copy without one to read its text",
        );
    }
    let kind = if has_stream(bytes, "WordDocument") {
        "a Word document of the format before 2007"
    } else {
        "an Office file of the format before 2007"
    };
    Limitation::new(
        LimitationKind::NoText,
        format!(
            "{kind}, which is not read: `soffice --headless --convert-to docx FILE` makes a copy \
             that is"
        ),
    )
}

/// Whether a stream of that name is in the directory, where names stand in UTF-16.
fn has_stream(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &name).is_some()
}
