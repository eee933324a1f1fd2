//! Prints the edit scripts of a folder of revision pairs as JSON Lines.
//!
//! Usage: `diff_predictions FOLDER [bare]`; `bare` leaves out the significance. Every `ID.old`
//! with an `ID.new` beside it, in sub-folders too, becomes
//! `{"id":"SUB/ID","ops":[{"old":[a,b],"new":[c,d]},...]}`. Each script is applied first; a wrong
//! one ends the run.

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use provenance::diff::ChangeKind;
use provenance::diff::Options;
use provenance::diff::compare;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("usage: diff_predictions FOLDER")?);
    let mut pairs = Vec::new();
    collect(&folder, &mut pairs)?;
    pairs.sort();
    let mut out = std::io::stdout().lock();
    for old_path in pairs {
        let new_path = old_path.with_extension("new");
        let (old, new) = (std::fs::read_to_string(&old_path)?, std::fs::read_to_string(&new_path)?);
        let started = std::time::Instant::now();
        let diff = compare(
            &old,
            &new,
            &Options { is_ranked: std::env::args_os().nth(2).is_none(), ..Options::default() },
        );
        let elapsed = started.elapsed();
        if diff.apply(&old, &new)? != new {
            return Err(format!("{} is not exact", old_path.display()).into());
        }
        let ops: Vec<_> = diff
            .changes
            .iter()
            .map(|change| {
                serde_json::json!({
                    "old": [change.old.start(), change.old.end()],
                    "new": [change.new.start(), change.new.end()],
                })
            })
            .collect();
        let moves = diff.changes.iter().filter(|change| change.kind == ChangeKind::MoveTo).count();
        let id = old_path.strip_prefix(&folder)?.with_extension("");
        let line = serde_json::json!({
            "id": id, "ops": ops, "moves": moves, "layout": diff.layout.len(),
            "coarse": diff.coarse.len(), "milliseconds": elapsed.as_secs_f64() * 1000.0,
        });
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn collect(folder: &Path, pairs: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, pairs)?;
        } else if path.extension().is_some_and(|extension| extension == "old") {
            pairs.push(path);
        }
    }
    Ok(())
}
