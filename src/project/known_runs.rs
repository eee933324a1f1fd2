//! The records of all runs, most of them from a cache.
//!
//! The cache holds the [`Ledger`] and, of every run file that is in it, the stamp that the file
//! had. A run file that is gone or altered makes the whole cache void; a new one is read and
//! added. So an answer never depends on whether there was a cache. It is written again only when
//! what it lacks takes a while to read: until then a few runs are read each time.

use std::io;

use super::cached::Files;
use super::cached::Source;
use super::error::ProjectError;
use super::open::Project;
use super::pieces::Form;
use super::pieces::PieceReader;
use super::pieces::PieceWriter;
use crate::history::Growth;
use crate::history::Ledger;
use crate::history::LedgerBuilder;
use crate::history::Pack;
use crate::history::Unpack;
use crate::id::RunId;
use crate::record::Record;
use crate::record::RunHeader;
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

    fn pack_sources(&self, out: &mut Vec<u8>) {
        out.put_u32(u32::try_from(self.sources.len()).unwrap_or(u32::MAX));
        self.sources.iter().for_each(|source| source.pack(out));
    }

    fn read(mut reader: PieceReader) -> Option<Self> {
        let mut head = Vec::new();
        reader.next(&mut head);
        let mut from = Unpack(&head);
        let count = from.length()?;
        let sources: Option<Vec<Source>> = (0..count).map(|_| Source::unpack(&mut from)).collect();
        let runs = Ledger::unpack_runs(&mut from)?;
        let mut blocks = Vec::new();
        let mut last = 0;
        loop {
            let start = blocks.len();
            if !reader.next(&mut blocks) {
                break;
            }
            last = start;
        }
        // The last piece says how many bytes the others have, so that none is missing.
        let end = blocks.split_off(last);
        let is_complete = end == (blocks.len() as u64).to_le_bytes();
        let (sources, ledger) = (sources?, Ledger::of_parts(runs, blocks)?);
        let is_whole =
            is_complete && ledger.run_ids().count() == sources.len() && !reader.is_harmed;
        is_whole.then_some(Self { ledger, sources, ..Self::default() })
    }
}

impl Project {
    /// The records of all runs, reading only the files that the cache does not stand for.
    pub(super) fn known_runs(&self) -> Result<KnownRuns, ProjectError> {
        let (reader, store) = (self.open_cache(&HISTORY), &self.store);
        let (files, known) = rayon::join(
            || Files::all(store, Folder::Runs),
            || reader.and_then(KnownRuns::read).unwrap_or_default(),
        );
        let (files, mut known) = (files?, known);
        let ids: Vec<RunId> = known.ledger.run_ids().collect();
        let storage = self.store.storage();
        let has_its_name = |path: &str| {
            let bytes = storage.read(path);
            bytes.is_ok_and(|bytes| path.ends_with(&format!("/{}.jsonl", RunId::of(&bytes))))
        };
        let mut standing = self.compare_sources(&mut known.sources, &files, &has_its_name);
        let both = known.sources.iter().zip(&ids);
        let is_right = both.into_iter().all(|(source, id)| is_named(&source.path, *id));
        if standing.is_valid() && is_right {
            for source in standing.reread.iter().filter_map(|index| known.sources.get(*index)) {
                known.lacking.add(source);
            }
        } else {
            known = KnownRuns::default();
            standing.unread = self.sources_of(files.paths);
        }
        self.read_runs(&mut known, standing.unread)?;
        if known.is_outgrown() {
            self.write_history(&known);
            known.lacking = Lacking::default();
        }
        Ok(known)
    }

    fn write_history(&self, known: &KnownRuns) {
        let blocks = known.ledger.blocks();
        self.write_cache(&HISTORY, &mut |writer| {
            writer.put(|out| {
                known.pack_sources(out);
                known.ledger.pack_runs(out);
            })?;
            writer.end_piece()?;
            let mut pieces = blocks.chunks(BLOCK_BYTES);
            pieces.try_for_each(|piece| writer.put(|out| out.extend_from_slice(piece)))?;
            end_history(writer, blocks.len() as u64)
        });
    }

    /// Writes what is known with the new runs, whose records come in the order of their seeds.
    fn write_grown_history(
        &self,
        known: &KnownRuns,
        new: &NewRuns,
        records: impl Iterator<Item = Record>,
    ) {
        let mut growth = Growth::of(&known.ledger, &new.runs);
        if known.sources.len() != growth.run_count() {
            return;
        }
        let mut records = records.zip(new.run_of_each());
        self.write_cache(&HISTORY, &mut |writer| {
            writer.put(|out| {
                known.pack_sources(out);
                growth.pack_runs(out);
            })?;
            writer.end_piece()?;
            let mut length = 0;
            let put = &mut |seed: &str, heads: &[u8], packed: &[u8]| {
                writer.put(|out| {
                    let start = out.len();
                    out.put_bytes(seed.as_bytes());
                    out.put_bytes(heads);
                    out.put_bytes(packed);
                    length += (out.len() - start) as u64;
                })
            };
            for (record, run) in &mut records {
                growth.add_record(&record, run, put)?;
            }
            growth.hand_on_rest(put)?;
            end_history(writer, length)
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
    pub(super) fn remember_runs(
        &self,
        mut known: KnownRuns,
        new: NewRuns,
        records: impl Iterator<Item = Record>,
    ) {
        if !known.damaged.is_empty() || new.paths.is_empty() {
            return;
        }
        let sources = self.settled_sources_of(&new.paths);
        sources.iter().for_each(|source| known.lacking.add(source));
        known.sources.extend(sources);
        if known.is_outgrown() {
            self.write_grown_history(&known, &new, records);
        }
    }
}

/// Ends the cache with a piece of its own that says how many bytes of records there are.
fn end_history(writer: &mut PieceWriter, length: u64) -> io::Result<()> {
    writer.end_piece()?;
    writer.put(|out| out.put_u64(length))
}

impl Project {
    /// Run files that were just written; where reading them again would take longer, their stamps
    /// are waited for.
    fn settled_sources_of(&self, paths: &[String]) -> Vec<Source> {
        let sources = self.sources_of(paths.to_vec());
        let bytes: u64 = sources.iter().map(|source| source.stamp.bytes).sum();
        let newest = sources.iter().map(|source| source.stamp.changed).max();
        match newest.filter(|_| bytes > WAITED_FOR) {
            Some(newest) => {
                self.wait_until_settled(newest);
                self.sources_of(paths.to_vec())
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

/// Runs that were just written, without their records.
#[derive(Debug, Default)]
pub(super) struct NewRuns {
    runs: Vec<(RunId, RunHeader)>,
    /// How many records each has.
    counts: Vec<usize>,
    paths: Vec<String>,
}

impl NewRuns {
    /// Takes one with so many records that was written to `path`, below `snapshots/`.
    pub(super) fn add(&mut self, run: (RunId, RunHeader), records: usize, path: String) {
        self.counts.push(records);
        self.runs.push(run);
        self.paths.push(path);
    }

    /// Of each record in turn, in which of the runs it is.
    fn run_of_each(&self) -> impl Iterator<Item = usize> {
        let runs = self.counts.iter().enumerate();
        runs.flat_map(|(run, count)| std::iter::repeat_n(run, *count))
    }
}
