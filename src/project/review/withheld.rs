//! What a withholding may take away, and what it may not.

use std::collections::BTreeSet;

use crate::git::Repository;
use crate::git::TreeChange;
use crate::id::ContentId;
use crate::record::AnalysedContent;
use crate::record::AnalysisFile;
use crate::store::Folder;
use crate::store::MemoryStorage;
use crate::store::Store;
use crate::store::object_path;

/// What statements, of the base or brought, take out of reach, and what is brought in its place.
#[derive(Debug, Default)]
pub(super) struct Withheld {
    contents: BTreeSet<ContentId>,
    objects: BTreeSet<String>,
    /// The lines of analyses that were added.
    analysed: BTreeSet<Vec<u8>>,
}

impl Withheld {
    /// Reads what may stand in for an analysis that is gone.
    pub(super) fn new(contents: BTreeSet<ContentId>, added: &Store<MemoryStorage>) -> Self {
        let mut analysed = BTreeSet::new();
        if !contents.is_empty() {
            // What cannot be read is told elsewhere, and stands in for nothing.
            let _unreadable = added.each_analysis(|_, file| {
                let rules = file.as_ref().map(|file| file.header.rules).ok();
                let lines = file.into_iter().flat_map(|file| file.contents);
                analysed.extend(lines.filter_map(|line| key(rules?, &line)));
            });
        }
        let objects = contents.iter().map(|content| object_path(*content)).collect();
        Self { contents, objects, analysed }
    }

    /// Whether the removal of a stored file is what the withholding of a content asks for.
    pub(super) fn explains(
        &self,
        path: &str,
        change: &TreeChange,
        repository: &Repository,
    ) -> bool {
        let hashes = path.strip_prefix("hashes/").and_then(|rest| rest.split('/').next());
        let is_of_content =
            |text: &str| text.parse().is_ok_and(|content| self.contents.contains(&content));
        self.objects.contains(path)
            || hashes.is_some_and(is_of_content)
            || path.starts_with(Folder::Analysis.name())
                && !self.contents.is_empty()
                && self.is_written_anew(change, repository)
    }

    /// Whether an analysis file stands again with all its lines but those of what is withheld.
    fn is_written_anew(&self, change: &TreeChange, repository: &Repository) -> bool {
        let bytes = change.old.and_then(|old| repository.blob(old.blob));
        let Some(file) = bytes.and_then(|bytes| AnalysisFile::parse(&bytes).ok()) else {
            return false;
        };
        let rules = file.header.rules;
        file.contents.iter().all(|line| {
            let is_there = || key(rules, line).is_some_and(|key| self.analysed.contains(&key));
            self.contents.contains(&line.content) || is_there()
        })
    }
}

/// An analysis with its rules, to be found again.
fn key(rules: crate::id::RulesId, line: &AnalysedContent) -> Option<Vec<u8>> {
    serde_json::to_vec(&(rules, line)).ok()
}
