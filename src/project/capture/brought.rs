//! Documents on their way in.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use jiff::Timestamp;

use crate::capture::Capture;
use crate::capture::FileCapture;
use crate::capture::WebCapture;
use crate::document::Document;
use crate::document::Hints;
use crate::document::encoding_name;
use crate::view::ProblemView;

/// A document that came, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How it came.
    pub capture: Capture,
}

/// A document that was asked for by a person, as far as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bringing {
    /// The file or address that was named.
    pub source: String,
    /// The document, or why it did not come.
    pub came: Result<Came, ProblemView>,
}

impl Bringing {
    /// Reads a file; one that is larger than `max_bytes` is refused.
    #[must_use]
    pub fn file(path: &Path, now: Timestamp, max_bytes: u64) -> Self {
        let source = path.display().to_string();
        let came = read(path, now, max_bytes).map_err(|(causes, hint)| ProblemView {
            message: format!("cannot bring in {source}"),
            causes,
            hint: Some(hint.to_owned()),
        });
        Self { source, came }
    }
}

/// Why a file does not come, and what to do about it.
type Refused = (Vec<String>, &'static str);

fn read(path: &Path, now: Timestamp, max_bytes: u64) -> Result<Came, Refused> {
    let failed = |error: std::io::Error| (vec![error.to_string()], "name a file that can be read");
    let file = File::open(path).map_err(failed)?;
    let about = file.metadata().map_err(failed)?;
    if !about.is_file() {
        let why = "it is no file, but a folder or a device";
        return Err((vec![why.to_owned()], "name the files one by one"));
    }
    let mut bytes = Vec::new();
    file.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > max_bytes {
        let why = format!("it is larger than {max_bytes} bytes");
        return Err((vec![why], "raise `--max-bytes` if it is meant"));
    }
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("document").to_owned();
    let modified = about.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
    let modified = modified.and_then(|time| Timestamp::from_second(time.as_second()).ok());
    Ok(Came { bytes, capture: Capture::File(FileCapture { modified, name, time: now }) })
}

/// What a person should know of how a document came.
pub(super) fn notes(came: &Came) -> Vec<String> {
    let Some(web) = came.capture.web() else { return Vec::new() };
    let length = (!web.is_length_known).then(|| {
        "the server did not say how long the document is: a cut one could not be told from a \
         whole one"
            .to_owned()
    });
    length.into_iter().chain(charset_note(&came.bytes, web)).collect()
}

/// A server that names another encoding than the text has.
fn charset_note(bytes: &[u8], web: &WebCapture) -> Option<String> {
    let parameters = web.content_type.as_deref()?.split(';').skip(1);
    let mut named = parameters.filter_map(|parameter| parameter.trim().split_once('='));
    let (_, label) = named.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    let label = label.trim().trim_matches('"');
    if bytes.is_ascii() {
        return None;
    }
    let name = web.final_url().file_name().to_owned();
    let document = Document::parse(bytes, &Hints { file_name: Some(name) });
    let is = document.encoding()?.name.clone();
    let said = encoding_name(label);
    (said != Some(is.as_str())).then(|| {
        let said = said.map_or_else(|| label.chars().take(40).collect(), ToOwned::to_owned);
        format!("the server says that the text is {said}, but it reads as {is}")
    })
}
