//! Predicts noise lines for labelled pages, in the form that the development scorer reads.
//!
//! ```text
//! noise_predictions [--folds DIR] < dev.jsonl > predictions.jsonl
//! noise_predictions --show FILE…
//! noise_predictions --speed FILE…
//! ```
//!
//! Standard input: one page a line, `{"id","lines":[…]}`, or a document `{"repo","text"}`. With
//! `--folds` (feature `train`) each is judged by the models in `DIR` that saw nothing of its
//! group, as `train_noise --folds` wrote them. `--show` prints the noise of text files,
//! `--speed` how many megabytes of them are analysed a second on one thread.

use std::error::Error;
use std::fs;
use std::io::BufRead;
use std::time::Instant;

use provenance::analysis::noise;
use provenance::analysis::noise::Rules;
use provenance::document::Document;
use provenance::document::Hints;
use provenance::document::MediaType;
use serde::Deserialize;

/// A page of the development data, or a document.
#[derive(Deserialize)]
struct Page {
    id: Option<String>,
    repo: Option<String>,
    lines: Option<Vec<String>>,
    text: Option<String>,
}

#[expect(clippy::print_stdout, reason = "predictions are this program's output")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folds = match arguments.next().as_deref() {
        Some("--show") => return arguments.try_for_each(|path| show(&path)),
        Some("--speed") => return speed(&arguments.collect::<Vec<_>>()),
        Some("--folds") => Some(folds::read(&arguments.next().ok_or("--folds needs a folder")?)?),
        _ => None,
    };
    for line in std::io::stdin().lock().lines() {
        let page: Page = serde_json::from_str(&line?)?;
        let name = page.id.or(page.repo).unwrap_or_default();
        let lines = page
            .lines
            .unwrap_or_else(|| page.text.unwrap_or_default().lines().map(str::to_owned).collect());
        let rules = match &folds {
            Some(folds) => folds.rules(&name, &lines).ok_or("no models for this page")?,
            None => rules(&lines),
        };
        let letter = |rule: &Option<_>| if rule.is_some() { 'n' } else { 'c' };
        let labels: String = rules.iter().map(letter).collect();
        println!("{}", serde_json::json!({"id": name, "labels": labels, "rules": rules}));
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "this is what the option is for")]
fn show(path: &str) -> Result<(), Box<dyn Error>> {
    let bytes = fs::read(path)?;
    let document = Document::parse(&bytes, &Hints { file_name: Some(path.to_owned()) });
    for found in noise::find(&document, &Rules::default()) {
        let category = serde_json::to_string(&found.category)?;
        let (first, last) = (found.first_line, found.last_line);
        let start: String = document.slice(found.span).chars().take(80).collect();
        println!("{path}:{first}-{last} {category} {} {start:?}", found.rule);
    }
    Ok(())
}

/// How many bytes are analysed for a figure of speed, at least.
const SPEED_BYTES: usize = 100_000_000;

#[expect(clippy::print_stdout, reason = "this is what the option is for")]
fn speed(paths: &[String]) -> Result<(), Box<dyn Error>> {
    let texts = paths.iter().map(fs::read).collect::<Result<Vec<_>, _>>()?;
    let parse = |bytes| Document::parse(bytes, &Hints::default());
    let documents: Vec<Document<'_>> = texts.iter().map(|bytes| parse(bytes.as_slice())).collect();
    let rules = Rules::default();
    let (mut bytes, mut spans) = (0, 0);
    let start = Instant::now();
    while bytes < SPEED_BYTES {
        for document in &documents {
            bytes += document.text().len();
            spans += noise::find(document, &rules).len();
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    let megabytes = bytes / 1_000_000;
    println!("{megabytes} MB, {spans} spans, {seconds:.2} s");
    Ok(())
}

/// For every line the rule that calls it noise, if one does.
fn rules(lines: &[String]) -> Vec<Option<String>> {
    let text = lines.join("\n");
    let found = noise::find(&Document::from_text(&text, MediaType::Plain), &Rules::default());
    let mut start = 0;
    let rule_of = |line: &String| {
        let trimmed = line.trim();
        let first = start + line.find(trimmed).unwrap_or(0);
        let last = (first + trimmed.len()).saturating_sub(1);
        start += line.len() + 1;
        let holds =
            |found: &&noise::NoiseSpan| found.span.contains(first) && found.span.contains(last);
        found.iter().find(holds).map(|found| found.rule.clone())
    };
    lines.iter().map(rule_of).collect()
}

#[cfg(feature = "train")]
mod folds {
    use std::collections::BTreeMap;
    use std::error::Error;
    use std::fs;
    use std::path::Path;

    use provenance::analysis::noise::train::Fold;

    /// The models of all folds, and the fold of every page and repository.
    pub(crate) struct Folds {
        models: Vec<Fold>,
        folds: BTreeMap<String, usize>,
    }

    pub(crate) fn read(folder: &str) -> Result<Folds, Box<dyn Error>> {
        let folder = Path::new(folder);
        let mut folds = BTreeMap::new();
        for line in fs::read_to_string(folder.join("folds.tsv"))?.lines() {
            let (name, fold) = line.rsplit_once('\t').ok_or("no tab in folds.tsv")?;
            folds.insert(name.to_owned(), fold.parse()?);
        }
        let count = folds.values().max().map_or(0, |last: &usize| last + 1);
        let read = |fold, model| fs::read_to_string(folder.join(format!("{fold}.{model}.txt")));
        let models = (0..count).map(|fold| {
            let fold = Fold::read(&read(fold, "first")?, &read(fold, "second")?);
            fold.ok_or_else(|| "not the models of a fold".into())
        });
        Ok(Folds { models: models.collect::<Result<_, Box<dyn Error>>>()?, folds })
    }

    impl Folds {
        pub(crate) fn rules(&self, name: &str, lines: &[String]) -> Option<Vec<Option<String>>> {
            let fold = self.models.get(*self.folds.get(name)?)?;
            let mut judged = fold.rules(&lines.join("\n")).into_iter();
            let rule = |line: &String| {
                let is_blank = line.trim().is_empty();
                if is_blank { None } else { judged.next().flatten().map(str::to_owned) }
            };
            Some(lines.iter().map(rule).collect())
        }
    }
}

#[cfg(not(feature = "train"))]
mod folds {
    use std::error::Error;

    /// Never made without the feature `train`.
    pub(crate) enum Folds {}

    pub(crate) fn read(_folder: &str) -> Result<Folds, Box<dyn Error>> {
        Err("--folds needs the feature `train`".into())
    }

    impl Folds {
        pub(crate) fn rules(&self, _name: &str, _lines: &[String]) -> Option<Vec<Option<String>>> {
            match *self {}
        }
    }
}
