//! One writer at a time.

use std::fs::File;
use std::io;
use std::io::Read;
use std::io::Seek;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use rustix::fs::FlockOperation;
use rustix::fs::flock;

use super::disk::make_folders;

/// Why the lock could not be had.
#[derive(Debug, thiserror::Error)]
#[error("cannot lock {}", path.display())]
pub struct LockError {
    path: PathBuf,
    #[source]
    source: io::Error,
}

impl LockError {
    /// What the system said.
    #[must_use]
    pub const fn cause(&self) -> &io::Error {
        &self.source
    }
}

/// The right to write to a store, held until it is dropped. The kernel gives it back when the
/// process dies, so a killed run leaves no lock behind.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock at `path`, waiting for whoever has it; `on_wait` is told once who that is,
    /// as well as is known.
    ///
    /// # Errors
    /// When the lock file cannot be made or locked.
    pub fn take(path: &Path, on_wait: impl FnOnce(&str)) -> Result<Self, LockError> {
        let failed = |source| LockError { path: path.to_path_buf(), source };
        if let Some(folder) = path.parent() {
            make_folders(folder).map_err(failed)?;
        }
        let mut file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(failed)?;
        if flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
            let mut holder = String::new();
            let is_known = file.read_to_string(&mut holder).is_ok() && !holder.is_empty();
            on_wait(if is_known { holder.trim() } else { "another process" });
            let wait = || flock(&file, FlockOperation::LockExclusive);
            rustix::io::retry_on_intr(wait).map_err(|error| failed(error.into()))?;
        }
        file.rewind().map_err(failed)?;
        file.set_len(0).map_err(failed)?;
        writeln!(file, "process {}", std::process::id()).map_err(failed)?;
        Ok(Self { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;

    use super::Lock;

    #[test]
    fn the_second_writer_waits_and_is_told_for_whom() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("provenance/lock");
        let first = Lock::take(&path, |_| panic!("nobody holds it yet")).unwrap();
        let (told, heard) = mpsc::channel();
        let second = thread::spawn(move || {
            Lock::take(&path, |holder| told.send(holder.to_owned()).unwrap()).unwrap();
        });
        let holder = heard.recv().unwrap();
        assert_eq!(holder, format!("process {}", std::process::id()));
        drop(first);
        second.join().unwrap();
    }
}
