//! The records of all runs, most of them from a cache.
//!
//! The cache holds the [`Ledger`] and, of every run file that is in it, the stamp that the file
//! had. A run file whose stamp is another, or that is gone, makes the whole cache void; a new one
//! is read and added. So an answer never depends on whether there was a cache.

use super::cached::Source;
use super::error::ProjectError;
use super::open::Project;
use crate::history::Ledger;
use crate::history::LedgerBuilder;
use crate::history::Pack;
use crate::history::Unpack;
use crate::id::RunId;
use crate::record::Run;
use crate::store::Damage;
use crate::store::Folder;
use crate::store::Storage;

const NAME: &str = "history";
const MAGIC: &str = concat!("provenance history 1 ", env!("CARGO_PKG_VERSION"), "\n");

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
}

impl KnownRuns {
    fn pack(&self) -> Vec<u8> {
        let mut out = MAGIC.as_bytes().to_vec();
        out.put_u32(u32::try_from(self.sources.len()).unwrap_or(u32::MAX));
        self.sources.iter().for_each(|source| source.pack(&mut out));
        self.ledger.pack(&mut out);
        out
    }

    fn unpack(bytes: &[u8]) -> Option<Self> {
        let mut from = Unpack(bytes.strip_prefix(MAGIC.as_bytes())?);
        let count = from.length()?;
        let sources: Option<Vec<Source>> = (0..count).map(|_| Source::unpack(&mut from)).collect();
        let (sources, ledger) = (sources?, Ledger::unpack(from.0)?);
        let is_whole = ledger.run_ids().count() == sources.len();
        is_whole.then_some(Self { ledger, sources, damaged: Vec::new() })
    }
}

impl Project {
    /// The records of all runs, reading only the files that the cache does not stand for.
    pub(super) fn known_runs(&self) -> Result<KnownRuns, ProjectError> {
        let paths = self.store.files(Folder::Runs)?;
        let bytes = self.read_cache(NAME, MAGIC);
        let mut known = bytes.and_then(|bytes| KnownRuns::unpack(&bytes)).unwrap_or_default();
        let ids: Vec<RunId> = known.ledger.run_ids().collect();
        let has_its_name = |path: &str| {
            let bytes = self.store.storage().read(path);
            bytes.is_ok_and(|bytes| path.contains(&RunId::of(&bytes).to_string()))
        };
        let mut standing = self.compare_sources(&mut known.sources, &paths, &has_its_name);
        let is_right = known
            .sources
            .iter()
            .zip(&ids)
            .all(|(source, id)| source.path.ends_with(&format!("/{id}.jsonl")));
        if !(standing.is_valid && is_right) {
            known = KnownRuns::default();
            standing.unread = self.sources_of(&paths);
        }
        let read_any = !standing.unread.is_empty();
        self.read_runs(&mut known, standing.unread)?;
        if (read_any || standing.has_settled) && !known.sources.is_empty() {
            self.write_cache(NAME, known.pack());
        }
        Ok(known)
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
                    known.sources.extend(source);
                }
                Err(damage) => known.damaged.push((path.to_owned(), damage)),
            }
        })?;
        self.progress.end();
        known.ledger = std::mem::take(&mut known.ledger).join(builder);
        Ok(())
    }

    /// Adds runs that were just written to the cache, so that nobody has to read them.
    pub(super) fn remember_runs(&self, mut known: KnownRuns, new: NewRuns) {
        if !known.damaged.is_empty() || new.paths.is_empty() {
            return;
        }
        known.sources.extend(self.sources_of(&new.paths));
        known.ledger = known.ledger.join(new.builder);
        if known.sources.len() == known.ledger.run_ids().count() {
            self.write_cache(NAME, known.pack());
        }
    }
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
