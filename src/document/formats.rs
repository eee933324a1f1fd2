//! Which extractor reads which format.

use super::decode::Encoding;
use super::description;
use super::description::Described;
use super::docx;
use super::email;
use super::epub;
use super::extracted::Extracted;
use super::guard::guarded;
use super::html;
use super::limitation::Limitation;
use super::limits::Limits;
use super::media_type::MediaType;
use super::odt;
use super::ole::is_ole;
use super::ole::ole_limitation;
use super::pdf;

/// What a format's extractor gives.
type Outcome = Result<Extracted, Limitation>;

/// An extractor of a format that holds its own encodings.
type Extract = fn(&[u8], &Limits) -> Outcome;

/// Extracts the text of a format that is not its own text, with the encoding where there is one for
/// the whole file; `None` for formats that are only decoded.
pub(super) fn extract(bytes: &[u8], media_type: MediaType) -> Option<(Option<Encoding>, Outcome)> {
    let limits = Limits::default();
    let extract: Extract = match media_type {
        MediaType::Html => return Some(extract_page(bytes, &limits)),
        MediaType::Docx => docx::extract,
        MediaType::Odt => odt::extract,
        MediaType::Epub => epub::extract,
        MediaType::Email => email::extract,
        MediaType::Binary if is_ole(bytes) => |bytes, _| Err(ole_limitation(bytes)),
        MediaType::Pdf => pdf::extract,
        _ => return None,
    };
    Some((None, guarded(|| extract(bytes, &limits))))
}

/// A page has one encoding for the whole file.
fn extract_page(bytes: &[u8], limits: &Limits) -> (Option<Encoding>, Outcome) {
    let mut encoding = None;
    let outcome = guarded(|| {
        let (read_as, extracted) = html::extract(bytes, limits);
        encoding = Some(read_as);
        Ok(extracted)
    });
    (encoding, outcome)
}

/// Reads JSON and YAML that describe an interface or data.
pub(super) fn describe(text: &str, media_type: MediaType) -> Described {
    if !matches!(media_type, MediaType::Json | MediaType::Yaml) {
        return Described::Other;
    }
    let mut name = "";
    let outcome = guarded(|| match description::extract(text, media_type, &Limits::default()) {
        Described::Read(by, extracted) => {
            name = by;
            Ok(extracted)
        }
        Described::Broken(limitation) => Err(limitation),
        Described::Other => Ok(Extracted::default()),
    });
    match outcome {
        Ok(_) if name.is_empty() => Described::Other,
        Ok(extracted) => Described::Read(name, extracted),
        Err(limitation) => Described::Broken(limitation),
    }
}
