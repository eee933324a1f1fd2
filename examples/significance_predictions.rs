//! Reads pairs of passages as JSON Lines on stdin (`id`, `old`, `new`) and prints the classes of
//! each change, one JSON object a line.

use std::io::BufRead;
use std::io::Write;

use provenance::diff::classify_passages;

/// One pair.
#[derive(serde::Deserialize)]
struct Pair {
    id: String,
    old: String,
    new: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let pair: Pair = serde_json::from_str(&line?)?;
        let classes = classify_passages(&pair.old, &pair.new);
        writeln!(output, "{}", serde_json::json!({ "id": pair.id, "classes": classes }))?;
    }
    Ok(())
}
