//! What changed under `snapshots/` that this tool would not have written.
//!
//! It only ever adds there: objects, runs, analyses, statements and sentence hashes, each under the
//! digest of its bytes; what a statement withholds goes. Everything else that is gone, edited, out of place or contradicts the rest is told.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::checker::Checker;
use super::recorded::Reader;
use super::stored_finding::misplaced;
use super::stored_finding::said;
use super::stored_finding::tampering;
use super::withheld::Withheld;
use crate::citation::Acceptance;
use crate::git::EntryKind;
use crate::git::Range;
use crate::git::Repository;
use crate::git::TreeChange;
use crate::id::ContentId;
use crate::id::RunId;
use crate::id::SeedId;
use crate::project::citations::standing_acceptances;
use crate::project::error::ProjectError;
use crate::project::open::SNAPSHOTS;
use crate::project::past::chain;
use crate::record::AnalysedContent;
use crate::record::Run;
use crate::record::StatementBody;
use crate::store::Damage;
use crate::store::Folder;
use crate::store::MemoryStorage;
use crate::store::Storage;
use crate::store::Store;
use crate::store::statement_path;
use crate::view::AcceptedView;
use crate::view::Concern;
use crate::view::ReviewFinding;

/// What changed under `snapshots/`.
#[derive(Debug)]
pub(super) struct Changes {
    changes: BTreeMap<String, TreeChange>,
    /// What was added and is no object.
    added: Store<MemoryStorage>,
    /// Runs that were added, with their paths, as far as they can be believed.
    runs: BTreeMap<RunId, (String, Run)>,
    damaged: Vec<(String, Damage)>,
}

/// What came of the check.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub(super) findings: Vec<ReviewFinding>,
    pub(super) notes: Vec<String>,
}

impl Changes {
    /// Reads what was added.
    pub(super) fn read(repository: &Repository, range: &Range) -> Result<Self, ProjectError> {
        let below = |(path, change): (String, TreeChange)| {
            let inside = path.strip_prefix(SNAPSHOTS)?.trim_start_matches('/').to_owned();
            Some((inside, change))
        };
        let changes = repository.changes(&range.base, &range.head, SNAPSHOTS)?;
        let changes: BTreeMap<String, TreeChange> = changes.into_iter().filter_map(below).collect();
        let storage = MemoryStorage::default();
        let reader = Reader { repository };
        for (path, change) in &changes {
            let is_record = folder_of(path).is_some_and(|folder| folder != Folder::Objects);
            let new = change.new.filter(|new| is_record && new.kind == EntryKind::File);
            if let Some(bytes) = new.and_then(|new| reader.read(new.blob)) {
                // Writing to memory does not fail.
                drop(storage.write(path, &mut bytes.as_slice()));
            }
        }
        let added = Store::new(storage);
        let loaded = added.runs()?;
        Ok(Self { changes, added, runs: loaded.sound, damaged: loaded.damaged })
    }

    /// The seeds that added runs speak of.
    pub(super) fn recorded_seeds(&self) -> impl Iterator<Item = &SeedId> {
        self.runs.values().flat_map(|(_, run)| &run.records).map(|record| &record.seed)
    }

    /// What added statements accept of citations.
    pub(super) fn acceptances(&self) -> Result<Vec<(Acceptance, AcceptedView)>, ProjectError> {
        Ok(standing_acceptances(&self.added.statements()?.sound))
    }

    /// The contents that added analyses speak of.
    pub(super) fn analysed_contents(&self) -> Result<BTreeSet<ContentId>, ProjectError> {
        let mut contents = BTreeSet::new();
        self.added.each_analysis(|_, file| {
            let analysed = file.into_iter().flat_map(|file| file.contents);
            contents.extend(analysed.map(|analysed| analysed.content));
        })?;
        Ok(contents)
    }

