//! Whole reviews beside `git diff --word-diff` of the same revisions: 50 replaced seeds of
//! 100 kB, two revisions 10,000 commits apart beside neighbours, and a repository of 100,000
//! files. `cargo bench --bench review`; nothing made is kept.

#![allow(clippy::print_stdout, reason = "a benchmark reports to the terminal")]

#[path = "../tests/support/numbers.rs"]
mod numbers;

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::time::Instant;

use numbers::Numbers;

/// Replaced seeds, and the words of each: about 100 kB.
const SEEDS: usize = 50;
const WORDS: usize = 15_000;

/// Commits of the long history, and files of the large repository.
const COMMITS: usize = 10_000;
const FILES: usize = 100_000;

/// How often each command is timed; the median counts.
const ROUNDS: usize = 5;

fn text(numbers: &mut Numbers, words: &[String]) -> String {
    let mut text = String::new();
    for at in 0..WORDS {
        text.push_str(words.get(numbers.below(words.len())).map_or("", String::as_str));
        text.push_str(if at % 80 == 79 { ".\n\n" } else { " " });
    }
    text
}

/// Changes about one word in `every`.
fn edited(text: &str, every: usize, numbers: &mut Numbers) -> String {
    let words = text.split_inclusive(' ');
    let edit = |word| if numbers.below(every) == 0 { "changed " } else { word };
    words.map(edit).collect()
}

fn git(folder: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
    let mut command = Command::new("git");
    drop(command.args(identity).args(arguments).current_dir(folder).output());
}

/// Feeds `git fast-import`.
fn import(folder: &Path, stream: &str) -> std::io::Result<()> {
    let mut command = Command::new("git");
    command.args(["fast-import", "--quiet"]).current_dir(folder).stdin(Stdio::piped());
    let mut child = command.spawn()?;
    if let Some(input) = child.stdin.as_mut() {
        input.write_all(stream.as_bytes())?;
    }
    child.wait().map(drop)
}

fn commit(stream: &mut String, number: usize, files: &[(String, String)]) {
    let when = 1_700_000_000 + number;
    let _infallible = writeln!(
        stream,
        "commit refs/heads/main\ncommitter a <a@example.org> {when} +0000\ndata 1\nx"
    );
    for (path, text) in files {
        let _infallible = writeln!(stream, "M 644 inline {path}\ndata {}\n{text}", text.len());
    }
}

/// Processor time of all commands so far, in seconds; nothing where the system does not tell.
fn processor_seconds() -> f64 {
    // Fields 16 and 17 of proc(5): user and system time of children, in hundredths of a second.
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = told.rsplit(") ").next().unwrap_or_default().split(' ').skip(13).take(2);
    fields.filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// The id of a revision.
fn id(folder: &Path, revision: &str) -> String {
    let output = Command::new("git").args(["rev-parse", revision]).current_dir(folder).output();
    let told = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    told.unwrap_or_default().trim().to_owned()
}

/// Prints the median wall time of a command, and its processor time.
fn time(name: &str, folder: &Path, program: &str, arguments: &[&str]) {
    let before = processor_seconds();
    let run = || {
        let start = Instant::now();
        let output = Command::new(program).args(arguments).current_dir(folder).output();
        let is_fine = output.is_ok_and(|output| output.status.success());
        (start.elapsed().as_secs_f64(), is_fine)
    };
    let mut rounds: Vec<(f64, bool)> = (0..ROUNDS).map(|_| run()).collect();
    rounds.sort_by(|one, other| one.0.total_cmp(&other.0));
    let median = rounds.get(ROUNDS / 2).map_or(0.0, |round| round.0);
    let note = if rounds.iter().all(|round| round.1) { "" } else { "  (failed)" };
    let rounds = u32::try_from(ROUNDS).unwrap_or(1);
    let processor = (processor_seconds() - before) / f64::from(rounds);
    println!("{name:42}{median:8.3} s wall{processor:8.3} s processor{note}");
}

fn replaced_seeds(provenance: &str, every: usize) -> std::io::Result<()> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    let mut numbers = Numbers(7);
    let words: Vec<String> = (0..5000).map(|_| numbers.word()).collect();
    git(folder, &["init", "-q", "-b", "main"]);
    std::fs::create_dir(folder.join("seeds"))?;
    let path = |index: usize| folder.join(format!("seeds/{index:03}.txt"));
    for index in 0..SEEDS {
        std::fs::write(path(index), text(&mut numbers, &words))?;
    }
    let snapshot = || drop(Command::new(provenance).arg("snapshot").current_dir(folder).output());
    snapshot();
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-qm", "one"]);
    for index in 0..SEEDS {
        let old = std::fs::read_to_string(path(index))?;
        std::fs::write(path(index), edited(&old, every, &mut numbers))?;
    }
    snapshot();
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-qm", "two"]);
    let each = WORDS / every;
    println!("\n{SEEDS} replaced seeds of about {} kB, {each} words of each", WORDS * 7 / 1000);
    let review = ["review", "HEAD~1..HEAD", "--format", "markdown"];
    time("provenance review, recorded", folder, provenance, &review);
    let words = ["diff", "--word-diff", "HEAD~1..HEAD", "--", "seeds"];
    time("git diff --word-diff", folder, "git", &words);
    Ok(())
}

