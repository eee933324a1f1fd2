//! What changed under `snapshots/` that this tool would not have written.
//!
//! It only ever adds there: objects, runs, analyses, statements and sentence hashes, each under the
//! digest of its bytes; what a statement withholds goes. Everything else that is gone, edited, out of place or contradicts the rest is told.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use rayon::iter::IntoParallelIterator;
use rayon::iter::ParallelIterator;

use super::content::Unread;
use super::recorded::Reader;
use super::recorded::Recorded;
use super::seed::Examined;
use super::withheld::Withheld;
use crate::analysis::Rules;
use crate::citation::Acceptance;
use crate::git::EntryKind;
use crate::git::Range;
use crate::git::Repository;
use crate::git::TreeChange;
use crate::git::TreeEntry;
use crate::id::ContentId;
use crate::id::RunId;
use crate::id::SeedId;
use crate::project::citations::standing_acceptances;
use crate::project::error::ProjectError;
use crate::project::intake::HELD_BYTES;
use crate::project::intake::analyse;
use crate::project::open::SNAPSHOTS;
use crate::project::past::chain;
use crate::record::AnalysedContent;
use crate::record::Facts;
use crate::record::Kept;
use crate::record::Run;
use crate::record::Statement;
use crate::record::StatementBody;
use crate::store::Damage;
use crate::store::Folder;
use crate::store::MemoryStorage;
use crate::store::Storage;
use crate::store::Store;
use crate::store::object_path;
use crate::store::run_path;
use crate::store::statement_path;
use crate::verify::contradictions;
use crate::view::AcceptedView;
use crate::view::Concern;
use crate::view::ReviewFinding;

/// The most bytes of contents that are analysed only to check an analysis that was brought.
const CHECKED_BYTES: u64 = 32 << 20;

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

/// Everything at hand during the check.
pub(super) struct Checker<'a> {
    pub(super) repository: &'a Repository,
    pub(super) range: &'a Range,
    pub(super) rules: &'a Rules,
    pub(super) recorded: &'a Recorded,
    pub(super) seeds: &'a [Examined],
}

