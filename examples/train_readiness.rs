//! Makes the weights of the readiness analyser again.
//!
//! ```text
//! cargo run --release --no-default-features --features train --example train_readiness -- \
//!     RAW.jsonl PLAIN.jsonl src/analysis/readiness/weights [HELD-OUT.jsonl]
//! ```
//!
//! `RAW.jsonl` and `PLAIN.jsonl` hold the same documents, one JSON object a line with `id`,
//! `repo`, `kind`, `label` (1 a specification, 0 not) and `text`; the second without markup.
//! First every repository is scored by models that did not see it; those scores fix the threshold
//! and are written to `HELD-OUT.jsonl` (raw). Then the models are fitted to all documents. The
//! same files always give the same weights.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are made from the lengths, in code that no user runs"
)]

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::Path;

use provenance::analysis::model::LogisticRegression;
use provenance::analysis::model::Model;
use provenance::analysis::model::SymmetricTrees;
use provenance::analysis::model::train::BoostOptions;
use provenance::analysis::model::train::Columns;
use provenance::analysis::model::train::Examples;
use provenance::analysis::model::train::RegressOptions;
use provenance::analysis::model::train::boost;
use provenance::analysis::model::train::folds;
use provenance::analysis::model::train::regress;
use provenance::analysis::readiness::Rules;
use provenance::analysis::readiness::explain;
use provenance::document::Document;
use provenance::document::MediaType;
use serde::Deserialize;

/// Features that may only speak for a specification.
const FOR: &[&str] = &[
    "obligation",
    "advice",
    "permission",
    "tech",
    "actor",
    "capability",
    "condition",
    "bound",
    "type",
    "interface",
    "error",
    "quality",
    "acceptance",
    "term",
    "normative",
    "requirement",
    "design",
    "version",
    "immature",
    "requirements",
    "modal-requirements",
    "capital-requirements",
    "conditional-requirements",
    "bounded",
    "behaviours",
    "headings",
    "titles",
    "items",
    "rows",
    "fields",
    "code-lines",
    "definitions",
    "contents",
    "scenarios",
    "labels",
    "code-terms",
    "identifiers",
    "acronyms",
    "quantities",
    "calls",
    "table-heads",
    "interface-labels",
    "repeated-headings",
    "samples",
    "codes",
    "requirement-ids",
    "share-requirements",
    "share-code",
    "share-notation",
    "section-scope",
    "section-terms",
    "section-actors",
    "section-functional",
    "section-interface",
    "section-data",
    "section-quality",
    "section-acceptance",
    "section-errors",
    "section-version",
    "section-rationale",
    "families",
    "title-specification",
];

/// Features that may only speak against one.
const AGAINST: &[&str] = &[
    "vague",
    "speech",
    "first",
    "we",
    "you",
    "they",
    "nation",
    "economy",
    "legal",
    "meeting",
    "tutorial",
    "newsletter",
    "changelog",
    "recipe",
    "policy",
    "month",
    "narrative",
    "obligations",
    "quoted-obligations",
    "articles",
    "log-lines",
    "names",
    "years",
    "links",
    "outcries",
    "quotes",
    "share-obligations",
    "share-money",
    "section-tutorial",
    "section-meeting",
    "section-legal",
    "title-other",
];

/// Requirements and interface documents are few in the data and many in use: each counts as many.
const COPIES: &[(&str, usize)] = &[("srs", 6), ("api-doc", 6), ("design-doc", 3)];

const FOLDS: usize = 8;
const SEEDS: &[u64] = &[1, 2, 3];
const FALSE_ALARMS: f64 = 0.005;
const FARTHEST: f32 = 4.0;
const RIDGE: f64 = 20.0;

#[derive(Deserialize)]
struct Record {
    id: String,
    repo: String,
    kind: String,
    label: u8,
    text: String,
}

/// A document's features, raw and without markup.
struct Row {
    record: Record,
    raw: Vec<f32>,
    plain: Vec<f32>,
}

