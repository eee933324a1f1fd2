//! Trains the weights that choose title, day, author and publisher among their candidates.
//!
//! Reads records (JSON Lines: `id`, `group`, `lines`, `gold`) from standard input. Without
//! arguments it prints `src/analysis/origin/model/weights.rs`; with `--check` it prints, for each
//! field, how often the best candidate is right when the publishers of a fold are kept apart from
//! those it was trained on. Full-batch gradient ascent on the log-likelihood of the right
//! candidates (or of none), from zero weights: no randomness.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::indexing_slicing,
    reason = "a tool of the workshop, not part of the product"
)]

use std::collections::BTreeMap;
use std::io::BufRead;

use provenance::analysis::origin::choices;
use provenance::analysis::origin::model::Field;
use provenance::analysis::origin::model::names;
use provenance::document::Document;
use provenance::document::MediaType;

const FIELDS: [(Field, &str); 4] = [
    (Field::Title, "TITLE"),
    (Field::Published, "PUBLISHED"),
    (Field::Author, "AUTHOR"),
    (Field::Publisher, "PUBLISHER"),
];
const ROUNDS: usize = 400;
const FOLDS: u64 = 5;
const DECAY: f64 = 0.6;

/// The candidates of one field of one page: values, features, and which are right.
struct Case {
    fold: u64,
    rows: Vec<Vec<(usize, f64)>>,
    values: Vec<String>,
    right: Vec<bool>,
    is_known: bool,
}

fn main() {
    let is_check = std::env::args().any(|argument| argument == "--check");
    let cases = read_cases();
    if !is_check {
        println!(
            "//! The weights, printed by `examples/train_origin.rs`; do not edit by hand.\n\n\
             use super::features::Feature;"
        );
    }
    for (field, name) in FIELDS {
        let cases = cases.get(&field).map_or(&[][..], Vec::as_slice);
        if is_check {
            check(name, cases);
        } else {
            print_weights(name, &train(cases, None));
        }
    }
}

fn read_cases() -> BTreeMap<Field, Vec<Case>> {
    let mut cases: BTreeMap<Field, Vec<Case>> = BTreeMap::new();
    for line in std::io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let lines: Vec<&str> =
            record["lines"].as_array().unwrap().iter().filter_map(|line| line.as_str()).collect();
        let text = lines.join("\n");
        let document = Document::from_text(&text, MediaType::Plain);

        let fold = fold_of(record["group"].as_str().unwrap_or_default());
        for (field, choices) in choices(&document, &[]) {
            let gold = gold(&record["gold"], field);
            // A missing title or publisher mostly means that nobody wrote it down; records with
            // labelled lines tell only what is known.
            let may_be_unknown = matches!(field, Field::Title | Field::Publisher);
            if gold.is_empty() && (may_be_unknown || record["labels"].is_string()) {
                continue;
            }
            let right = |value: &str| gold.iter().any(|gold| is_right(field, value, gold));
            cases.entry(field).or_default().push(Case {
                fold,
                right: choices.iter().map(|choice| right(&choice.value)).collect(),
                values: choices.iter().map(|choice| choice.value.clone()).collect(),
                is_known: !gold.is_empty(),
                rows: choices
                    .iter()
                    .map(|choice| {
                        choice.features.values().map(|(at, value)| (at, f64::from(value))).collect()
                    })
                    .collect(),
            });
        }
    }
    cases
}

fn fold_of(group: &str) -> u64 {
    group.bytes().fold(7_u64, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte)))
        % FOLDS
}

