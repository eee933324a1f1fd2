//! A temporary project: its own home, git identity, clock and width.

use std::cell::Cell;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::rc::Rc;

use serde_json::Value;
use tempfile::TempDir;

/// The seeds of this repository.
pub(crate) const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");

/// The binary under test.
pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_provenance");

/// What a command printed and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    /// Everything a person sees, for expected outputs.
    pub(crate) fn screen(&self) -> String {
        let errors = match self.stderr.as_str() {
            "" => String::new(),
            text => format!("--- stderr\n{text}"),
        };
        format!("{}{errors}--- exit {}\n", self.stdout, self.status)
    }

    /// Whether a text stands on the screen, however its lines were wrapped.
    pub(crate) fn says(&self, text: &str) -> bool {
        let squeeze = |text: &str| text.split_whitespace().collect::<String>();
        squeeze(&self.screen()).contains(&squeeze(text))
    }

    #[track_caller]
    pub(crate) fn expect(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{}", self.screen());
        self
    }

    #[track_caller]
    pub(crate) fn json(self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// A folder with or without git; every run of the binary is one minute after the one before.
#[derive(Debug)]
pub(crate) struct Project {
    _home: Rc<TempDir>,
    home: PathBuf,
    pub(crate) root: PathBuf,
    minute: Cell<u32>,
}

impl Project {
    /// An empty folder that is no repository.
    pub(crate) fn without_git() -> Self {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("project");
        fs::create_dir(&root).unwrap();
        Self { home: home.path().to_path_buf(), _home: Rc::new(home), root, minute: Cell::new(0) }
    }

    /// A repository with one commit that holds what `init` makes.
    pub(crate) fn new() -> Self {
        let project = Self::without_git();
        project.git(&["init", "-q", "-b", "main"]);
        project.run(&["init"]).expect(0);
        project.commit("init");
        project
    }

    /// A repository with the five seeds, recorded and committed.
    pub(crate) fn with_seeds() -> Self {
        let project = Self::new();
        for entry in fs::read_dir(SEEDS).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), project.root.join("seeds").join(entry.file_name())).unwrap();
        }
        project.run(&["snapshot"]).expect(0);
        project.commit("seeds");
        project
    }

    /// The same home and clock, in another folder.
    pub(crate) fn at(self, folder: &str) -> Self {
        Self { root: self.home.join(folder), ..self }
    }

    /// Another project of the same home.
    pub(crate) fn beside(&self, folder: &str) -> Self {
        let root = self.home.join(folder);
        let minute = self.minute.clone();
        Self { _home: Rc::clone(&self._home), home: self.home.clone(), root, minute }
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    pub(crate) fn rename(&self, old: &str, new: &str) {
        fs::create_dir_all(self.path(new).parent().unwrap()).unwrap();
        fs::rename(self.path(old), self.path(new)).unwrap();
    }

    /// Replaces words in a file.
    pub(crate) fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} does not hold {old:?}");
        self.write(path, text.replace(old, new));
    }

    /// A program in the project's folder, seeing nothing of this machine's settings.
    pub(crate) fn command(&self, program: &str) -> Command {
        #[allow(clippy::disallowed_methods, reason = "programs are found as usual")]
        let programs = std::env::var_os("PATH").unwrap();
        let mut command = Command::new(program);
        command
            .current_dir(&self.root)
            .env_clear()
            .env("PATH", programs)
            .env("HOME", &self.home)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_NAME", "Ada")
            .env("GIT_AUTHOR_EMAIL", "ada@example.org")
            .env("GIT_COMMITTER_NAME", "Ada")
            .env("GIT_COMMITTER_EMAIL", "ada@example.org")
            .env("GIT_AUTHOR_DATE", "2026-11-22T09:00:00Z")
            .env("GIT_COMMITTER_DATE", "2026-11-22T09:00:00Z")
            .env("COLUMNS", "80");
        command
    }

    /// Runs the binary.
    #[must_use]
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.minute.set(self.minute.get() + 1);
        let (hour, minute) = (9 + self.minute.get() / 60, self.minute.get() % 60);
        self.run_at(&format!("2026-11-22T{hour:02}:{minute:02}:00Z"), arguments)
    }

    /// Runs the binary at a given time.
    #[must_use]
    pub(crate) fn run_at(&self, now: &str, arguments: &[&str]) -> Ran {
        let mut command = self.command(BINARY);
        let output = command.env("PROVENANCE_NOW", now).args(arguments).output().unwrap();
        Ran {
            status: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs the binary with JSON output and a given exit code.
    #[track_caller]
    pub(crate) fn json(&self, status: i32, arguments: &[&str]) -> Value {
        let arguments = [arguments, &["--format", "json"]].concat();
        self.run(&arguments).expect(status).json()
    }

    /// Runs the binary, expecting it to succeed and to print JSON of its own accord.
    #[track_caller]
    pub(crate) fn json_of(&self, arguments: &[&str]) -> Value {
        self.run(arguments).expect(0).json()
    }

    /// Runs git and expects it to succeed.
    #[track_caller]
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let output = self.command("git").args(arguments).output().unwrap();
        let shown = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "git {arguments:?}: {shown}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Runs git, whatever comes of it; whether it succeeded.
    pub(crate) fn try_git(&self, arguments: &[&str]) -> bool {
        self.command("git").args(arguments).output().unwrap().status.success()
    }

    /// Commits everything.
    #[track_caller]
    pub(crate) fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", message]);
    }

    /// Paths of all files below a folder, sorted.
    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let mut found = Vec::new();
        collect(&self.path(folder), &mut found);
        let shown =
            |path: PathBuf| path.strip_prefix(&self.root).unwrap().to_str().unwrap().to_owned();
        let mut files: Vec<String> = found.into_iter().map(shown).collect();
        files.sort();
        files
    }

    /// The paths that git calls unmerged.
    pub(crate) fn unmerged(&self) -> Vec<String> {
        let listed = self.git(&["diff", "--name-only", "--diff-filter=U"]);
        listed.lines().map(ToOwned::to_owned).collect()
    }
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else {
            found.push(path);
        }
    }
}
