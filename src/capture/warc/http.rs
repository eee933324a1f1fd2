//! The answer of a server inside a record.

use crate::capture::header::Fields;

/// The most fields of a head.
const MOST_FIELDS: usize = 256;

/// An answer's head, and where its body begins.
#[derive(Debug)]
pub(super) struct HttpHead {
    pub(super) status: u16,
    pub(super) fields: Fields,
    pub(super) body_start: usize,
}

/// Reads the head of an answer.
pub(super) fn parse_head(block: &[u8]) -> Option<HttpHead> {
    let mut headers = vec![httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut config = httparse::ParserConfig::default();
    config.allow_obsolete_multiline_headers_in_responses(true);
    config.allow_spaces_after_header_name_in_responses(true);
    config.ignore_invalid_headers_in_responses(true);
    let mut response = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(body_start) =
        config.parse_response(&mut response, block).ok()?
    else {
        return None;
    };
    let mut fields = Fields::default();
    response.headers.iter().for_each(|header| fields.push(header.name, header.value));
    Some(HttpHead { status: response.code?, fields, body_start })
}

/// A body without its chunks (RFC 9112, 7.1); none when it is not sent in chunks, as in archives
/// that keep bodies unchunked under the head that came.
pub(super) fn unchunk(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = body.iter().take(1024).position(|byte| *byte == b'\n')?;
        let (line, rest) = body.split_at(end + 1);
        let size = std::str::from_utf8(line).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(rest.get(..size)?);
        let after = rest.get(size..)?;
        body = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n"))?;
    }
}

#[cfg(test)]
mod tests {
    use super::parse_head;
    use super::unchunk;

    #[test]
    fn a_head_ends_where_the_body_begins() {
        let block = b"HTTP/1.1 200 OK\r\nETag: \"a\"\r\nX y: z\r\n\r\nbody";
        let head = parse_head(block).unwrap();
        assert_eq!((head.status, head.fields.get("etag")), (200, Some("\"a\"")));
        assert_eq!(block.get(head.body_start..), Some(&b"body"[..]));
        assert!(parse_head(b"HTTP/1.1 200 OK\r\nETag").is_none());
        assert!(parse_head(b"body").is_none());
    }

    #[test]
    fn chunks_are_joined_and_what_has_none_is_told() {
        assert_eq!(unchunk(b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n").unwrap(), b"abcde");
        assert_eq!(unchunk(b"<!doctype html>\n"), None);
        assert_eq!(unchunk(b"ffffffffffffffff\r\nabc"), None);
        assert_eq!(unchunk(b"3\r\nab"), None);
    }
}
