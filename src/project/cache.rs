//! What seeds held when they had a stamp: a cache that can be thrown away at any time and that
//! nothing but `snapshot` and `status` believe.
//!
//! It is a file with all seeds, by path, and one with those that were read since, which is joined
//! to the former when it has grown. Each entry is true by itself: a file that has that very stamp
//! holds that content. So an entry that is out of date says nothing, and none is ever wrong.

use std::collections::BTreeMap;
use std::collections::btree_map::IntoIter;
use std::iter::Peekable;
use std::ops::Range;

use super::cached::pack_stamp;
use super::cached::unpack_stamp;
use super::open::Project;
use super::pieces::Form;
use super::pieces::PieceReader;
use super::scan::Observed;
use crate::history::Pack;
use crate::history::Unpack;
use crate::id::BlobId;
use crate::id::ContentId;
use crate::id::SeedPath;
use crate::seeds::Stamp;

const ALL: Form = Form {
    name: "stamps",
    magic: concat!("provenance stamps 3 ", env!("CARGO_PKG_VERSION"), "\n"),
};

const LATER: Form = Form {
    name: "stamps-later",
    magic: concat!("provenance later stamps 3 ", env!("CARGO_PKG_VERSION"), "\n"),
};

/// One entry in so many may be out of date or in the second file before all is written anew.
const LATER_SHARE: usize = 8;

/// What a file held when it had a stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hashed {
    pub(super) stamp: Stamp,
    pub(super) content: ContentId,
    pub(super) blob: BlobId,
}

fn pack(path: &str, hashed: &Hashed, out: &mut Vec<u8>) {
    out.put_bytes(path.as_bytes());
    pack_stamp(&hashed.stamp, out);
    out.extend_from_slice(hashed.content.as_bytes());
    out.extend_from_slice(hashed.blob.as_bytes());
}

fn unpack<'a>(from: &mut Unpack<'a>) -> Option<(&'a [u8], Hashed)> {
    let path = from.bytes()?;
    let stamp = unpack_stamp(from)?;
    let content = ContentId::from_bytes(from.array()?);
    let blob = BlobId::from_bytes(from.array()?);
    Some((path, Hashed { stamp, content, blob }))
}

/// What seeds held when they had a stamp, to be asked in the order of their paths.
#[derive(Debug)]
pub(super) struct KnownSeeds {
    all: Option<PieceReader>,
    piece: Vec<u8>,
    /// Where the rest of the piece begins.
    rest: usize,
    /// The entry that was read last, if nobody asked for it or one after it yet.
    next: Option<(Range<usize>, Hashed)>,
    later: Peekable<IntoIter<SeedPath, Hashed>>,
    later_count: usize,
    /// Entries that nobody asked for, or that a later one replaces.
    outdated: usize,
}

impl KnownSeeds {
    /// What the file at `path` held when it had a stamp.
    pub(super) fn find(&mut self, path: &SeedPath) -> Option<Hashed> {
        while self.later.next_if(|(other, _)| other < path).is_some() {
            self.outdated += 1;
        }
        let later = self.later.next_if(|(other, _)| other == path).map(|(_, hashed)| hashed);
        let former = self.find_former(path.as_str());
        self.outdated += usize::from(later.is_some() && former.is_some());
        later.or(former)
    }

    fn find_former(&mut self, path: &str) -> Option<Hashed> {
        loop {
            if self.next.is_none() {
                self.advance();
            }
            let (place, hashed) = self.next.as_ref()?;
            let text = self.piece.get(place.clone()).unwrap_or_default();
            match text.cmp(path.as_bytes()) {
                std::cmp::Ordering::Greater => return None,
                std::cmp::Ordering::Equal => {
                    let hashed = *hashed;
                    self.next = None;
                    return Some(hashed);
                }
                std::cmp::Ordering::Less => {
                    self.outdated += 1;
                    self.next = None;
                }
            }
        }
    }

    /// Reads the next entry of the first file.
    fn advance(&mut self) {
        while let Some(reader) = &mut self.all {
            let mut from = Unpack(self.piece.get(self.rest..).unwrap_or_default());
            if let Some((path, hashed)) = unpack(&mut from) {
                let start = self.rest + size_of::<u32>();
                self.next = Some((start..start + path.len(), hashed));
                self.rest = self.piece.len() - from.0.len();
                return;
            }
            self.piece.clear();
            self.rest = 0;
            if !reader.next(&mut self.piece) {
                self.all = None;
            }
        }
    }

    /// How many entries there are too many; passes over those that nobody asked for.
    fn burden(mut self) -> usize {
        while self.next.is_some() || self.all.is_some() {
            self.outdated += usize::from(self.next.take().is_some());
            self.advance();
        }
        self.outdated + self.later_count
    }
}

impl Project {
    /// What seeds held when they had a stamp, as far as that is known.
    pub(super) fn known_seeds(&self) -> KnownSeeds {
        let mut later = BTreeMap::new();
        let mut piece = Vec::new();
        let mut reader = self.open_cache(&LATER);
        while reader.as_mut().is_some_and(|reader| reader.next(&mut piece)) {
            let mut from = Unpack(&piece);
            while let Some((path, hashed)) = unpack(&mut from) {
                let path = std::str::from_utf8(path).ok().and_then(|it| SeedPath::new(it).ok());
                later.extend(path.map(|path| (path, hashed)));
            }
            piece.clear();
        }
        let later_count = match reader {
            Some(reader) if reader.is_harmed => usize::MAX >> 1,
            _ => later.len(),
        };
        KnownSeeds {
            all: self.open_cache(&ALL),
            piece,
            rest: 0,
            next: None,
            later: later.into_iter().peekable(),
            later_count,
            outdated: 0,
        }
    }

    /// Remembers what the files of a scan hold, leaving out what changed too recently to be sure
    /// of. `is_partial`: other files were not looked for.
    pub(super) fn remember_seeds(
        &self,
        files: &[(SeedPath, Observed)],
        known: KnownSeeds,
        is_partial: bool,
    ) {
        let Some(settled) = self.settled_before() else { return };
        let is_sure = |(_, observed): &&(SeedPath, Observed)| observed.stamp.changed < settled;
        let read = || files.iter().filter(|(_, observed)| observed.was_read).filter(is_sure);
        let count = read().count();
        let burden = known.burden().saturating_add(count);
        if burden > files.len() / LATER_SHARE && !is_partial {
            self.write_cache(&ALL, &mut |writer| {
                files.iter().filter(is_sure).try_for_each(|(path, observed)| {
                    writer.put(|out| pack(path.as_str(), &observed.hashed(), out))
                })
            });
            self.forget_cache(&LATER);
        } else if count > 0 {
            self.extend_cache(&LATER, &mut |writer| {
                read().try_for_each(|(path, observed)| {
                    writer.put(|out| pack(path.as_str(), &observed.hashed(), out))
                })
            });
        }
    }
}
