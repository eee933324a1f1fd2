//! Objects against their names and their records.

use std::io::Read;

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use super::faults::contradicts;
use super::faults::foreign;
use super::recompute::Findings;
use super::recompute::Sources;
use crate::id::BlobHasher;
use crate::id::BlobId;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::record::Facts;
use crate::store::Folder;
use crate::store::Storage;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::object_path;
use crate::view::FaultView;

/// A record that says that a content is kept.
#[derive(Clone, Copy)]
pub(super) struct Recorded<'a> {
    pub(super) facts: &'a Facts,
    pub(super) seed: &'a SeedId,
    pub(super) number: u32,
}

impl Recorded<'_> {
    /// Such as `003@1`.
    pub(super) fn version(&self) -> String {
        format!("{}@{}", self.seed, self.number)
    }
}

/// What recomputing an object gave.
struct Recomputed {
    content: ContentId,
    blob: BlobId,
    bytes: u64,
}

/// Bytes of an object that are held at once; most objects are smaller.
const HELD_BYTES: usize = 64 << 10;

/// How many objects are recomputed before they are compared with what was recorded.
const BATCH: usize = 4096;

/// Recomputes every object and looks for those that should be there. `recorded` is sorted by
/// content.
pub(super) fn check<S: Storage>(
    store: &Store<S>,
    recorded: &[Recorded<'_>],
    sources: &Sources<'_>,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let mut is_there = vec![false; recorded.len()];
    let paths = store.files(Folder::Objects)?;
    for batch in paths.chunks(BATCH) {
        let recomputed: Vec<Result<Recomputed, StoreError>> = batch
            .par_iter()
            .map_init(|| vec![0; HELD_BYTES], |buffer, path| recompute(store, path, buffer))
            .collect();
        for (path, recomputed) in batch.iter().zip(recomputed) {
            let Some(named) = name_of(path) else {
                findings.gaps.push(foreign(path));
                continue;
            };
            let first = recorded.partition_point(|record| record.facts.content < named);
            let rest = recorded.get(first..).unwrap_or_default();
            let count = rest.partition_point(|record| record.facts.content == named);
            let records = rest.get(..count).unwrap_or_default();
            is_there.iter_mut().skip(first).take(count).for_each(|is_there| *is_there = true);
            compare(path, named, recomputed, records, (sources, findings));
        }
    }
    let missing = recorded.iter().zip(is_there).filter(|(_, is_there)| !is_there);
    let missing: Vec<Recorded<'_>> = missing.map(|(record, _)| *record).collect();
    for records in missing.chunk_by(|one, next| one.facts.content == next.facts.content) {
        let Some(first) = records.first() else { continue };
        let path = object_path(first.facts.content);
        findings.breaches.push(broken(&path, "is missing".to_owned(), records, sources));
    }
    Ok(())
}

/// Notes what is wrong with one object.
fn compare(
    path: &str,
    named: ContentId,
    recomputed: Result<Recomputed, StoreError>,
    records: &[Recorded<'_>],
    (sources, findings): (&Sources<'_>, &mut Findings),
) {
    let found = match recomputed {
        Ok(found) if found.content == named => found,
        other => {
            let meaning = match other {
                Ok(_) => "content is not what its name says".to_owned(),
                Err(error) => format!("cannot be read: {}", with_cause(&error)),
            };
            findings.breaches.push(broken(path, meaning, records, sources));
            return;
        }
    };
    findings.objects += 1;
    findings.bytes += found.bytes;
    for meaning in records.iter().filter_map(|record| contradiction(&found, record)) {
        findings.breaches.push(contradicts(path, meaning));
    }
}

fn with_cause(error: &StoreError) -> String {
    let cause = std::error::Error::source(error).map(|cause| format!(": {cause}"));
    format!("{error}{}", cause.unwrap_or_default())
}

/// The digest that an object's path says.
fn name_of(path: &str) -> Option<ContentId> {
    let mut parts = path.strip_prefix("objects/")?.split('/');
    let (fan, rest) = (parts.next()?, parts.next()?);
    let is_whole = fan.len() == 2 && parts.next().is_none();
    format!("{fan}{rest}").parse().ok().filter(|_| is_whole)
}

fn recompute<S: Storage>(
    store: &Store<S>,
    path: &str,
    buffer: &mut [u8],
) -> Result<Recomputed, StoreError> {
    let failed = |source| StoreError::Io { what: "read", path: path.to_owned(), source };
    let mut file = store.storage().open(path).map_err(failed)?;
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest).map_err(failed)? {
            0 => {
                let whole = buffer.get(..filled).unwrap_or_default();
                let (content, blob) = (ContentId::of(whole), BlobId::of(whole));
                return Ok(Recomputed { content, blob, bytes: filled as u64 });
            }
            count => filled += count,
        }
    }
    let length = store.storage().stamp(path).map_or(0, |stamp| stamp.bytes);
    let mut content = blake3::Hasher::new();
    let mut blob = BlobHasher::new(length);
    let mut bytes = 0;
    while filled > 0 {
        let piece = buffer.get(..filled).unwrap_or_default();
        content.update(piece);
        blob.update(piece);
        bytes += filled as u64;
        filled = file.read(buffer).map_err(failed)?;
    }
    let content = ContentId::from_bytes(*content.finalize().as_bytes());
    Ok(Recomputed { content, blob: blob.finish(), bytes })
}

fn broken(
    path: &str,
    meaning: String,
    records: &[Recorded<'_>],
    sources: &Sources<'_>,
) -> FaultView {
    let by = records.first().map(|record| format!("{meaning} (recorded by {})", record.version()));
    let source = records.iter().find_map(|record| sources(record.facts));
    let (command, remedy) = match source {
        Some(source) => {
            (Some("provenance snapshot".to_owned()), Some(format!("restores it from {source}")))
        }
        None => (Some(format!("git checkout -- snapshots/{path}")), None),
    };
    FaultView { path: path.to_owned(), meaning: by.unwrap_or(meaning), command, remedy }
}

/// How a record contradicts the object it is about.
fn contradiction(found: &Recomputed, record: &Recorded<'_>) -> Option<String> {
    let facts = record.facts;
    let version = record.version();
    if facts.bytes != found.bytes {
        let (recorded, there) = (facts.bytes, found.bytes);
        return Some(format!("{version} records a length of {recorded} bytes, it has {there}"));
    }
    (facts.blob != found.blob)
        .then(|| format!("{version} records git blob {}, its bytes are {}", facts.blob, found.blob))
}
