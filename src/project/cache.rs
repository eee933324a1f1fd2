//! What was hashed before: a cache that can be thrown away at any time and that nothing but
//! `snapshot` and `status` believe.
//!
//! The file is `provenance stamps 1`, a line feed, the entries, and the BLAKE3 digest of all that.
//! An entry is its kind (one byte), the length of its name (4 bytes, little-endian), the name, a
//! stamp (8 + 16 + 16 + 8 bytes), a content digest (32 bytes) and a blob id (20 bytes).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::str::FromStr;

use crate::id::BlobId;
use crate::id::ContentId;
use crate::id::SeedPath;
use crate::seeds::Stamp;

const MAGIC: &[u8] = b"provenance stamps 1\n";

/// Nanoseconds that must lie between the last change of a file and the writing of the cache for
/// the stamp to prove anything: file systems keep time in coarse steps.
const SETTLING: i128 = 100_000_000;

/// What a file held when it had a stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hashed {
    pub(super) stamp: Stamp,
    pub(super) content: ContentId,
    pub(super) blob: BlobId,
}

/// What was hashed before.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct StampCache {
    /// Seeds, by path.
    pub(super) seeds: BTreeMap<SeedPath, Hashed>,
    /// Objects that were found sound, with the stamp they had.
    pub(super) objects: BTreeMap<ContentId, Stamp>,
}

impl StampCache {
    /// Reads the cache; whatever is wrong with it, it is then empty.
    pub(super) fn read(path: &Path) -> Self {
        fs::read(path).ok().and_then(|bytes| Self::decode(&bytes)).unwrap_or_default()
    }

    /// Writes the cache, leaving out what changed too recently to be sure of. A failure only
    /// costs time at the next run.
    pub(super) fn write(&mut self, path: &Path) {
        let temporary = path.with_extension("new");
        let stamp_now = || {
            fs::create_dir_all(path.parent()?).ok()?;
            fs::write(&temporary, b"").ok()?;
            fs::metadata(&temporary).ok().map(|metadata| Stamp::of(&metadata))
        };
        let Some(now) = stamp_now() else { return };
        let is_settled = |stamp: &Stamp| stamp.changed + SETTLING < now.changed;
        self.seeds.retain(|_, hashed| is_settled(&hashed.stamp));
        self.objects.retain(|_, stamp| is_settled(stamp));
        if fs::write(&temporary, self.encode()).is_ok() {
            drop(fs::rename(&temporary, path));
        }
    }

    fn encode(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        for (path, hashed) in &self.seeds {
            let name = path.as_str().as_bytes();
            write_entry(&mut out, b's', name, *hashed);
        }
        let no_blob = BlobId::of(b"");
        for (content, stamp) in &self.objects {
            let hashed = Hashed { stamp: *stamp, content: *content, blob: no_blob };
            write_entry(&mut out, b'o', b"", hashed);
        }
        let digest = blake3::hash(&out);
        out.extend_from_slice(digest.as_bytes());
        out
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let (body, digest) = bytes.split_last_chunk::<32>()?;
        if blake3::hash(body).as_bytes() != digest {
            return None;
        }
        let mut rest = body.strip_prefix(MAGIC)?;
        let mut cache = Self::default();
        while !rest.is_empty() {
            let (kind, name, hashed) = read_entry(&mut rest)?;
            match kind {
                b's' => {
                    let path = SeedPath::from_str(std::str::from_utf8(name).ok()?).ok()?;
                    cache.seeds.insert(path, hashed);
                }
                _ => drop(cache.objects.insert(hashed.content, hashed.stamp)),
            }
        }
        Some(cache)
    }
}

fn write_entry(out: &mut Vec<u8>, kind: u8, name: &[u8], hashed: Hashed) {
    let Hashed { stamp, content, blob } = hashed;
    out.push(kind);
    out.extend_from_slice(&u32::try_from(name.len()).unwrap_or(0).to_le_bytes());
    out.extend_from_slice(name);
    out.extend_from_slice(&stamp.bytes.to_le_bytes());
    out.extend_from_slice(&stamp.modified.to_le_bytes());
    out.extend_from_slice(&stamp.changed.to_le_bytes());
    out.extend_from_slice(&stamp.inode.to_le_bytes());
    out.extend_from_slice(content.as_bytes());
    out.extend_from_slice(blob.as_bytes());
}

fn read_entry<'a>(rest: &mut &'a [u8]) -> Option<(u8, &'a [u8], Hashed)> {
    let [kind] = take(rest)?;
    let length = u32::from_le_bytes(take(rest)?) as usize;
    let (name, after) = rest.split_at_checked(length)?;
    *rest = after;
    let stamp = Stamp {
        bytes: u64::from_le_bytes(take(rest)?),
        modified: i128::from_le_bytes(take(rest)?),
        changed: i128::from_le_bytes(take(rest)?),
        inode: u64::from_le_bytes(take(rest)?),
    };
    let content = ContentId::from_bytes(take(rest)?);
    let blob = BlobId::from_bytes(take(rest)?);
    Some((kind, name, Hashed { stamp, content, blob }))
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, after) = rest.split_first_chunk::<N>()?;
    *rest = after;
    Some(*head)
}

#[cfg(test)]
mod tests {
    use super::Hashed;
    use super::StampCache;
    use crate::id::BlobId;
    use crate::id::ContentId;
    use crate::id::SeedPath;
    use crate::seeds::Stamp;

    fn sample() -> StampCache {
        let stamp = Stamp { bytes: 4, modified: -1, changed: 2_000_000_000, inode: 7 };
        let (content, blob) = (ContentId::of(b"text"), BlobId::of(b"text"));
        let mut cache = StampCache::default();
        cache.seeds.insert(SeedPath::new("seeds/a.txt").unwrap(), Hashed { stamp, content, blob });
        cache.objects.insert(content, stamp);
        cache
    }

    #[test]
    fn what_is_encoded_decodes_and_any_flipped_byte_empties_the_cache() {
        let bytes = sample().encode();
        assert_eq!(StampCache::decode(&bytes), Some(sample()));
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1;
            assert_eq!(StampCache::decode(&flipped), None, "byte {at}");
        }
    }
}
