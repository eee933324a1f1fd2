//! Where the bytes of recorded contents are found.
//!
//! Mostly in the store. Of a document that may not be handed on the store has no bytes: whoever
//! has it holds them beside git's own files, where nothing is ever pushed from, and in the seed's
//! file itself. Neither is believed unless its digest is the recorded one.

use std::fs;
use std::path::Path;

use super::error::ProjectError;
use super::open::Project;
use crate::history::History;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::record::Facts;
use crate::record::Kept;
use crate::store::DiskStorage;
use crate::store::Store;
use crate::store::StoreError;

/// The folder, beside the caches, of contents that may not be handed on.
pub(super) const HELD: &str = "held";

/// Where bytes are found; unlike the project it can be shared by threads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Holdings<'a> {
    store: &'a Store<DiskStorage>,
    held: &'a Store<DiskStorage>,
    root: &'a Path,
}

impl Holdings<'_> {
    /// The bytes of a version, from wherever they can be had.
    pub(super) fn bytes(&self, facts: &Facts) -> Result<Vec<u8>, StoreError> {
        let missing = match self.store.object(facts.content) {
            Err(error @ StoreError::ObjectMissing { .. }) if facts.kept == Kept::Hashes => error,
            other => return other,
        };
        let in_file = || {
            let bytes = fs::read(facts.path.below(self.root)).ok()?;
            (ContentId::of(&bytes) == facts.content).then_some(bytes)
        };
        self.held.object(facts.content).ok().or_else(in_file).ok_or(missing)
    }

    /// Takes away what is held of a content; whether there was something.
    pub(super) fn forget(&self, content: ContentId) -> Result<bool, StoreError> {
        Ok(!self.held.forget(content)?.is_empty())
    }
}

impl Project {
    /// Where bytes are found.
    pub(super) fn holdings(&self) -> Holdings<'_> {
        Holdings { store: &self.store, held: &self.held, root: &self.root }
    }

    /// The bytes of a version of `seed`; where they are out of reach, why.
    pub(super) fn bytes_of(
        &self,
        history: &History,
        seed: &SeedId,
        facts: &Facts,
    ) -> Result<Vec<u8>, ProjectError> {
        if history.assertions().withheld(facts.content).is_some()
            && let Some(why) = out_of_reach(history, seed, facts)
        {
            return Err(why);
        }
        self.holdings()
            .bytes(facts)
            .map_err(|error| out_of_reach(history, seed, facts).unwrap_or_else(|| error.into()))
    }
}

/// Whether the bytes of a version are rightly not in the store.
pub(super) fn is_rightly_absent(history: &History, facts: &Facts) -> bool {
    facts.kept != Kept::Bytes || history.assertions().withheld(facts.content).is_some()
}

/// Why the bytes of a version are rightly not here; none when they should be.
pub(super) fn out_of_reach(
    history: &History,
    seed: &SeedId,
    facts: &Facts,
) -> Option<ProjectError> {
    let versions = history.seed(seed).into_iter().flat_map(|past| past.versions());
    let same = versions.filter(|(_, other)| other.content == facts.content);
    let number = same.map(|(entry, _)| entry.number).last();
    let version = match number {
        Some(number) => format!("{seed}@{number}"),
        None => format!("{seed}@{}", facts.content.short(8)),
    };
    if let Some(withheld) = history.assertions().withheld(facts.content) {
        return Some(ProjectError::Withheld {
            version,
            seed: seed.to_string(),
            who: withheld.who.clone(),
            day: withheld.time.strftime("%Y-%m-%d").to_string(),
            why: withheld.why.clone(),
        });
    }
    (facts.kept == Kept::Hashes)
        .then(|| ProjectError::NotHere { version, path: facts.path.to_string() })
}