impl Checker<'_> {
    /// What is wrong with a change for its place and its kind alone, and with an object's bytes.
    fn place(&self, path: &str, change: &TreeChange, withheld: &Withheld) -> Option<ReviewFinding> {
        let Some(new) = change.new else {
            let is_explained = withheld.explains(path, change, self.repository);
            return (!is_explained).then(|| self.gone(path));
        };
        if new.kind != EntryKind::File {
            return Some(tampering(path, "is no file".to_owned()));
        }
        let Some(folder) = folder_of(path) else {
            return Some(tampering(path, "no stored file has such a name".to_owned()));
        };
        if self.repository.blob_size(new.blob).is_none() {
            let unread = Unread::NotHere;
            return Some(ReviewFinding {
                concern: Concern::Unread,
                remedy: Some(unread.remedy().to_owned()),
                ..tampering(path, unread.meaning())
            });
        }
        let is_sound = folder != Folder::Objects || self.is_sound_object(path, new);
        match (change.old, is_sound) {
            (_, false) => Some(tampering(path, "its content is not what its name says".to_owned())),
            // Healing brings the right bytes back.
            (Some(_), true) if folder == Folder::Objects => None,
            (Some(_), true) => Some(tampering(path, "was edited".to_owned())),
            (None, true) => None,
        }
    }

    fn gone(&self, path: &str) -> ReviewFinding {
        ReviewFinding {
            command: Some(format!(
                "git checkout {} -- {SNAPSHOTS}/{path}",
                short(&self.range.base.id)
            )),
            remedy: Some("brings it back".to_owned()),
            ..tampering(path, "was removed; nothing that is recorded is ever removed".to_owned())
        }
    }

    fn is_sound_object(&self, path: &str, entry: TreeEntry) -> bool {
        let size = self.repository.blob_size(entry.blob);
        // What is larger is believed by the git blob that its record names.
        if size.is_some_and(|bytes| bytes > HELD_BYTES) {
            return true;
        }
        let bytes = self.repository.blob(entry.blob);
        bytes.is_some_and(|bytes| object_path(ContentId::of(&bytes)) == path)
    }

    fn check_runs(
        &self,
        runs: &BTreeMap<RunId, (String, Run)>,
        checked: &mut Checked,
    ) -> Result<(), ProjectError> {
        let contradictions = contradictions(&self.recorded.head_runs);
        let is_added = |path: &str| runs.values().any(|(added, _)| added == path);
        let of_added = contradictions.into_iter().filter(|(path, _)| is_added(path));
        checked.findings.extend(of_added.map(|(path, meaning)| tampering(&path, meaning)));
        for (id, (path, run)) in runs {
            checked.findings.extend(misplaced(path, &run_path(*id, run.header.time)));
            for record in &run.records {
                let Some(facts) = record.event.facts() else { continue };
                checked.findings.extend(self.object_of(path, &record.seed, facts)?);
            }
        }
        let seeds: BTreeSet<&SeedId> =
            runs.values().flat_map(|(_, run)| &run.records).map(|record| &record.seed).collect();
        for seed in seeds {
            checked.findings.extend(self.claimed(seed, runs)?);
        }
        Ok(())
    }

    /// A record whose object is not there, or is another.
    fn object_of(
        &self,
        path: &str,
        seed: &SeedId,
        facts: &Facts,
    ) -> Result<Option<ReviewFinding>, ProjectError> {
        match facts.kept {
            Kept::Bytes => {}
            Kept::Hashes => return self.hashes_of(path, seed, facts),
            Kept::Withheld => return Ok(None),
        }
        let object = object_path(facts.content);
        let entry = self.repository.entry(&self.range.head, &format!("{SNAPSHOTS}/{object}"))?;
        let meaning = match entry {
            None => format!("records a version of {seed} whose object {object} is missing"),
            Some(entry) if entry.blob != facts.blob => {
                format!("records a git blob for {seed} that its object {object} is not")
            }
            Some(entry) if self.repository.blob_size(entry.blob) != Some(facts.bytes) => {
                format!("records a length for {seed} that its object {object} does not have")
            }
            Some(_) => return Ok(None),
        };
        Ok(Some(tampering(path, meaning)))
    }

    /// A record of a content whose sentence hashes are not there.
    fn hashes_of(
        &self,
        path: &str,
        seed: &SeedId,
        facts: &Facts,
    ) -> Result<Option<ReviewFinding>, ProjectError> {
        let folder = format!("{}/{}", Folder::Hashes.name(), facts.content);
        let entry = self.repository.entry(&self.range.head, &format!("{SNAPSHOTS}/{folder}"))?;
        let meaning = || format!("records a version of {seed} whose hashes {folder} are missing");
        Ok(entry.is_none().then(|| tampering(path, meaning())))
    }

    /// An added run that says of a seed that did not change what its file does not hold.
    fn claimed(
        &self,
        seed: &SeedId,
        runs: &BTreeMap<RunId, (String, Run)>,
    ) -> Result<Option<ReviewFinding>, ProjectError> {
        let Some(past) = self.recorded.head.seed(seed) else { return Ok(None) };
        if self.seeds.iter().any(|examined| examined.pair.seed == *past.id()) {
            return Ok(None);
        }
        let Some(tip) = past.tip().filter(|tip| runs.contains_key(&tip.at.run)) else {
            return Ok(None);
        };
        let facts = tip.event.facts().or_else(|| past.version_at(tip).map(|(_, facts)| facts));
        // Of what may not be handed on git has no file.
        let facts = facts.filter(|facts| facts.kept != Kept::Hashes);
        let Some(facts) = facts else { return Ok(None) };
        let file = self.repository.entry(&self.range.head, facts.path.as_str())?;
        let is_there = file.is_some_and(|file| file.blob == facts.blob);
        let meaning = match tip.event.facts() {
            Some(_) if !is_there => {
                format!("records a content of {seed} that {} does not have", facts.path)
            }
            None if file.is_some() => {
                format!("records that {seed} was removed, but {} is there", facts.path)
            }
            _ => return Ok(None),
        };
        let path = runs.get(&tip.at.run).map(|(path, _)| path.clone()).unwrap_or_default();
        Ok(Some(ReviewFinding { seed: Some(seed.clone()), ..tampering(&path, meaning) }))
    }

    /// Analyses that are not what their rules derive.
    fn analyses(&self, brought: Vec<(String, AnalysedContent)>) -> Vec<ReviewFinding> {
        let derived: BTreeMap<ContentId, &AnalysedContent> = self
            .seeds
            .iter()
            .filter_map(|seed| seed.derived.as_ref())
            .map(|derived| (derived.content, derived))
            .collect();
        let names = self.file_names();
        let unseen = self.unseen();
        let (mut budget, mut unchecked) = (CHECKED_BYTES, 0_u64);
        let mut waiting: Vec<(String, AnalysedContent, Vec<u8>)> = Vec::new();
        let mut findings = Vec::new();
        for (path, said) in brought {
            if let Some(derived) = derived.get(&said.content) {
                findings.extend((**derived != said).then(|| forged(&path, &said)));
                continue;
            }
            let bytes = self.object(said.content, &mut budget);
            match bytes {
                Some(bytes) => waiting.push((path, said, bytes)),
                // Nobody who reviews need have what may not be handed on.
                None if unseen.contains(&said.content) => {}
                None => unchecked += 1,
            }
        }
        let check = |(path, said, bytes): (String, AnalysedContent, Vec<u8>)| {
            let Some(known) = names.get(&said.content) else {
                let content = said.content.short(8);
                return Some(tampering(&path, format!("analyses {content}, which no run records")));
            };
            let is_derived = known.iter().any(|name| analyse(name, &bytes, self.rules) == said);
            (!is_derived).then(|| forged(&path, &said))
        };
        let found: Vec<Option<ReviewFinding>> = waiting.into_par_iter().map(check).collect();
        findings.extend(found.into_iter().flatten());
        if unchecked > 0 {
            findings.push(ReviewFinding {
                concern: Concern::Unread,
                ..tampering(
                    Folder::Analysis.name(),
                    format!(
                        "holds {unchecked} added analyses that were not checked: their contents \
                         are large, many, or not there"
                    ),
                )
            });
        }
        findings
    }

    /// The file names under which contents were recorded.
    fn file_names(&self) -> BTreeMap<ContentId, BTreeSet<&str>> {
        let mut names: BTreeMap<ContentId, BTreeSet<&str>> = BTreeMap::new();
        for (_, run) in self.recorded.head_runs.values() {
            for facts in run.records.iter().filter_map(|record| record.event.facts()) {
                names.entry(facts.content).or_default().insert(facts.path.file_name());
            }
        }
        names
    }

    /// The contents of which only hashes are kept.
    fn unseen(&self) -> BTreeSet<ContentId> {
        let records = self.recorded.head_runs.values().flat_map(|(_, run)| &run.records);
        let facts = records.filter_map(|record| record.event.facts());
        facts.filter(|facts| facts.kept == Kept::Hashes).map(|facts| facts.content).collect()
    }

    fn object(&self, content: ContentId, budget: &mut u64) -> Option<Vec<u8>> {
        let path = format!("{SNAPSHOTS}/{}", object_path(content));
        let entry = self.repository.entry(&self.range.head, &path).ok()??;
        let bytes = self.repository.blob_size(entry.blob)?;
        *budget = budget.checked_sub(bytes)?;
        self.repository.blob(entry.blob).filter(|bytes| ContentId::of(bytes) == content)
    }
}

