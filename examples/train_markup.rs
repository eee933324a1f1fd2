//! Trains the models of noise in HTML from pages with their main text, or tries them on sites that
//! they have not seen.
//!
//! ```text
//! train_markup --out DIR < pages.jsonl
//! train_markup --hold N/M --predict FILE [--trees N] [--second N] < pages.jsonl
//! ```
//!
//! Standard input: one page a line, `{"id","set","group","kind","path","gold","withs","withouts"}`;
//! `path` is the page's file, `gold` its main text, empty where only snippets that it has or has not
//! are known. `--hold N/M` keeps the sites of fold N of M out of training and writes what is not noise
//! of their pages to the file of `--predict`. `--models DIR` reads models instead of making them.

use std::error::Error;
use std::fs;
use std::io::BufRead;
use std::io::Write;
use std::path::Path;

use provenance::analysis::model::train::folds;
use provenance::analysis::noise::markup::train::LabelledMarkup;
use provenance::analysis::noise::markup::train::MarkupJudge;
use provenance::analysis::noise::markup::train::MarkupModels;
use provenance::analysis::noise::markup::train::fit_markup;
use provenance::analysis::noise::train::TrainOptions;
use serde::Deserialize;

/// The folds of sites that the second model learns over.
const FOLDS: usize = 3;

/// A page of the development data.
#[derive(Deserialize)]
struct Page {
    id: String,
    set: String,
    group: String,
    kind: String,
    path: String,
    gold: String,
    withs: Vec<String>,
    withouts: Vec<String>,
}

#[expect(clippy::indexing_slicing, reason = "folds are as many as pages")]
fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).cloned()
    };
    let number = |name: &str| value(name).map(|value| value.parse::<usize>()).transpose();
    let mut pages = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let page: Page = serde_json::from_str(&line?)?;
        pages.push(page);
    }
    let groups: Vec<&str> = pages.iter().map(|page| page.group.as_str()).collect();
    let hold = value("--hold").unwrap_or_default();
    let (held, all) = hold.split_once('/').unwrap_or(("0", "0"));
    let (held, all): (usize, usize) = (held.parse()?, all.parse()?);
    let fold = folds(&groups, all.max(1), 7);
    let is_held = |at: usize| all > 0 && fold[at] == held;
    let mut options = TrainOptions { folds: FOLDS, ..TrainOptions::default() };
    if let Some(trees) = number("--trees")? {
        options.first.trees = trees;
    }
    if let Some(trees) = number("--second")? {
        options.second.trees = trees;
    }
    let models = match value("--models") {
        Some(folder) => read(Path::new(&folder))?,
        None => {
            let mut learnt = Vec::new();
            for (_, page) in pages.iter().enumerate().filter(|(at, _)| !is_held(*at)) {
                learnt.push(labelled(page)?);
            }
            fit_markup(&learnt, &options)
        }
    };
    if let Some(folder) = value("--out") {
        write(Path::new(&folder), &models)?;
    }
    if let Some(file) = value("--predict") {
        let judge = MarkupJudge::read(&models).ok_or("no models")?;
        let mut out = std::io::BufWriter::new(fs::File::create(file)?);
        for (_, page) in pages.iter().enumerate().filter(|(at, _)| is_held(*at)) {
            let lines = judge.lines(&fs::read(&page.path)?);
            writeln!(out, "{}", serde_json::json!({"id": page.id, "lines": lines}))?;
        }
    }
    Ok(())
}

fn labelled(page: &Page) -> Result<LabelledMarkup, Box<dyn Error>> {
    let weight = match (page.set.as_str(), page.kind.as_str()) {
        ("traf", _) => 0.3,
        (_, "article" | "documentation") => 1.0,
        (_, "forum") => 0.5,
        _ => 0.25,
    };
    Ok(LabelledMarkup {
        bytes: fs::read(&page.path)?,
        main: (!page.gold.is_empty()).then(|| page.gold.clone()),
        snippets: (page.withs.clone(), page.withouts.clone()),
        group: page.group.clone(),
        weight,
        stride: if page.kind == "article" { 2 } else { 4 },
    })
}

fn read(folder: &Path) -> Result<MarkupModels, Box<dyn Error>> {
    let file = |name: &str| fs::read_to_string(folder.join(name));
    Ok(MarkupModels {
        first: file("first.txt")?,
        second: file("second.txt")?,
        words: file("words.txt")?,
    })
}

fn write(folder: &Path, models: &MarkupModels) -> Result<(), Box<dyn Error>> {
    fs::write(folder.join("first.txt"), &models.first)?;
    fs::write(folder.join("second.txt"), &models.second)?;
    fs::write(folder.join("words.txt"), &models.words)?;
    Ok(())
}
