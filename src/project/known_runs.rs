//! The records of all runs, most of them from a cache.
//!
//! The cache holds the [`Ledger`] and, of every run file that is in it, the stamp that the file
//! had. A run file that is gone or altered makes the whole cache void; a new one is read and
//! added. So an answer never depends on whether there was a cache. It is written again only when
//! what it lacks takes a while to read: until then a few runs are read each time.

use super::cached::Source;
use super::error::ProjectError;
use super::open::Project;
use super::pieces::Form;
use super::pieces::PieceReader;
use crate::history::Ledger;
use crate::history::LedgerBuilder;
use crate::history::Pack;
use crate::history::Unpack;
use crate::id::RunId;
use crate::record::Run;
use crate::store::Damage;
use crate::store::Folder;
use crate::store::Storage;

const HISTORY: Form = Form {
    name: "history",
    magic: concat!("provenance history 3 ", env!("CARGO_PKG_VERSION"), "\n"),
};

/// How much of all run files the cache may lack: one byte in so many.
const LACKING_SHARE: u64 = 32;

/// How many run files the cache may lack.
const LACKING_FILES: usize = 64;

/// Above this many bytes of new run files it pays to wait until their stamps prove something.
const WAITED_FOR: u64 = 4 << 20;

/// Bytes of records that are written at once.
const BLOCK_BYTES: usize = 256 << 10;

/// The most bytes of records that memory is reserved for before they are read.
const MOST_RESERVED: usize = 256 << 20;

/// What is told while runs are read.
const READING: &str = "reading the history";

/// The records of all runs that can be believed.
#[derive(Debug, Default)]
pub(super) struct KnownRuns {
    pub(super) ledger: Ledger,
    /// The files of the ledger's runs, in the same order.
    pub(super) sources: Vec<Source>,
    /// Run files that cannot be believed, and why.
    pub(super) damaged: Vec<(String, Damage)>,
    /// What the cache does not save reading.
    lacking: Lacking,
}

/// Files that are read although there is a cache.
#[derive(Debug, Clone, Copy, Default)]
struct Lacking {
    files: usize,
    bytes: u64,
}

impl Lacking {
    fn add(&mut self, source: &Source) {
        self.files += 1;
        self.bytes += source.stamp.bytes;
    }
}

impl KnownRuns {
    /// Whether the cache lacks too much.
    fn is_outgrown(&self) -> bool {
        let all: u64 = self.sources.iter().map(|source| source.stamp.bytes).sum();
        self.lacking.files > LACKING_FILES || self.lacking.bytes > all / LACKING_SHARE
    }

    fn pack_head(&self, out: &mut Vec<u8>) {
        out.put_u32(u32::try_from(self.sources.len()).unwrap_or(u32::MAX));
        self.sources.iter().for_each(|source| source.pack(out));
        self.ledger.pack_runs(out);
        out.put_u64(self.ledger.blocks().len() as u64);
    }

    fn read(mut reader: PieceReader) -> Option<Self> {
        let mut head = Vec::new();
        reader.next(&mut head);
        let mut from = Unpack(&head);
        let count = from.length()?;
        let sources: Option<Vec<Source>> = (0..count).map(|_| Source::unpack(&mut from)).collect();
        let runs = Ledger::unpack_runs(&mut from)?;
        let length = usize::try_from(from.u64()?).ok()?;
        let mut blocks = Vec::with_capacity(length.min(MOST_RESERVED));
        while reader.next(&mut blocks) {}
        let (sources, ledger) = (sources?, Ledger::of_parts(runs, blocks)?);
        let is_whole = ledger.blocks().len() == length
            && ledger.run_ids().count() == sources.len()
            && !reader.is_harmed;
        is_whole.then_some(Self { ledger, sources, ..Self::default() })
    }
}

