//! `withhold`: taking a content out of reach, while its digest stays.
//!
//! The statement is written first, durably; only then is anything taken away. Whenever the tool
//! is stopped between, the next `withhold` of the same version takes away what is left.

use std::collections::BTreeSet;

use super::error::ProjectError;
use super::open::Project;
use super::open::SNAPSHOTS;
use super::past::Past;
use super::past::label;
use super::progress::Progress;
use super::scan::Observed;
use crate::git::Repository;
use crate::history::Moment;
use crate::history::Revision;
use crate::history::Withheld;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::id::SeedPath;
use crate::id::StatementId;
use crate::record::AnalysisFile;
use crate::record::Kept;
use crate::record::Statement;
use crate::record::StatementBody;
use crate::record::Withholding;
use crate::store::Storage;
use crate::store::StoreError;
use crate::store::statement_path;
use crate::view::SchemaVersion;
use crate::view::VersionLabel;
use crate::view::WithholdView;

impl Project {
    /// Takes the content of a version out of the store, for every version that has it.
    ///
    /// # Errors
    /// When no version is named or it is not found, nothing says why, or writing or taking away
    /// fails; once the statement is written, the content counts as withheld.
    pub fn withhold(
        &self,
        revision: &Revision,
        why: &str,
        progress: &dyn Progress,
    ) -> Result<WithholdView, ProjectError> {
        check_request(revision, why)?;
        let _lock = self.lock(&|holder| progress.wait(holder))?;
        let past = self.sound_past()?;
        let seed = past.history.require(&revision.seed)?;
        let (entry, facts) = seed.find(&revision.moment)?;
        let content = facts.content;
        let before = past.history.assertions().withheld(content).cloned();
        let (statement, path) = match &before {
            Some(before) => (before.id, statement_path(before.id, before.time)),
            None => self.say_withheld(seed.id(), content, why)?,
        };
        let mut removed = self.store.forget(content)?;
        removed.extend(self.forget_analysis(content)?);
        let is_held = self.holdings().forget(content)?;
        self.forget_answers();
        self.store.sync()?;
        let mut removed: Vec<String> =
            removed.into_iter().map(|path| format!("{SNAPSHOTS}/{path}")).collect();
        removed.extend(is_held.then(|| "the copy beside git's own files".to_owned()));
        let in_git = self.repository.as_ref().and_then(|repository| repository.blob(facts.blob));
        Ok(WithholdView {
            schema_version: SchemaVersion,
            subject: label(seed, entry),
            digest: content,
            versions: versions_with(&past, content),
            statement,
            path: format!("{SNAPSHOTS}/{path}"),
            was_withheld: before.is_some(),
            removed,
            still_in: self.files_with(&past, content),
            blob: in_git.map(|_| facts.blob.to_string()),
            why: before.as_ref().map_or_else(|| why.to_owned(), |before| before.why.clone()),
            author: before.as_ref().map_or_else(|| self.who(), |before| before.who.clone()),
            stated_at: before.map_or(self.surroundings.now, |before| before.time).into(),
        })
    }

    fn say_withheld(
        &self,
        seed: &SeedId,
        content: ContentId,
        why: &str,
    ) -> Result<(StatementId, String), ProjectError> {
        let statement = Statement {
            body: StatementBody::Withholding(Withholding { content, seed: seed.clone() }),
            why: why.to_owned(),
            who: self.who(),
            time: self.surroundings.now,
            replaces: Vec::new(),
        };
        Ok(self.store.put_statement(&statement)?)
    }

