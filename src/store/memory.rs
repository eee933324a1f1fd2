//! Files in memory, for tests and for users of the library without a disk.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::io;
use std::io::Cursor;
use std::io::Read;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use super::storage::Storage;
use crate::seeds::Stamp;

/// Files in memory.
#[derive(Debug, Default)]
pub struct MemoryStorage(Mutex<BTreeMap<String, Vec<u8>>>);

impl MemoryStorage {
    fn files(&self) -> MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Storage for MemoryStorage {
    fn open(&self, path: &str) -> io::Result<Box<dyn Read + '_>> {
        let bytes = self.files().get(path).cloned();
        Ok(Box::new(Cursor::new(bytes.ok_or(io::ErrorKind::NotFound)?)))
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let prefix = format!("{folder}/");
        let names: BTreeSet<String> = self
            .files()
            .keys()
            .filter_map(|path| path.strip_prefix(&prefix))
            .map(|inside| match inside.split_once('/') {
                Some((name, _)) => format!("{name}/"),
                None => inside.to_owned(),
            })
            .collect();
        Ok(names.into_iter().collect())
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        let bytes = self.files().get(path)?.len() as u64;
        Some(Stamp { bytes, modified: 0, changed: 0, inode: 0 })
    }

    fn write(&self, path: &str, content: &mut dyn Read) -> io::Result<()> {
        let mut bytes = Vec::new();
        content.read_to_end(&mut bytes)?;
        self.files().insert(path.to_owned(), bytes);
        Ok(())
    }

    fn write_durably(&self, path: &str, mut bytes: &[u8]) -> io::Result<()> {
        self.write(path, &mut bytes)
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        match self.files().remove(path) {
            Some(_) => Ok(()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn sync(&self) -> io::Result<()> {
        Ok(())
    }

    fn clean(&self) -> io::Result<()> {
        Ok(())
    }
}
