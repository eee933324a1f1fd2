//! One record as bytes of the [`Ledger`](super::ledger::Ledger).

use super::packed::Pack;
use super::packed::Unpack;
use crate::capture::Capture;
use crate::document::Limitation;
use crate::document::MediaType;
use crate::id::BlobId;
use crate::id::ContentId;
use crate::id::RunId;
use crate::id::SeedId;
use crate::id::SeedPath;
use crate::record::Event;
use crate::record::Facts;
use crate::record::Kept;
use crate::record::Record;
use crate::record::RecordRef;

const VERSION: u8 = 0;
const MOVED: u8 = 1;
const REMOVED: u8 = 2;

/// Appends a record of the run with index `run`.
pub(super) fn pack(record: &Record, run: u32, out: &mut Vec<u8>) {
    let (kind, facts) = match &record.event {
        Event::Version(facts) => (VERSION, Some(facts)),
        Event::Moved(facts) => (MOVED, Some(facts)),
        Event::Removed => (REMOVED, None),
    };
    out.put_u32(run);
    out.put_u32(record.number);
    out.push(kind);
    if let Some(facts) = facts {
        pack_facts(facts, out);
    }
    out.put_u32(u32::try_from(record.predecessors.len()).unwrap_or(u32::MAX));
    for before in &record.predecessors {
        out.extend_from_slice(before.run.as_bytes());
        let is_same = before.seed == record.seed;
        out.put_bytes(if is_same { b"" } else { before.seed.as_str().as_bytes() });
    }
}

fn pack_facts(facts: &Facts, out: &mut Vec<u8>) {
    out.extend_from_slice(facts.content.as_bytes());
    out.extend_from_slice(facts.blob.as_bytes());
    out.put_u64(facts.bytes);
    out.put_bytes(facts.path.as_str().as_bytes());
    out.push(match facts.kept {
        Kept::Bytes => 0,
        Kept::Hashes => 1,
        Kept::Withheld => 2,
    });
    out.put_bytes(facts.media_type.name().as_bytes());
    let limitations = match facts.limitations.as_slice() {
        [] => Vec::new(),
        // What cannot be written is not unpacked again either: the cache is then refused.
        some => serde_json::to_vec(some).unwrap_or_else(|_unwritable| b"!".to_vec()),
    };
    out.put_bytes(&limitations);
    let capture = facts.capture.as_deref().map(serde_json::to_vec);
    out.put_bytes(&capture.map_or(Vec::new(), |it| it.unwrap_or_else(|_unwritable| b"!".to_vec())));
}

/// A packed record that was looked over but not taken apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glance<'a> {
    pub(super) run: u32,
    pub(super) number: u32,
    kind: u8,
    /// What was observed of the file; none for a removal.
    pub(super) facts: Option<FactsGlance<'a>>,
    predecessors: Unpack<'a>,
    predecessor_count: usize,
}

/// What was observed of a file, as far as it takes no work to tell.
#[derive(Debug, Clone, Copy)]
pub(super) struct FactsGlance<'a> {
    pub(super) content: ContentId,
    pub(super) blob: BlobId,
    pub(super) bytes: u64,
    pub(super) path: &'a str,
    pub(super) kept: Kept,
    media_type: &'a [u8],
    limitations: &'a [u8],
    capture: &'a [u8],
}

impl<'a> Glance<'a> {
    /// Takes the next record off the front of packed records.
    pub(super) fn next(from: &mut Unpack<'a>) -> Option<Self> {
        let (run, number, kind) = (from.u32()?, from.u32()?, from.byte()?);
        let facts = match kind {
            VERSION | MOVED => Some(FactsGlance::next(from)?),
            REMOVED => None,
            _ => return None,
        };
        let predecessor_count = from.length()?;
        let predecessors = *from;
        for _ in 0..predecessor_count {
            from.take(32)?;
            from.bytes()?;
        }
        Some(Self { run, number, kind, facts, predecessors, predecessor_count })
    }

    /// Whether it is a version, and no move or removal.
    pub(super) const fn is_version(&self) -> bool {
        self.kind == VERSION
    }

    /// The whole record of `seed`.
    pub(super) fn record(&self, seed: &SeedId) -> Option<Record> {
        let mut packed = self.predecessors;
        let mut predecessors = Vec::with_capacity(self.predecessor_count.min(64));
        for _ in 0..self.predecessor_count {
            let run = RunId::from_bytes(packed.array()?);
            let before = match packed.text()? {
                "" => seed.clone(),
                other => SeedId::new(other).ok()?,
            };
            predecessors.push(RecordRef { run, seed: before });
        }
        let event = match (self.kind, &self.facts) {
            (VERSION, Some(facts)) => Event::Version(facts.facts()?),
            (MOVED, Some(facts)) => Event::Moved(facts.facts()?),
            (REMOVED, None) => Event::Removed,
            _ => return None,
        };
        Some(Record { seed: seed.clone(), number: self.number, predecessors, event })
    }
}

impl<'a> FactsGlance<'a> {
    fn next(from: &mut Unpack<'a>) -> Option<Self> {
        let content = ContentId::from_bytes(from.array()?);
        let blob = BlobId::from_bytes(from.array()?);
        let (bytes, path) = (from.u64()?, from.text()?);
        let kept = match from.byte()? {
            0 => Kept::Bytes,
            1 => Kept::Hashes,
            2 => Kept::Withheld,
            _ => return None,
        };
        let (media_type, limitations) = (from.bytes()?, from.bytes()?);
        let capture = from.bytes()?;
        Some(Self { content, blob, bytes, path, kept, media_type, limitations, capture })
    }

    fn facts(&self) -> Option<Facts> {
        let limitations: Vec<Limitation> = match self.limitations {
            [] => Vec::new(),
            some => serde_json::from_slice(some).ok()?,
        };
        let capture: Option<Box<Capture>> = match self.capture {
            [] => None,
            some => Some(serde_json::from_slice(some).ok()?),
        };
        Some(Facts {
            path: SeedPath::new(self.path).ok()?,
            content: self.content,
            blob: self.blob,
            bytes: self.bytes,
            media_type: MediaType::from_name(std::str::from_utf8(self.media_type).ok()?)?,
            kept: self.kept,
            limitations,
            capture,
        })
    }
}
