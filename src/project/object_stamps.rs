//! Which objects were found sound, and with which stamp: a cache that only `snapshot` believes.
//!
//! One file has the stamps of objects, each entry true by itself. The other one has, of every
//! folder of objects, its stamp and a digest of the contents in it that were sound: while both are
//! the same, no object of a large store need be looked at.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::cached::pack_stamp;
use super::cached::unpack_stamp;
use super::open::Project;
use super::pieces::Form;
use crate::history::Unpack;
use crate::id::ContentId;
use crate::seeds::Stamp;
use crate::store::Folder;
use crate::store::Storage;

const OBJECTS: Form = Form {
    name: "objects",
    magic: concat!("provenance objects 3 ", env!("CARGO_PKG_VERSION"), "\n"),
};

const FOLDERS: Form = Form {
    name: "object-folders",
    magic: concat!("provenance object folders 1 ", env!("CARGO_PKG_VERSION"), "\n"),
};

/// An object that was found sound, and the stamp that it had.
pub(super) type Sound = (ContentId, Stamp);

/// Objects that were found sound, sorted by content.
#[derive(Debug, Default)]
pub(super) struct SoundObjects {
    objects: Vec<Sound>,
    /// Whether the file has more than what is told here.
    is_outgrown: bool,
}

impl SoundObjects {
    /// The stamp that an object had when it was sound.
    pub(super) fn of(&self, content: ContentId) -> Option<Stamp> {
        let found = self.objects.binary_search_by(|(other, _)| other.cmp(&content)).ok()?;
        self.objects.get(found).map(|(_, stamp)| *stamp)
    }
}

/// A folder of objects, all of them sound: its stamp, and a digest of the contents in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct SoundFolder {
    stamp: Stamp,
    contents: [u8; 32],
}

/// The digest of contents, which are sorted.
fn digest(contents: &[ContentId]) -> [u8; 32] {
    let bytes: Vec<u8> = contents.iter().flat_map(|content| *content.as_bytes()).collect();
    *blake3::hash(&bytes).as_bytes()
}

/// The folder that an object lies in: the first byte of its name.
pub(super) fn folder_of(content: ContentId) -> u8 {
    content.as_bytes().first().copied().unwrap_or(0)
}

/// Watches the folders of objects of a large store while this process writes to them: whoever else
/// changes one is noticed, but for the moments in which a batch is written.
#[derive(Debug, Default)]
pub(super) struct ObjectWatch {
    /// Whether there are so many objects that their folders stand for them.
    is_at_work: bool,
    known: BTreeMap<u8, SoundFolder>,
    /// The stamps of the folders as they have to be; none where there was no folder.
    expected: Vec<Option<Stamp>>,
    /// Folders that somebody else changed since their objects were looked at.
    is_touched: Vec<bool>,
    /// What was written meanwhile.
    written: Vec<Sound>,
}

impl ObjectWatch {
    /// Whether nobody put anything into a folder or took it away, since it was known to hold
    /// `contents`, which are sorted, all sound.
    pub(super) fn is_untouched(&self, folder: u8, contents: &[ContentId]) -> bool {
        let is_touched = self.is_touched.get(usize::from(folder));
        let known = self.known.get(&folder);
        is_touched == Some(&false) && known.is_some_and(|known| known.contents == digest(contents))
    }

    /// Notes that the objects of a folder were looked at after its stamp was.
    pub(super) fn clear(&mut self, folder: u8) {
        let is_touched = self.is_touched.get_mut(usize::from(folder));
        is_touched.into_iter().for_each(|is_touched| *is_touched = false);
    }

    /// Objects that were written, with their stamps.
    pub(super) fn written(&self) -> &[Sound] {
        &self.written
    }

    /// The stamp of a folder that nobody else changed while it was watched.
    fn stamp(&self, folder: u8) -> Option<Stamp> {
        let is_touched = self.is_touched.get(usize::from(folder)).copied();
        let stamp = self.expected.get(usize::from(folder)).copied().flatten();
        stamp.filter(|_| is_touched == Some(false))
    }
}

impl Project {
    /// Begins to watch the folders of objects where there are or will be `count` of them.
    pub(super) fn watch_objects(&self, count: usize) -> ObjectWatch {
        let is_at_work = count > self.objects_looked_at;
        let known = if is_at_work { self.sound_folders() } else { BTreeMap::new() };
        let expected = if is_at_work { self.folder_stamps() } else { Vec::new() };
        let folders = (0..=u8::MAX).zip(&expected);
        let is_touched = folders
            .map(|(folder, stamp)| known.get(&folder).map(|known| known.stamp) != *stamp)
            .collect();
        ObjectWatch { is_at_work, known, expected, is_touched, written: Vec::new() }
    }

