//! Writing an archive.

use std::io;
use std::io::Write;

use flate2::Compression;
use flate2::GzBuilder;
use jiff::Timestamp;

use super::digest::sha1_of;
use crate::capture::Capture;
use crate::capture::WebCapture;
use crate::id::ContentId;

/// Writes an archive (WARC 1.1), record by record.
///
/// A document is written as it is kept, decoded, as a record of type `resource`; what its answer
/// said is written beside it as `metadata`. A `response` would claim the exact bytes of a head, which
/// are not kept.
pub struct WarcWriter<'a> {
    out: &'a mut dyn Write,
    is_compressed: bool,
}

impl std::fmt::Debug for WarcWriter<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("WarcWriter").finish_non_exhaustive()
    }
}

/// The fields of a record's head, in order.
type Head = Vec<(&'static str, String)>;

impl<'a> WarcWriter<'a> {
    /// Begins an archive; each record is compressed by itself where that is wanted, so that readers
    /// can begin at any of them.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(out: &'a mut dyn Write, is_compressed: bool, now: Timestamp) -> io::Result<Self> {
        let mut writer = Self { out, is_compressed };
        let block = concat!(
            "software: provenance ",
            env!("CARGO_PKG_VERSION"),
            "\r\nformat: WARC File Format 1.1\r\n"
        );
        let head = head("warcinfo", record_id(&[block.as_bytes()], &now), now);
        writer.record(head, "application/warc-fields", block.as_bytes())?;
        Ok(writer)
    }

    /// Writes a document with the facts of how it came. `media_type` is what stands for the
    /// document where its server said none.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn document(&mut self, web: &WebCapture, media_type: &str, body: &[u8]) -> io::Result<()> {
        let url = web.final_url().as_str();
        let id = record_id(&[url.as_bytes(), body], &web.time);
        let mut resource = head("resource", id.clone(), web.time);
        resource.push(("WARC-Target-URI", url.to_owned()));
        resource.push(("WARC-Payload-Digest", sha1_of(&[body])));
        self.record(resource, web.content_type.as_deref().unwrap_or(media_type), body)?;
        let facts = facts_of(web);
        let meta_id = record_id(&[b"metadata", id.as_bytes()], &web.time);
        let mut metadata = head("metadata", meta_id, web.time);
        metadata.push(("WARC-Target-URI", url.to_owned()));
        metadata.push(("WARC-Concurrent-To", id));
        self.record(metadata, "application/warc-fields", facts.as_bytes())
    }

    fn record(&mut self, head: Head, content_type: &str, block: &[u8]) -> io::Result<()> {
        let mut text = "WARC/1.1\r\n".to_owned();
        let own = [
            ("WARC-Block-Digest", sha1_of(&[block])),
            ("Content-Type", content_type.to_owned()),
            ("Content-Length", block.len().to_string()),
        ];
        for (name, value) in head.iter().chain(&own) {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str("\r\n");
        let parts = [text.as_bytes(), block, b"\r\n\r\n"];
        if !self.is_compressed {
            return parts.iter().try_for_each(|part| self.out.write_all(part));
        }
        let mut packed = GzBuilder::new().write(&mut *self.out, Compression::default());
        parts.iter().try_for_each(|part| packed.write_all(part))?;
        packed.finish().map(drop)
    }
}

fn head(kind: &str, id: String, time: Timestamp) -> Head {
    vec![
        ("WARC-Type", kind.to_owned()),
        ("WARC-Record-ID", id),
        ("WARC-Date", time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
    ]
}

/// An id that follows from what the record holds, so that the same archive is written twice: a
/// UUID of version 8 (RFC 9562).
fn record_id(parts: &[&[u8]], time: &Timestamp) -> String {
    let mut digest = blake3::Hasher::new();
    digest.update(&time.as_second().to_le_bytes());
    for part in parts {
        digest.update(&(part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    let digest = ContentId::from_bytes(*digest.finalize().as_bytes()).to_string();
    let part = |range: std::ops::Range<usize>| digest.get(range).unwrap_or_default();
    let (a, b, c) = (part(0..8), part(8..12), part(12..15));
    let (d, e) = (part(15..18), part(18..30));
    format!("<urn:uuid:{a}-{b}-8{c}-8{d}-{e}>")
}

/// What the answer said, as fields that archives know and, beyond them, our own.
fn facts_of(web: &WebCapture) -> String {
    let capture = serde_json::to_string(&Capture::Web(Box::new(web.clone()))).unwrap_or_default();
    let via = (!web.hops.is_empty()).then(|| ("via", web.url.to_string()));
    let fields = [
        via,
        web.status.map(|status| ("http-status", status.to_string())),
        web.etag.clone().map(|etag| ("http-etag", etag)),
        web.last_modified.clone().map(|date| ("http-last-modified", date)),
        Some(("provenance-capture", capture)),
    ];
    fields.into_iter().flatten().map(|(name, value)| format!("{name}: {value}\r\n")).collect()
}
