//! Contents whose bytes are rightly not in the store: of some only sentence hashes are kept, others
//! are withheld.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::faults::contradicts;
use super::objects::Recorded;
use super::recompute::Findings;
use super::recompute::note_damage;
use crate::document::Document;
use crate::document::Hints;
use crate::history::Assertions;
use crate::id::ContentId;
use crate::record::Facts;
use crate::record::SentenceHashes;
use crate::store::Folder;
use crate::store::ObjectState;
use crate::store::Storage;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::object_path;
use crate::view::FaultView;
use crate::view::WithheldView;

/// Gives the bytes of a content that may not be handed on, where whoever asks holds them.
pub type Held<'a> = dyn Fn(&Facts) -> Option<Vec<u8>> + 'a;

/// What was found out about contents whose bytes are not kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Absent {
    /// How many contents have sentence hashes.
    pub(super) hashed: u64,
    /// How many of those were checked against the bytes.
    pub(super) checked: u64,
}

/// Checks sentence hashes: that they are there, and, where the bytes are at hand, that they are
/// those of the sentences.
pub(super) fn check_hashes<S: Storage>(
    store: &Store<S>,
    recorded: &[Recorded<'_>],
    held: &Held<'_>,
    findings: &mut Findings,
) -> Result<Absent, StoreError> {
    let by_content: BTreeMap<ContentId, &Recorded<'_>> =
        recorded.iter().map(|record| (record.facts.content, record)).collect();
    let mut there: BTreeSet<ContentId> = BTreeSet::new();
    let mut checked: BTreeSet<ContentId> = BTreeSet::new();
    store.each_hashes(|path, read| {
        let hashes = match read {
            Ok(hashes) => hashes,
            Err(damage) => return note_damage(&[(path.to_owned(), damage)], findings),
        };
        let content = hashes.header.content;
        let Some(record) = by_content.get(&content) else { return };
        there.insert(content);
        let Some(bytes) = held(record.facts) else { return };
        checked.insert(content);
        findings.breaches.extend(contradiction(path, &hashes, record, &bytes));
    })?;
    for (content, record) in by_content.iter().filter(|(content, _)| !there.contains(content)) {
        let path = format!("{}/{content}", Folder::Hashes.name());
        findings.breaches.push(FaultView {
            meaning: format!("is missing (recorded by {})", record.version()),
            command: Some(format!("git checkout -- snapshots/{path}")),
            remedy: Some("brings the sentence hashes back".to_owned()),
            path,
        });
    }
    let (hashed, checked) = (by_content.len() as u64, checked.len() as u64);
    Ok(Absent { hashed, checked })
}

/// Hashes that are not those of the sentences.
fn contradiction(
    path: &str,
    hashes: &SentenceHashes,
    record: &Recorded<'_>,
    bytes: &[u8],
) -> Option<FaultView> {
    let hints = Hints { file_name: Some(record.facts.path.file_name().to_owned()) };
    let document = Document::parse(bytes, &hints);
    let sentence = hashes.contradiction(document.text())?;
    let version = record.version();
    let meaning = format!("line {} of {version} does not have the hash it says", sentence.line);
    Some(contradicts(path, meaning))
}

/// Tells what is withheld, and what of it is still here.
pub(super) fn check_withheld<S: Storage>(
    store: &Store<S>,
    assertions: &Assertions,
    versions: &BTreeMap<ContentId, String>,
    findings: &mut Findings,
) -> Result<Vec<WithheldView>, StoreError> {
    let mut all = Vec::new();
    for (content, withheld) in assertions.all_withheld() {
        let version = versions.get(&content);
        let is_object = !matches!(store.object_state(content)?, ObjectState::Missing);
        if is_object || !store.hashes_of(content)?.is_empty() {
            let version = version.map_or("SEED@VERSION", String::as_str);
            findings.gaps.push(FaultView {
                path: object_path(content),
                meaning: format!("is withheld since {}, and still here", day(withheld.time)),
                command: Some(format!("provenance withhold {version} --why …")),
                remedy: Some("takes it away".to_owned()),
            });
        }
        all.push(WithheldView {
            version: version.cloned(),
            digest: content,
            who: withheld.who.clone(),
            at: withheld.time.into(),
            why: withheld.why.clone(),
        });
    }
    Ok(all)
}

fn day(time: jiff::Timestamp) -> String {
    time.strftime("%Y-%m-%d").to_string()
}