impl Project {
    /// The records of all runs, reading only the files that the cache does not stand for.
    pub(super) fn known_runs(&self) -> Result<KnownRuns, ProjectError> {
        let paths = self.store.files(Folder::Runs)?;
        let mut known = self.open_cache(&HISTORY).and_then(KnownRuns::read).unwrap_or_default();
        let ids: Vec<RunId> = known.ledger.run_ids().collect();
        let storage = self.store.storage();
        let has_its_name = |path: &str| {
            let bytes = storage.read(path);
            bytes.is_ok_and(|bytes| path.ends_with(&format!("/{}.jsonl", RunId::of(&bytes))))
        };
        let mut standing = self.compare_sources(&mut known.sources, &paths, &has_its_name);
        let both = known.sources.iter().zip(&ids);
        let is_right = both.into_iter().all(|(source, id)| is_named(&source.path, *id));
        if standing.is_valid() && is_right {
            for source in standing.reread.iter().filter_map(|index| known.sources.get(*index)) {
                known.lacking.add(source);
            }
        } else {
            known = KnownRuns::default();
            standing.unread = self.sources_of(&paths);
        }
        self.read_runs(&mut known, standing.unread)?;
        if known.is_outgrown() {
            self.write_history(&known);
            known.lacking = Lacking::default();
        }
        Ok(known)
    }

    fn write_history(&self, known: &KnownRuns) {
        self.write_cache(&HISTORY, &mut |writer| {
            writer.put(|out| known.pack_head(out))?;
            writer.end_piece()?;
            let mut pieces = known.ledger.blocks().chunks(BLOCK_BYTES);
            pieces.try_for_each(|piece| writer.put(|out| out.extend_from_slice(piece)))
        });
    }

    fn read_runs(&self, known: &mut KnownRuns, unread: Vec<Source>) -> Result<(), ProjectError> {
        let mut builder = LedgerBuilder::beside(&known.ledger);
        let paths: Vec<String> = unread.iter().map(|source| source.path.clone()).collect();
        let mut sources = unread.into_iter();
        self.progress.begin(READING, paths.len() as u64);
        self.store.each_run(&paths, |path, run| {
            self.progress.advance();
            let source = sources.next();
            match run {
                Ok((id, run)) => {
                    builder.add(id, &run);
                    source.iter().for_each(|source| known.lacking.add(source));
                    known.sources.extend(source);
                }
                Err(damage) => known.damaged.push((path.to_owned(), damage)),
            }
        })?;
        self.progress.end();
        known.ledger = std::mem::take(&mut known.ledger).join(builder);
        Ok(())
    }

    /// Adds runs that were just written to the cache, so that nobody has to read them, unless
    /// they are few.
    pub(super) fn remember_runs(&self, mut known: KnownRuns, new: NewRuns) {
        if !known.damaged.is_empty() || new.paths.is_empty() {
            return;
        }
        let sources = self.settled_sources_of(&new.paths);
        sources.iter().for_each(|source| known.lacking.add(source));
        known.sources.extend(sources);
        if !known.is_outgrown() {
            return;
        }
        known.ledger = known.ledger.join(new.builder);
        if known.sources.len() == known.ledger.run_ids().count() {
            self.write_history(&known);
        }
    }
}

impl Project {
    /// Run files that were just written; where reading them again would take longer, their stamps
    /// are waited for.
    fn settled_sources_of(&self, paths: &[String]) -> Vec<Source> {
        let sources = self.sources_of(paths);
        let bytes: u64 = sources.iter().map(|source| source.stamp.bytes).sum();
        let newest = sources.iter().map(|source| source.stamp.changed).max();
        match newest.filter(|_| bytes > WAITED_FOR) {
            Some(newest) => {
                self.wait_until_settled(newest);
                self.sources_of(paths)
            }
            None => sources,
        }
    }
}

/// Whether a run file has the name of the run.
fn is_named(path: &str, id: RunId) -> bool {
    let name = path.rsplit('/').next().and_then(|name| name.strip_suffix(".jsonl"));
    name.and_then(|name| name.parse::<RunId>().ok()) == Some(id)
}

/// Runs that were just written.
#[derive(Debug)]
pub(super) struct NewRuns {
    builder: LedgerBuilder,
    paths: Vec<String>,
}

impl NewRuns {
    /// None yet, beside those that are known.
    pub(super) fn beside(known: &Ledger) -> Self {
        Self { builder: LedgerBuilder::beside(known), paths: Vec::new() }
    }

    /// Takes one that was written to `path`, below `snapshots/`.
    pub(super) fn add(&mut self, id: RunId, run: &Run, path: String) {
        self.builder.add(id, run);
        self.paths.push(path);
    }
}
