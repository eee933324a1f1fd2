//! Files of a folder.

use std::ffi::OsString;
use std::fs;
use std::fs::File;
use std::io;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;
use std::path::Path;
use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
use rayon::iter::ParallelIterator;
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
use rayon::slice::ParallelSlice;
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
use rustix::fs::AtFlags;
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
use rustix::fs::Mode;
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
use rustix::fs::OFlags;

use super::layout::TEMPORARY;
use super::storage::Storage;
use crate::seeds::Stamp;

/// Files below a folder, `snapshots/`.
#[derive(Debug)]
pub struct DiskStorage {
    root: PathBuf,
    next_temporary: AtomicU64,
}

impl DiskStorage {
    /// Takes the folder; it is made when something is first written.
    #[must_use]
    pub fn new(root: PathBuf) -> Self {
        Self { root, next_temporary: AtomicU64::new(0) }
    }

    /// Fills a fresh temporary file; gives its path and the open file.
    fn fill_temporary(&self, content: &mut dyn Read) -> io::Result<(PathBuf, File)> {
        let folder = self.root.join(TEMPORARY);
        let number = self.next_temporary.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("{}-{number}", std::process::id()));
        let create = || File::options().write(true).create(true).truncate(true).open(&path);
        let mut file = match create() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                make_folders(&folder)?;
                create()?
            }
            other => other?,
        };
        match io::copy(content, &mut file) {
            Ok(_) => Ok((path, file)),
            Err(error) => {
                drop(file);
                remove_quietly(&path);
                Err(error)
            }
        }
    }

    /// Puts a finished temporary in its place, making folders as needed. Gives the folders that
    /// were made.
    fn place(&self, temporary: &Path, path: &str) -> io::Result<Vec<PathBuf>> {
        let target = self.root.join(path);
        let mut made = Vec::new();
        let rename = || again(|| fs::rename(temporary, &target));
        let renamed = match rename() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let folder = target.parent().unwrap_or(&self.root);
                let missing = folder.ancestors().take_while(|folder| !folder.exists());
                made.extend(missing.map(Path::to_path_buf));
                make_folders(folder).and_then(|()| rename())
            }
            other => other,
        };
        if renamed.is_err() {
            remove_quietly(temporary);
        }
        renamed.map(|()| made)
    }
}

/// How many stamps one thread looks at before others may.
#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
const STAMPS_AT_ONCE: usize = 512;

#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
impl DiskStorage {
    /// The stamps of files that lie in one folder, which is looked up once.
    fn stamps_in(&self, paths: &[String]) -> Vec<Option<Stamp>> {
        let folder = paths.first().map_or("", |path| parent(path));
        let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let opened = rustix::fs::open(self.root.join(folder), flags, Mode::empty());
        let stamp = |path: &String| match (&opened, path.rsplit('/').next()) {
            (Ok(opened), Some(name)) => {
                let stat = rustix::fs::statat(opened, name, AtFlags::SYMLINK_NOFOLLOW).ok()?;
                Some(Stamp::of_stat(&stat))
            }
            _ => self.stamp(path),
        };
        paths.iter().map(stamp).collect()
    }
}

/// Tries a system call again as long as signals interrupt it; the standard library does so for
/// reading and writing only.
fn again<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other,
        }
    }
}

/// Makes a folder and those above it.
pub(super) fn make_folders(folder: &Path) -> io::Result<()> {
    again(|| fs::create_dir_all(folder))
}