    /// Tells what this tool would not have written, and what people said.
    pub(super) fn check(mut self, checker: &Checker<'_>) -> Result<Checked, ProjectError> {
        let mut checked = Checked::default();
        let statements = self.added.statements()?;
        let brought = statements.sound.values().filter_map(|(_, it)| match &it.body {
            StatementBody::Withholding(withholding) => Some(withholding.content),
            _ => None,
        });
        let known = checker.recorded.base.assertions().all_withheld();
        let contents = brought.chain(known.map(|(content, _)| content)).collect();
        let withheld = Withheld::new(contents, &self.added);
        for (path, change) in &self.changes {
            checked.findings.extend(checker.place(path, change, &withheld));
        }
        self.added.each_hashes(|path, hashes| {
            self.damaged.extend(hashes.err().map(|damage| (path.to_owned(), damage)));
        })?;
        self.damaged.extend(statements.damaged);
        for (id, (path, statement)) in &statements.sound {
            let expected = statement_path(*id, statement.time);
            checked.findings.extend(misplaced(path, &expected));
            checked.findings.push(said(path, statement));
        }
        checker.check_runs(&self.runs, &mut checked)?;
        self.check_analyses(checker, &mut checked)?;
        for (path, damage) in &self.damaged {
            checked.findings.push(tampering(path, chain(damage)));
        }
        keep_one_a_path(&mut checked.findings);
        Ok(checked)
    }

    /// Derives again what brought analyses say of contents, as far as the budget lasts.
    fn check_analyses(
        &mut self,
        checker: &Checker<'_>,
        checked: &mut Checked,
    ) -> Result<(), ProjectError> {
        let mut brought: Vec<(String, AnalysedContent)> = Vec::new();
        let mut others = 0_u64;
        let own = checker.rules.id();
        let mut damaged = Vec::new();
        self.added.each_analysis(|path, file| match file {
            Ok(file) if file.header.rules == own => {
                brought.extend(file.contents.into_iter().map(|it| (path.to_owned(), it)));
            }
            Ok(_) => others += 1,
            Err(damage) => damaged.push((path.to_owned(), damage)),
        })?;
        self.damaged.extend(damaged);
        if others > 0 {
            checked.notes.push(format!(
                "added under snapshots/analysis by other rules, not checked and not used: {others}"
            ));
        }
        checked.findings.extend(checker.analyses(brought));
        Ok(())
    }
}

/// The folder of the store that a path below `snapshots/` lies in, when its name can be that of a
/// stored file.
pub(super) fn folder_of(path: &str) -> Option<Folder> {
    let is_hex = |text: &str, digits: usize| {
        text.len() == digits && text.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'))
    };
    let is_month = |text: &str| {
        text.len() == 7
            && text.bytes().enumerate().all(|(index, it)| match index {
                4 => it == b'-',
                _ => it.is_ascii_digit(),
            })
    };
    let parts: Vec<&str> = path.split('/').collect();
    let [folder, middle, name] = parts.as_slice() else { return None };
    let digest_with = |ending: &str| {
        is_month(middle) && name.strip_suffix(ending).is_some_and(|name| is_hex(name, 64))
    };
    match *folder {
        "hashes" if is_hex(middle, 64) => {
            name.strip_suffix(".jsonl").filter(|name| is_hex(name, 64)).map(|_| Folder::Hashes)
        }
        "objects" if is_hex(middle, 2) && is_hex(name, 62) => Some(Folder::Objects),
        "runs" if digest_with(".jsonl") => Some(Folder::Runs),
        "analysis" if digest_with(".jsonl") => Some(Folder::Analysis),
        "statements" if digest_with(".json") => Some(Folder::Statements),
        _ => None,
    }
}

/// One finding of tampering a path is enough: the first that was found.
fn keep_one_a_path(findings: &mut Vec<ReviewFinding>) {
    let mut seen: BTreeSet<(Concern, Option<String>)> = BTreeSet::new();
    findings.retain(|finding| seen.insert((finding.concern, finding.path.clone())));
}

#[cfg(test)]
mod tests {
    use super::folder_of;
    use crate::store::Folder;

    #[test]
    fn only_names_that_the_tool_writes_are_stored_files() {
        let digest = "0123456789abcdef".repeat(4);
        let folder = |path: &str| folder_of(path);
        assert_eq!(folder(&format!("objects/01/{}", &digest[2..])), Some(Folder::Objects));
        assert_eq!(folder(&format!("runs/2026-11/{digest}.jsonl")), Some(Folder::Runs));
        for foreign in ["", "README.md", "objects/01/x", "runs/2026-11/notes.txt"] {
            assert_eq!(folder(foreign), None, "{foreign}");
        }
        assert_eq!(folder(&format!("runs/latest/{digest}.jsonl")), None);
        assert_eq!(folder(&format!("runs/2026-11/deep/{digest}.jsonl")), None);
    }
}
