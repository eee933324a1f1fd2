//! Documents out of an archive.

use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;

use flate2::bufread::MultiGzDecoder;
use jiff::Timestamp;

use super::digest::is_digest_of;
use super::http::parse_head;
use super::http::unchunk;
use super::record::Block;
use super::record::Bytes;
use super::record::Head;
use super::record::WarcError;
use crate::capture::Address;
use crate::capture::Archived;
use crate::capture::WebCapture;
use crate::capture::coding::Decoded;
use crate::capture::coding::decode;
use crate::capture::header::Asked;
use crate::capture::header::Fields;
use crate::id::ContentId;

/// A document in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchivedDocument {
    /// Its bytes, decoded; or why it has none that can be believed.
    pub body: Result<Vec<u8>, String>,
    /// How it came.
    pub facts: WebCapture,
}

/// Reads the documents of an archive, one after the other.
///
/// Answers with status 200 and records of type `resource` are documents. All other records (requests,
/// redirects, errors, `revisit`, `metadata`) are passed over.
pub struct WarcReader<'a> {
    bytes: Bytes<Box<dyn BufRead + 'a>>,
    file: String,
    max_bytes: u64,
    is_over: bool,
}

impl std::fmt::Debug for WarcReader<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("WarcReader").field("file", &self.file).finish_non_exhaustive()
    }
}

impl<'a> WarcReader<'a> {
    /// Reads the archive `from`, a file named `file`. Documents longer than `max_bytes` are told
    /// without their bytes.
    ///
    /// # Errors
    /// When not even its first bytes can be read.
    pub fn new(
        from: impl Read + 'a,
        file: impl Into<String>,
        max_bytes: u64,
    ) -> Result<Self, WarcError> {
        let mut from = BufReader::with_capacity(256 << 10, from);
        let first = from.fill_buf().map_err(|source| WarcError::Read { offset: 0, source })?;
        let bytes: Box<dyn BufRead + 'a> = match first.starts_with(&[0x1f, 0x8b]) {
            true => Box::new(BufReader::with_capacity(256 << 10, MultiGzDecoder::new(from))),
            false => Box::new(from),
        };
        let bytes = Bytes::new(bytes);
        Ok(Self { bytes, file: file.into(), max_bytes, is_over: false })
    }

    fn read_next(&mut self) -> Result<Option<ArchivedDocument>, WarcError> {
        while let Some(head) = self.bytes.head()? {
            let kind = head.fields.get("warc-type").unwrap_or_default().to_ascii_lowercase();
            // Chunks and coding make an answer longer than its document; its head comes on top.
            let most = self.max_bytes.saturating_add(self.max_bytes / 4).saturating_add(256 << 10);
            let is_document = matches!(kind.as_str(), "response" | "resource");
            let block = self.bytes.block(head.length, if is_document { most } else { 0 })?;
            if is_document && let Some(document) = self.document(&kind, &head, block) {
                return Ok(Some(document));
            }
        }
        Ok(None)
    }

    /// The document of a record; none when it has none, such as a redirect or the answer of a
    /// name server.
    fn document(&self, kind: &str, head: &Head, block: Block) -> Option<ArchivedDocument> {
        let fields = &head.fields;
        let url = fields.get("warc-target-uri")?.trim_matches(['<', '>']);
        let url = Address::new(url).ok()?;
        let time: Timestamp = fields.get("warc-date")?.parse().ok()?;
        let time = Timestamp::from_second(time.as_second()).ok()?;
        let archived = Archived {
            file: self.file.clone(),
            record: fields.get("warc-record-id").unwrap_or_default().to_owned(),
        };
        let Block::Held(block) = block else {
            let asked = Asked { url, hops: Vec::new(), status: None, time };
            let facts = Fields::default().facts(asked, ContentId::of(b""));
            let facts = WebCapture { archive: Some(archived), ..facts };
            let why = format!("it is longer than {} bytes", self.max_bytes);
            return Some(ArchivedDocument { body: Err(why), facts });
        };
        let (status, answer_fields, payload) = match kind {
            "resource" => {
                let mut own = Fields::default();
                if let Some(media_type) = fields.get("content-type") {
                    own.push("content-type", media_type.as_bytes());
                }
                own.push("content-length", head.length.to_string().as_bytes());
                (None, own, block.as_slice())
            }
            _ => {
                let answer = parse_head(&block).filter(|answer| answer.status == 200)?;
                (Some(answer.status), answer.fields, block.get(answer.body_start..)?)
            }
        };
        let unchunked = answer_fields.is_chunked().then(|| unchunk(payload)).flatten();
        let sent = unchunked.as_deref().unwrap_or(payload);
        let body = check(fields, &block, &[payload, sent])
            .and_then(|()| self.unpack(sent, answer_fields.coding()));
        let asked = Asked { url, hops: Vec::new(), status, time };
        let facts = answer_fields.facts(asked, ContentId::of(sent));
        Some(ArchivedDocument { body, facts: WebCapture { archive: Some(archived), ..facts } })
    }

    fn unpack(&self, mut sent: &[u8], coding: Option<&str>) -> Result<Vec<u8>, String> {
        match decode(&mut sent, coding, self.max_bytes) {
            Ok(Decoded::Whole(body)) => Ok(body),
            Ok(Decoded::TooLarge) => Err(format!("it is longer than {} bytes", self.max_bytes)),
            Err(error) => Err(format!("it cannot be decoded: {error}")),
        }
    }
}

