//! Undoing what a body was coded in for the way (RFC 9110, 8.4).

use std::io;
use std::io::Read;

use brotli_decompressor::Decompressor;
use flate2::read::MultiGzDecoder;
use flate2::read::ZlibDecoder;

/// Why a body cannot be decoded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CodingError {
    /// It is coded in a way that we did not ask for.
    #[error("the coding {name:?} is not known")]
    Unknown {
        /// The name of the coding.
        name: String,
    },
    /// It is coded in itself over and over.
    #[error("it is coded more than {MOST_CODINGS} times")]
    Nested,
    /// It is not what it says, or cut.
    #[error("it is no {name}, or cut")]
    Corrupt {
        /// The codings.
        name: String,
        /// What the decoder says.
        #[source]
        source: io::Error,
    },
}

/// How often a body may be coded.
const MOST_CODINGS: usize = 2;

/// Bytes of coded and decoded bodies that are held at once.
const BUFFER: usize = 64 << 10;

/// A body, decoded.
#[derive(Debug)]
pub(super) enum Decoded {
    Whole(Vec<u8>),
    TooLarge,
}

/// Reads a body that was coded in `coding` and decodes it, as far as it is no longer than `limit`.
/// What is read of the connection is never more than one buffer ahead, so that a small body that
/// would become a huge one costs no more than `limit`.
pub(super) fn decode(
    body: &mut dyn Read,
    coding: Option<&str>,
    limit: u64,
) -> Result<Decoded, CodingError> {
    let codings: Vec<String> =
        coding.unwrap_or_default().split(',').map(|it| it.trim().to_ascii_lowercase()).collect();
    let codings: Vec<&str> =
        codings.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
    if codings.len() > MOST_CODINGS {
        return Err(CodingError::Nested);
    }
    let mut decoded: Box<dyn Read + '_> = Box::new(body);
    // The last one was applied last, so it is undone first.
    for name in codings.iter().rev() {
        decoded = match *name {
            "gzip" | "x-gzip" => Box::new(MultiGzDecoder::new(decoded)),
            "deflate" => Box::new(ZlibDecoder::new(decoded)),
            "br" => Box::new(Decompressor::new(decoded, BUFFER)),
            "identity" => decoded,
            other => {
                return Err(CodingError::Unknown { name: other.chars().take(40).collect() });
            }
        };
    }
    let mut bytes = Vec::new();
    let read = decoded.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|source| CodingError::Corrupt { name: codings.join(", "), source })?;
    let is_whole = u64::try_from(bytes.len()).is_ok_and(|length| length <= limit);
    Ok(if is_whole { Decoded::Whole(bytes) } else { Decoded::TooLarge })
}
