//! Which id a new document gets, and under which name its file is put into `seeds/`.

use std::collections::BTreeSet;

use crate::capture::Capture;
use crate::document::MediaType;
use crate::history::History;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::id::SeedPath;
use crate::seeds::IdPattern;

/// Ids have at least so many digits.
const LEAST_DIGITS: usize = 3;

/// The most characters of a file name that comes from outside, without its ending.
const MOST_NAME: usize = 60;

/// The next free id: one more than the largest number that is or ever was one.
pub(super) fn next_free_id(history: &History, files: &BTreeSet<SeedId>) -> Option<SeedId> {
    let recorded = history.seeds().map(|seed| seed.id());
    let is_number = |id: &&SeedId| id.as_str().bytes().all(|byte| byte.is_ascii_digit());
    let numbers = recorded.chain(files).filter(is_number);
    let numbers: Vec<(u64, usize)> =
        numbers.filter_map(|id| Some((id.as_str().parse().ok()?, id.as_str().len()))).collect();
    let next = numbers
        .iter()
        .map(|(number, _)| number)
        .max()
        .map_or(Some(1), |last| last.checked_add(1))?;
    let digits = numbers.iter().map(|(_, digits)| *digits).max().unwrap_or(0).max(LEAST_DIGITS);
    SeedId::new(format!("{next:0digits$}")).ok()
}

/// A path that the identity pattern reads `id` out of: the id, sixteen digits, and an ending. The
/// digits come from the address, so that the file keeps its name when its content is replaced;
/// those of a file that a person brought come from its content.
pub(super) fn path_of_id(
    id: &SeedId,
    document: Document<'_>,
    pattern: &IdPattern,
) -> Option<SeedPath> {
    let key = match document.capture.web() {
        Some(web) => ContentId::of(web.url.as_str().as_bytes()),
        None => ContentId::of(document.bytes),
    };
    let name = format!("{id}_{}.{}", key.short(16), document.ending());
    let path = SeedPath::new(format!("{}/{name}", SeedPath::FOLDER)).ok()?;
    (pattern.read(&path).as_ref() == Some(id)).then_some(path)
}

/// A path named after the document, where ids are not read out of names.
pub(super) fn path_by_name(
    document: Document<'_>,
    is_taken: impl Fn(&SeedPath) -> bool,
) -> Option<SeedPath> {
    let name = plain(document.name());
    let name = if name.is_empty() { "document".to_owned() } else { name };
    let ending = document.ending();
    let mut attempts = (1..1000).map(|number| match number {
        1 => format!("{}/{name}.{ending}", SeedPath::FOLDER),
        _ => format!("{}/{name}-{number}.{ending}", SeedPath::FOLDER),
    });
    let free = |path: String| SeedPath::new(path).ok().filter(|path| !is_taken(path));
    attempts.find_map(free)
}

/// A document that has no name yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Document<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) capture: &'a Capture,
}

impl Document<'_> {
    /// The name that it had, with its ending; of a page at the root of a site, the site's.
    fn file_name(&self) -> String {
        match self.capture {
            Capture::File(file) => file.name.clone(),
            Capture::Web(web) => match web.final_url().file_name() {
                "" => web.final_url().host() + ".",
                name => name.to_owned(),
            },
        }
    }

    /// What kind of file it is: by its bytes, else by what its server says, else by its name.
    fn media_type(&self) -> MediaType {
        let said = self.capture.web().and_then(|web| web.content_type.as_deref());
        let said = said.and_then(|said| MediaType::from_name(said.split(';').next()?.trim()));
        let said = said.filter(|said| !matches!(said, MediaType::Plain | MediaType::Binary));
        let by_header = said.map(|said| format!("a.{}", said.extension()));
        MediaType::of(self.bytes, Some(by_header.as_deref().unwrap_or(&self.file_name())))
    }

    /// The ending of its file: the one it had where that says the same, else the usual one.
    pub(super) fn ending(&self) -> String {
        let media_type = self.media_type();
        let name = self.file_name();
        let had = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let says_the_same = |ending: &String| match media_type {
            // Any ending that nobody knows stands for plain text.
            MediaType::Plain => matches!(ending.as_str(), "txt" | "text"),
            _ => MediaType::from_file_name(&format!("a.{ending}")) == media_type,
        };
        had.filter(says_the_same).unwrap_or_else(|| media_type.extension().to_owned())
    }

    /// Its name without its ending.
    fn name(&self) -> String {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name.clone(), |(name, _)| name.to_owned())
    }
}

/// A name from outside as one that every file system takes: letters and digits of any script,
/// anything else as a hyphen.
fn plain(name: String) -> String {
    let mut plain = String::new();
    for letter in name.chars().take(4 * MOST_NAME) {
        match letter {
            _ if plain.chars().count() >= MOST_NAME => break,
            letter if letter.is_alphanumeric() || letter == '_' => plain.push(letter),
            _ if plain.is_empty() || plain.ends_with('-') => {}
            _ => plain.push('-'),
        }
    }
    plain.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::Document;
    use super::path_by_name;
    use super::path_of_id;
    use super::plain;
    use crate::capture::Capture;
    use crate::capture::FileCapture;
    use crate::id::SeedId;
    use crate::seeds::IdPattern;

    fn file(name: &str) -> Capture {
        let time = "2026-11-22T09:14:00Z".parse().unwrap();
        Capture::File(FileCapture { modified: None, name: name.to_owned(), time })
    }

    #[test]
    fn a_file_is_named_so_that_the_pattern_reads_its_id() {
        let capture = file("Spec v2.PDF");
        let document = Document { bytes: b"%PDF-1.7\n", capture: &capture };
        let pattern = IdPattern::new(IdPattern::DEFAULT).unwrap();
        let path = path_of_id(&SeedId::new("012").unwrap(), document, &pattern).unwrap();
        assert!(path.as_str().starts_with("seeds/012_"), "{path}");
        assert!(path.as_str().ends_with(".pdf"), "{path}");
        let other = IdPattern::new(r"^(?<id>REQ-\d+)-").unwrap();
        assert_eq!(path_of_id(&SeedId::new("012").unwrap(), document, &other), None);
    }

    #[test]
    fn the_bytes_decide_the_ending_before_the_name_does() {
        let ending = |name: &str, bytes: &[u8]| {
            let capture = file(name);
            Document { bytes, capture: &capture }.ending()
        };
        assert_eq!(ending("spec.txt", b"%PDF-1.7\n"), "pdf");
        assert_eq!(ending("spec.htm", b"<!doctype html><p>A"), "htm");
        assert_eq!(ending("spec", b"The client must retry."), "txt");
        assert_eq!(ending("spec.rst", b"The client must retry."), "rst");
        assert_eq!(ending("a.\u{202e}fdp", b"text"), "txt");
    }

    #[test]
    fn a_name_from_outside_cannot_leave_the_folder() {
        assert_eq!(plain("../../etc/passwd".to_owned()), "etc-passwd");
        assert_eq!(plain("计算 规范\u{1b}[31m".to_owned()), "计算-规范-31m");
        let capture = file("../x.txt");
        let document = Document { bytes: b"text", capture: &capture };
        let path = path_by_name(document, |path| path.as_str() == "seeds/x.txt").unwrap();
        assert_eq!(path.as_str(), "seeds/x-2.txt");
    }
}
