//! Reading seeds: hashing, keeping, deriving.

use std::fs;
use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;

use super::error::ProjectError;
use super::open::Project;
use crate::analysis::Analysis;
use crate::analysis::Rules;
use crate::analysis::derive;
use crate::document::Document;
use crate::document::Extractor;
use crate::document::Hints;
use crate::document::Limitation;
use crate::document::LimitationKind;
use crate::document::MediaType;
use crate::document::Space;
use crate::id::BlobHasher;
use crate::id::BlobId;
use crate::id::ContentId;
use crate::id::SeedPath;
use crate::record::AnalysedContent;
use crate::seeds::Stamp;
use crate::store::DiskStorage;
use crate::store::Storage;
use crate::store::Store;
use crate::store::object_path;

/// Files above this size in bytes are hashed as a stream and not analysed.
pub(super) const HELD_BYTES: u64 = 24 << 20;

/// How often a file that changes while it is read is read again.
const ATTEMPTS: usize = 3;

/// A seed that was read and hashed.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    pub(super) content: ContentId,
    pub(super) blob: BlobId,
    pub(super) stamp: Stamp,
    /// The bytes, when they were held in memory.
    pub(super) bytes: Option<Vec<u8>>,
}

/// Why a seed could not be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum IntakeError {
    #[error("cannot read {path}")]
    Read {
        path: SeedPath,
        #[source]
        source: io::Error,
    },
    #[error("{path} changes while it is read")]
    Unstable { path: SeedPath },
    #[error("cannot keep {path}")]
    Keep {
        path: SeedPath,
        #[source]
        source: Box<ProjectError>,
    },
}

impl IntakeError {
    /// What to do about it.
    pub(super) fn hint(&self) -> String {
        match self {
            Self::Read { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
                "the other seeds were recorded; fix the permission and run \
                 `provenance snapshot` again"
            }
            Self::Unstable { .. } => {
                "the other seeds were recorded; run `provenance snapshot` again when nothing \
                 writes to it"
            }
            Self::Read { .. } | Self::Keep { .. } => {
                "the other seeds were recorded; run `provenance snapshot` again when it is mended"
            }
        }
        .to_owned()
    }
}

/// Reads and hashes a seed; one that changes meanwhile is read again.
///
/// File systems keep time in coarse steps, so the stamp of a file that changed just before it was
/// read proves nothing: unless it last changed before `settled` (nanoseconds since 1970), two
/// readings have to agree.
pub(super) fn take(
    root: &Path,
    path: &SeedPath,
    settled: Option<i64>,
) -> Result<Taken, IntakeError> {
    let failed = |source| IntakeError::Read { path: path.clone(), source };
    let target = path.below(root);
    for _attempt in 0..ATTEMPTS {
        let before = Stamp::of(&fs::metadata(&target).map_err(failed)?);
        let (taken, length) = match before.bytes {
            0..=HELD_BYTES => take_held(&target),
            _ => take_streamed(&target, before.bytes),
        }
        .map_err(failed)?;
        if settled.is_none_or(|settled| before.changed >= settled) {
            let (again, _) = take_streamed(&target, before.bytes).map_err(failed)?;
            if again.content != taken.content {
                continue;
            }
        }
        let stamp = Stamp::of(&fs::metadata(&target).map_err(failed)?);
        if stamp == before && length == stamp.bytes {
            return Ok(Taken { stamp, ..taken });
        }
    }
    Err(IntakeError::Unstable { path: path.clone() })
}

const NO_STAMP: Stamp = Stamp { bytes: 0, modified: 0, changed: 0, inode: 0 };

/// Gives what was taken and how many bytes were read.
fn take_held(target: &Path) -> io::Result<(Taken, u64)> {
    let bytes = fs::read(target)?;
    let length = bytes.len() as u64;
    let (content, blob) = (ContentId::of(&bytes), BlobId::of(&bytes));
    Ok((Taken { content, blob, stamp: NO_STAMP, bytes: Some(bytes) }, length))
}