struct Ensemble {
    names: Vec<String>,
    regression: LogisticRegression,
    trees: SymmetricTrees,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [raw, plain, out, rest @ ..] = arguments.as_slice() else {
        return Err(
            "usage: train_readiness RAW.jsonl PLAIN.jsonl OUT-DIRECTORY [HELD-OUT.jsonl]".into()
        );
    };
    let names = feature_names();
    let rows = read_rows(raw, plain)?;
    let groups: Vec<&str> = rows.iter().map(|row| row.record.repo.as_str()).collect();
    let mut held_out = vec![(0.0, 0.0); rows.len()];
    for seed in SEEDS {
        let fold_of = folds(&groups, FOLDS, *seed);
        score_held_out(&names, &rows, &fold_of, &mut held_out);
    }
    let pivot = pivot(&rows, &held_out);
    if let Some(path) = rest.first() {
        write_held_out(path, &rows, &held_out, pivot)?;
    }
    let mut ensemble = fit(&names, &rows.iter().collect::<Vec<_>>());
    ensemble.regression.bias -= pivot;
    write(Path::new(out), ensemble)
}

/// Scores every document by models that saw no document of its repository, and adds the scores
/// to the means over all ways to deal the folds.
fn score_held_out(names: &[String], rows: &[Row], fold_of: &[usize], means: &mut [(f32, f32)]) {
    let share = 1.0 / SEEDS.len() as f32;
    for fold in 0..FOLDS {
        let learnt: Vec<&Row> =
            rows.iter().zip(fold_of).filter(|(_, of)| **of != fold).map(|(row, _)| row).collect();
        let ensemble = fit(names, &learnt);
        for ((mean, row), of) in means.iter_mut().zip(rows).zip(fold_of) {
            if *of == fold {
                mean.0 += share * ensemble.log_odds(&row.raw);
                mean.1 += share * ensemble.log_odds(&row.plain);
            }
        }
    }
}

/// The least log-odds that at most the allowed share of other documents exceed, raw and without
/// markup.
fn pivot(rows: &[Row], held_out: &[(f32, f32)]) -> f32 {
    let threshold = |score: fn(&(f32, f32)) -> f32| {
        let pairs = rows.iter().zip(held_out).filter(|(row, _)| row.record.label == 0);
        let mut scores: Vec<f32> = pairs.map(|(_, scores)| score(scores)).collect();
        scores.sort_by(|a, b| b.total_cmp(a));
        let allowed = (FALSE_ALARMS * scores.len() as f64) as usize;
        scores.get(allowed).copied().unwrap_or_default()
    };
    threshold(|scores| scores.0).max(threshold(|scores| scores.1))
}

fn feature_names() -> Vec<String> {
    let empty = Document::from_text("", MediaType::Plain);
    let explanation = explain(&empty, &[], &Rules::default());
    explanation.features.iter().map(|feature| feature.name.to_owned()).collect()
}

fn read_rows(raw: &str, plain: &str) -> Result<Vec<Row>, Box<dyn Error>> {
    let (raw, plain) = (fs::read_to_string(raw)?, fs::read_to_string(plain)?);
    let mut rows = Vec::new();
    for (raw, plain) in raw.lines().zip(plain.lines()) {
        let record: Record = serde_json::from_str(raw)?;
        let stripped: Record = serde_json::from_str(plain)?;
        if record.id != stripped.id {
            return Err(format!("{} and {} stand on one line", record.id, stripped.id).into());
        }
        let (raw, plain) = (values(&record.text), values(&stripped.text));
        rows.push(Row { record, raw, plain });
    }
    Ok(rows)
}

fn values(text: &str) -> Vec<f32> {
    let document = Document::from_text(text, MediaType::Plain);
    let explanation = explain(&document, &[], &Rules::default());
    explanation.features.iter().map(|feature| feature.value as f32).collect()
}

/// Fits both models to the rows, raw and without markup.
fn fit(names: &[String], rows: &[&Row]) -> Ensemble {
    let mut table: Vec<Vec<f32>> = Vec::new();
    let mut targets = Vec::new();
    for row in rows {
        let copies = COPIES.iter().find(|(kind, _)| *kind == row.record.kind).map_or(1, |c| c.1);
        for _ in 0..copies {
            table.push(row.raw.clone());
            table.push(row.plain.clone());
            targets.extend([row.record.label == 1; 2]);
        }
    }
    Ensemble {
        names: names.to_vec(),
        regression: fit_regression(names, &table, &targets),
        trees: fit_trees(names, &table, &targets),
    }
}

