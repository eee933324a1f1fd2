//! Runs, analyses and statements: writing them under their digest, reading them all.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use jiff::Timestamp;
use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use super::error::StoreError;
use super::layout::Folder;
use super::layout::TEMPORARY;
use super::layout::analysis_path;
use super::layout::run_path;
use super::layout::statement_path;
use super::storage::Storage;
use crate::id::AnalysisId;
use crate::id::RunId;
use crate::id::StatementId;
use crate::record::AnalysisFile;
use crate::record::FormatError;
use crate::record::Record;
use crate::record::Run;
use crate::record::RunHeader;
use crate::record::Statement;

/// The most bytes of files that are read at once; a single file may be larger.
const BYTES_AT_ONCE: u64 = 6 << 20;

/// The most files that are read at once.
const FILES_AT_ONCE: usize = 1024;

/// Checks the bytes of the file at a path and makes something of them.
type Reader<'a, T> = dyn Fn(&str, &[u8]) -> Result<T, Damage> + Sync + 'a;

/// The store: everything under `snapshots/`.
#[derive(Debug)]
pub struct Store<S> {
    storage: S,
}

/// What is wrong with a stored file that cannot be believed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Damage {
    /// Its name is not that of a stored file.
    #[error("no stored file has such a name")]
    Name,
    /// Its bytes do not have the digest that is its name.
    #[error("its content is not what its name says")]
    Altered(#[source] Option<FormatError>),
    /// Its bytes are what its name says, but do not parse.
    #[error("it cannot be read")]
    Format(#[source] FormatError),
}

impl Damage {
    /// Whether a newer tool wrote the file, so that it is no damage but out of this tool's reach.
    #[must_use]
    pub const fn is_newer(&self) -> bool {
        matches!(self, Self::Format(FormatError::Newer { .. }))
    }
}

/// Every stored file of one kind.
#[derive(Debug)]
pub struct Loaded<I, T> {
    /// The sound ones, by id, with their path below `snapshots/`.
    pub sound: BTreeMap<I, (String, T)>,
    /// The others, with their path and what is wrong.
    pub damaged: Vec<(String, Damage)>,
}

impl<S: Storage> Store<S> {
    /// Takes what holds the files.
    #[must_use]
    pub const fn new(storage: S) -> Self {
        Self { storage }
    }

    /// What holds the files.
    #[must_use]
    pub const fn storage(&self) -> &S {
        &self.storage
    }

    /// Makes all objects written so far durable.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn sync(&self) -> Result<(), StoreError> {
        let failed = |source| StoreError::Io { what: "make durable", path: String::new(), source };
        self.storage.sync().map_err(failed)
    }

    /// Removes what a killed writer left.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn clean(&self) -> Result<(), StoreError> {
        let failed = |source| StoreError::Io { what: "clean", path: TEMPORARY.to_owned(), source };
        self.storage.clean().map_err(failed)
    }

    /// Writes a run durably; gives its id and path below `snapshots/`.
    ///
    /// # Errors
    /// When it has no canonical form or cannot be written.
    pub fn put_run(&self, run: &Run) -> Result<(RunId, String), StoreError> {
        self.put_run_of(&run.header, run.records.iter())
    }

    /// Writes a run durably whose records are made one at a time, as [`Run::write`] takes them;
    /// gives its id and path below `snapshots/`.
    ///
    /// # Errors
    /// As [`Self::put_run`].
    pub fn put_run_of<R: Borrow<Record>>(
        &self,
        header: &RunHeader,
        records: impl Iterator<Item = R> + Clone,
    ) -> Result<(RunId, String), StoreError> {
        let bytes = Run::write(header, records)?;
        let id = RunId::of(&bytes);
        let path = run_path(id, header.time);
        self.put_record(&path, &bytes)?;
        Ok((id, path))
    }

    /// Writes an analysis file, filed under the month of `time`; durable after [`Self::sync`].
    /// Gives its id, its path below `snapshots/` and its bytes.
    ///
    /// # Errors
    /// As [`Self::put_run`].
    pub fn put_analysis(
        &self,
        analysis: &AnalysisFile,
        time: Timestamp,
    ) -> Result<(AnalysisId, String, Vec<u8>), StoreError> {
        let bytes = analysis.to_bytes()?;
        let id = AnalysisId::of(&bytes);
        let path = analysis_path(id, time);
        let failed = |source| StoreError::Io { what: "write", path: path.clone(), source };
        self.storage.write(&path, &mut bytes.as_slice()).map_err(failed)?;
        Ok((id, path, bytes))
    }

    /// Writes a statement durably; gives its id and path below `snapshots/`.
    ///
    /// # Errors
    /// As [`Self::put_run`].
    pub fn put_statement(
        &self,
        statement: &Statement,
    ) -> Result<(StatementId, String), StoreError> {
        let bytes = statement.to_bytes()?;
        let id = StatementId::of(&bytes);
        let path = statement_path(id, statement.time);
        self.put_record(&path, &bytes)?;
        Ok((id, path))
    }

    fn put_record(&self, path: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.storage.write_durably(path, bytes).map_err(|source| StoreError::Io {
            what: "write",
            path: path.to_owned(),
            source,
        })
    }

    /// Reads every run.
    ///
    /// # Errors
    /// When a folder or file cannot be read; damage is no error but part of the result.
    pub fn runs(&self) -> Result<Loaded<RunId, Run>, StoreError> {
        let mut loaded = Loaded::default();
        self.each_run(&self.files(Folder::Runs)?, |path, run| loaded.add(path, run))?;
        Ok(loaded)
    }

    /// Hands every one of the run files `paths` to `take`, or what is wrong with it, in that
    /// order; they need not all be in memory.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn each_run(
        &self,
        paths: &[String],
        mut take: impl FnMut(&str, Result<(RunId, Run), Damage>),
    ) -> Result<(), StoreError> {
        let read = |path: &str, bytes: &[u8]| check(path, bytes, ".jsonl", RunId::of, Run::parse);
        self.each_read(paths, &read, &mut take)
    }

    /// Hands every analysis file to `take`, or what is wrong with it, one at a time and by path,
    /// so that they need not all be in memory.
    ///
    /// # Errors
    /// When a folder or file cannot be read.
    pub fn each_analysis(
        &self,
        mut take: impl FnMut(&str, Result<AnalysisFile, Damage>),
    ) -> Result<(), StoreError> {
        self.each_analysis_in(&self.files(Folder::Analysis)?, &|_, file| file, &mut take)
    }

    /// Hands what `digest` makes of every one of the analysis files `paths` to `take`, or what is
    /// wrong with the file, in that order; `digest` is also given the file's bytes and works on
    /// several files at once.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn each_analysis_in<T: Send>(
        &self,
        paths: &[String],
        digest: &(dyn Fn(&[u8], AnalysisFile) -> T + Sync),
        take: &mut dyn FnMut(&str, Result<T, Damage>),
    ) -> Result<(), StoreError> {
        let read = |path: &str, bytes: &[u8]| {
            let checked = check(path, bytes, ".jsonl", AnalysisId::of, AnalysisFile::parse);
            checked.map(|(_, file)| digest(bytes, file))
        };
        self.each_read(paths, &read, take)
    }

    /// Reads every statement.
    ///
    /// # Errors
    /// As [`Self::runs`].
    pub fn statements(&self) -> Result<Loaded<StatementId, Statement>, StoreError> {
        let mut loaded = Loaded::default();
        let read = |path: &str, bytes: &[u8]| {
            check(path, bytes, ".json", StatementId::of, Statement::parse)
        };
        let paths = self.files(Folder::Statements)?;
        self.each_read(&paths, &read, &mut |path, statement| loaded.add(path, statement))?;
        Ok(loaded)
    }

    /// Paths below `snapshots/` of all files in a folder of the store and the folders in it.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn files(&self, folder: Folder) -> Result<Vec<String>, StoreError> {
        let mut files = Vec::new();
        let mut folders = vec![folder.name().to_owned()];
        while let Some(folder) = folders.pop() {
            let failed = |source| StoreError::Io { what: "list", path: folder.clone(), source };
            for name in self.storage.list(&folder).map_err(failed)? {
                match name.strip_suffix('/') {
                    Some(below) => folders.push([&folder, "/", below].concat()),
                    None => files.push([&folder, "/", &name].concat()),
                }
            }
        }
        // Each folder is sorted already, which a stable sort makes use of.
        files.sort();
        Ok(files)
    }

    /// Reads files, several at once but few enough that they fit into memory, and hands them on
    /// in the order of `paths`.
    pub(super) fn each_read<T: Send>(
        &self,
        paths: &[String],
        read: &Reader<'_, T>,
        take: &mut dyn FnMut(&str, Result<T, Damage>),
    ) -> Result<(), StoreError> {
        let read_one = |path: &String| {
            let failed = |source| StoreError::Io { what: "read", path: path.clone(), source };
            Ok(read(path, &self.storage.read(path).map_err(failed)?))
        };
        let length = |path: &String| self.storage.stamp(path).map_or(0, |stamp| stamp.bytes);
        let mut rest = paths;
        while !rest.is_empty() {
            let mut bytes = 0;
            let fits = |path: &&String| {
                bytes += length(path);
                bytes <= BYTES_AT_ONCE
            };
            let count = rest.iter().take(FILES_AT_ONCE).take_while(fits).count().max(1);
            let (batch, after) = rest.split_at(count);
            rest = after;
            let results: Result<Vec<_>, StoreError> = batch.par_iter().map(read_one).collect();
            for (path, result) in batch.iter().zip(results?) {
                take(path, result);
            }
        }
        Ok(())
    }
}

