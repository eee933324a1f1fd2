//! Whole processes: an audit of 10,000 citations over 1,000 seeds of 50 kB, when no seed changed
//! since, when one in a hundred did, when all did, and each of them again.
//! `SEEDS=100 cargo bench --bench audit`; nothing made is kept.

#![allow(clippy::print_stdout, reason = "a benchmark reports to the terminal")]

#[path = "../tests/support/numbers.rs"]
mod numbers;

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use provenance::id::ContentId;

use numbers::Numbers;

/// Seeds when nothing says how many.
const SEEDS: usize = 1_000;

/// Sentences in a seed: about 50 kB.
const SENTENCES: usize = 550;

/// Citations of each seed.
const CITED: usize = 10;

/// The sentences of one seed.
fn sentences(numbers: &mut Numbers, words: &[String]) -> Vec<String> {
    let sentence = |numbers: &mut Numbers| {
        let length = 9 + numbers.below(12);
        let chosen: Vec<&str> = (0..length)
            .map(|_| words.get(numbers.below(words.len())).map_or("", String::as_str))
            .collect();
        format!("The {} must hold.", chosen.join(" "))
    };
    (0..SENTENCES).map(|_| sentence(numbers)).collect()
}

fn text(sentences: &[String]) -> String {
    let paragraphs: Vec<String> = sentences.chunks(5).map(|some| some.join(" ")).collect();
    paragraphs.join("\n\n") + "\n"
}

fn make(folder: &Path, count: usize) -> std::io::Result<()> {
    let mut numbers = Numbers(7);
    let words: Vec<String> = (0..5000).map(|_| numbers.word()).collect();
    std::fs::create_dir_all(folder.join("seeds"))?;
    std::fs::create_dir_all(folder.join("docs/decisions"))?;
    for index in 0..count {
        let sentences = sentences(&mut numbers, &words);
        let text = text(&sentences);
        let name = format!("{index:04}.txt");
        let version = ContentId::of(text.as_bytes()).short(8);
        let mut record = format!("# {index}\n");
        for quote in sentences.iter().step_by(SENTENCES / CITED).take(CITED) {
            let link = format!("[seed {name}@{version}](../../seeds/{name})");
            record.push_str(&format!("\n> {quote}\n>\n> — {link}\n"));
        }
        std::fs::write(folder.join("seeds").join(&name), text)?;
        std::fs::write(folder.join(format!("docs/decisions/{index:04}.md")), record)?;
    }
    Ok(())
}

/// Changes a word in six sentences of every `step`-th seed.
fn change(folder: &Path, count: usize, step: usize) -> std::io::Result<()> {
    for index in (0..count).step_by(step) {
        let path = folder.join(format!("seeds/{index:04}.txt"));
        let text = std::fs::read_to_string(&path)?;
        let mut paragraphs: Vec<String> = text.split("\n\n").map(ToOwned::to_owned).collect();
        for paragraph in paragraphs.iter_mut().step_by(20) {
            *paragraph = paragraph.replacen("must hold", "should hold", 1);
        }
        std::fs::write(path, paragraphs.join("\n\n"))?;
    }
    Ok(())
}

fn run(folder: &Path, arguments: &[&str]) -> std::io::Result<(f64, String)> {
    let started = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_provenance"))
        .args(arguments)
        .current_dir(folder)
        .output()?;
    let first = String::from_utf8_lossy(&output.stdout);
    let first = first.lines().next().unwrap_or_default().to_owned();
    Ok((started.elapsed().as_secs_f64(), first))
}

fn audit(folder: &Path, what: &str) -> std::io::Result<()> {
    for which in ["first", "again"] {
        let (seconds, verdict) = run(folder, &["audit"])?;
        println!("{what:<28} {which:<6} {seconds:>7.2} s   {verdict}");
    }
    Ok(())
}

#[allow(clippy::disallowed_methods, reason = "a benchmark is started by a person")]
fn main() -> std::io::Result<()> {
    let count = std::env::var("SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(SEEDS);
    let folder = tempfile::tempdir()?;
    make(folder.path(), count)?;
    let (seconds, _) = run(folder.path(), &["snapshot"])?;
    println!("{count} seeds, {} citations; recorded in {seconds:.2} s", count * CITED);
    audit(folder.path(), "no seed changed")?;
    change(folder.path(), count, 100)?;
    run(folder.path(), &["snapshot"])?;
    audit(folder.path(), "1 in 100 seeds changed")?;
    change(folder.path(), count, 1)?;
    run(folder.path(), &["snapshot"])?;
    audit(folder.path(), "all seeds changed")
}
