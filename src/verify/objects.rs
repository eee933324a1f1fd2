//! Objects against their names and their records.

use std::collections::BTreeMap;
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
use crate::record::Facts;
use crate::store::Folder;
use crate::store::Storage;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::object_path;
use crate::view::FaultView;

/// A content that some record says is kept.
pub(super) struct Recorded<'a> {
    pub(super) facts: &'a Facts,
    /// Such as `003@1`.
    pub(super) version: String,
}

/// What recomputing an object gave.
struct Recomputed {
    content: ContentId,
    blob: BlobId,
    bytes: u64,
}

/// Recomputes every object and looks for those that should be there.
pub(super) fn check<S: Storage>(
    store: &Store<S>,
    recorded: &BTreeMap<ContentId, Vec<Recorded<'_>>>,
    sources: &Sources<'_>,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let paths = store.files(Folder::Objects)?;
    let recompute_one = |path: &String| (path.clone(), recompute(store, path));
    let recomputed: Vec<(String, Result<Recomputed, StoreError>)> =
        paths.par_iter().map(recompute_one).collect();
    let mut seen = std::collections::BTreeSet::new();
    for (path, recomputed) in recomputed {
        let Some(named) = name_of(&path) else {
            findings.gaps.push(foreign(&path));
            continue;
        };
        seen.insert(named);
        let records = recorded.get(&named).map(Vec::as_slice).unwrap_or_default();
        let problem = match &recomputed {
            Err(error) => Some(format!("cannot be read: {}", with_cause(error))),
            Ok(found) if found.content != named => {
                Some("content is not what its name says".to_owned())
            }
            Ok(_) => None,
        };
        if let Some(meaning) = problem {
            findings.breaches.push(broken(&path, meaning, records, sources));
            continue;
        }
        let Ok(found) = recomputed else { continue };
        findings.objects += 1;
        findings.bytes += found.bytes;
        for meaning in records.iter().filter_map(|record| contradiction(&found, record)) {
            findings.breaches.push(contradicts(&path, meaning));
        }
    }
    for (content, records) in recorded.iter().filter(|(content, _)| !seen.contains(content)) {
        let meaning = "is missing".to_owned();
        findings.breaches.push(broken(&object_path(*content), meaning, records, sources));
    }
    Ok(())
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

fn recompute<S: Storage>(store: &Store<S>, path: &str) -> Result<Recomputed, StoreError> {
    let failed = |source| StoreError::Io { what: "read", path: path.to_owned(), source };
    let length = store.storage().stamp(path).map_or(0, |stamp| stamp.bytes);
    let mut content = blake3::Hasher::new();
    let mut blob = BlobHasher::new(length);
    let mut file = store.storage().open(path).map_err(failed)?;
    let mut buffer = vec![0; 64 << 10];
    let mut bytes = 0;
    loop {
        let count = file.read(&mut buffer).map_err(failed)?;
        let piece = buffer.get(..count).unwrap_or_default();
        if piece.is_empty() {
            break;
        }
        content.update(piece);
        blob.update(piece);
        bytes += count as u64;
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
    let by = records.first().map(|record| format!("{meaning} (recorded by {})", record.version));
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
    let version = &record.version;
    if facts.bytes != found.bytes {
        let (recorded, there) = (facts.bytes, found.bytes);
        return Some(format!("{version} records a length of {recorded} bytes, it has {there}"));
    }
    (facts.blob != found.blob)
        .then(|| format!("{version} records git blob {}, its bytes are {}", facts.blob, found.blob))
}
