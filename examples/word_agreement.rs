//! Compares the text that is derived from files with what another tool derived from them: how many
//! of its words we have (recall), how many of ours it has (precision), and how many of the words in
//! common stand in the same order. Running heads, feet and notes of ours are left out.
//!
//! ```text
//! cargo run --release --no-default-features --example word_agreement -- FILE REFERENCE.txt …
//! ```
#![allow(clippy::print_stdout, reason = "it prints")]

use std::collections::BTreeMap;
use std::io::Error;

use imara_diff::Algorithm;
use imara_diff::Diff;
use imara_diff::InternedInput;
use provenance::document::Document;
use provenance::document::Hints;

/// Words of two texts and how many they have in common, without and with regard to order.
#[derive(Default)]
struct Agreement {
    ours: usize,
    theirs: usize,
    common: usize,
    in_order: usize,
}

fn main() -> Result<(), Error> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut total = Agreement::default();
    println!("recall precision order words file");
    for pair in arguments.chunks(2) {
        let [path, reference] = pair else { break };
        let bytes = std::fs::read(path)?;
        let document = Document::parse(&bytes, &Hints { file_name: Some(path.clone()) });
        let reference = String::from_utf8_lossy(&std::fs::read(reference)?).replace('\u{ad}', "");
        let found = compare(&words(&body(&document)), &words(&reference));
        print(&found, path);
        total.ours += found.ours;
        total.theirs += found.theirs;
        total.common += found.common;
        total.in_order += found.in_order;
    }
    print(&total, "all words together");
    Ok(())
}

fn print(found: &Agreement, name: &str) {
    let share = |part: usize, whole: usize| {
        if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
    };
    println!(
        "{:.4} {:.4} {:.4} {} {name}",
        share(found.common, found.theirs),
        share(found.common, found.ours),
        share(found.in_order, found.common),
        found.theirs
    );
}

/// The text without running heads and feet and without notes, which text exports leave out.
fn body(document: &Document<'_>) -> String {
    let mut text = document.text().to_owned();
    for furniture in document.furniture().iter().rev() {
        text.replace_range(furniture.span.range(), "");
    }
    text.lines().filter(|line| !line.starts_with("[^")).collect::<Vec<_>>().join("\n")
}

/// Runs of letters and digits in lower case; each ideograph is a word.
fn words(text: &str) -> Vec<String> {
    let is_ideograph = |character: char| ('\u{3040}'..='\u{9fff}').contains(&character);
    let mut words = Vec::new();
    for run in text.split(|character: char| !character.is_alphanumeric()) {
        let mut word = String::new();
        for character in run.chars() {
            if is_ideograph(character) {
                words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
                words.push(character.to_string());
            } else {
                word.extend(character.to_lowercase());
            }
        }
        words.extend((!word.is_empty()).then_some(word));
    }
    words
}

fn compare(ours: &[String], theirs: &[String]) -> Agreement {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in theirs {
        *counts.entry(word).or_default() += 1;
    }
    let mut common = 0;
    for word in ours {
        if let Some(left) = counts.get_mut(word.as_str()).filter(|left| **left > 0) {
            *left -= 1;
            common += 1;
        }
    }
    let mut input = InternedInput::default();
    input.update_before(theirs.iter().map(String::as_str));
    input.update_after(ours.iter().map(String::as_str));
    let removed = Diff::compute(Algorithm::Histogram, &input).count_removals();
    let in_order = theirs.len() - usize::try_from(removed).unwrap_or(0);
    Agreement { ours: ours.len(), theirs: theirs.len(), common, in_order }
}
