//! Runs, analyses and statements: writing them under their digest, reading them all.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rayon::iter::IntoParallelIterator;
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
use crate::record::Run;
use crate::record::Statement;

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
        let bytes = run.to_bytes()?;
        let id = RunId::of(&bytes);
        let path = run_path(id, run.header.time);
        self.put_record(&path, &bytes)?;
        Ok((id, path))
    }

    /// Writes an analysis file, filed under the month of `time`; durable after [`Self::sync`].
    ///
    /// # Errors
    /// As [`Self::put_run`].
    pub fn put_analysis(
        &self,
        analysis: &AnalysisFile,
        time: Timestamp,
    ) -> Result<AnalysisId, StoreError> {
        let bytes = analysis.to_bytes()?;
        let id = AnalysisId::of(&bytes);
        let path = analysis_path(id, time);
        self.storage.write(&path, &mut bytes.as_slice()).map_err(|source| StoreError::Io {
            what: "write",
            path,
            source,
        })?;
        Ok(id)
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
        self.load(Folder::Runs, ".jsonl", RunId::of, Run::parse)
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
        for path in self.files(Folder::Analysis)? {
            let failed = |source| StoreError::Io { what: "read", path: path.clone(), source };
            let bytes = self.storage.read(&path).map_err(failed)?;
            let checked = check(&path, &bytes, ".jsonl", AnalysisId::of, AnalysisFile::parse);
            take(&path, checked.map(|(_, file)| file));
        }
        Ok(())
    }

    /// Reads every statement.
    ///
    /// # Errors
    /// As [`Self::runs`].
    pub fn statements(&self) -> Result<Loaded<StatementId, Statement>, StoreError> {
        self.load(Folder::Statements, ".json", StatementId::of, Statement::parse)
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
                    Some(below) => folders.push(format!("{folder}/{below}")),
                    None => files.push(format!("{folder}/{name}")),
                }
            }
        }
        files.sort_unstable();
        Ok(files)
    }

    fn load<I, T>(
        &self,
        folder: Folder,
        ending: &str,
        digest: fn(&[u8]) -> I,
        parse: fn(&[u8]) -> Result<T, FormatError>,
    ) -> Result<Loaded<I, T>, StoreError>
    where
        I: Ord + Send + ToString,
        T: Send,
    {
        type Read<I, T> = Result<(String, Result<(I, T), Damage>), StoreError>;
        let read_one = |path: String| -> Read<I, T> {
            let failed = |source| StoreError::Io { what: "read", path: path.clone(), source };
            let bytes = self.storage.read(&path).map_err(failed)?;
            let checked = check(&path, &bytes, ending, digest, parse);
            Ok((path, checked))
        };
        let files = self.files(folder)?;
        let read: Result<Vec<_>, StoreError> = files.into_par_iter().map(read_one).collect();
        let mut loaded = Loaded { sound: BTreeMap::new(), damaged: Vec::new() };
        for (path, checked) in read? {
            match checked {
                Ok((id, value)) => drop(loaded.sound.insert(id, (path, value))),
                Err(damage) => loaded.damaged.push((path, damage)),
            }
        }
        Ok(loaded)
    }
}

/// Believes a file only when its bytes have the digest that is its name, and parse.
fn check<I: ToString, T>(
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