/// The folder of the store that a path below `snapshots/` lies in, when its name can be that of a
/// stored file.
fn folder_of(path: &str) -> Option<Folder> {
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

fn tampering(path: &str, meaning: String) -> ReviewFinding {
    let path = if path.is_empty() { SNAPSHOTS.to_owned() } else { format!("{SNAPSHOTS}/{path}") };
    ReviewFinding {
        concern: Concern::Tampering,
        seed: None,
        path: Some(path),
        meaning,
        command: None,
        remedy: None,
    }
}

fn misplaced(path: &str, expected: &str) -> Option<ReviewFinding> {
    let meaning = "does not lie in the folder of its month".to_owned();
    (path != expected).then(|| tampering(path, meaning))
}

fn forged(path: &str, said: &AnalysedContent) -> ReviewFinding {
    let content = said.content.short(8);
    tampering(path, format!("says of content {content} what its rules do not derive"))
}

/// What a person says from now on.
fn said(path: &str, statement: &Statement) -> ReviewFinding {
    let Statement { who, why, .. } = statement;
    let (seed, what) = match &statement.body {
        StatementBody::Claim(claim) => {
            let value = claim.value.as_ref().map_or("withdrawn".to_owned(), |it| format!("{it:?}"));
            (Some(&claim.seed), format!("{} of {} is {value}", claim.field.name(), claim.seed))
        }
        StatementBody::Identity(identity) => (
            Some(&identity.seed),
            format!("{} is the same seed as {}", identity.seed, identity.same_as),
        ),
        StatementBody::SignOff(accepted) => {
            (None, format!("findings about {} citations are fine", accepted.len()))
        }
        StatementBody::Withholding(withholding) => (
            Some(&withholding.seed),
            format!("the content {} is withheld", withholding.content.short(8)),
        ),
        StatementBody::Revocation(_) => {
            (None, "an earlier sign-off of a citation holds no longer".to_owned())
        }
    };
    ReviewFinding {
        concern: Concern::Statement,
        seed: seed.cloned(),
        remedy: Some("counts once it is merged; this review goes without it".to_owned()),
        ..tampering(path, format!("{who} says that {what}: {why}"))
    }
}

/// One finding of tampering a path is enough: the first that was found.
fn keep_one_a_path(findings: &mut Vec<ReviewFinding>) {
    let mut seen: BTreeSet<(Concern, Option<String>)> = BTreeSet::new();
    findings.retain(|finding| seen.insert((finding.concern, finding.path.clone())));
}

fn short(id: &str) -> &str {
    id.get(..12).unwrap_or(id)
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
