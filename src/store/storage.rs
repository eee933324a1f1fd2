//! The wall between the store and what holds its files.

use std::io;
use std::io::Read;

use crate::seeds::Stamp;

/// Holds files under relative paths with `/` between their parts. What is written appears whole
/// under its name or not at all.
pub trait Storage: Sync {
    /// Opens a file for reading.
    ///
    /// # Errors
    /// `NotFound` when there is none; else what the system says.
    fn open(&self, path: &str) -> io::Result<Box<dyn Read + '_>>;

    /// Reads a whole file.
    ///
    /// # Errors
    /// As [`Storage::open`].
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open(path)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Reads `length` bytes of a file from `start` on; fewer where it ends before.
    ///
    /// # Errors
    /// As [`Storage::open`].
    fn read_part(&self, path: &str, start: u64, length: usize) -> io::Result<Vec<u8>> {
        let bytes = self.read(path)?;
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let part = bytes.into_iter().skip(start).take(length);
        Ok(part.collect())
    }

    /// Names in a folder, sorted; folders end in `/`. A folder that is not there is empty.
    ///
    /// # Errors
    /// What the system says.
    fn list(&self, folder: &str) -> io::Result<Vec<String>>;

    /// What can be told of a file without reading it; none when it is not there.
    fn stamp(&self, path: &str) -> Option<Stamp>;

    /// The stamps of many files, in their order; those of one folder are best beside each other.
    fn stamps(&self, paths: &[String]) -> Vec<Option<Stamp>> {
        paths.iter().map(|path| self.stamp(path)).collect()
    }

    /// Writes everything that `content` gives, replacing what was there. Durable only after
    /// [`Storage::sync`].
    ///
    /// # Errors
    /// What the system or `content` says; then nothing is at `path` that was not there before.
    fn write(&self, path: &str, content: &mut dyn Read) -> io::Result<()>;

    /// Writes a file and makes it durable before it returns.
    ///
    /// # Errors
    /// As [`Storage::write`].
    fn write_durably(&self, path: &str, bytes: &[u8]) -> io::Result<()>;

    /// Takes a file away and makes that durable before it returns; folders that it leaves empty go
    /// as well.
    ///
    /// # Errors
    /// `NotFound` when there is none; else what the system says.
    fn remove(&self, path: &str) -> io::Result<()>;

    /// Makes everything written so far durable.
    ///
    /// # Errors
    /// What the system says.
    fn sync(&self) -> io::Result<()>;

    /// Removes the temporaries that a killed writer left.
    ///
    /// # Errors
    /// What the system says.
    fn clean(&self) -> io::Result<()>;
}
