//! Whole processes on made documents, beside git, `cp -r` and `b3sum`: first snapshot, nothing
//! changed, one per cent changed, verify, and the history of one seed in 10,000 runs.
//! `DOCUMENTS=100000 cargo bench --bench store`; nothing made is kept. Processor time and memory
//! are told where `/usr/bin/time` is (GNU time).

#![allow(clippy::print_stdout, reason = "a benchmark reports to the terminal")]

#[path = "../tests/support/numbers.rs"]
mod numbers;

use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use provenance::document::MediaType;
use provenance::id::BlobId;
use provenance::id::ContentId;
use provenance::id::RunId;
use provenance::id::SeedId;
use provenance::id::SeedPath;
use provenance::record::Event;
use provenance::record::Facts;
use provenance::record::Kept;
use provenance::record::Record;
use provenance::record::RecordRef;
use provenance::record::Run;
use provenance::record::RunHeader;
use provenance::store::object_path;
use provenance::store::run_path;

use numbers::Numbers;

/// Documents when nothing says how many.
const DOCUMENTS: usize = 10_000;

/// Words in one document: about 5.5 kB.
const WORDS: usize = 800;

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

/// Runs of one seed, each replacing its text; of the objects only the last one is made, as the
/// history needs none.
fn make_runs(folder: &Path, count: u32) -> Result<(), Box<dyn std::error::Error>> {
    let seed = SeedId::new("001")?;
    let mut before: Option<RunId> = None;
    let start: jiff::Timestamp = "2026-01-01T00:00:00Z".parse()?;
    for number in 1..=count {
        let text = number.to_le_bytes();
        let facts = Facts {
            path: SeedPath::new("seeds/001_1111111111111111.txt")?,
            content: ContentId::of(&text),
            blob: BlobId::of(&text),
            bytes: 4,
            media_type: MediaType::Plain,
            kept: Kept::Bytes,
            limitations: Vec::new(),
            capture: None,
        };
        let predecessors = before.iter().map(|run| RecordRef { run: *run, seed: seed.clone() });
        let record = Record {
            seed: seed.clone(),
            number,
            predecessors: predecessors.collect(),
            event: Event::Version(facts),
        };
        let time = start + jiff::SignedDuration::from_mins(i64::from(number));
        let header = RunHeader::new(time, before.into_iter().collect(), None);
        let bytes = Run { header, records: vec![record] }.to_bytes()?;
        let id = RunId::of(&bytes);
        write(folder, &run_path(id, time), &bytes)?;
        before = Some(id);
    }
    let last = count.to_le_bytes();
    write(folder, &object_path(ContentId::of(&last)), &last)?;
    Ok(())
}

/// Writes a file below `snapshots/`.
fn write(folder: &Path, path: &str, bytes: &[u8]) -> std::io::Result<()> {
    let path = folder.join("snapshots").join(path);
    path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    std::fs::write(path, bytes)
}

/// Runs a command in a folder and prints its wall time and, where they can be had, its processor
/// time and the most memory that it had.
fn time(name: &str, folder: &Path, program: &str, arguments: &[&str]) {
    let gnu_time = Path::new("/usr/bin/time");
    let mut command = match gnu_time.exists() {
        true => {
            let mut command = Command::new(gnu_time);
            command.args(["-f", "%U + %S s of processor time, %M KiB", program]);
            command
        }
        false => Command::new(program),
    };
    let start = Instant::now();
    let output = command.args(arguments).current_dir(folder).output();
    let ended = output.as_ref().map(|output| output.status);
    let is_fine = ended.as_ref().is_ok_and(std::process::ExitStatus::success);
    let note = match ended {
        Ok(_) if is_fine => String::new(),
        Ok(status) => format!("  (ended with {:?}, signal {:?})", status.code(), status.signal()),
        Err(error) => format!("  (not run: {error})"),
    };
    let errors = output.map(|output| String::from_utf8_lossy(&output.stderr).into_owned());
    let used = errors.ok().and_then(|errors| errors.lines().last().map(ToOwned::to_owned));
    let used = used.filter(|_| gnu_time.exists()).unwrap_or_default();
    println!("{name:34}{:8.2} s  {used}{note}", start.elapsed().as_secs_f64());
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
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
    let sums = "find seeds -type f -print0 | xargs -0 b3sum --num-threads 2";
    time("b3sum of all", theirs, "sh", &["-c", sums]);
    time("walk and stat of all", theirs, "find", &["seeds", "-printf", "%s"]);
    change(ours, count)?;
    change(theirs, count)?;
    time("sync", ours, "sync", &[]);
    time("1 % changed: snapshot", ours, provenance, &["snapshot"]);
    let changed = "ls seeds/*/*00.txt | xargs PROGRAM inspect --format json > inspected";
    let changed = changed.replace("PROGRAM", provenance);
    time("  of that: analysis alone", ours, "sh", &["-c", &changed]);
    time("1 % changed: git add", theirs, "git", &["add", "-A"]);
    time("1 % changed: git commit", theirs, "git", commit);
    change(ours, count)?;
    time("sync", ours, "sync", &[]);
    time("1 % changed once more: snapshot", ours, provenance, &["snapshot"]);
    history(provenance)
}

/// The history of one seed in 10,000 runs: reading it, and reading and printing it.
fn history(provenance: &str) -> Result<(), Box<dyn std::error::Error>> {
    let runs = tempfile::tempdir()?;
    let runs = runs.path();
    time("git init (10,000 runs)", runs, "git", &["init", "-q"]);
    std::fs::create_dir(runs.join("seeds"))?;
    make_runs(runs, 10_000)?;
    std::thread::sleep(std::time::Duration::from_secs(1));
    time("10,000 runs: log, no cache", runs, provenance, &["log", "001"]);
    time("10,000 runs: log of all", runs, provenance, &["log", "001"]);
    time("10,000 runs: log --limit 20", runs, provenance, &["log", "001", "--limit", "20"]);
    time("10,000 runs: show the last one", runs, provenance, &["show", "001", "--no-text"]);
    Ok(())
}
