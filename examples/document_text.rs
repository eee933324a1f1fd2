//! Prints the text that is derived from files, and beside it, to the error stream, what the files
//! say about themselves and what of them was not read.
//!
//! ```text
//! cargo run --release --no-default-features --example document_text -- FILE…
//! ```
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it prints")]

use std::io::Error;
use std::io::Write;

use provenance::document::Document;
use provenance::document::Hints;

fn main() -> Result<(), Error> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let document = Document::parse(&bytes, &Hints { file_name: Some(path.clone()) });
        std::io::stdout().write_all(document.text().as_bytes())?;
        eprintln!("{path}: {}, {}", document.media_type().name(), document.extractor());
        for found in document.metadata() {
            eprintln!("  {:?}: {} ({})", found.field, found.value, found.source);
        }
        for told in document.limitations() {
            eprintln!("  {:?}: {}", told.kind, told.detail);
        }
    }
    Ok(())
}
