//! Reading the files of a revision.

use super::identity::Located;
use crate::document::LimitationKind;
use crate::git::EntryKind;
use crate::git::Repository;
use crate::project::intake::HELD_BYTES;
use crate::view::LimitationView;

/// What a Git LFS pointer begins with, by its specification.
const LFS_POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";

/// The longest Git LFS pointer in bytes, by its specification.
const MOST_POINTER_BYTES: usize = 1024;

/// Why the bytes of a file cannot be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    Link,
    Submodule,
    TooLarge(u64),
    NotHere,
    LfsPointer,
}

impl Unread {
    /// What it means, as a fragment that follows the path.
    pub(super) fn meaning(self) -> String {
        match self {
            Self::Link => "is a symbolic link: what it leads to was not looked at".to_owned(),
            Self::Submodule => {
                "is a commit of another repository: its files were not looked at".to_owned()
            }
            Self::TooLarge(bytes) => format!(
                "has {} MiB, more than the {} MiB that are compared",
                bytes >> 20,
                HELD_BYTES >> 20
            ),
            Self::NotHere => "is not in this clone, which leaves some contents out".to_owned(),
            Self::LfsPointer => {
                "is a Git LFS pointer: git does not hold the document itself".to_owned()
            }
        }
    }

    /// What to do about it.
    pub(super) const fn remedy(self) -> &'static str {
        match self {
            Self::Link | Self::Submodule => "put the document itself under seeds/",
            Self::TooLarge(_) => "look at it by hand",
            Self::NotHere => "review in a clone without --filter",
            Self::LfsPointer => "keep seeds out of Git LFS, as snapshots/ keeps them anyway",
        }
    }

    pub(super) fn limitation(self) -> LimitationView {
        let kind = match self {
            Self::TooLarge(_) => LimitationKind::TooLarge,
            Self::LfsPointer | Self::Link | Self::Submodule => LimitationKind::Pointer,
            Self::NotHere => LimitationKind::NoText,
        };
        LimitationView { kind, detail: format!("the file {}", self.meaning()) }
    }
}

/// The bytes of a file of a revision, or why they cannot be looked at.
pub(super) type Held = Result<Vec<u8>, Unread>;

/// Reads a file.
pub(super) fn read(repository: &Repository, file: &Located) -> Held {
    match file.entry.kind {
        EntryKind::File => {}
        EntryKind::Link => return Err(Unread::Link),
        EntryKind::Submodule | EntryKind::Folder => return Err(Unread::Submodule),
    }
    let bytes = repository.blob_size(file.entry.blob).ok_or(Unread::NotHere)?;
    if bytes > HELD_BYTES {
        return Err(Unread::TooLarge(bytes));
    }
    let held = repository.blob(file.entry.blob).ok_or(Unread::NotHere)?;
    let is_pointer = held.len() <= MOST_POINTER_BYTES && held.starts_with(LFS_POINTER);
    if is_pointer { Err(Unread::LfsPointer) } else { Ok(held) }
}
