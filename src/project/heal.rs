//! Restoring objects whose bytes are not what their names say.

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use super::cache::ObjectStamps;
use super::error::ProjectError;
use super::open::Project;
use super::open::SNAPSHOTS;
use super::scan::Scan;
use crate::git::Repository;
use crate::history::History;
use crate::id::BlobId;
use crate::id::ContentId;
use crate::id::SeedPath;
use crate::store::Folder;
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

/// What looking at stamps gave.
#[derive(Debug, Default)]
struct Look {
    /// Those of objects that need not be read.
    stamps: ObjectStamps,
    /// Objects that have to be read.
    suspects: Vec<ContentId>,
}

/// Above this many objects, those in a folder that nothing was put into or taken from are not
/// looked at one by one; what is overwritten in place is then left to `verify` to find.
const OBJECTS_LOOKED_AT: usize = 10_000;

impl Project {
    /// Checks the objects of all recorded versions, trusting the cache for those whose stamp did
    /// not change, and restores the others from their seed or from git.
    pub(super) fn heal(
        &self,
        history: &History,
        scan: &Scan,
        is_recording: bool,
    ) -> Result<Healing, ProjectError> {
        let known = self.object_stamps();
        let mut now = self.look_at_objects(history.kept_contents(), &known);
        let mut healing = Healing::default();
        let mut has_looked = known.folders != now.stamps.folders;
        for content in std::mem::take(&mut now.suspects) {
            has_looked = true;
            let is_sound = matches!(self.store.object_state(content)?, ObjectState::Sound(_));
            let seed = || scan.files.iter().find(|(_, observed)| observed.content == content);
            let blob = || history.versions().find(|(other, _)| *other == content);
            if !is_sound {
                let Some((_, blob)) = blob() else { continue };
                let seed = seed().map(|(path, _)| path);
                if !is_recording || !self.restore((content, blob), seed, &mut healing) {
                    continue;
                }
            }
            let stamp = self.store.storage().stamp(&object_path(content));
            now.stamps.objects.extend(stamp.map(|stamp| (content, stamp)));
        }
        if has_looked {
            now.stamps.objects.sort_unstable();
            self.remember_object_stamps(now.stamps);
        }
        Ok(healing)
    }

    /// Compares the stamps of objects with those that are known. `contents` are sorted.
    fn look_at_objects(&self, contents: &[ContentId], known: &ObjectStamps) -> Look {
        let storage = self.store.storage();
        let is_many = contents.len() > OBJECTS_LOOKED_AT;
        let first = |content: &ContentId| content.as_bytes().first().copied().unwrap_or(0);
        let look_into = |contents: &&[ContentId]| {
            let number = contents.first().map_or(0, first);
            let folder = storage.stamp(&format!("{}/{number:02x}", Folder::Objects.name()));
            let is_untouched =
                is_many && folder.is_some_and(|folder| known.folders.contains(&(number, folder)));
            let mut look = Look::default();
            look.stamps.folders.extend(folder.map(|folder| (number, folder)));
            for content in *contents {
                let before = known.of(*content);
                let is_same = || storage.stamp(&object_path(*content)) == before;
                match before.filter(|_| is_untouched || is_same()) {
                    Some(stamp) => look.stamps.objects.push((*content, stamp)),
                    None => look.suspects.push(*content),
                }
            }
            look
        };
        let folders: Vec<&[ContentId]> =
            contents.chunk_by(|one, next| first(one) == first(next)).collect();
        let looks: Vec<Look> = folders.par_iter().map(look_into).collect();
        let mut all = Look::default();
        for look in looks {
            all.stamps.folders.extend(look.stamps.folders);
            all.stamps.objects.extend(look.stamps.objects);
            all.suspects.extend(look.suspects);
        }
        all
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
