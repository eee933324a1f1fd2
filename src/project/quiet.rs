//! Telling at once that nothing changed.
//!
//! After a snapshot that left nothing open, one digest stands for everything that it looked at:
//! names and stamps of all seeds, of the store's runs, statements and sentence hashes, of its objects, of git's
//! index and of the configuration. While that digest is the same, the next snapshot need not even
//! read the history. A cache like the others: `verify` never asks it, and it may vanish.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::cached::pack_stamp;
use super::config::Config;
use super::open::Project;
use super::open::SNAPSHOTS;
use crate::history::Pack;
use crate::seeds::Stamp;
use crate::seeds::Walk;
use crate::store::Folder;

/// Bytes that are collected before they are hashed.
const WAITING_BYTES: usize = 64 << 10;

/// Nanoseconds that must have passed since others last changed anything, as stamps are coarse.
const SETTLING: i64 = 100_000_000;

/// What a quiet state looks like, and what is told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quiet {
    /// Stands for all names and stamps.
    pub(super) digest: [u8; 32],
    pub(super) seeds: u64,
    /// When the last run was recorded, in seconds since 1970.
    pub(super) last_recorded: i64,
}

/// Collects names and stamps into one digest.
struct Collector {
    hasher: blake3::Hasher,
    /// What is to be hashed next: many small pieces are slow to hash one by one.
    waiting: Vec<u8>,
    newest: i64,
}

/// What a walk saw, in little memory.
#[derive(Debug)]
pub(super) struct Seen {
    /// Stands for the names and stamps of all files.
    digest: [u8; 32],
    /// The last change of any of them.
    newest: i64,
    files: usize,
    /// Whether something could not be looked at.
    pub(super) has_skipped: bool,
}

impl Seen {
    /// What a walk saw.
    pub(super) fn of(walk: &Walk) -> Self {
        let mut collector = Collector::new();
        for file in &walk.files {
            collector.add_foreign(file.path.as_str(), Some(file.stamp));
        }
        Self {
            newest: collector.newest,
            digest: collector.finish(),
            files: walk.files.len(),
            has_skipped: !walk.skipped.is_empty(),
        }
    }
}

impl Collector {
    fn new() -> Self {
        Self {
            hasher: blake3::Hasher::new(),
            waiting: Vec::with_capacity(2 * WAITING_BYTES),
            newest: i64::MIN,
        }
    }

    fn add(&mut self, name: &str, stamp: Option<Stamp>) {
        if self.waiting.len() > WAITING_BYTES {
            self.hasher.update(&self.waiting);
            self.waiting.clear();
        }
        self.waiting.put_bytes(name.as_bytes());
        self.waiting.push(u8::from(stamp.is_some()));
        stamp.iter().for_each(|stamp| pack_stamp(stamp, &mut self.waiting));
    }

    fn finish(mut self) -> [u8; 32] {
        self.hasher.update(&self.waiting);
        *self.hasher.finalize().as_bytes()
    }

    /// Adds a file that others write: it must not have changed just now.
    fn add_foreign(&mut self, name: &str, stamp: Option<Stamp>) {
        self.add(name, stamp);
        self.newest = self.newest.max(stamp.map_or(i64::MIN, |stamp| stamp.changed));
    }

    fn add_path(&mut self, path: &Path) {
        self.add(&path.to_string_lossy(), stamp_of(path));
    }

    fn add_folder(&mut self, folder: &Path) {
        let mut names: Vec<_> = fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .collect();
        names.sort_unstable();
        names.iter().for_each(|path| self.add_path(path));
    }
}

fn stamp_of(path: &Path) -> Option<Stamp> {
    fs::symlink_metadata(path).ok().map(|metadata| Stamp::of(&metadata))
}

