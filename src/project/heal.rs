//! Restoring objects whose bytes are not what their names say.

use std::collections::BTreeSet;

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use super::error::ProjectError;
use super::object_stamps::ObjectWatch;
use super::object_stamps::Sound;
use super::object_stamps::SoundObjects;
use super::object_stamps::folder_of;
use super::open::Project;
use super::open::SNAPSHOTS;
use super::scan::Observed;
use crate::git::Repository;
use crate::history::History;
use crate::id::BlobId;
use crate::id::ContentId;
use crate::id::SeedPath;
use crate::seeds::Stamp;
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
    found: Found,
}

/// What is known of objects after they were looked at.
#[derive(Debug, Default)]
struct Found {
    /// Those that were known to be sound, when that had to be asked.
    known: Option<SoundObjects>,
    /// Those that were found sound, besides those.
    new: Vec<Sound>,
    /// Folders with an object that is not known to be sound.
    unsound: BTreeSet<u8>,
}

impl Project {
    /// Checks the objects of all recorded versions, trusting the cache for those whose stamp did
    /// not change, and restores the others from their seed or from git.
    pub(super) fn heal(
        &self,
        history: &History,
        (files, watch): (&[(SeedPath, Observed)], &mut ObjectWatch),
        is_recording: bool,
    ) -> Result<Healing, ProjectError> {
        self.look_at_folders(watch);
        let mut healing = Healing::default();
        let suspects = self.find_suspects(history.kept_contents(), watch, &mut healing.found);
        let mut restored = Vec::new();
        for content in suspects {
            let is_sound = matches!(self.store.object_state(content)?, ObjectState::Sound(_));
            let seed = || files.iter().find(|(_, observed)| observed.content == content);
            let blob = || history.versions().find(|(other, _)| *other == content);
            if !is_sound {
                healing.found.unsound.insert(folder_of(content));
                let Some((_, blob)) = blob() else { continue };
                let seed = seed().map(|(path, _)| path);
                if !is_recording || !self.restore((content, blob), seed, &mut healing) {
                    continue;
                }
            }
            let stamp = self.store.storage().stamp(&object_path(content));
            restored.extend(stamp.map(|stamp| (content, stamp)));
        }
        healing.found.new.extend(restored);
        Ok(healing)
    }

    /// Remembers which objects are sound, once what was written has been recorded.
    pub(super) fn remember_sound(&self, history: &History, watch: ObjectWatch, healing: Healing) {
        let Found { known, new, unsound } = healing.found;
        self.remember_objects(known, &[new.as_slice(), watch.written()]);
        self.remember_folders(watch, history.kept_contents(), &unsound);
    }

    /// Compares the stamps of objects with those that are known. `contents` are sorted. Gives the
    /// objects that have to be read.
    fn find_suspects(
        &self,
        contents: &[ContentId],
        watch: &mut ObjectWatch,
        found: &mut Found,
    ) -> Vec<ContentId> {
        let folder = |contents: &&[ContentId]| contents.first().copied().map_or(0, folder_of);
        let folders: Vec<&[ContentId]> = contents
            .chunk_by(|one, next| folder_of(*one) == folder_of(*next))
            .filter(|contents| !watch.is_untouched(folder(contents), contents))
            .collect();
        if folders.is_empty() {
            return Vec::new();
        }
        let storage = self.store.storage();
        let known = self.sound_objects();
        let is_as_it_was = |content: ContentId, stamp: Option<Stamp>| {
            stamp.is_some() && storage.stamp(&object_path(content)) == stamp
        };
        let look_into = |contents: &&[ContentId]| -> Vec<ContentId> {
            let contents = contents.iter().copied();
            contents.filter(|content| !is_as_it_was(*content, known.of(*content))).collect()
        };
        let suspects: Vec<Vec<ContentId>> = folders.par_iter().map(look_into).collect();
        let changed = watch.written().iter().filter(|(content, stamp)| {
            let is_there = folders.binary_search_by_key(&folder_of(*content), folder);
            is_there.is_ok() && !is_as_it_was(*content, Some(*stamp))
        });
        found.unsound.extend(changed.map(|(content, _)| folder_of(*content)));
        folders.iter().for_each(|contents| watch.clear(folder(contents)));
        found.known = Some(known);
        suspects.into_iter().flatten().collect()
    }

    /// Writes the object again from a seed that still has the content, else from git; whether
    /// that went well.
    fn restore(
        &self,
        (content, blob): (ContentId, BlobId),
        seed: Option<&SeedPath>,
        healing: &mut Healing,
    ) -> bool {
        let from_seed = seed.and_then(|path| {
            let file = || std::fs::File::open(path.below(&self.root));
            self.store.put_object_from(content, file).ok().map(|_| path.to_string())
        });
        let from_git = || {
            let repository: &Repository = self.repository.as_ref()?;
            let bytes = repository.blob(blob)?;
            self.store.put_object(content, &bytes).ok()?;
            Some(format!("git blob {blob}"))
        };
        let path = format!("{SNAPSHOTS}/{}", object_path(content));
        let source = from_seed.or_else(from_git);
        let is_restored = source.is_some();
        match source {
            Some(source) => {
                healing.healed.push(HealedView { path, digest: content, source });
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
