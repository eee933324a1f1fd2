//! What was hashed before: a cache that can be thrown away at any time and that nothing but
//! `snapshot` and `status` believe.

use super::cached::pack_stamp;
use super::cached::unpack_stamp;
use super::open::Project;
use crate::history::Pack;
use crate::history::Unpack;
use crate::id::BlobId;
use crate::id::ContentId;
use crate::id::SeedPath;
use crate::seeds::Stamp;

const SEEDS: &str = "stamps";
const SEEDS_MAGIC: &str = concat!("provenance stamps 2 ", env!("CARGO_PKG_VERSION"), "\n");

const OBJECTS: &str = "objects";
const OBJECTS_MAGIC: &str = concat!("provenance objects 2 ", env!("CARGO_PKG_VERSION"), "\n");

/// What a file held when it had a stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hashed {
    pub(super) stamp: Stamp,
    pub(super) content: ContentId,
    pub(super) blob: BlobId,
}

/// What seeds held when they had a stamp, sorted by path.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SeedStamps(pub(super) Vec<(SeedPath, Hashed)>);

impl SeedStamps {
    fn pack(&self) -> Vec<u8> {
        let mut out = SEEDS_MAGIC.as_bytes().to_vec();
        out.reserve(self.0.len() * 140);
        for (path, Hashed { stamp, content, blob }) in &self.0 {
            out.put_bytes(path.as_str().as_bytes());
            pack_stamp(stamp, &mut out);
            out.extend_from_slice(content.as_bytes());
            out.extend_from_slice(blob.as_bytes());
        }
        out
    }

    fn unpack(bytes: &[u8]) -> Option<Self> {
        let mut from = Unpack(bytes.strip_prefix(SEEDS_MAGIC.as_bytes())?);
        let mut seeds = Vec::with_capacity(bytes.len() / 140);
        while !from.0.is_empty() {
            let path = SeedPath::new(from.text()?).ok()?;
            let stamp = unpack_stamp(&mut from)?;
            let content = ContentId::from_bytes(from.array()?);
            let blob = BlobId::from_bytes(from.array()?);
            seeds.push((path, Hashed { stamp, content, blob }));
        }
        seeds.is_sorted_by(|one, next| one.0 < next.0).then_some(Self(seeds))
    }
}

/// Objects that were found sound, with the stamp they had, sorted by content.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ObjectStamps {
    /// The stamps of the folders that hold them, by the first byte of their names: while one is
    /// the same, nothing was put there or taken away.
    pub(super) folders: Vec<(u8, Stamp)>,
    pub(super) objects: Vec<(ContentId, Stamp)>,
}

impl ObjectStamps {
    /// The stamp that an object had.
    pub(super) fn of(&self, content: ContentId) -> Option<Stamp> {
        let found = self.objects.binary_search_by(|(other, _)| other.cmp(&content)).ok()?;
        self.objects.get(found).map(|(_, stamp)| *stamp)
    }

    fn pack(&self) -> Vec<u8> {
        let mut out = OBJECTS_MAGIC.as_bytes().to_vec();
        out.reserve(self.objects.len() * 80 + self.folders.len() * 49);
        out.put_u32(u32::try_from(self.folders.len()).unwrap_or(u32::MAX));
        for (first, stamp) in &self.folders {
            out.push(*first);
            pack_stamp(stamp, &mut out);
        }
        for (content, stamp) in &self.objects {
            out.extend_from_slice(content.as_bytes());
            pack_stamp(stamp, &mut out);
        }
        out
    }

    fn unpack(bytes: &[u8]) -> Option<Self> {
        let mut from = Unpack(bytes.strip_prefix(OBJECTS_MAGIC.as_bytes())?);
        let mut stamps = Self::default();
        for _ in 0..from.length()? {
            stamps.folders.push((from.byte()?, unpack_stamp(&mut from)?));
        }
        stamps.objects.reserve(from.0.len() / 80);
        while !from.0.is_empty() {
            let content = ContentId::from_bytes(from.array()?);
            stamps.objects.push((content, unpack_stamp(&mut from)?));
        }
        stamps.objects.is_sorted_by(|one, next| one.0 < next.0).then_some(stamps)
    }
}

impl Project {
    /// What seeds held when they had a stamp; nothing when that is not known.
    pub(super) fn seed_stamps(&self) -> SeedStamps {
        let bytes = self.read_cache(SEEDS, SEEDS_MAGIC);
        bytes.and_then(|bytes| SeedStamps::unpack(&bytes)).unwrap_or_default()
    }

    /// Remembers stamps, leaving out what changed too recently to be sure of.
    pub(super) fn remember_seed_stamps(&self, mut stamps: SeedStamps) {
        let Some(settled) = self.settled_before() else { return };
        stamps.0.retain(|(_, hashed)| hashed.stamp.changed < settled);
        self.write_cache(SEEDS, stamps.pack());
    }

    /// Objects that were found sound; none when that is not known.
    pub(super) fn object_stamps(&self) -> ObjectStamps {
        let bytes = self.read_cache(OBJECTS, OBJECTS_MAGIC);
        bytes.and_then(|bytes| ObjectStamps::unpack(&bytes)).unwrap_or_default()
    }

    /// Remembers stamps, leaving out what changed too recently to be sure of.
    pub(super) fn remember_object_stamps(&self, mut stamps: ObjectStamps) {
        let Some(settled) = self.settled_before() else { return };
        stamps.folders.retain(|(_, stamp)| stamp.changed < settled);
        stamps.objects.retain(|(_, stamp)| stamp.changed < settled);
        self.write_cache(OBJECTS, stamps.pack());
    }

    /// Makes the next snapshot look at every object again.
    pub(super) fn forget_object_stamps(&self) {
        drop(std::fs::remove_file(self.state_folder().join(OBJECTS)));
    }
}

#[cfg(test)]
mod tests {
    use super::Hashed;
    use super::ObjectStamps;
    use super::SeedStamps;
    use crate::id::BlobId;
    use crate::id::ContentId;
    use crate::id::SeedPath;
    use crate::seeds::Stamp;

    const STAMP: Stamp = Stamp { bytes: 4, modified: -1, changed: 2_000_000_000, inode: 7 };

    #[test]
    fn stamps_that_are_packed_unpack_and_a_cut_cache_is_none() {
        let (content, blob) = (ContentId::of(b"text"), BlobId::of(b"text"));
        let path = SeedPath::new("seeds/a.txt").unwrap();
        let seeds = SeedStamps(vec![(path, Hashed { stamp: STAMP, content, blob })]);
        let bytes = seeds.pack();
        assert_eq!(SeedStamps::unpack(&bytes), Some(seeds));
        assert_eq!(SeedStamps::unpack(&bytes[..bytes.len() - 1]), None);
        let objects = ObjectStamps { folders: vec![(7, STAMP)], objects: vec![(content, STAMP)] };
        let bytes = objects.pack();
        assert_eq!(ObjectStamps::unpack(&bytes), Some(objects));
        assert_eq!(ObjectStamps::unpack(&bytes[..bytes.len() - 1]), None);
    }
}
