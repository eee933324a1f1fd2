//! Where things lie below `snapshots/`.

use jiff::Timestamp;

use crate::id::AnalysisId;
use crate::id::ContentId;
use crate::id::HashesId;
use crate::id::RunId;
use crate::id::StatementId;

/// The folders of the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folder {
    /// Raw bytes, named by their digest.
    Objects,
    /// Run files.
    Runs,
    /// Analysis files.
    Analysis,
    /// Statement files.
    Statements,
    /// Sentence hashes of contents whose bytes are not kept.
    Hashes,
}

impl Folder {
    /// Its name below `snapshots/`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Objects => "objects",
            Self::Runs => "runs",
            Self::Analysis => "analysis",
            Self::Statements => "statements",
            Self::Hashes => "hashes",
        }
    }
}

/// Where temporaries lie until they are whole; ignored by git.
pub(crate) const TEMPORARY: &str = ".tmp/writing";

/// `objects/ab/cdef…`
#[must_use]
pub fn object_path(id: ContentId) -> String {
    let hex = id.to_string();
    let (fan, rest) = hex.split_at(2);
    format!("objects/{fan}/{rest}")
}

/// `runs/2026-11/<run id>.jsonl`
#[must_use]
pub fn run_path(id: RunId, time: Timestamp) -> String {
    format!("runs/{}/{id}.jsonl", month(time))
}

/// `analysis/2026-11/<hash>.jsonl`
#[must_use]
pub fn analysis_path(id: AnalysisId, time: Timestamp) -> String {
    format!("analysis/{}/{id}.jsonl", month(time))
}

/// `statements/2026-11/<hash>.json`
#[must_use]
pub fn statement_path(id: StatementId, time: Timestamp) -> String {
    format!("statements/{}/{id}.json", month(time))
}

/// `hashes/<content>/<hash>.jsonl`
#[must_use]
pub fn hashes_path(content: ContentId, id: HashesId) -> String {
    format!("hashes/{content}/{id}.jsonl")
}

fn month(time: Timestamp) -> String {
    time.strftime("%Y-%m").to_string()
}

#[cfg(test)]
mod tests {
    use super::object_path;
    use crate::id::ContentId;

    #[test]
    fn an_object_lies_under_the_first_two_digits_of_its_name() {
        let path = object_path(ContentId::of(b""));
        let rest = "1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262";
        assert_eq!(path, format!("objects/af/{rest}"));
    }
}
