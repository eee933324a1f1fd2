//! Which stored files a cache still stands for.

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use super::open::Project;
use crate::history::Pack;
use crate::history::Unpack;
use crate::seeds::Stamp;
use crate::store::DiskStorage;
use crate::store::Folder;
use crate::store::Storage;
use crate::store::Store;
use crate::store::StoreError;

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
        modified: i64::from_le_bytes(from.array()?),
        changed: i64::from_le_bytes(from.array()?),
        inode: from.u64()?,
    })
}

/// Which stored files a cache stands for, and which have to be read.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// Of every source, whether its file is still there, unchanged.
    pub(super) stands: Vec<bool>,
    /// Sources whose file had to be read to tell, because its stamp was another than before or too
    /// young to prove anything.
    pub(super) reread: Vec<usize>,
    /// Files that the cache holds nothing of, with their stamps.
    pub(super) unread: Vec<Source>,
}

impl Standing {
    /// Whether every file that the cache holds something of is still there, unchanged.
    pub(super) fn is_valid(&self) -> bool {
        self.stands.iter().all(|stands| *stands)
    }
}

/// Stored files as they are now.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// Below `snapshots/`, sorted.
    pub(super) paths: Vec<String>,
    stamps: Vec<Option<Stamp>>,
}

impl Files {
    /// The files at some paths, which are sorted.
    pub(super) fn at(store: &Store<DiskStorage>, paths: Vec<String>) -> Self {
        let stamps = store.storage().stamps(&paths);
        Self { paths, stamps }
    }

    /// All files of a folder of the store.
    pub(super) fn all(store: &Store<DiskStorage>, folder: Folder) -> Result<Self, StoreError> {
        Ok(Self::at(store, store.files(folder)?))
    }
}

/// A file that is gone again is left to whoever reads it to tell.
const GONE: Stamp = Stamp { bytes: 0, modified: 0, changed: i64::MAX, inode: 0 };

impl Project {
    /// Compares the files that a cache holds something of with those that are there now. A file whose stamp proves nothing still stands when its bytes are those that its
    /// name says, as `has_its_name` finds out.
    pub(super) fn compare_sources(
        &self,
        cached: &mut [Source],
        files: &Files,
        has_its_name: &(dyn Fn(&str) -> bool + Sync),
    ) -> Standing {
        let settled = self.settled_before();
        let mut standing = Standing { stands: vec![false; cached.len()], ..Standing::default() };
        let path_of = |index: usize| cached.get(index).map_or("", |source| source.path.as_str());
        let mut order: Vec<usize> = (0..cached.len()).collect();
        order.sort_by(|one, other| path_of(*one).cmp(path_of(*other)));
        let mut order = order.into_iter().peekable();
        let mut unsure: Vec<(usize, Stamp)> = Vec::new();
        for (path, stamp) in files.paths.iter().zip(&files.stamps) {
            let stamp = stamp.unwrap_or(GONE);
            let path_of =
                |index: usize| cached.get(index).map_or("", |source| source.path.as_str());
            while order.next_if(|index| path_of(*index) < path.as_str()).is_some() {}
            let Some(index) = order.next_if(|index| path_of(*index) == path) else {
                let is_settled = settled.is_some_and(|settled| stamp.changed < settled);
                let path = path.clone();
                standing.unread.push(Source { path, stamp, is_settled });
                continue;
            };
            let is_sure = |source: &Source| source.is_settled && source.stamp == stamp;
            match cached.get(index).is_some_and(is_sure) {
                true => standing.stands.get_mut(index).into_iter().for_each(|it| *it = true),
                false => unsure.push((index, stamp)),
            }
        }
        let reread = unsure.par_iter().filter(|(index, _)| {
            cached.get(*index).is_some_and(|source| has_its_name(&source.path))
        });
        let reread: Vec<(usize, Stamp)> = reread.copied().collect();
        for (index, stamp) in reread {
            let Some(source) = cached.get_mut(index) else { continue };
            source.stamp = stamp;
            source.is_settled = settled.is_some_and(|settled| stamp.changed < settled);
            standing.stands.get_mut(index).into_iter().for_each(|it| *it = true);
            standing.reread.push(index);
        }
        standing
    }

    /// The files as sources that were not read before, with their stamps now.
    pub(super) fn sources_of(&self, paths: Vec<String>) -> Vec<Source> {
        self.compare_sources(&mut [], &Files::at(&self.store, paths), &|_| false).unread
    }
}
