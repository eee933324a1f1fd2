//! Trains the noise analyser's models from labelled pages, or scores them on publishers they have
//! not seen.
//!
//! ```text
//! train_noise [--documents FILE] (--out DIR | --folds DIR) < dev.jsonl
//! ```
//!
//! Standard input: one page a line, `{"id","style","group","lines":[…],"labels":"cnt…"}`. With
//! `--documents`, a JSON Lines file of documents without noise, `{"repo","text"}`. `--out` writes
//! `first.txt` and `second.txt`. `--folds` writes for every fold the models that saw no page of
//! it, `0.first.txt` and so on, and `folds.tsv`: what `noise_predictions --folds` reads.

#![expect(clippy::indexing_slicing, reason = "indices are made from the lengths")]

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::io::BufRead;
use std::path::Path;

use provenance::analysis::noise::train::LabelledPage;
use provenance::analysis::noise::train::TrainOptions;
use provenance::analysis::noise::train::fit;
use provenance::analysis::noise::train::fit_folds;
use provenance::analysis::noise::train::folds_of;
use serde::Deserialize;

/// A page of the development data.
#[derive(Deserialize)]
struct Page {
    id: String,
    style: String,
    group: String,
    lines: Vec<String>,
    labels: String,
}

/// A document that no scrape touched.
#[derive(Deserialize)]
struct Plain {
    repo: String,
    text: String,
}

/// One line of whole-page dumps in so many is learnt from: they have twelve times as many lines
/// as the dumps that are nearest to what is tracked.
const WHOLE_PAGE_STRIDE: usize = 4;
/// One line of documents without noise in so many is learnt from.
const DOCUMENT_STRIDE: usize = 12;

/// At most so many lines of a document take the place of a page's content.
const MIXED_LINES: usize = 120;
/// One line of such mixed pages in so many is learnt from.
const MIXED_STRIDE: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).cloned()
    };
    let mut ids = Vec::new();
    let mut pages = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let page: Page = serde_json::from_str(&line?)?;
        ids.push(page.id.clone());
        pages.push(labelled(&page));
    }
    if let Some(path) = value("--documents") {
        let mut plain: Vec<Plain> = Vec::new();
        for line in fs::read_to_string(path)?.lines() {
            plain.push(serde_json::from_str(line)?);
        }
        mix(&mut pages, &plain);
    }
    let options = TrainOptions::default();
    match (value("--out"), value("--folds")) {
        (Some(folder), _) => write(&pages, &options, Path::new(&folder)),
        (None, Some(folder)) => write_folds(&ids, &pages, &options, Path::new(&folder)),
        (None, None) => Err("say --out DIR or --folds DIR".into()),
    }
}

fn labelled(page: &Page) -> LabelledPage {
    let label = |letter| match letter {
        'n' => Some(true),
        'c' => Some(false),
        _ => None,
    };
    let is_residual = page.style == "residual";
    LabelledPage {
        text: page.lines.join("\n"),
        labels: page.labels.chars().map(label).collect(),
        group: page.group.clone(),
        stride: if is_residual { 1 } else { WHOLE_PAGE_STRIDE },
        weight: 1.0,
    }
}

/// Adds the documents, each once as it is; and each residual page once more with one of the
/// documents in place of its content, so that the models learn that content need not be news. The
/// publishers are dealt out to the repositories, and only documents and pages of one share meet,
/// so that no fold sees a page or a document of another.
fn mix(pages: &mut Vec<LabelledPage>, documents: &[Plain]) {
    let repositories: BTreeSet<&str> = documents.iter().map(|plain| plain.repo.as_str()).collect();
    let repositories: Vec<&str> = repositories.into_iter().collect();
    let groups: BTreeSet<String> = pages.iter().map(|page| page.group.clone()).collect();
    let shares: BTreeMap<String, &str> =
        groups.into_iter().zip(repositories.iter().copied().cycle()).collect();
    let mut mixed = Vec::new();
    for (number, page) in pages.iter_mut().enumerate() {
        let share = shares[&page.group];
        page.group = share.to_owned();
        let own: Vec<&Plain> = documents.iter().filter(|plain| plain.repo == share).collect();
        if page.stride == 1 && !own.is_empty() {
            mixed.push(put_in_place(page, own[number % own.len()], number));
        }
    }
    pages.extend(mixed);
    pages.extend(documents.iter().map(document));
}

/// A page's noise before and after its content, around the lines of a document; every other
/// document loses the marks of its markup.
fn put_in_place(page: &LabelledPage, plain: &Plain, number: usize) -> LabelledPage {
    let is_noise = |label: &&Option<bool>| **label != Some(false);
    let head = page.labels.iter().take_while(is_noise).count();
    let tail = page.labels.iter().rev().take_while(is_noise).count().min(page.labels.len() - head);
    let lines: Vec<&str> = page.text.split('\n').collect();
    let marks: &[char] =
        if number.is_multiple_of(2) { &[] } else { &['#', '*', '-', '>', '|', '`', ' '] };
    let body = plain.text.lines().map(|line| line.trim_matches(marks));
    let body: Vec<&str> = body.filter(|line| !line.trim().is_empty()).take(MIXED_LINES).collect();
    let (before, after) = (&lines[..head], &lines[lines.len() - tail..]);
    let (first, last) = (&page.labels[..head], &page.labels[page.labels.len() - tail..]);
    LabelledPage {
        text: [before, &body, after].concat().join("\n"),
        labels: [first, &vec![Some(false); body.len()], last].concat(),
        group: page.group.clone(),
        stride: MIXED_STRIDE,
        weight: 1.0,
    }
}

fn document(plain: &Plain) -> LabelledPage {
    let lines: Vec<&str> = plain.text.lines().filter(|line| !line.trim().is_empty()).collect();
    LabelledPage {
        labels: vec![Some(false); lines.len()],
        text: lines.join("\n"),
        group: plain.repo.clone(),
        stride: DOCUMENT_STRIDE,
        weight: 1.0,
    }
}

fn write(
    pages: &[LabelledPage],
    options: &TrainOptions,
    folder: &Path,
) -> Result<(), Box<dyn Error>> {
    let (first, second) = fit(pages, options);
    fs::write(folder.join("first.txt"), first)?;
    fs::write(folder.join("second.txt"), second)?;
    Ok(())
}

/// Writes the models of every fold, and the fold of every page.
fn write_folds(
    ids: &[String],
    pages: &[LabelledPage],
    options: &TrainOptions,
    folder: &Path,
) -> Result<(), Box<dyn Error>> {
    for (fold, (first, second)) in fit_folds(pages, options).iter().enumerate() {
        fs::write(folder.join(format!("{fold}.first.txt")), first)?;
        fs::write(folder.join(format!("{fold}.second.txt")), second)?;
    }
    let folds = folds_of(pages, options.folds);
    let listed = ids.iter().zip(&folds).map(|(id, fold)| format!("{id}\t{fold}\n"));
    let repositories = pages.iter().zip(&folds).skip(ids.len());
    let repositories: BTreeSet<String> =
        repositories.map(|(page, fold)| format!("{}\t{fold}\n", page.group)).collect();
    fs::write(folder.join("folds.tsv"), listed.chain(repositories).collect::<String>())?;
    Ok(())
}
