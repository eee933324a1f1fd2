//! Whether what changed under `snapshots/` is what this tool would have written.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use rayon::iter::IntoParallelIterator;
use rayon::iter::ParallelIterator;

use super::content::Unread;
use super::recorded::Recorded;
use super::seed::Examined;
use super::stored::Checked;
use super::stored::folder_of;
use super::stored_finding::forged;
use super::stored_finding::misplaced;
use super::stored_finding::tampering;
use super::withheld::Withheld;
use crate::analysis::Rules;
use crate::git::EntryKind;
use crate::git::Range;
use crate::git::Repository;
use crate::git::TreeChange;
use crate::git::TreeEntry;
use crate::id::ContentId;
use crate::id::RunId;
use crate::id::SeedId;
use crate::project::error::ProjectError;
use crate::project::intake::HELD_BYTES;
use crate::project::intake::analyse;
use crate::project::open::SNAPSHOTS;
use crate::record::AnalysedContent;
use crate::record::Facts;
use crate::record::Kept;
use crate::record::Run;
use crate::store::Folder;
use crate::store::object_path;
use crate::store::run_path;
use crate::verify::contradictions;
use crate::view::Concern;
use crate::view::ReviewFinding;

/// The most bytes of contents that are analysed only to check an analysis that was brought.
const CHECKED_BYTES: u64 = 32 << 20;

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
    pub(super) fn place(
        &self,
        path: &str,
        change: &TreeChange,
        withheld: &Withheld,
    ) -> Option<ReviewFinding> {
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
            (Some(_), true) if matches!(folder, Folder::Objects | Folder::Hashes) => None,
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

    pub(super) fn check_runs(
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
    pub(super) fn analyses(&self, brought: Vec<(String, AnalysedContent)>) -> Vec<ReviewFinding> {
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

fn short(id: &str) -> &str {
    id.get(..12).unwrap_or(id)
}
