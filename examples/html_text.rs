//! Writes the main text of pages of HTML, in the form that the article extraction benchmark reads.
//!
//! ```text
//! html_text DIR > output.json
//! html_text --noise FILE…
//! ```
//!
//! `DIR` holds pages named `ID.html`; the output is `{"ID": {"articleBody": "…"}}`. The main text is
//! the derived text without noise, without the marks of the light markup, and without the headline,
//! which that benchmark does not count as the article's body. `--noise` prints what is noise of pages.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;

use provenance::analysis::noise;
use provenance::analysis::noise::NoiseSpan;
use provenance::analysis::noise::Rules;
use provenance::document::Document;
use provenance::document::Field;
use provenance::document::Hints;

#[expect(clippy::print_stdout, reason = "the texts are this program's output")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next().ok_or("which folder?")?;
    if first == "--noise" {
        return arguments.try_for_each(|path| show(&path));
    }
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(first)? {
        let path = entry?.path();
        let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = main_text(&fs::read(&path)?);
        texts.insert(id, serde_json::json!({ "articleBody": text }));
    }
    println!("{}", serde_json::to_string_pretty(&texts)?);
    Ok(())
}

fn parse(bytes: &[u8]) -> Document<'_> {
    Document::parse(bytes, &Hints { file_name: Some("page.html".to_owned()) })
}

fn main_text(bytes: &[u8]) -> String {
    let document = parse(bytes);
    let noise = noise::find(&document, &Rules::default());
    let titles: Vec<String> = document
        .metadata()
        .iter()
        .filter(|metadatum| metadatum.field == Field::Title)
        .map(|metadatum| fold(&metadatum.value))
        .collect();
    let mut start = 0;
    let mut has_headline = false;
    let mut kept = Vec::new();
    for line in document.text().split('\n') {
        let text = unmarked(line);
        let is_headline = line.starts_with("# ") && !has_headline
            || line.starts_with('#') && is_title(&fold(text), &titles);
        has_headline |= is_headline;
        if !is_noise(&noise, start, line) && !is_headline && !text.is_empty() {
            kept.push(text);
        }
        start += line.len() + 1;
    }
    kept.join("\n")
}

/// Whether the line that begins at `start` is noise.
fn is_noise(noise: &[NoiseSpan], start: usize, line: &str) -> bool {
    let at = start + line.len() - line.trim_start().len();
    let next = noise.partition_point(|found| found.span.end() <= at);
    noise.get(next).is_some_and(|found| found.span.start() <= at)
}

/// A line without the marks of the light markup.
fn unmarked(line: &str) -> &str {
    let line = line.trim().trim_start_matches(['#', '|']).trim_end_matches('|').trim();
    let line = line.strip_prefix("- ").unwrap_or(line);
    match line.split_once(". ") {
        Some((number, rest)) if number.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => line,
    }
}

/// A headline that the page's title only begins with is at least so long, in bytes.
const SHORTEST_TITLE: usize = 12;

fn is_title(line: &str, titles: &[String]) -> bool {
    let is_it =
        |title: &String| title == line || line.len() >= SHORTEST_TITLE && title.starts_with(line);
    !line.is_empty() && titles.iter().any(is_it)
}

/// The letters and digits in lower case.
fn fold(text: &str) -> String {
    text.to_lowercase().split(|letter: char| !letter.is_alphanumeric()).collect::<Vec<_>>().concat()
}

#[expect(clippy::print_stdout, reason = "this is what the option is for")]
fn show(path: &str) -> Result<(), Box<dyn Error>> {
    let bytes = fs::read(path)?;
    let document = parse(&bytes);
    let found = noise::find(&document, &Rules::default());
    let hidden: usize = found.iter().map(|found| found.span.len()).sum();
    println!("{path}: {hidden} of {} bytes are noise", document.text().len());
    for found in found {
        let category = serde_json::to_string(&found.category)?;
        let start: String = document.slice(found.span).chars().take(80).collect();
        println!("  {}-{} {category} {} {start:?}", found.first_line, found.last_line, found.rule);
    }
    Ok(())
}