fn fit_trees(names: &[String], table: &[Vec<f32>], targets: &[bool]) -> SymmetricTrees {
    let column = |at: usize| table.iter().map(|row| row[at]).collect();
    let columns: Vec<Vec<f32>> = (0..names.len()).map(column).collect();
    let columns = Columns::from_floats(names.to_vec(), &columns);
    let options = BoostOptions { trees: 300, depth: 4, rate: 0.06, ..BoostOptions::default() };
    boost(&columns, &Examples::all(targets), &options)
}

/// Fits a regression, leaves out the features whose weights contradict their meaning, and fits
/// again until none does.
fn fit_regression(names: &[String], table: &[Vec<f32>], targets: &[bool]) -> LogisticRegression {
    let mut kept: Vec<usize> = (0..names.len()).filter(|at| sign(&names[*at]) != 0.0).collect();
    let limits: Vec<(f32, f32)> = (0..names.len()).map(|at| limits(table, at)).collect();
    loop {
        let chosen: Vec<String> = kept.iter().map(|at| names[*at].clone()).collect();
        let clamp = |row: &Vec<f32>| {
            kept.iter().map(|at| row[*at].clamp(limits[*at].0, limits[*at].1)).collect()
        };
        let rows: Vec<Vec<f32>> = table.iter().map(clamp).collect();
        let options = RegressOptions { ridge: RIDGE, ..RegressOptions::default() };
        let model = regress(chosen, &rows, targets, &options);
        let before = kept.len();
        let signs = kept.iter().zip(&model.weights);
        kept = signs
            .filter(|(at, weight)| sign(&names[**at]) * weight.coefficient >= 0.0)
            .map(|(at, _)| *at)
            .collect();
        if kept.len() == before {
            return model;
        }
    }
}

fn sign(name: &str) -> f32 {
    if FOR.contains(&name) {
        1.0
    } else if AGAINST.contains(&name) {
        -1.0
    } else {
        0.0
    }
}

/// Mean less and plus a few standard deviations.
fn limits(table: &[Vec<f32>], at: usize) -> (f32, f32) {
    let count = table.len() as f32;
    let mean = table.iter().map(|row| row[at]).sum::<f32>() / count;
    let variance = table.iter().map(|row| (row[at] - mean).powi(2)).sum::<f32>() / count;
    let far = FARTHEST * variance.sqrt();
    (mean - far, mean + far)
}

impl Ensemble {
    fn log_odds(&self, row: &[f32]) -> f32 {
        let pairs = self.regression.features.iter().zip(&self.regression.weights);
        let shares = pairs.map(|(name, weight)| {
            let at = self.names.iter().position(|other| other == name).unwrap_or_default();
            let distance = (row[at] - weight.mean) / weight.scale;
            weight.coefficient * distance.clamp(-FARTHEST, FARTHEST)
        });
        self.regression.bias + shares.sum::<f32>() + self.trees.log_odds(row)
    }
}

fn write_held_out(
    path: &str,
    rows: &[Row],
    held_out: &[(f32, f32)],
    pivot: f32,
) -> Result<(), Box<dyn Error>> {
    let score = |log_odds: f32| 1.0 / (1.0 + (-(log_odds - pivot) / 3.0).exp());
    let mut file = fs::File::create(path)?;
    let mut plain = fs::File::create(format!("{path}.plain"))?;
    for (row, scores) in rows.iter().zip(held_out) {
        let id = &row.record.id;
        writeln!(file, "{}", serde_json::json!({"id": id, "score": score(scores.0)}))?;
        writeln!(plain, "{}", serde_json::json!({"id": id, "score": score(scores.1)}))?;
    }
    Ok(())
}

fn write(out: &Path, ensemble: Ensemble) -> Result<(), Box<dyn Error>> {
    fs::write(out.join("regression.txt"), Model::Logistic(ensemble.regression).to_string())?;
    fs::write(out.join("trees.txt"), Model::Trees(ensemble.trees).to_string())?;
    Ok(())
}