fn take_streamed(target: &Path, expected: u64) -> io::Result<(Taken, u64)> {
    let mut file = File::open(target)?;
    let mut content = blake3::Hasher::new();
    let mut blob = BlobHasher::new(expected);
    let mut buffer = vec![0; 1 << 20];
    let mut length = 0;
    loop {
        let count = file.read(&mut buffer)?;
        let piece = buffer.get(..count).unwrap_or_default();
        if piece.is_empty() {
            break;
        }
        content.update(piece);
        blob.update(piece);
        length += count as u64;
    }
    let content = ContentId::from_bytes(*content.finalize().as_bytes());
    Ok((Taken { content, blob: blob.finish(), stamp: NO_STAMP, bytes: None }, length))
}

/// What reading a seed needs; unlike the project it can be shared by threads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Intake<'a> {
    pub(super) root: &'a Path,
    store: &'a Store<DiskStorage>,
    rules: &'a Rules,
    /// Files that last changed before this, in nanoseconds since 1970, are read only once.
    pub(super) settled: Option<i64>,
}

impl Project {
    /// What reading a seed needs.
    pub(super) fn intake(&self) -> Intake<'_> {
        Intake { root: &self.root, store: &self.store, rules: &self.rules, settled: None }
    }
}

impl Intake<'_> {
    /// The same, trusting the stamps of files that last changed before `settled`.
    pub(super) fn trusting(self, settled: Option<i64>) -> Self {
        Self { settled, ..self }
    }

    /// Keeps what was taken as an object; gives the stamp that the object has.
    pub(super) fn keep(self, path: &SeedPath, taken: &Taken) -> Result<Option<Stamp>, IntakeError> {
        let target = path.below(self.root);
        let kept = match &taken.bytes {
            Some(bytes) => self.store.put_object(taken.content, bytes),
            None => self.store.put_object_from(taken.content, || File::open(target)),
        };
        let stamp = kept.map(|_| self.store.storage().stamp(&object_path(taken.content)));
        stamp.map_err(|source| IntakeError::Keep {
            path: path.clone(),
            source: Box::new(source.into()),
        })
    }

    /// Derives the analysis of what was taken.
    pub(super) fn analyse(self, path: &SeedPath, taken: &Taken) -> AnalysedContent {
        match &taken.bytes {
            Some(bytes) => self.analyse_bytes(path.file_name(), bytes),
            None => self.too_large(taken),
        }
    }

    /// Derives the analysis of bytes that lie under `file_name`.
    pub(super) fn analyse_bytes(self, file_name: &str, bytes: &[u8]) -> AnalysedContent {
        analyse(file_name, bytes, self.rules)
    }

    fn too_large(self, taken: &Taken) -> AnalysedContent {
        let empty = Document::from_text("", MediaType::Plain);
        let analysis: Analysis = derive(&empty, self.rules);
        AnalysedContent {
            content: taken.content,
            media_type: MediaType::Binary,
            space: Space::Derived,
            encoding: None,
            extractor: Extractor::text(),
            limitations: vec![Limitation {
                kind: LimitationKind::TooLarge,
                detail: format!(
                    "larger than {} MiB: hashed and kept, but not analysed",
                    HELD_BYTES >> 20
                ),
            }],
            analysis,
        }
    }
}

/// Derives the analysis of bytes that lie under `file_name`.
pub(super) fn analyse(file_name: &str, bytes: &[u8], rules: &Rules) -> AnalysedContent {
    let document = Document::parse(bytes, &Hints { file_name: Some(file_name.to_owned()) });
    AnalysedContent {
        content: ContentId::of(bytes),
        media_type: document.media_type(),
        space: document.space(),
        encoding: document.encoding().cloned(),
        extractor: document.extractor().clone(),
        limitations: document.limitations().to_vec(),
        analysis: derive(&document, rules),
    }
}
