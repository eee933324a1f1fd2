//! Prints the text that is derived from files, for looking at extractors and for measuring them.
//!
//! ```text
//! cargo run --release --example document_text -- FILE…
//! cargo run --release --example document_text -- --facts FILE…
//! ```
//!
//! `--facts` tells pages, furniture, statements and limitations on standard error.

use std::io::Write;

use provenance::document::Document;
use provenance::document::Hints;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let mut err = std::io::stderr().lock();
    let mut tells_facts = false;
    for argument in std::env::args().skip(1) {
        if argument == "--facts" {
            tells_facts = true;
            continue;
        }
        let bytes = std::fs::read(&argument)?;
        let document = Document::parse(&bytes, &Hints { file_name: Some(argument.clone()) });
        out.write_all(document.text().as_bytes())?;
        if tells_facts {
            writeln!(err, "{argument}: {}", document.extractor())?;
            writeln!(err, "  pages {}", document.pages().len())?;
            for furniture in document.furniture() {
                let text = document.slice(furniture.span);
                writeln!(err, "  {:?}: {}", furniture.kind, text.trim_end())?;
            }
            for metadatum in document.metadata() {
                let (field, source) = (metadatum.field, &metadatum.source);
                writeln!(err, "  {field:?}: {} ({source})", metadatum.value)?;
            }
            for limitation in document.limitations() {
                writeln!(err, "  {:?}: {}", limitation.kind, limitation.detail)?;
            }
        }
    }
    Ok(())
}
