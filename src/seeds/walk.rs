//! Walking `seeds/`.

use std::cmp::Ordering;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::FileTypeExt;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::path::PathBuf;

use rayon::iter::IndexedParallelIterator;
use rayon::iter::IntoParallelIterator;
use rayon::iter::ParallelIterator;

use super::excludes::Excludes;
use crate::id::SeedPath;

/// What the file system says of a file, to tell whether it may have changed since it was hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// Length in bytes.
    pub bytes: u64,
    /// Last modification, in nanoseconds since 1970, or the nearest there is (1677 to 2262).
    pub modified: i64,
    /// Last change of the inode, in nanoseconds since 1970, or the nearest there is.
    pub changed: i64,
    /// The inode's number.
    pub inode: u64,
}

impl Stamp {
    /// Reads the stamp out of a file's metadata.
    #[must_use]
    pub fn of(metadata: &fs::Metadata) -> Self {
        let nanoseconds =
            |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
        Self {
            bytes: metadata.len(),
            modified: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
            changed: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
            inode: metadata.ino(),
        }
    }

    /// The same, out of what the system call itself tells.
    #[cfg(all(target_os = "linux", target_pointer_width = "64"))]
    pub(crate) fn of_stat(stat: &rustix::fs::Stat) -> Self {
        let nanoseconds = |seconds: i64, rest: u64| {
            let rest = i64::try_from(rest).unwrap_or(0);
            seconds.saturating_mul(1_000_000_000).saturating_add(rest)
        };
        Self {
            bytes: u64::try_from(stat.st_size).unwrap_or(0),
            modified: nanoseconds(stat.st_mtime, stat.st_mtime_nsec),
            changed: nanoseconds(stat.st_ctime, stat.st_ctime_nsec),
            inode: stat.st_ino,
        }
    }
}

/// A file under `seeds/` that can be recorded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SeedFile {
    /// Where it lies.
    pub path: SeedPath,
    /// What the file system says of it.
    pub stamp: Stamp,
}

/// Why something under `seeds/` cannot be recorded.
#[derive(Debug)]
#[non_exhaustive]
pub enum SkipReason {
    /// Its name is not UTF-8.
    Name,
    /// A symbolic link that leads out of `seeds/`.
    LinkLeaves,
    /// A symbolic link to nothing, to a folder, or in a circle.
    LinkBroken,
    /// A FIFO, socket or device.
    Special(&'static str),
    /// The system refused to tell about it.
    Unreadable(io::Error),
}

/// Something under `seeds/` that cannot be recorded.
#[derive(Debug)]
pub struct Skipped {
    /// Where it lies, as well as its name can be shown, relative to the project's root.
    pub path: String,
    /// Why.
    pub reason: SkipReason,
    /// Whether whole seeds may lie below it, so that absence proves nothing.
    pub hides_seeds: bool,
}

/// What lies under `seeds/`, sorted by path.
#[derive(Debug, Default)]
pub struct Walk {
    /// Files that can be recorded.
    pub files: Vec<SeedFile>,
    /// What cannot.
    pub skipped: Vec<Skipped>,
}

/// Why `seeds/` cannot be walked at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WalkError {
    /// There is no such folder.
    #[error("there is no folder {}", folder.display())]
    Missing {
        /// The folder that was looked for.
        folder: PathBuf,
    },
    /// The folder is a file or a link.
    #[error("{} is not a folder", folder.display())]
    NotAFolder {
        /// What was found.
        folder: PathBuf,
    },
    /// The folder cannot be read.
    #[error("cannot read {}", folder.display())]
    Unreadable {
        /// The folder.
        folder: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A pattern of excluded files is no pattern.
    #[error("not a pattern: {pattern:?}")]
    Exclude {
        /// The pattern as it was given.
        pattern: String,
        /// Why.
        #[source]
        source: Box<ignore::Error>,
    },
}

/// Walks `seeds/` below the project's `root`, following no link out of it.
///
/// # Errors
/// When the folder is missing, is no folder, or cannot be read. What goes wrong below it is told
/// in [`Walk::skipped`].
pub fn walk(root: &Path, excludes: &Excludes) -> Result<Walk, WalkError> {
    let folder = root.join(SeedPath::FOLDER);
    let metadata = fs::symlink_metadata(&folder).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => WalkError::Missing { folder: folder.clone() },
        _ => WalkError::Unreadable { folder: folder.clone(), source },
    })?;
    if !metadata.is_dir() {
        return Err(WalkError::NotAFolder { folder });
    }
    let unreadable = |source| WalkError::Unreadable { folder: folder.clone(), source };
    let real_folder = fs::canonicalize(&folder).map_err(unreadable)?;
    let names = list(&folder).map_err(unreadable)?;
    let walker = Walker { root, real_folder, excludes };
    let mut walked = walker.visit_all(SeedPath::FOLDER, names);
    debug_assert!(walked.files.is_sorted(), "folders are listed in the order of the paths in them");
    walked.skipped.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(walked)
}

/// What lies in a folder.
fn list(folder: &Path) -> io::Result<Vec<Found>> {
    let found = |entry: io::Result<fs::DirEntry>| {
        let entry = entry?;
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        Ok(Found { name: entry.file_name(), is_folder, entry })
    };
    let mut all: Vec<Found> = fs::read_dir(folder)?.map(found).collect::<io::Result<_>>()?;
    all.sort_unstable_by(Found::compare);
    Ok(all)
}

/// A name in a folder.
struct Found {
    name: OsString,
    is_folder: bool,
    entry: fs::DirEntry,
}

