//! What all caches share: where they lie, that a damaged one is none, and which stored files they
//! still stand for.

use std::fs;
use std::path::PathBuf;

use super::open::Project;
use crate::history::Pack;
use crate::history::Unpack;
use crate::seeds::Stamp;
use crate::store::Storage;

/// A stored file that a cache holds something of, with the stamp it had when it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    /// Its path below `snapshots/`.
    pub(super) path: String,
    pub(super) stamp: Stamp,
    /// Whether the stamp was old enough to prove that the file did not change since.
    pub(super) is_settled: bool,
}

impl Source {
    pub(super) fn pack(&self, out: &mut Vec<u8>) {
        out.put_bytes(self.path.as_bytes());
        pack_stamp(&self.stamp, out);
        out.push(u8::from(self.is_settled));
    }

    pub(super) fn unpack(from: &mut Unpack<'_>) -> Option<Self> {
        let path = from.text()?.to_owned();
        let stamp = unpack_stamp(from)?;
        Some(Self { path, stamp, is_settled: from.byte()? == 1 })
    }
}

pub(super) fn pack_stamp(stamp: &Stamp, out: &mut Vec<u8>) {
    out.put_u64(stamp.bytes);
    out.extend_from_slice(&stamp.modified.to_le_bytes());
    out.extend_from_slice(&stamp.changed.to_le_bytes());
    out.put_u64(stamp.inode);
}

pub(super) fn unpack_stamp(from: &mut Unpack<'_>) -> Option<Stamp> {
    Some(Stamp {
        bytes: from.u64()?,
        modified: i128::from_le_bytes(from.array()?),
        changed: i128::from_le_bytes(from.array()?),
        inode: from.u64()?,
    })
}

/// Which stored files a cache stands for, and which have to be read.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// Whether every file that the cache holds something of is still there, unchanged.
    pub(super) is_valid: bool,
    /// Whether some stamp proves more than it did when the cache was written.
    pub(super) has_settled: bool,
    /// Files that the cache holds nothing of, with their stamps.
    pub(super) unread: Vec<Source>,
}

impl Project {
    /// Reads a cache; none when it is not there, was not written whole, or by another version.
    pub(super) fn read_cache(&self, name: &str, magic: &str) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.cache_path(name)).ok()?;
        let (body, digest) = bytes.split_last_chunk::<32>()?;
        if blake3::hash(body).as_bytes() != digest || !body.starts_with(magic.as_bytes()) {
            return None;
        }
        bytes.truncate(bytes.len() - 32);
        Some(bytes)
    }

    /// Writes a cache that begins with its magic. A failure only costs time at the next run.
    pub(super) fn write_cache(&self, name: &str, mut bytes: Vec<u8>) {
        let digest = blake3::hash(&bytes);
        bytes.extend_from_slice(digest.as_bytes());
        let path = self.cache_path(name);
        let temporary = path.with_extension("new");
        let written = fs::write(&temporary, &bytes).or_else(|_no_folder| {
            fs::create_dir_all(self.state_folder())?;
            fs::write(&temporary, &bytes)
        });
        if written.is_ok() {
            drop(fs::rename(temporary, path));
        }
    }

    fn cache_path(&self, name: &str) -> PathBuf {
        self.state_folder().join(name)
    }

    /// Compares the files that a cache holds something of with those that are there now, `paths`,
    /// sorted. `is_unchanged` reads a file whose stamp does not yet prove anything.
    pub(super) fn compare_sources(
        &self,
        cached: &mut [Source],
        paths: &[String],
        is_unchanged: &dyn Fn(&str) -> bool,
    ) -> Standing {
        let settled = self.settled_before();
        let mut standing = Standing::default();
        let mut known = vec![false; cached.len()];
        let mut order: Vec<usize> = (0..cached.len()).collect();
        let path_of = |index: &usize, cached: &[Source]| {
            cached.get(*index).map(|source| source.path.clone()).unwrap_or_default()
        };
        order.sort_by_cached_key(|index| path_of(index, cached));
        let mut order = order.into_iter().peekable();
        for path in paths {
            // One that is gone again is left to whoever reads it to tell.
            let stamp = self.store.storage().stamp(path).unwrap_or(Stamp {
                bytes: 0,
                modified: 0,
                changed: i128::MAX,
                inode: 0,
            });
            let is_settled = settled.is_some_and(|settled| stamp.changed < settled);
            let is_before =
                |index: &usize| cached.get(*index).is_some_and(|source| source.path < *path);
            while order.next_if(is_before).is_some() {}
            let place = order.peek().copied();
            let source = place.and_then(|index| cached.get_mut(index));
            let Some(source) = source.filter(|source| source.path == *path) else {
                let path = path.clone();
                standing.unread.push(Source { path, stamp, is_settled });
                continue;
            };
            let is_same = source.stamp == stamp;
            if is_same && !source.is_settled && is_unchanged(path) {
                source.is_settled = is_settled;
                standing.has_settled |= is_settled;
            } else if !is_same || !source.is_settled {
                continue;
            }
            place.and_then(|index| known.get_mut(index)).into_iter().for_each(|it| *it = true);
        }
        standing.is_valid = known.into_iter().all(|is_known| is_known);
        standing
    }

    /// The files as sources that were not read before, with their stamps now.
    pub(super) fn sources_of(&self, paths: &[String]) -> Vec<Source> {
        self.compare_sources(&mut [], paths, &|_| false).unread
    }
}