/// Cleaning up after another error: that one is told, not this.
fn remove_quietly(path: &Path) {
    drop(fs::remove_file(path));
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

impl Storage for DiskStorage {
    fn open(&self, path: &str) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(File::open(self.root.join(path))?))
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        fs::read(self.root.join(path))
    }

    fn read_part(&self, path: &str, start: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut file = File::open(self.root.join(path))?;
        file.seek(SeekFrom::Start(start))?;
        let mut part = vec![0; length];
        file.read_exact(&mut part)?;
        Ok(part)
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(self.root.join(folder)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other?,
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry?;
            let shown = |raw: OsString| raw.to_string_lossy().into_owned();
            let mut name = entry.file_name().into_string().unwrap_or_else(shown);
            if entry.file_type()?.is_dir() {
                name.push('/');
            }
            names.push(name);
        }
        names.sort_unstable();
        Ok(names)
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        fs::symlink_metadata(self.root.join(path)).ok().map(|metadata| Stamp::of(&metadata))
    }

    #[cfg(all(target_os = "linux", target_pointer_width = "64"))]
    fn stamps(&self, paths: &[String]) -> Vec<Option<Stamp>> {
        let parts: Vec<Vec<Option<Stamp>>> = paths
            .par_chunks(STAMPS_AT_ONCE)
            .map(|paths| {
                let folders = paths.chunk_by(|one, next| parent(one) == parent(next));
                folders.flat_map(|paths| self.stamps_in(paths)).collect()
            })
            .collect();
        parts.into_iter().flatten().collect()
    }

    fn write(&self, path: &str, content: &mut dyn Read) -> io::Result<()> {
        let (temporary, file) = self.fill_temporary(content)?;
        drop(file);
        self.place(&temporary, path).map(drop)
    }

    fn write_durably(&self, path: &str, mut bytes: &[u8]) -> io::Result<()> {
        let (temporary, file) = self.fill_temporary(&mut bytes)?;
        if let Err(error) = file.sync_all() {
            remove_quietly(&temporary);
            return Err(error);
        }
        drop(file);
        let made = self.place(&temporary, path)?;
        let target = self.root.join(path);
        sync_folder(target.parent().unwrap_or(&self.root))?;
        made.iter().filter_map(|folder| folder.parent()).try_for_each(sync_folder)
    }

    fn remove(&self, path: &str) -> io::Result<()> {
        let target = self.root.join(path);
        again(|| fs::remove_file(&target))?;
        let above = target.ancestors().skip(1).take_while(|folder| **folder != self.root);
        for folder in above {
            sync_folder(folder)?;
            // A folder that holds something else stays.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    #[cfg(target_os = "linux")]
    fn sync(&self) -> io::Result<()> {
        match File::open(&self.root) {
            Ok(folder) => again(|| Ok(rustix::fs::syncfs(&folder)?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn sync(&self) -> io::Result<()> {
        rustix::fs::sync();
        Ok(())
    }

    fn clean(&self) -> io::Result<()> {
        let folder = self.root.join(TEMPORARY);
        match again(|| fs::remove_dir_all(&folder)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            other => other?,
        }
        // The folder above may still hold a lock; then it stays.
        folder.parent().into_iter().for_each(|above| drop(fs::remove_dir(above)));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::io::Read;

    use super::DiskStorage;
    use super::Storage;

    /// Gives a few bytes and then fails, as a disk or a pipe may.
    struct Failing(usize);

    impl Read for Failing {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::Error::other("broken"));
            }
            self.0 -= 1;
            buffer[0] = b'x';
            Ok(1)
        }
    }

    #[test]
    fn a_write_that_fails_leaves_what_was_there_and_no_temporary() {
        let folder = tempfile::tempdir().unwrap();
        let storage = DiskStorage::new(folder.path().join("snapshots"));
        storage.write("objects/ab/c", &mut &b"old"[..]).unwrap();
        assert!(storage.write("objects/ab/c", &mut Failing(3)).is_err());
        assert_eq!(storage.read("objects/ab/c").unwrap(), b"old");
        assert_eq!(storage.list(".tmp/writing").unwrap(), Vec::<String>::new());
    }

    #[test]
    fn what_is_written_durably_reads_back_and_lists() {
        let folder = tempfile::tempdir().unwrap();
        let storage = DiskStorage::new(folder.path().join("snapshots"));
        storage.write_durably("runs/2026-11/a.jsonl", b"{}\n").unwrap();
        assert_eq!(storage.list("runs").unwrap(), ["2026-11/"]);
        assert_eq!(storage.list("runs/2026-11").unwrap(), ["a.jsonl"]);
        storage.clean().unwrap();
        assert_eq!(storage.read("runs/2026-11/a.jsonl").unwrap(), b"{}\n");
    }
}
