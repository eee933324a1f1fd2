//! Predicts title, publisher, author and date of scraped pages, for scoring.
//!
//! Reads records (JSON Lines: `id`, `lines`, `url`) from standard input and writes one prediction
//! a line. With `--url` the page's address is told to the analyser, else it is not. The publisher
//! is that of the site: the republisher where there is one.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a tool of the workshop, not part of the product"
)]

use std::io::BufRead;

use provenance::analysis::origin::Claim;
use provenance::analysis::origin::Rules;
use provenance::analysis::origin::derive;
use provenance::document::Document;
use provenance::document::MediaType;
use serde_json::Value;
use serde_json::json;

fn main() {
    let with_url = std::env::args().any(|argument| argument == "--url");
    for line in std::io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line.unwrap()).unwrap();
        println!("{}", predict(&record, with_url));
    }
}

fn predict(record: &Value, with_url: bool) -> Value {
    let lines = record.get("lines").and_then(Value::as_array);
    let lines: Vec<&str> = lines.into_iter().flatten().filter_map(Value::as_str).collect();
    let text = lines.join("\n");
    let url = record.get("url").and_then(Value::as_str).filter(|_| with_url).map(str::to_owned);
    let rules = Rules { url, ..Rules::default() };
    let origin = derive(&Document::from_text(&text, MediaType::Plain), &[], &rules);
    let value = |claim: Option<Claim>| claim.map(|claim| claim.value);
    let published = value(origin.published).filter(|date| date.len() == 10);
    let translated = origin
        .machine_translated
        .map(|claim| json!({ "why": claim.reason, "evidence": claim.evidence }));
    json!({
        "machine_translated": translated,
        "language": value(origin.language),
        "id": record.get("id"),
        "title": value(origin.title),
        "publisher": value(origin.republisher.or(origin.publisher)),
        "author": value(origin.author),
        "date": published.or(value(origin.updated)),
    })
}
