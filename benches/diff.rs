//! Speed of the word-level diff beside `similar`, `imara-diff` and git, in one run.
//!
//! `cargo bench --no-default-features --bench diff`. The pairs are made from a fixed seed;
//! `DIFF_PAIRS=FOLDER` adds every `NAME.old` and `NAME.new` of a folder. Times are the best of
//! several runs, in milliseconds.

#![allow(clippy::print_stdout, reason = "a benchmark reports to the terminal")]
#![allow(clippy::disallowed_methods, reason = "the folder comes from the environment")]

use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use provenance::diff::Options;
use provenance::diff::compare;

/// Runs of each engine; the fastest counts.
const RUNS: usize = 7;

/// Slower engines get fewer runs.
const PATIENCE: Duration = Duration::from_secs(3);

fn main() {
    cut_speed();
    println!(
        "| pair | bytes | ours, engine | ours, ranked | changes | imara-diff Histogram | similar Histogram | similar Myers | git --word-diff |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for pair in made_pairs().into_iter().chain(folder_pairs()) {
        measure(&pair);
    }
}

/// How fast words are cut, beside the library that follows the standard.
fn cut_speed() {
    let english = written(&prose(&mut Numbers(5), 4 << 20));
    let chinese = "系统应当在五秒内重试三次，然后通知管理员。论坛在十月举行。\n".repeat(20_000);
    println!("| words, MB/s | ours | unicode-segmentation |\n|---|---|---|");
    for (name, text) in [("English", &english), ("Chinese", &chinese)] {
        let speed = |time: Duration| text.len() as f64 / time.as_secs_f64() / 1e6;
        let ours = speed(best(|| provenance::text::words(text).count()));
        let library = speed(best(|| standard_words(text).len()));
        println!("| {name} | {ours:.0} | {library:.0} |");
    }
    println!();
}

struct Pair {
    name: String,
    old: String,
    new: String,
}

fn measure(pair: &Pair) {
    let (old, new) = (pair.old.as_str(), pair.new.as_str());
    let bare = Options { is_ranked: false, ..Options::default() };
    let changes = compare(old, new, &bare).changes.len();
    let engine = best(|| compare(old, new, &bare).changes.len());
    let ranked = best(|| compare(old, new, &Options::default()).changes.len());
    let imara = best(|| imara(old, new));
    let histogram = best(|| similar_words(old, new, similar::Algorithm::Histogram));
    let myers = best(|| similar_words(old, new, similar::Algorithm::Myers));
    let git = git_words(old, new).map_or("-".to_owned(), milliseconds);
    println!(
        "| {} | {} | {} | {} | {changes} | {} | {} | {} | {git} |",
        pair.name,
        old.len() + new.len(),
        milliseconds(engine),
        milliseconds(ranked),
        milliseconds(imara),
        milliseconds(histogram),
        milliseconds(myers),
    );
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1000.0)
}

fn best(mut run: impl FnMut() -> usize) -> Duration {
    let (mut best, mut total) = (Duration::MAX, Duration::ZERO);
    for _ in 0..RUNS {
        let started = Instant::now();
        std::hint::black_box(run());
        let time = started.elapsed();
        best = best.min(time);
        total += time;
        if total > PATIENCE {
            break;
        }
    }
    best
}

/// The words of the standard, as the peers would be given them.
fn standard_words(text: &str) -> Vec<&str> {
    use unicode_segmentation::UnicodeSegmentation;
    text.split_word_bounds().filter(|word| !word.trim().is_empty()).collect()
}

fn similar_words(old: &str, new: &str, algorithm: similar::Algorithm) -> usize {
    let (old, new) = (standard_words(old), standard_words(new));
    similar::capture_diff_slices(algorithm, &old, &new).len()
}

fn imara(old: &str, new: &str) -> usize {
    let mut input = imara_diff::InternedInput::default();
    input.update_before(standard_words(old).into_iter());
    input.update_after(standard_words(new).into_iter());
    imara_diff::Diff::compute(imara_diff::Algorithm::Histogram, &input).hunks().count()
}

/// The whole process, or nothing where git is missing.
fn git_words(old: &str, new: &str) -> Option<Duration> {
    let folder = tempfile::tempdir().ok()?;
    let (old_path, new_path) = (folder.path().join("old"), folder.path().join("new"));
    std::fs::write(&old_path, old).ok()?;
    std::fs::write(&new_path, new).ok()?;
    let mut fastest = None;
    for _ in 0..3 {
        let started = Instant::now();
        Command::new("git")
            .args(["diff", "--no-index", "--word-diff"])
            .args([&old_path, &new_path])
            .stdout(Stdio::null())
            .status()
            .ok()?;
        let time = started.elapsed();
        fastest = Some(fastest.map_or(time, |known: Duration| known.min(time)));
    }
    fastest
}