/// Whether a record is whole and has the digests that it names.
fn check(fields: &Fields, block: &[u8], payloads: &[&[u8]]) -> Result<(), String> {
    if let Some(why) = fields.get("warc-truncated") {
        return Err(format!("it was cut when it was captured ({why})"));
    }
    let is_altered = |name: &str, contents: &[&[u8]]| {
        fields.get(name).and_then(|digest| is_digest_of(digest, contents)) == Some(false)
    };
    match is_altered("warc-block-digest", &[block]) || is_altered("warc-payload-digest", payloads) {
        true => Err("its bytes do not have the digest that the archive names".to_owned()),
        false => Ok(()),
    }
}

impl Iterator for WarcReader<'_> {
    type Item = Result<ArchivedDocument, WarcError>;

    /// The next document; after an error there is none any more.
    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let next = self.read_next().transpose();
        self.is_over = !matches!(next, Some(Ok(_)));
        next
    }
}

#[cfg(test)]
mod tests {
    use super::ArchivedDocument;
    use super::WarcReader;
    use crate::capture::Address;
    use crate::capture::WarcWriter;
    use crate::capture::WebCapture;
    use crate::id::ContentId;

    const BODY: &[u8] = b"The relay must answer within 5 s.\n";

    fn archive(is_compressed: bool) -> Vec<u8> {
        let time = "2026-11-22T09:14:00Z".parse().unwrap();
        let web = WebCapture {
            archive: None,
            coding: None,
            content_type: Some("text/plain".to_owned()),
            etag: None,
            hops: Vec::new(),
            is_length_known: true,
            last_modified: None,
            memento_datetime: None,
            response: ContentId::of(BODY),
            status: Some(200),
            time,
            url: Address::new("https://example.org/a").unwrap(),
        };
        let mut out = Vec::new();
        let mut writer = WarcWriter::new(&mut out, is_compressed, time).unwrap();
        writer.document(&web, "text/plain", BODY).unwrap();
        out
    }

    /// All documents that are believed.
    fn believed(bytes: &[u8]) -> Vec<Vec<u8>> {
        let Ok(reader) = WarcReader::new(bytes, "a.warc", 1 << 20) else { return Vec::new() };
        let sound = reader.filter_map(Result::ok);
        sound.filter_map(|document: ArchivedDocument| document.body.ok()).collect()
    }

    #[test]
    fn what_was_written_is_read_again_and_written_twice_alike() {
        for is_compressed in [false, true] {
            let bytes = archive(is_compressed);
            assert_eq!(bytes, archive(is_compressed));
            assert_eq!(believed(&bytes), [BODY.to_vec()]);
        }
    }

    #[test]
    fn no_cut_and_no_flipped_byte_makes_another_document() {
        for is_compressed in [false, true] {
            let bytes = archive(is_compressed);
            for offset in 0..bytes.len() {
                let cut = believed(bytes.get(..offset).unwrap());
                assert!(cut.iter().all(|body| body == BODY), "cut at {offset}");
                for flip in [0x01, 0x20, 0x80, 0xff] {
                    let mut altered = bytes.clone();
                    *altered.get_mut(offset).unwrap() ^= flip;
                    let read = believed(&altered);
                    // A digest whose label is harmed is none that can be checked.
                    let is_same = read.iter().all(|body| body == BODY || body.len() != BODY.len());
                    assert!(is_same, "{flip:x} at {offset}");
                }
            }
        }
    }

    #[test]
    fn a_length_that_nobody_has_is_not_reserved() {
        let bytes = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 99999999999999\r\n\r\nabc";
        let mut reader = WarcReader::new(&bytes[..], "a.warc", u64::MAX).unwrap();
        assert!(reader.next().unwrap().is_err());
        assert!(reader.next().is_none());
    }
}