fn gold(gold: &serde_json::Value, field: Field) -> Vec<String> {
    let value = match field {
        Field::Title => &gold["title"],
        Field::Published => &gold["date"],
        Field::Author => &gold["author"],
        Field::Publisher => &gold["publisher"],
    };
    match value {
        serde_json::Value::String(text) => vec![text.clone()],
        serde_json::Value::Array(items) => {
            items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
        }
        _ => Vec::new(),
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_right(field: Field, value: &str, gold: &str) -> bool {
    let (mine, gold_plain) = (plain(value), plain(gold));
    let (short, long) =
        if mine.len() < gold_plain.len() { (&mine, &gold_plain) } else { (&gold_plain, &mine) };
    let holds = !short.is_empty() && long.contains(short.as_str());
    match field {
        Field::Published => value == gold,
        Field::Title => {
            mine == gold_plain
                || (holds && short.chars().count() >= 10 && short.len() * 2 >= long.len())
        }
        Field::Author => !gold_plain.is_empty() && mine.contains(&gold_plain),
        Field::Publisher => mine == gold_plain || (holds && short.chars().count() >= 3),
    }
}

/// Probabilities of the candidates; what is missing to 1 is none.
fn probabilities(weights: &[f64], case: &Case) -> Vec<f64> {
    let score = |row: &Vec<(usize, f64)>| row.iter().map(|(at, value)| weights[*at] * value).sum();
    let scores: Vec<f64> = case.rows.iter().map(score).collect();
    let highest = scores.iter().copied().fold(0.0, f64::max);
    let powers: Vec<f64> = scores.iter().map(|score| (score - highest).exp()).collect();
    let all = powers.iter().sum::<f64>() + (-highest).exp();
    powers.iter().map(|power| power / all).collect()
}

/// Adam over the whole batch; `without` names the fold that is kept apart.
fn train(cases: &[Case], without: Option<u64>) -> Vec<f64> {
    let count = names().len();
    let (mut weights, mut first, mut second) =
        (vec![0.0; count], vec![0.0; count], vec![0.0; count]);
    for round in 1..=ROUNDS {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| -DECAY * weight).collect();
        for case in cases.iter().filter(|case| Some(case.fold) != without) {
            add_gradient(&weights, case, &mut gradient);
        }
        let progress = i32::try_from(round).unwrap();
        for at in 0..count {
            first[at] = 0.9 * first[at] + 0.1 * gradient[at];
            second[at] = 0.999 * second[at] + 0.001 * gradient[at] * gradient[at];
            let mean = first[at] / (1.0 - 0.9_f64.powi(progress));
            let spread = second[at] / (1.0 - 0.999_f64.powi(progress));
            weights[at] += 0.05 * mean / (spread.sqrt() + 1e-8);
        }
    }
    weights
}

fn add_gradient(weights: &[f64], case: &Case, gradient: &mut [f64]) {
    let probabilities = probabilities(weights, case);
    let right: f64 =
        probabilities.iter().zip(&case.right).filter(|(_, right)| **right).map(|(p, _)| p).sum();
    let has_right = case.right.contains(&true);
    for (at, row) in case.rows.iter().enumerate() {
        let wanted =
            if has_right && case.right[at] { probabilities[at] / right.max(1e-12) } else { 0.0 };
        for (feature, value) in row {
            gradient[*feature] += (wanted - probabilities[at]) * value;
        }
    }
}

/// Prints precision and recall at several thresholds, each fold scored by the other folds' weights.
fn check(name: &str, cases: &[Case]) {
    let mut best: Vec<(f64, bool, bool, bool)> = Vec::new();
    for fold in 0..FOLDS {
        let weights = train(cases, Some(fold));
        for case in cases.iter().filter(|case| case.fold == fold) {
            let mut summed: BTreeMap<&str, (f64, bool)> = BTreeMap::new();
            for (at, probability) in probabilities(&weights, case).into_iter().enumerate() {
                let entry = summed.entry(&case.values[at]).or_insert((0.0, case.right[at]));
                entry.0 += probability;
            }
            let top = summed.values().max_by(|a, b| a.0.total_cmp(&b.0)).copied();
            let (probability, right) = top.unwrap_or((0.0, false));
            best.push((probability, right, case.is_known, case.right.contains(&true)));
        }
    }
    let known = best.iter().filter(|case| case.2).count();
    let ceiling = best.iter().filter(|case| case.3).count();
    println!("{name}: {known} known, ceiling {:.3}", share(ceiling, known));
    for threshold in [0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8] {
        let said: Vec<_> = best.iter().filter(|case| case.0 > threshold).collect();
        let right = said.iter().filter(|case| case.1).count();
        let said_known = said.iter().filter(|case| case.2).count();
        println!(
            "  > {threshold:.1}: recall {:.3}, precision {:.3}, invented {}",
            share(right, known),
            share(right, said_known),
            said.len() - said_known
        );
    }
}

#[allow(clippy::cast_precision_loss, reason = "small counts")]
fn share(part: usize, all: usize) -> f64 {
    part as f64 / all.max(1) as f64
}

fn print_weights(name: &str, weights: &[f64]) {
    println!("\npub(super) const {name}: &[(Feature, f32)] = &[");
    for (feature, weight) in names().iter().zip(weights) {
        if weight.abs() >= 0.02 {
            println!("    (Feature::{feature}, {weight:.2}),");
        }
    }
    println!("];");
}
