//! Restoring objects whose bytes are not what their names say.

use std::collections::BTreeMap;

use super::cache::StampCache;
use super::error::ProjectError;
use super::open::Project;
use super::open::SNAPSHOTS;
use super::scan::Scan;
use crate::git::Repository;
use crate::history::History;
use crate::id::ContentId;
use crate::id::SeedPath;
use crate::record::Facts;
use crate::store::ObjectState;
use crate::store::Storage;
use crate::store::object_path;
use crate::view::HealedView;
use crate::view::ProblemView;

/// What healing did and could not do.
#[derive(Debug, Default)]
pub(super) struct Healing {
    pub(super) healed: Vec<HealedView>,
    /// Objects that are lost or altered and could not be restored.
    pub(super) lost: Vec<ProblemView>,
}

impl Project {
    /// Checks the objects of all recorded versions, trusting the cache for those whose stamp did
    /// not change, and restores the others from their seed or from git.
    pub(super) fn heal(
        &self,
        history: &History,
        scan: &Scan,
        is_recording: bool,
    ) -> Result<Healing, ProjectError> {
        let cache_path = self.state_folder().join("objects");
        let mut cache = StampCache::read(&cache_path);
        let mut at_path: BTreeMap<ContentId, &SeedPath> = BTreeMap::new();
        for (path, observed) in &scan.files {
            at_path.entry(observed.content).or_insert(path);
        }
        let mut healing = Healing::default();
        let versions = history.seeds().flat_map(|seed| seed.versions());
        let recorded: BTreeMap<ContentId, &Facts> =
            versions.map(|(_, facts)| (facts.content, facts)).collect();
        for (content, facts) in recorded {
            let stamp = self.store.storage().stamp(&object_path(content));
            if stamp.is_some() && cache.objects.get(&content) == stamp.as_ref() {
                continue;
            }
            let is_sound = matches!(self.store.object_state(content)?, ObjectState::Sound(_));
            let seed = at_path.get(&content).copied();
            if !is_sound && (!is_recording || !self.restore(facts, seed, &mut healing)) {
                continue;
            }
            if let Some(stamp) = self.store.storage().stamp(&object_path(content)) {
                cache.objects.insert(content, stamp);
            }
        }
        cache.write(&cache_path);
        Ok(healing)
    }

    /// Writes the object again from a seed that still has the content, else from git; whether
    /// that went well.
    fn restore(&self, facts: &Facts, seed: Option<&SeedPath>, healing: &mut Healing) -> bool {
        let from_seed = seed.and_then(|path| {
            let file = || std::fs::File::open(path.below(&self.root));
            self.store.put_object_from(facts.content, file).ok().map(|_| path.to_string())
        });
        let from_git = || {
            let repository: &Repository = self.repository.as_ref()?;
            let bytes = repository.blob(facts.blob)?;
            self.store.put_object(facts.content, &bytes).ok()?;
            Some(format!("git blob {}", facts.blob))
        };
        let path = format!("{SNAPSHOTS}/{}", object_path(facts.content));
        let source = from_seed.or_else(from_git);
        let is_restored = source.is_some();
        match source {
            Some(source) => {
                healing.healed.push(HealedView { path, digest: facts.content, source });
            }
            None => healing.lost.push(ProblemView {
                message: format!("cannot restore {path}: neither a seed nor git has its content"),
                causes: Vec::new(),
                hint: Some(format!("git log --all -- {path} finds commits that had it")),
            }),
        }
        is_restored
    }
}