impl<I: Ord, T> Loaded<I, T> {
    fn add(&mut self, path: &str, checked: Result<(I, T), Damage>) {
        match checked {
            Ok((id, value)) => drop(self.sound.insert(id, (path.to_owned(), value))),
            Err(damage) => self.damaged.push((path.to_owned(), damage)),
        }
    }
}

impl<I, T> Default for Loaded<I, T> {
    fn default() -> Self {
        Self { sound: BTreeMap::new(), damaged: Vec::new() }
    }
}

/// Believes a file only when its bytes have the digest that is its name, and parse.
pub(super) fn check<I: ToString, T>(
    path: &str,
    bytes: &[u8],
    ending: &str,
    digest: fn(&[u8]) -> I,
    parse: fn(&[u8]) -> Result<T, FormatError>,
) -> Result<(I, T), Damage> {
    let id = digest(bytes);
    let name = path.rsplit('/').next().unwrap_or_default();
    match (name.strip_suffix(ending), parse(bytes)) {
        (Some(hex), parsed) if is_digest(hex) && hex != id.to_string() => {
            Err(Damage::Altered(parsed.err()))
        }
        (Some(hex), Ok(parsed)) if is_digest(hex) => Ok((id, parsed)),
        (Some(hex), Err(error)) if is_digest(hex) => Err(Damage::Format(error)),
        _ => Err(Damage::Name),
    }
}

