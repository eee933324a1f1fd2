//! Documents out of a web archive.

use std::fs::File;
use std::path::Path;

use super::brought::Bringing;
use super::brought::Came;
use crate::capture::Address;
use crate::capture::ArchivedDocument;
use crate::capture::Capture;
use crate::capture::WarcReader;
use crate::project::error::ProjectError;
use crate::project::past::chain;
use crate::view::ProblemView;

/// Which documents of an archive are meant.
#[derive(Debug, Clone, Default)]
pub struct ArchiveRequest {
    /// Those captured from these addresses, the newest of each; the only one there is when none
    /// is named.
    pub addresses: Vec<Address>,
    /// The newest of every address.
    pub is_all: bool,
    /// The most bytes of a document.
    pub max_bytes: u64,
}

/// How many addresses are listed when it is not said which are meant.
const MOST_LISTED: usize = 20;

impl ArchiveRequest {
    /// Reads the documents that are meant out of the archive at `path`.
    ///
    /// # Errors
    /// When the file is no archive, or it holds several documents and it is not said which are
    /// meant. Addresses that it does not hold, and documents that cannot be believed, are told one
    /// by one.
    pub fn read(&self, path: &Path) -> Result<Vec<Bringing>, ProjectError> {
        let failed = |source| ProjectError::Read { path: path.to_path_buf(), source };
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("archive");
        let file = File::open(path).map_err(failed)?;
        let broken = |source| ProjectError::Archive { path: path.to_path_buf(), source };
        let reader = WarcReader::new(file, name, self.max_bytes).map_err(broken)?;
        let mut newest: Vec<ArchivedDocument> = Vec::new();
        let mut cut = None;
        for document in reader {
            match document {
                Ok(document) if self.is_meant(&document) => keep_newest(&mut newest, document),
                Ok(_) => {}
                Err(error) => cut = Some(error),
            }
        }
        // What stands before a broken place is sound; where nothing does, it is no archive.
        if newest.is_empty()
            && let Some(source) = cut
        {
            return Err(broken(source));
        }
        if self.addresses.is_empty() && !self.is_all && newest.len() != 1 {
            return Err(ProjectError::Claim {
                what: found(name, &newest),
                hint: CHOOSE.to_owned(),
            });
        }
        let mut bringing: Vec<Bringing> = newest.into_iter().map(bring).collect();
        let is_there =
            |address: &Address| bringing.iter().any(|document| document.source == address.as_str());
        let absent: Vec<Bringing> = self
            .addresses
            .iter()
            .filter(|address| !is_there(address))
            .map(|address| missing(address, name))
            .collect();
        bringing.extend(absent);
        bringing.extend(cut.map(|error| Bringing {
            source: path.display().to_string(),
            came: Err(ProblemView {
                message: format!("cannot read {} to its end", path.display()),
                causes: vec![chain(&error)],
                hint: Some("what stood before was read; get the archive once more".to_owned()),
            }),
        }));
        Ok(bringing)
    }

    fn is_meant(&self, document: &ArchivedDocument) -> bool {
        self.addresses.is_empty() || self.addresses.contains(&document.facts.url)
    }
}

/// What to do when an archive holds several documents.
const CHOOSE: &str = "name the addresses that are meant after the archive, or take all with --all";

/// Keeps one document of every address: the one captured last.
fn keep_newest(newest: &mut Vec<ArchivedDocument>, document: ArchivedDocument) {
    match newest.iter_mut().find(|other| other.facts.url == document.facts.url) {
        Some(other) if other.facts.time <= document.facts.time => *other = document,
        Some(_) => {}
        None => newest.push(document),
    }
}

fn bring(document: ArchivedDocument) -> Bringing {
    let source = document.facts.url.to_string();
    let came = match document.body {
        Ok(bytes) => Ok(Came { bytes, capture: Capture::Web(Box::new(document.facts)) }),
        Err(why) => Err(ProblemView {
            message: format!("cannot bring in {source} out of the archive"),
            causes: vec![why],
            hint: Some("capture it again".to_owned()),
        }),
    };
    Bringing { source, came }
}

fn missing(address: &Address, archive: &str) -> Bringing {
    let problem = ProblemView {
        message: format!("{archive} holds no document captured from {address}"),
        causes: Vec::new(),
        hint: Some("without addresses, `--from-warc` lists what it holds".to_owned()),
    };
    Bringing { source: address.to_string(), came: Err(problem) }
}

/// What an archive holds, for the person who has to choose.
fn found(archive: &str, documents: &[ArchivedDocument]) -> String {
    if documents.is_empty() {
        return format!("{archive} holds no document");
    }
    let listed: Vec<&str> =
        documents.iter().take(MOST_LISTED).map(|document| document.facts.url.as_str()).collect();
    let more = match documents.len().saturating_sub(MOST_LISTED) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    format!("{archive} holds {} documents: {}{more}", documents.len(), listed.join(", "))
}
