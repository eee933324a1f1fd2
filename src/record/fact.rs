//! Records: the immutable facts about one version of a seed, or about its removal.

use serde::Deserialize;
use serde::Serialize;

use super::format::CAPTURE_FORMAT;
use super::format::HASHES_FORMAT;
use crate::capture::Capture;
use crate::document::Limitation;
use crate::document::MediaType;
use crate::id::BlobId;
use crate::id::ContentId;
use crate::id::RunId;
use crate::id::SeedId;
use crate::id::SeedPath;

/// Names a record: a run holds at most one of each seed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordRef {
    /// The run that holds it.
    pub run: RunId,
    /// The seed it is about.
    pub seed: SeedId,
}

/// What is kept of a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kept {
    /// The raw bytes, as an object.
    Bytes,
    /// Salted hashes of its sentences: the bytes may not be handed on.
    Hashes,
    /// Nothing but its digest: a statement withholds it.
    Withheld,
}

impl Kept {
    /// The word for it in the stored form.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Hashes => "hashes",
            Self::Withheld => "withheld",
        }
    }
}

/// What was observed of a seed's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Where the file lay.
    pub path: SeedPath,
    /// The digest of its bytes.
    pub content: ContentId,
    /// The id that git gives to the same bytes.
    pub blob: BlobId,
    /// Length in bytes.
    pub bytes: u64,
    /// The kind of file.
    pub media_type: MediaType,
    /// What of it is kept.
    pub kept: Kept,
    /// What could not be read of it when it was recorded.
    pub limitations: Vec<Limitation>,
    /// How it came, when the tool brought it; none when it simply lay there.
    pub capture: Option<Box<Capture>>,
}

impl Facts {
    /// The lowest version of the stored forms that can say this.
    #[must_use]
    pub(super) fn format(&self) -> u32 {
        let limitations = self.limitations.iter().map(|limitation| limitation.kind.since());
        let kept = if self.kept == Kept::Bytes { 1 } else { HASHES_FORMAT };
        let capture = if self.capture.is_none() { 1 } else { CAPTURE_FORMAT };
        limitations.fold(self.media_type.since().max(kept).max(capture), u32::max)
    }
}

/// What happened to a seed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A content occurred: the seed is new, replaced, returned, or settled after a merge.
    Version(Facts),
    /// The same content lies at another path; no new version.
    Moved(Facts),
    /// The seed's file went away.
    Removed,
}

impl Event {
    /// The observed facts; none for a removal.
    #[must_use]
    pub const fn facts(&self) -> Option<&Facts> {
        match self {
            Self::Version(facts) | Self::Moved(facts) => Some(facts),
            Self::Removed => None,
        }
    }
}

/// One record of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The seed it is about.
    pub seed: SeedId,
    /// The version's number: 1 + the largest number of its predecessors. A move or removal keeps
    /// the largest number of its predecessors.
    pub number: u32,
    /// The records of this seed that came before, sorted; several after a merge of branches.
    pub predecessors: Vec<RecordRef>,
    /// What happened.
    pub event: Event,
}

/// A record as it is stored; field order is the canonical key order.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StoredRecord {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    blob: Option<BlobId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    capture: Option<Box<Capture>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    content: Option<ContentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kept: Option<Kept>,
    kind: Kind,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    limitations: Vec<Limitation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    media_type: Option<MediaType>,
    number: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<SeedPath>,
    predecessors: Vec<RecordRef>,
    pub(super) seed: SeedId,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Version,
    Move,
    Removal,
}

impl From<&Record> for StoredRecord {
    fn from(record: &Record) -> Self {
        let kind = match record.event {
            Event::Version(_) => Kind::Version,
            Event::Moved(_) => Kind::Move,
            Event::Removed => Kind::Removal,
        };
        let facts = record.event.facts();
        Self {
            blob: facts.map(|facts| facts.blob),
            bytes: facts.map(|facts| facts.bytes),
            capture: facts.and_then(|facts| facts.capture.clone()),
            content: facts.map(|facts| facts.content),
            kept: facts.map(|facts| facts.kept),
            kind,
            limitations: facts.map(|facts| facts.limitations.clone()).unwrap_or_default(),
            media_type: facts.map(|facts| facts.media_type),
            number: record.number,
            path: facts.map(|facts| facts.path.clone()),
            predecessors: record.predecessors.clone(),
            seed: record.seed.clone(),
        }
    }
}

impl TryFrom<StoredRecord> for Record {
    type Error = &'static str;

    fn try_from(stored: StoredRecord) -> Result<Self, &'static str> {
        let StoredRecord { seed, number, kind, .. } = stored;
        let is_sorted = stored.predecessors.is_sorted_by(|one, next| one < next);
        if !is_sorted {
            return Err("its predecessors are not sorted");
        }
        let facts = match (stored.path, stored.content, stored.blob, stored.bytes) {
            (Some(path), Some(content), Some(blob), Some(bytes)) => Some(Facts {
                path,
                content,
                blob,
                bytes,
                media_type: stored.media_type.ok_or("it lacks a media type")?,
                kept: stored.kept.ok_or("it does not say what is kept")?,
                limitations: stored.limitations,
                capture: stored.capture,
            }),
            (None, None, None, None) if stored.capture.is_some() => {
                return Err("it says how a file came and has no file");
            }
            (None, None, None, None) => None,
            _ => return Err("it has some facts of a file and lacks others"),
        };
        let event = match (kind, facts) {
            (Kind::Version, Some(facts)) => Event::Version(facts),
            (Kind::Move, Some(facts)) => Event::Moved(facts),
            (Kind::Removal, None) => Event::Removed,
            (Kind::Removal, Some(_)) => return Err("a removal has facts of a file"),
            (Kind::Version | Kind::Move, None) => {
                return Err("a version lacks the facts of its file");
            }
        };
        Ok(Self { seed, number, predecessors: stored.predecessors, event })
    }
}
