//! Reading a body to its end, or not at all.

use std::io;
use std::io::Read;

use super::answer::AskError;
use super::coding::Decoded;
use super::coding::decode;
use super::failure::Limits;
use super::failure::explain_body;
use crate::id::ContentId;

/// Reads a body and decodes it; gives it with the digest of what was sent.
pub(super) fn read_body(
    body: impl Read,
    coding: Option<&str>,
    limits: &Limits,
) -> Result<(Vec<u8>, ContentId), AskError> {
    let limit = limits.max_bytes;
    let mut sent = Sent::new(body, limit);
    let decoded = decode(&mut sent, coding, limit);
    // A decoder stops at the end of what it decodes; whether the body ends there too is seen only
    // by reading on.
    if matches!(decoded, Ok(Decoded::Whole(_))) {
        let _drained = io::copy(&mut sent, &mut io::sink());
    }
    let received = sent.received;
    match (sent.failure, decoded) {
        (Some(Failure::TooLarge), _) | (None, Ok(Decoded::TooLarge)) => {
            Err(AskError::TooLarge { limit })
        }
        (Some(Failure::Broken(source)), _) => Err(explain_body(source, received, limits)),
        (None, Err(error)) => Err(AskError::Coding(error)),
        (None, Ok(Decoded::Whole(bytes))) => {
            Ok((bytes, ContentId::from_bytes(*sent.digest.finalize().as_bytes())))
        }
    }
}

/// A body as it is sent: counted, hashed and limited.
struct Sent<R> {
    body: R,
    digest: blake3::Hasher,
    received: u64,
    limit: u64,
    /// Why it ended before its end; decoders would hide that behind an error of their own.
    failure: Option<Failure>,
}

enum Failure {
    Broken(io::Error),
    TooLarge,
}

impl<R> Sent<R> {
    fn new(body: R, limit: u64) -> Self {
        Self { body, digest: blake3::Hasher::new(), received: 0, limit, failure: None }
    }

    fn fail(&mut self, failure: Failure) -> io::Error {
        self.failure = Some(failure);
        io::Error::from(io::ErrorKind::UnexpectedEof)
    }
}

impl<R: Read> Read for Sent<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.failure.is_some() {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof));
        }
        let count = match self.body.read(buffer) {
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(error) => return Err(self.fail(Failure::Broken(error))),
        };
        let piece = buffer.get(..count).unwrap_or_default();
        self.digest.update(piece);
        self.received += count as u64;
        match self.received > self.limit {
            true => Err(self.fail(Failure::TooLarge)),
            false => Ok(count),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::io::Read;
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::read_body;
    use crate::capture::AskError;
    use crate::capture::failure::Limits;
    use crate::id::ContentId;

    const LIMIT: u64 = 10_000;

    fn read(body: impl Read, coding: Option<&str>) -> Result<(Vec<u8>, ContentId), AskError> {
        let limits =
            Limits { host: "example.org".to_owned(), seconds: 1, max_bytes: LIMIT, head_bytes: 1 };
        read_body(body, coding, &limits)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// A connection that breaks after some bytes.
    fn broken(bytes: &[u8]) -> impl Read {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _buffer: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::from(io::ErrorKind::ConnectionReset))
            }
        }
        io::Cursor::new(bytes.to_vec()).chain(Broken)
    }

    #[test]
    fn a_coded_body_is_decoded_and_both_digests_are_known() {
        let coded = gzip(b"The client must retry.");
        let (body, sent) = read(coded.as_slice(), Some("gzip")).unwrap();
        assert_eq!(body, b"The client must retry.");
        assert_eq!(sent, ContentId::of(&coded));
        let twice = gzip(&coded);
        assert_eq!(read(twice.as_slice(), Some("gzip, gzip")).unwrap().0, body);
    }

    #[test]
    fn a_cut_body_is_never_a_document() {
        assert!(matches!(read(broken(b"half"), None), Err(AskError::Cut { received: 4 })));
        let coded = gzip(b"The client must retry.");
        let half = coded.get(..coded.len() - 4).unwrap();
        assert!(matches!(read(broken(half), Some("gzip")), Err(AskError::Cut { .. })));
        assert!(matches!(read(half, Some("gzip")), Err(AskError::Coding(_))));
        assert!(matches!(read(broken(&coded), Some("gzip")), Err(AskError::Cut { .. })));
    }

    #[test]
    fn a_small_body_that_would_become_a_huge_one_costs_no_more_than_the_limit() {
        let bomb = gzip(&vec![0; 50_000_000]);
        assert!(matches!(
            read(bomb.as_slice(), Some("gzip")),
            Err(AskError::TooLarge { limit: LIMIT })
        ));
    }

    #[test]
    fn a_body_without_end_is_left() {
        assert!(matches!(read(io::repeat(b'a'), None), Err(AskError::TooLarge { .. })));
    }

    #[test]
    fn codings_that_nobody_asked_for_are_refused() {
        for coding in ["zstd", "gzip, gzip, gzip", "x; drop"] {
            assert!(
                matches!(read(&b"abc"[..], Some(coding)), Err(AskError::Coding(_))),
                "{coding}"
            );
        }
    }
}