impl Found {
    /// Sorts a folder where the paths of what lies in it belong.
    fn compare(&self, other: &Self) -> Ordering {
        let (one, two) = (self.name.as_bytes(), other.name.as_bytes());
        let length = one.len().min(two.len());
        let (start, rest) = one.split_at(length);
        let (other_start, other_rest) = two.split_at(length);
        let next = |rest: &[u8], is_folder: bool| {
            rest.first().copied().or(if is_folder { Some(b'/') } else { None })
        };
        let of_rest = || next(rest, self.is_folder).cmp(&next(other_rest, other.is_folder));
        start.cmp(other_start).then_with(of_rest)
    }
}

struct Walker<'a> {
    root: &'a Path,
    real_folder: PathBuf,
    excludes: &'a Excludes,
}

impl Walker<'_> {
    fn visit_all(&self, parent: &str, entries: Vec<Found>) -> Walk {
        let visit = |mut walked: Walk, entry: Found| {
            self.visit(parent, &entry, &mut walked);
            walked
        };
        let join = |mut one: Walk, other: Walk| {
            one.files.extend(other.files);
            one.skipped.extend(other.skipped);
            one
        };
        entries
            .into_par_iter()
            .with_min_len(64)
            .fold(Walk::default, visit)
            .reduce(Walk::default, join)
    }

    fn visit(&self, parent: &str, found: &Found, walked: &mut Walk) {
        let Found { name, is_folder, entry } = found;
        let is_folder = *is_folder;
        let shown = || format!("{parent}/{}", name.to_string_lossy());
        let path = name.to_str().map(|name| SeedPath::new([parent, "/", name].concat()));
        let Some(Ok(path)) = path else {
            let (path, reason) = (shown(), SkipReason::Name);
            walked.skipped.push(Skipped { path, reason, hides_seeds: is_folder });
            return;
        };
        let mut skip = |reason, hides_seeds| {
            walked.skipped.push(Skipped { path: shown(), reason, hides_seeds });
        };
        if self.excludes.names(path.inside(), is_folder) {
            return;
        }
        if is_folder {
            return match list(&entry.path()) {
                Ok(entries) => {
                    let below = self.visit_all(path.as_str(), entries);
                    walked.files.extend(below.files);
                    walked.skipped.extend(below.skipped);
                }
                Err(error) => skip(SkipReason::Unreadable(error), true),
            };
        }
        match self.stamp(&path, entry) {
            Ok(stamp) => walked.files.push(SeedFile { path, stamp }),
            Err(reason) => skip(reason, false),
        }
    }

    fn stamp(&self, path: &SeedPath, entry: &fs::DirEntry) -> Result<Stamp, SkipReason> {
        let mut metadata = entry.metadata().map_err(SkipReason::Unreadable)?;
        if metadata.is_symlink() {
            let target = path.below(self.root);
            let real = fs::canonicalize(&target).map_err(|_no_target| SkipReason::LinkBroken)?;
            if !real.starts_with(&self.real_folder) {
                return Err(SkipReason::LinkLeaves);
            }
            metadata = fs::metadata(&real).map_err(|_no_target| SkipReason::LinkBroken)?;
        }
        let kind = metadata.file_type();
        match () {
            () if kind.is_file() => Ok(Stamp::of(&metadata)),
            () if kind.is_dir() => Err(SkipReason::LinkBroken),
            () if kind.is_fifo() => Err(SkipReason::Special("a FIFO")),
            () if kind.is_socket() => Err(SkipReason::Special("a socket")),
            () => Err(SkipReason::Special("a device")),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::Excludes;
    use super::SkipReason;
    use super::WalkError;
    use super::walk;

    fn walk_in(root: &std::path::Path) -> super::Walk {
        walk(root, &Excludes::new(&[".*"]).unwrap()).unwrap()
    }

    #[test]
    fn files_are_found_at_every_depth_in_order() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("seeds/b/c")).unwrap();
        for file in ["seeds/z.txt", "seeds/b/c/a.txt", "seeds/b/.hidden", "seeds/.git"] {
            fs::write(root.path().join(file), "x").unwrap();
        }
        let paths: Vec<String> =
            walk_in(root.path()).files.iter().map(|file| file.path.to_string()).collect();
        assert_eq!(paths, ["seeds/b/c/a.txt", "seeds/z.txt"]);
    }

    #[test]
    fn a_link_is_followed_inside_the_seeds_and_refused_outside() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("seeds")).unwrap();
        fs::write(root.path().join("secret"), "s").unwrap();
        fs::write(root.path().join("seeds/real.txt"), "r").unwrap();
        symlink("real.txt", root.path().join("seeds/inside.txt")).unwrap();
        symlink("../secret", root.path().join("seeds/outside.txt")).unwrap();
        symlink("nowhere", root.path().join("seeds/broken.txt")).unwrap();
        let walked = walk_in(root.path());
        assert_eq!(walked.files.len(), 2);
        assert!(matches!(walked.skipped[0].reason, SkipReason::LinkBroken));
        assert!(matches!(walked.skipped[1].reason, SkipReason::LinkLeaves));
    }

    #[test]
    fn a_fifo_is_told_and_not_opened() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("seeds")).unwrap();
        let path = root.path().join("seeds/pipe");
        let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
        rustix::fs::mkfifoat(rustix::fs::CWD, &path, mode).unwrap();
        let walked = walk_in(root.path());
        assert!(matches!(walked.skipped[0].reason, SkipReason::Special("a FIFO")));
    }

    #[test]
    fn a_missing_folder_is_an_error_and_not_an_empty_walk() {
        let root = tempfile::tempdir().unwrap();
        let error = walk(root.path(), &Excludes::new::<&str>(&[]).unwrap()).unwrap_err();
        assert!(matches!(error, WalkError::Missing { .. }));
    }
}
