//! Which extractor reads which format.

use super::decode::Encoding;
use super::extracted::Extracted;
use super::guard::guarded;
use super::limitation::Limitation;
use super::limits::Limits;
use super::media_type::MediaType;
use super::pdf;

/// What a format's extractor gives.
type Outcome = Result<Extracted, Limitation>;

/// An extractor of a format that holds its own encodings.
type Extract = fn(&[u8], &Limits) -> Outcome;

/// Extracts the text of a format that is not its own text, with the encoding where there is one for
/// the whole file; `None` for formats that are only decoded.
pub(super) fn extract(bytes: &[u8], media_type: MediaType) -> Option<(Option<Encoding>, Outcome)> {
    let extract: Extract = match media_type {
        MediaType::Pdf => pdf::extract,
        _ => return None,
    };
    Some((None, guarded(|| extract(bytes, &Limits::default()))))
}
