//! Telling kinds of file by their first bytes.

use super::description::begins_as;
use super::media_type::MediaType;
use super::ole::is_encrypted;
use super::ole::is_ole;

/// How many bytes of a file are looked at for the beginning of a page.
const HEAD_BYTES: usize = 1024;

/// The name of the entry that a ZIP archive of the OpenDocument or EPUB kind begins with, with what
/// it says: stored, so that it stands there in the clear (ISO/IEC 26300-2, EPUB OCF).
const MIMETYPES: [(&[u8], MediaType); 2] = [
    (b"mimetypeapplication/vnd.oasis.opendocument.text", MediaType::Odt),
    (b"mimetypeapplication/epub+zip", MediaType::Epub),
];

/// What the bytes are, where they tell; else what the name says. A name that says PDF or ZIP of
/// bytes that are neither is not believed.
pub(super) fn sniff(bytes: &[u8], named: MediaType) -> MediaType {
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    if holds(head, b"%PDF-") {
        return MediaType::Pdf;
    }
    if head.starts_with(b"PK\x03\x04") {
        return sniff_archive(bytes, head, named);
    }
    if is_ole(bytes) {
        return if is_encrypted(bytes) { MediaType::Docx } else { MediaType::Binary };
    }
    match named {
        MediaType::Plain if is_page(head) => MediaType::Html,
        MediaType::Plain => begins_as(head).unwrap_or(named),
        MediaType::Pdf | MediaType::Docx | MediaType::Odt | MediaType::Epub => MediaType::Plain,
        named => named,
    }
}

fn sniff_archive(bytes: &[u8], head: &[u8], named: MediaType) -> MediaType {
    let by_mimetype = MIMETYPES.into_iter().find(|(mark, _)| holds(head, mark));
    if let Some((_, media_type)) = by_mimetype {
        return media_type;
    }
    // The names of all entries stand in the directory at the end of the archive.
    let is_docx = memchr::memmem::find(bytes, b"word/document").is_some()
        && memchr::memmem::find(bytes, b"[Content_Types].xml").is_some();
    match named {
        _ if is_docx => MediaType::Docx,
        MediaType::Odt | MediaType::Epub => named,
        _ => MediaType::Binary,
    }
}

/// Whether a file without a telling name begins as a page of HTML does (WHATWG MIME Sniffing 7.1,
/// the marks that no plain text begins with).
fn is_page(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let begins = |mark: &str| {
        text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark.as_bytes()))
    };
    begins("<!doctype html") || begins("<html")
}

fn holds(bytes: &[u8], mark: &[u8]) -> bool {
    memchr::memmem::find(bytes, mark).is_some()
}

#[cfg(test)]
mod tests {
    use super::MediaType;
    use super::sniff;

    #[test]
    fn bytes_that_tell_are_believed_before_the_name() {
        assert_eq!(sniff(b"%PDF-1.7\n", MediaType::Plain), MediaType::Pdf);
        assert_eq!(sniff(b"\n<!DOCTYPE html><p>", MediaType::Plain), MediaType::Html);
        assert_eq!(sniff(b"just text", MediaType::Pdf), MediaType::Plain);
        let odt = b"PK\x03\x04..........mimetypeapplication/vnd.oasis.opendocument.text....";
        assert_eq!(sniff(odt, MediaType::Plain), MediaType::Odt);
    }

    #[test]
    fn markdown_that_begins_with_html_stays_markdown() {
        assert_eq!(sniff(b"<html> is a tag", MediaType::Markdown), MediaType::Markdown);
    }
}