fn is_digest(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use crate::record::Run;
    use crate::record::RunHeader;
    use crate::store::Damage;
    use crate::store::MemoryStorage;
    use crate::store::Storage;
    use crate::store::Store;

    #[test]
    fn a_run_is_believed_only_while_its_bytes_are_what_its_name_says() {
        let store = Store::new(MemoryStorage::default());
        let time = "2026-11-22T09:14:00Z".parse().unwrap();
        let run = Run { header: RunHeader::new(time, Vec::new(), None), records: Vec::new() };
        let (id, path) = store.put_run(&run).unwrap();
        assert_eq!(store.runs().unwrap().sound[&id].1, run);
        let altered = String::from_utf8(store.storage().read(&path).unwrap()).unwrap();
        let altered = altered.replace("09:14", "09:15");
        store.storage().write(&path, &mut altered.as_bytes()).unwrap();
        let loaded = store.runs().unwrap();
        assert!(loaded.sound.is_empty());
        assert!(matches!(loaded.damaged[0].1, Damage::Altered(None)));
    }

    #[test]
    fn a_foreign_file_among_the_runs_is_told() {
        let store = Store::new(MemoryStorage::default());
        store.storage().write("runs/2026-11/notes.txt", &mut &b"hello"[..]).unwrap();
        assert!(matches!(store.runs().unwrap().damaged[0].1, Damage::Name));
    }
}
