//! Reads quoted passages as JSON Lines on stdin (`id`, `quote`, `old_doc`, `new_doc`) and prints
//! what became of each, one JSON object a line. The argument is the folder of the documents.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::io::Write;
use std::path::PathBuf;

use provenance::citation::Locator;

/// One case.
#[derive(serde::Deserialize)]
struct Case {
    id: String,
    quote: String,
    old_doc: String,
    new_doc: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| ".".to_owned()));
    let lines = std::io::stdin().lock().lines();
    let cases: Vec<Case> = lines
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect::<Result<_, std::io::Error>>()?;
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    for document in cases.iter().flat_map(|case| [&case.old_doc, &case.new_doc]) {
        let bytes = std::fs::read(folder.join(document))?;
        texts.insert(document, String::from_utf8_lossy(&bytes).into_owned());
    }
    let mut locators: BTreeMap<(&str, &str), Locator<'_>> = BTreeMap::new();
    let mut output = std::io::stdout().lock();
    for case in &cases {
        let pair = (case.old_doc.as_str(), case.new_doc.as_str());
        let text = |document: &str| texts.get(document).map_or("", String::as_str);
        let locator =
            locators.entry(pair).or_insert_with(|| Locator::new(text(pair.0), text(pair.1)));
        let line = match locator.locate(&case.quote, None) {
            Ok(found) => serde_json::json!({
                "id": case.id,
                "finding": found.finding,
                "also": found.also,
                "new_text": found.new.map(|new| new.text),
                "strategy": found.strategy,
                "confidence": found.confidence,
                "context": found.context.iter()
                    .map(|change| [&change.old, &change.new]).collect::<Vec<_>>(),
                "old_span": found.old,
            }),
            Err(error) => serde_json::json!({
                "id": case.id, "finding": "error", "new_text": null, "error": error.to_string(),
            }),
        };
        writeln!(output, "{line}")?;
    }
    Ok(())
}