    /// Looks whether somebody else changed a folder.
    pub(super) fn look_at_folders(&self, watch: &mut ObjectWatch) {
        if watch.is_at_work {
            let stamps = self.folder_stamps();
            let both = watch.expected.iter().zip(&stamps);
            for ((expected, now), is_touched) in both.zip(&mut watch.is_touched) {
                *is_touched |= expected != now;
            }
            watch.expected = stamps;
        }
    }

    /// Notes objects that were just written, after a look at the folders.
    pub(super) fn note_written(&self, watch: &mut ObjectWatch, written: Vec<Sound>) {
        if watch.is_at_work {
            watch.expected = self.folder_stamps();
        }
        watch.written.extend(written);
    }

    fn folder_stamps(&self) -> Vec<Option<Stamp>> {
        let path = |folder| format!("{}/{folder:02x}", Folder::Objects.name());
        (0..=u8::MAX).map(|folder| self.store.storage().stamp(&path(folder))).collect()
    }

    fn sound_folders(&self) -> BTreeMap<u8, SoundFolder> {
        let mut folders = BTreeMap::new();
        let mut piece = Vec::new();
        let Some(mut reader) = self.open_cache(&FOLDERS) else { return folders };
        while reader.next(&mut piece) {}
        let mut from = Unpack(&piece);
        let mut next = || Some((from.byte()?, unpack_stamp(&mut from)?, from.array()?));
        while let Some((folder, stamp, contents)) = next() {
            folders.insert(folder, SoundFolder { stamp, contents });
        }
        folders
    }

    /// Remembers the folders whose objects are all sound: those of `recorded`, which are sorted,
    /// and those that were written; `but` not these. Leaves out what changed too recently to be
    /// sure of.
    pub(super) fn remember_folders(
        &self,
        mut watch: ObjectWatch,
        recorded: &[ContentId],
        but: &BTreeSet<u8>,
    ) {
        if !watch.is_at_work {
            return;
        }
        let stamps = watch.expected.iter().flatten();
        self.wait_until_settled(stamps.map(|stamp| stamp.changed).max().unwrap_or(0));
        self.look_at_folders(&mut watch);
        let Some(settled) = self.settled_before() else { return };
        let written = watch.written.iter().map(|(content, _)| *content);
        let mut contents: Vec<ContentId> = recorded.iter().copied().chain(written).collect();
        contents.sort();
        contents.dedup();
        self.write_cache(&FOLDERS, &mut |writer| {
            for contents in contents.chunk_by(|one, next| folder_of(*one) == folder_of(*next)) {
                let Some(number) = contents.first().copied().map(folder_of) else { continue };
                let stamp = watch.stamp(number).filter(|stamp| stamp.changed < settled);
                let Some(stamp) = stamp.filter(|_| !but.contains(&number)) else { continue };
                writer.put(|out| {
                    out.push(number);
                    pack_stamp(&stamp, out);
                    out.extend_from_slice(&digest(contents));
                })?;
            }
            Ok(())
        });
    }

    /// Objects that were found sound; none when that is not known.
    pub(super) fn sound_objects(&self) -> SoundObjects {
        let mut objects: Vec<Sound> = Vec::new();
        let mut piece = Vec::new();
        let Some(mut reader) = self.open_cache(&OBJECTS) else { return SoundObjects::default() };
        while reader.next(&mut piece) {
            let mut from = Unpack(&piece);
            let mut next = || {
                let content = ContentId::from_bytes(from.array()?);
                Some((content, unpack_stamp(&mut from)?))
            };
            objects.extend(std::iter::from_fn(&mut next));
            piece.clear();
        }
        let count = objects.len();
        // Of several stamps the one that was added last counts.
        objects.reverse();
        objects.sort_by_key(|(content, _)| *content);
        objects.dedup_by_key(|(content, _)| *content);
        let is_outgrown = reader.is_harmed || count > objects.len() + objects.len() / 4;
        SoundObjects { objects, is_outgrown }
    }