    /// Writes every analysis file that speaks of a content anew without it, for analyses quote;
    /// gives the paths of the old ones.
    fn forget_analysis(&self, content: ContentId) -> Result<Vec<String>, ProjectError> {
        let mut speaking: Vec<(String, AnalysisFile)> = Vec::new();
        self.store.each_analysis(|path, file| {
            let speaks = |file: &AnalysisFile| file.contents.iter().any(|it| it.content == content);
            speaking.extend(file.ok().filter(speaks).map(|file| (path.to_owned(), file)));
        })?;
        let mut removed = Vec::new();
        for (path, mut file) in speaking {
            file.contents.retain(|analysed| analysed.content != content);
            if !file.contents.is_empty() {
                self.store.put_analysis(&file, self.surroundings.now)?;
                self.store.sync()?;
            }
            self.store.storage().remove(&path).map_err(|source| {
                ProjectError::from(StoreError::Io { what: "remove", path: path.clone(), source })
            })?;
            removed.push(path);
        }
        Ok(removed)
    }

    /// Files under `seeds/` that hold a content.
    fn files_with(&self, past: &Past, content: ContentId) -> Vec<String> {
        let all = past.history.seeds().flat_map(|seed| seed.entries());
        let facts = all.filter_map(|entry| entry.event.facts());
        let paths: BTreeSet<_> =
            facts.filter(|facts| facts.content == content).map(|facts| &facts.path).collect();
        let holds = |path: &&&SeedPath| {
            let bytes = std::fs::read(path.below(&self.root));
            bytes.is_ok_and(|bytes| ContentId::of(&bytes) == content)
        };
        paths.iter().filter(holds).map(ToString::to_string).collect()
    }

    /// What a snapshot tells of files whose content is withheld, and of those that may not be
    /// handed on but that git would take.
    pub(super) fn notes_of_kept(&self, past: &Past, files: &[(SeedPath, Observed)]) -> Vec<String> {
        let assertions = past.history.assertions();
        let mut notes = Vec::new();
        for (path, observed) in files {
            if let Some(withheld) = assertions.withheld(observed.content) {
                let day = withheld.time.strftime("%Y-%m-%d");
                let Withheld { who, why, .. } = withheld;
                notes.push(format!(
                    "{path} holds what {who} withheld on {day} ({why}): its bytes are not kept \
                     again; replace or remove the file"
                ));
            }
            let is_open = || {
                let ignores = |repository: &Repository| repository.ignores(path);
                self.repository.as_ref().is_some_and(|repository| !ignores(repository))
            };
            if self.config.kept.of(path) == Kept::Hashes && is_open() {
                notes.push(format!(
                    "{path} may not be handed on, but git takes it: name it in .gitignore, and \
                     `git rm --cached {path}` where git has it already"
                ));
            }
        }
        notes
    }
}

fn check_request(revision: &Revision, why: &str) -> Result<(), ProjectError> {
    let refuse =
        |what: &str, hint: String| Err(ProjectError::Claim { what: what.to_owned(), hint });
    let seed = &revision.seed;
    match revision.moment {
        Moment::Latest => refuse(
            "a version has to be named: what is withheld is not brought back",
            format!("`provenance log {seed}` lists the versions; write {seed}@1 or {seed}@DIGEST"),
        ),
        Moment::WorkTree | Moment::Git(_) => refuse(
            "only a recorded version can be withheld",
            format!("`provenance log {seed}` lists the versions"),
        ),
        _ if why.trim().is_empty() => {
            refuse("a withholding says why", "write it after --why".to_owned())
        }
        _ => Ok(()),
    }
}

/// Every version that has a content.
fn versions_with(past: &Past, content: ContentId) -> Vec<VersionLabel> {
    let mut labels = Vec::new();
    for seed in past.history.seeds() {
        let same = seed.versions().filter(|(_, facts)| facts.content == content);
        labels.extend(same.map(|(entry, _)| label(seed, entry)));
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::check_request;
    use crate::history::Revision;

    #[test]
    fn a_version_and_a_reason_have_to_be_given() {
        let revision = |text: &str| text.parse::<Revision>().unwrap();
        assert!(check_request(&revision("003"), "a key").is_err());
        assert!(check_request(&revision("003@worktree"), "a key").is_err());
        assert!(check_request(&revision("003@1"), " ").is_err());
        assert!(check_request(&revision("003@1"), "a key").is_ok());
    }
}