fn folder_pairs() -> Vec<Pair> {
    let Some(folder) = std::env::var_os("DIFF_PAIRS") else { return Vec::new() };
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let olds = paths.into_iter().filter(|path| path.extension().is_some_and(|end| end == "old"));
    let read = |path: std::path::PathBuf| {
        let new = std::fs::read_to_string(path.with_extension("new")).ok()?;
        let name = path.file_stem()?.to_string_lossy().into_owned();
        Some(Pair { name, old: std::fs::read_to_string(path).ok()?, new })
    };
    olds.filter_map(read).collect()
}

/// Numbers that look random and are the same everywhere (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    /// A made-up word; small numbers are short and common.
    fn word(&mut self) -> String {
        let rank = self.below(70) * self.below(70);
        let syllables = ["ta", "re", "mo", "li", "sen", "dor", "ku", "pa", "ves", "ni"];
        let mut word = String::new();
        let mut rest = rank + 3;
        while rest > 0 {
            word.push_str(syllables.get(rest % 10).unwrap_or(&""));
            rest /= 10;
        }
        word
    }

    fn sentence(&mut self) -> Vec<String> {
        let length = 6 + self.below(16);
        let mut words: Vec<String> = (0..length).map(|_| self.word()).collect();
        if let Some(last) = words.last_mut() {
            last.push('.');
        }
        words
    }

    fn paragraph(&mut self) -> Vec<String> {
        (0..2 + self.below(5)).flat_map(|_| self.sentence()).collect()
    }
}

fn wrapped(words: &[String]) -> String {
    let mut text = String::new();
    let mut column = 0;
    for word in words {
        if column + word.len() > 72 {
            text.push('\n');
            column = 0;
        } else if column > 0 {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        column += word.len();
    }
    text + "\n\n"
}

fn prose(numbers: &mut Numbers, bytes: usize) -> Vec<Vec<String>> {
    let mut paragraphs = Vec::new();
    let mut total = 0;
    while total < bytes {
        let paragraph = numbers.paragraph();
        total += paragraph.iter().map(|word| word.len() + 1).sum::<usize>() + 1;
        paragraphs.push(paragraph);
    }
    paragraphs
}

fn written(paragraphs: &[Vec<String>]) -> String {
    paragraphs.iter().map(|paragraph| wrapped(paragraph)).collect()
}

/// Edits 1 % of the words, and deletes, doubles or swaps 2 % of the paragraphs.
fn edited(numbers: &mut Numbers, paragraphs: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut edited = Vec::new();
    for paragraph in paragraphs {
        let mut words = Vec::new();
        for word in paragraph {
            match numbers.below(300) {
                0 => words.push(numbers.word()),
                1 => {}
                2 => words.extend([word.clone(), numbers.word()]),
                _ => words.push(word.clone()),
            }
        }
        match numbers.below(150) {
            0 => {}
            1 => edited.extend([words, numbers.paragraph()]),
            2 => {
                let at = edited.len().saturating_sub(3);
                edited.insert(at, words);
            }
            _ => edited.push(words),
        }
    }
    edited
}

fn made_pairs() -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (name, bytes) in [("scattered edits, 1 MB", 1 << 20), ("scattered edits, 10 MB", 10 << 20)]
    {
        let mut numbers = Numbers(7);
        let old = prose(&mut numbers, bytes);
        let new = edited(&mut numbers, &old);
        pairs.push(Pair { name: name.to_owned(), old: written(&old), new: written(&new) });
    }
    let mut numbers = Numbers(11);
    let (old, new) = (prose(&mut numbers, 1 << 20), prose(&mut numbers, 1 << 20));
    let (old, new) = (written(&old), written(&new));
    let rewrapped = old.replace("\n\n", "\u{0}").replace('\n', " ").replace('\u{0}', "\n\n");
    pairs.push(Pair { name: "rewrapped, 1 MB".to_owned(), old: old.clone(), new: rewrapped });
    pairs.push(Pair { name: "total rewrite, 1 MB".to_owned(), old, new });
    let stock: Vec<Vec<String>> = (0..40).map(|_| numbers.sentence()).collect();
    let mut shuffled = || {
        let mut paragraphs = Vec::new();
        for _ in 0..2200 {
            let picks =
                (0..5).flat_map(|_| stock.get(numbers.below(40)).cloned().unwrap_or_default());
            paragraphs.push(picks.collect());
        }
        written(&paragraphs)
    };
    let (old, new) = (shuffled(), shuffled());
    pairs.push(Pair { name: "repeated sentences shuffled, 1 MB".to_owned(), old, new });
    pairs
}
