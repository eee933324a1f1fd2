//! Whole processes on made documents, beside git: first snapshot, nothing changed, one per cent
//! changed, verify. `DOCUMENTS=100000 cargo bench --bench store`; nothing made is kept.

#![allow(clippy::print_stdout, reason = "a benchmark reports to the terminal")]

use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Documents when nothing says how many.
const DOCUMENTS: usize = 10_000;

/// Words in one document: about 5.5 kB.
const WORDS: usize = 800;

/// A generator of numbers from a fixed seed (xorshift64*).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(number).unwrap_or(0) % limit.max(1)
    }

    fn word(&mut self) -> String {
        let length = 2 + self.below(9);
        (0..length).map(|_| char::from(b'a' + u8::try_from(self.below(26)).unwrap_or(0))).collect()
    }
}

fn make(folder: &Path, count: usize) -> std::io::Result<()> {
    let mut numbers = Numbers(7);
    let words: Vec<String> = (0..5000).map(|_| numbers.word()).collect();
    for index in 0..count {
        let below = folder.join(format!("seeds/{:03}", index % 200));
        std::fs::create_dir_all(&below)?;
        let mut text = String::new();
        for at in 0..WORDS {
            let word = words.get(numbers.below(words.len())).map_or("", String::as_str);
            let end = if at % 100 == 99 { ".\n\n" } else { " " };
            text.push_str(word);
            text.push_str(end);
        }
        std::fs::write(below.join(format!("{index:06}.txt")), text)?;
    }
    Ok(())
}

/// Appends a word to every hundredth document.
fn change(folder: &Path, count: usize) -> std::io::Result<()> {
    for index in (0..count).step_by(100) {
        let path = folder.join(format!("seeds/{:03}/{index:06}.txt", index % 200));
        let text = std::fs::read_to_string(&path)?;
        std::fs::write(path, text + "changed\n")?;
    }
    Ok(())
}

/// Runs a command in a folder and prints its wall time.
fn time(name: &str, folder: &Path, program: &str, arguments: &[&str]) {
    let start = Instant::now();
    let output = Command::new(program).args(arguments).current_dir(folder).output();
    let ended = output.as_ref().map(|output| output.status);
    let is_fine = ended.as_ref().is_ok_and(std::process::ExitStatus::success);
    let note = match ended {
        Ok(_) if is_fine => String::new(),
        Ok(status) => format!("  (ended with {:?}, signal {:?})", status.code(), status.signal()),
        Err(error) => format!("  (not run: {error})"),
    };
    println!("{name:34}{:8.2} s{note}", start.elapsed().as_secs_f64());
}

fn main() -> std::io::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "a bench takes its size from the environment")]
    let count = std::env::var("DOCUMENTS").ok().and_then(|text| text.parse().ok());
    let count = count.unwrap_or(DOCUMENTS);
    let (ours, theirs) = (tempfile::tempdir()?, tempfile::tempdir()?);
    make(ours.path(), count)?;
    make(theirs.path(), count)?;
    let (ours, theirs) = (ours.path(), theirs.path());
    let provenance = env!("CARGO_BIN_EXE_provenance");
    let commit: &[&str] =
        &["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "x"];
    println!("{count} documents of about {} kB", WORDS * 7 / 1000);
    time("git init", theirs, "git", &["init", "-q"]);
    time("git init (ours)", ours, "git", &["init", "-q"]);
    time("cp -r", theirs, "cp", &["-r", "seeds", "copy"]);
    std::fs::remove_dir_all(theirs.join("copy"))?;
    time("first: provenance snapshot", ours, provenance, &["snapshot"]);
    time("first: git add", theirs, "git", &["add", "-A"]);
    time("first: git commit", theirs, "git", commit);
    std::thread::sleep(std::time::Duration::from_secs(1));
    time("nothing changed: snapshot, again", ours, provenance, &["snapshot"]);
    time("nothing changed: snapshot", ours, provenance, &["snapshot"]);
    time("nothing changed: git status", theirs, "git", &["status", "--short"]);
    time("verify", ours, provenance, &["verify"]);
    time("git fsck --full", theirs, "git", &["fsck", "--full"]);
    change(ours, count)?;
    change(theirs, count)?;
    time("1 % changed: snapshot", ours, provenance, &["snapshot"]);
    time("1 % changed: git add", theirs, "git", &["add", "-A"]);
    time("1 % changed: git commit", theirs, "git", commit);
    Ok(())
}
