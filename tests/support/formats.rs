//! The readers of document formats, as the fuzz targets call them.

use std::io::Cursor;
use std::io::Write;

use provenance::analysis::Rules;
use provenance::analysis::derive;
use provenance::document::Document;
use provenance::document::Hints;

use zip::CompressionMethod;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Separates the parts of an archive that is made of fuzzed bytes; no UTF-8 has it.
const SEPARATOR: u8 = 0xff;

/// Reads bytes that lie under a name, and derives their analysis: neither panics, both say the
/// same twice, and every place that is named lies in the text.
pub(crate) fn read_document(file_name: &str, bytes: &[u8]) {
    let hints = Hints { file_name: Some(file_name.to_owned()) };
    let document = Document::parse(bytes, &hints);
    let again = Document::parse(bytes, &hints);
    assert_eq!(document.text(), again.text());
    assert_eq!(document.media_type(), again.media_type());
    assert_eq!(document.limitations(), again.limitations());
    let analysis = derive(&document, &Rules::default());
    for noise in &analysis.noise {
        let span = noise.span;
        assert!(document.text().get(span.start()..span.end()).is_some(), "{span:?}");
    }
}

/// Reads an archive whose parts are fuzzed, one after the other; what is left over goes into the
/// last. Bytes that are an archive already are read as they are.
pub(crate) fn read_archive(file_name: &str, fixed: &[(&str, &str)], names: &[&str], bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return read_document(file_name, bytes);
    }
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let fixed = fixed.iter().map(|(name, text)| (*name, text.as_bytes()));
    let fuzzed = names.iter().copied().zip(bytes.splitn(names.len(), |byte| *byte == SEPARATOR));
    for (name, part) in fixed.chain(fuzzed) {
        if archive.start_file(name, options).and_then(|()| Ok(archive.write_all(part)?)).is_err() {
            return;
        }
    }
    if let Ok(archive) = archive.finish() {
        read_document(file_name, &archive.into_inner());
    }
}