impl Project {
    /// What the seeds and everything else that a snapshot looks at look like now; none when
    /// something changed too recently to be sure of.
    pub(super) fn quiet_digest(&self, seen: &Seen) -> Option<[u8; 32]> {
        let mut collector = Collector::new();
        collector.waiting.extend_from_slice(&seen.digest);
        collector.newest = seen.newest;
        let store = self.root.join(SNAPSHOTS);
        for folder in [Folder::Runs, Folder::Statements, Folder::Hashes] {
            let months = store.join(folder.name());
            collector.add_folder(&months);
            let below: Vec<_> = fs::read_dir(&months).into_iter().flatten().flatten().collect();
            let mut below: Vec<_> = below.into_iter().map(|entry| entry.path()).collect();
            below.sort_unstable();
            below.iter().for_each(|month| collector.add_folder(month));
        }
        let objects = store.join(Folder::Objects.name());
        collector.add_folder(&objects);
        if seen.files <= self.objects_looked_at {
            let mut fans: Vec<_> = fs::read_dir(&objects)
                .into_iter()
                .flatten()
                .flatten()
                .map(|fan| fan.path())
                .collect();
            fans.sort_unstable();
            fans.iter().for_each(|fan| collector.add_folder(fan));
        }
        collector.add_foreign(Config::FILE, stamp_of(&self.root.join(Config::FILE)));
        if let Some(repository) = &self.repository {
            collector.add_foreign("index", stamp_of(&repository.git_dir().join("index")));
        }
        collector.waiting.extend_from_slice(self.rules.id().as_bytes());
        let now = self.file_system_time()?;
        (collector.newest.saturating_add(SETTLING) < now).then(|| collector.finish())
    }

    /// A stamp from before this time, in nanoseconds since 1970, proves that its file did not
    /// change since; none when the time cannot be told.
    pub(super) fn settled_before(&self) -> Option<i64> {
        self.file_system_time().map(|now| now.saturating_sub(SETTLING))
    }

    /// Waits until a stamp from `changed` proves something, a tenth of a second at most: after a
    /// large run that is shorter than reading everything again.
    pub(super) fn wait_until_settled(&self, changed: i64) {
        let rest = |now: i64| changed.saturating_add(SETTLING + 1).saturating_sub(now);
        let rest = self.file_system_time().map_or(0, rest).clamp(0, SETTLING + 1);
        std::thread::sleep(Duration::from_nanos(rest.unsigned_abs()));
    }

    /// The time by the clock that stamps are taken from.
    fn file_system_time(&self) -> Option<i64> {
        let probe = self.state_folder().join("now");
        fs::create_dir_all(self.state_folder()).ok()?;
        fs::write(&probe, b"").ok()?;
        let stamp = fs::metadata(&probe).ok().map(|metadata| Stamp::of(&metadata));
        drop(fs::remove_file(&probe));
        stamp.map(|stamp| stamp.changed)
    }

    /// The quiet state that was remembered last.
    pub(super) fn remembered_quiet(&self) -> Option<Quiet> {
        let bytes = fs::read(self.state_folder().join("quiet")).ok()?;
        let (body, check) = bytes.split_last_chunk::<32>()?;
        if blake3::hash(body).as_bytes() != check {
            return None;
        }
        let (digest, rest) = body.split_first_chunk::<32>()?;
        let (seeds, rest) = rest.split_first_chunk::<8>()?;
        let last_recorded = i64::from_le_bytes(rest.try_into().ok()?);
        Some(Quiet { digest: *digest, seeds: u64::from_le_bytes(*seeds), last_recorded })
    }

    /// Makes the next snapshot look at everything.
    pub(super) fn forget_quiet(&self) {
        drop(fs::remove_file(self.state_folder().join("quiet")));
    }

    /// Remembers a quiet state; a failure only costs time at the next run.
    pub(super) fn remember_quiet(&self, quiet: &Quiet) {
        let mut bytes = quiet.digest.to_vec();
        bytes.extend_from_slice(&quiet.seeds.to_le_bytes());
        bytes.extend_from_slice(&quiet.last_recorded.to_le_bytes());
        let check = blake3::hash(&bytes);
        bytes.extend_from_slice(check.as_bytes());
        let path = self.state_folder().join("quiet");
        let temporary = path.with_extension("new");
        if fs::write(&temporary, bytes).is_ok() {
            drop(fs::rename(temporary, path));
        }
    }
}