    /// Remembers stamps of sound objects beside those that are known, leaving out what changed too
    /// recently to be sure of.
    pub(super) fn remember_objects(&self, known: Option<SoundObjects>, new: &[&[Sound]]) {
        let Some(settled) = self.settled_before() else { return };
        let former = known.filter(|known| known.is_outgrown);
        let all = || new.iter().copied().flatten();
        let sure = || all().filter(|(_, stamp)| stamp.changed < settled);
        let pack = |(content, stamp): &Sound, out: &mut Vec<u8>| {
            out.extend_from_slice(content.as_bytes());
            pack_stamp(stamp, out);
        };
        match former {
            Some(former) => self.write_cache(&OBJECTS, &mut |writer| {
                let all = former.objects.iter().chain(sure());
                all.into_iter().try_for_each(|sound| writer.put(|out| pack(sound, out)))
            }),
            None if sure().next().is_none() => {}
            None => self.extend_cache(&OBJECTS, &mut |writer| {
                sure().try_for_each(|sound| writer.put(|out| pack(sound, out)))
            }),
        }
    }

    /// Makes the next snapshot look at every object again.
    pub(super) fn forget_object_stamps(&self) {
        self.forget_cache(&OBJECTS);
        self.forget_cache(&FOLDERS);
        self.forget_quiet();
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use tempfile::TempDir;

    use crate::id::ContentId;
    use crate::project::Project;
    use crate::project::SnapshotOptions;
    use crate::project::Surroundings;
    use crate::project::progress::Silent;
    use crate::store::object_path;
    use crate::view::SnapshotView;

    /// A store with more objects than are looked at one by one.
    struct Large(TempDir);

    impl Large {
        fn new() -> Self {
            let large = Self(tempfile::tempdir().unwrap());
            fs::create_dir(large.0.path().join("seeds")).unwrap();
            for number in 0..6 {
                large.write(&format!("{number}.txt"), &format!("Document number {number}.\n"));
            }
            assert_eq!(large.snapshot().changes.len(), 6);
            large
        }

        fn write(&self, name: &str, text: &str) {
            fs::write(self.0.path().join("seeds").join(name), text).unwrap();
        }

        fn project(&self) -> Project {
            let now = "2026-11-22T09:00:00Z".parse().unwrap();
            let mut project =
                Project::open(self.0.path(), Surroundings { now, who: None }).unwrap();
            project.objects_looked_at = 3;
            project
        }

        fn snapshot(&self) -> SnapshotView {
            self.project().snapshot(&SnapshotOptions::default(), &Silent).unwrap()
        }

        fn object(&self, text: &str) -> PathBuf {
            let path = object_path(ContentId::of(text.as_bytes()));
            self.0.path().join("snapshots").join(path)
        }
    }

    #[test]
    fn an_object_that_is_replaced_in_a_large_store_is_healed_by_the_next_snapshot() {
        let large = Large::new();
        let object = large.object("Document number 4.\n");
        let beside = object.with_extension("new");
        fs::write(&beside, "Document number 5.\n").unwrap();
        fs::rename(beside, &object).unwrap();
        assert_eq!(large.snapshot().healed.len(), 1);
        assert_eq!(fs::read_to_string(object).unwrap(), "Document number 4.\n");
        assert!(large.snapshot().healed.is_empty());
    }

    #[test]
    fn an_object_that_is_removed_from_a_large_store_while_seeds_change_is_healed() {
        let large = Large::new();
        large.write("new.txt", "One more.\n");
        large.write("1.txt", "Document number 1, replaced.\n");
        let object = large.object("Document number 2.\n");
        fs::remove_file(&object).unwrap();
        let view = large.snapshot();
        assert_eq!((view.changes.len(), view.healed.len()), (2, 1));
        assert!(object.exists());
    }

    #[test]
    fn an_object_that_is_overwritten_in_place_in_a_large_store_is_found_by_verify_and_then_healed()
    {
        let large = Large::new();
        let object = large.object("Document number 3.\n");
        fs::write(&object, "Document number 9.\n").unwrap();
        large.write("new.txt", "One more.\n");
        assert!(large.snapshot().healed.is_empty());
        assert_eq!(large.project().verify().unwrap().breaches.len(), 1);
        assert_eq!(large.snapshot().healed.len(), 1);
        assert!(large.project().verify().unwrap().breaches.is_empty());
    }

    #[test]
    fn a_large_store_whose_objects_nobody_touched_is_not_looked_at_one_by_one() {
        let large = Large::new();
        let project = large.project();
        let watch = project.watch_objects(6);
        let content = ContentId::of(b"Document number 3.\n");
        assert!(watch.is_untouched(super::folder_of(content), &[content]));
        fs::write(large.object("Document number 3.\n").with_extension("new"), "x").unwrap();
        let watch = project.watch_objects(6);
        assert!(!watch.is_untouched(super::folder_of(content), &[content]));
    }
}
