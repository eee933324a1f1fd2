//! Judges records on standard input, one JSON object a line with `id` and `text`, and writes for
//! each its `id`, `score` (0 to 1) and `verdict`.
//!
//! ```text
//! zcat dev.jsonl.gz | cargo run --release --no-default-features --example readiness_predictions
//! ```

use std::error::Error;
use std::io::BufRead;
use std::io::BufWriter;
use std::io::Write;

use provenance::analysis::readiness::Rules;
use provenance::analysis::readiness::assess;
use provenance::document::Document;
use provenance::document::MediaType;
use serde::Deserialize;
use serde::Serialize;

#[derive(Deserialize)]
struct Record {
    id: String,
    text: String,
}

#[derive(Serialize)]
struct Prediction {
    id: String,
    score: f64,
    verdict: provenance::analysis::readiness::Verdict,
    reasons: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let record: Record = serde_json::from_str(&line?)?;
        let document = Document::from_text(&record.text, MediaType::Plain);
        let readiness = assess(&document, &[], &Rules::default());
        let prediction = Prediction {
            id: record.id,
            score: readiness.score.fraction(),
            verdict: readiness.verdict,
            reasons: readiness.reasons,
        };
        writeln!(out, "{}", serde_json::to_string(&prediction)?)?;
    }
    Ok(())
}