fn long_history(provenance: &str) -> std::io::Result<()> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    git(folder, &["init", "-q", "--bare", "-b", "main"]);
    let mut stream = String::new();
    for number in 0..COMMITS {
        let text = format!("The limit of part {} is {number} ms.\n", number % 20);
        commit(&mut stream, number, &[(format!("seeds/{:03}.txt", number % 20), text)]);
    }
    import(folder, &stream)?;
    println!("\nrevisions of a history of {COMMITS} commits");
    // Ids: finding HEAD~9980 takes git itself longer than the review.
    let (last, close) = (id(folder, &format!("HEAD~{}", COMMITS - 20)), id(folder, "HEAD~20"));
    let (far, near) = (format!("{last}..HEAD"), format!("{close}..HEAD"));
    let (far_base, near_base) = (format!("{last}...HEAD"), format!("{close}...HEAD"));
    time("far apart, two dots", folder, provenance, &["review", &far]);
    time("20 apart, two dots", folder, provenance, &["review", &near]);
    time("far apart, three dots", folder, provenance, &["review", &far_base]);
    time("20 apart, three dots", folder, provenance, &["review", &near_base]);
    time("git diff --word-diff, far apart", folder, "git", &["diff", "--word-diff", &far]);
    Ok(())
}

fn many_files(provenance: &str) -> std::io::Result<()> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    git(folder, &["init", "-q", "-b", "main"]);
    let file = |index: usize| {
        let place = if index.is_multiple_of(2) { "seeds" } else { "src" };
        let path = format!("{place}/{:03}/{index:06}.txt", index % 200);
        (path, format!("The limit of part {index} is 5 ms.\n"))
    };
    let mut stream = String::new();
    let files: Vec<(String, String)> = (0..FILES).map(file).collect();
    commit(&mut stream, 0, &files);
    let one = ("seeds/000/000000.txt".to_owned(), "The limit is 9 ms.\n".to_owned());
    commit(&mut stream, 1, &[one]);
    import(folder, &stream)?;
    println!("\na repository of {FILES} files, no working tree at hand");
    let range = "main~1..main";
    time("provenance review", folder, provenance, &["review", range]);
    let without = ["review", range, "--no-citations"];
    time("provenance review --no-citations", folder, provenance, &without);
    time("git diff --word-diff", folder, "git", &["diff", "--word-diff", range]);
    git(folder, &["checkout", "-q", "main"]);
    println!("the same, all files checked out");
    time("provenance review", folder, provenance, &["review", range]);
    time("git status", folder, "git", &["status", "--short"]);
    Ok(())
}

fn main() -> std::io::Result<()> {
    let provenance = env!("CARGO_BIN_EXE_provenance");
    replaced_seeds(provenance, 1_500)?;
    replaced_seeds(provenance, 100)?;
    long_history(provenance)?;
    many_files(provenance)
}
