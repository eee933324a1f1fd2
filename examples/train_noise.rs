//! Trains the noise analyser's models from labelled pages, or scores them on publishers they have
//! not seen.
//!
//! ```text
//! train_noise [--documents FILE] [--folds | --out DIR] < dev.jsonl
//! ```
//!
//! Standard input: one page a line, `{"id","style","group","lines":[…],"labels":"cnt…"}`. With
//! `--documents`, a JSON Lines file of documents without noise, `{"repo","text"}`. `--folds`
//! prints predictions for every page from models that saw no page of its group; `--out` writes
//! `first.txt` and `second.txt`.

use std::error::Error;
use std::fs;
use std::io::BufRead;
use std::path::Path;

use provenance::analysis::noise::train::LabelledPage;
use provenance::analysis::noise::train::TrainOptions;
use provenance::analysis::noise::train::cross_validate;
use provenance::analysis::noise::train::fit;
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
        for line in fs::read_to_string(path)?.lines() {
            pages.push(document(serde_json::from_str(line)?));
        }
    }
    let options = TrainOptions::default();
    match value("--out") {
        Some(folder) => write(&pages, &options, Path::new(&folder)),
        None => {
            print(&ids, &pages, &options);
            Ok(())
        }
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

fn document(plain: Plain) -> LabelledPage {
    let lines: Vec<&str> = plain.text.lines().filter(|line| !line.trim().is_empty()).collect();
    LabelledPage {
        labels: vec![Some(false); lines.len()],
        text: lines.join("\n"),
        group: plain.repo,
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

#[expect(clippy::print_stdout, reason = "predictions are this program's output")]
fn print(ids: &[String], pages: &[LabelledPage], options: &TrainOptions) {
    let judged = cross_validate(pages, options);
    for ((id, page), judged) in ids.iter().zip(pages).zip(&judged) {
        let all = judged.len() == page.labels.len();
        let labels = judged.iter().map(|odds| if all && *odds > 0.0 { 'n' } else { 'c' });
        let labels: String = labels.chain(std::iter::repeat('c')).take(page.labels.len()).collect();
        println!("{}", serde_json::json!({"id": id, "labels": labels, "odds": judged}));
    }
    for (page, judged) in pages.iter().zip(&judged).skip(ids.len()) {
        let noise = judged.iter().filter(|odds| **odds > 0.0).count();
        let shown = serde_json::json!({"group": page.group, "lines": judged.len(), "noise": noise});
        println!("{}", serde_json::json!({"id": "document", "labels": "", "document": shown}));
    }
}
