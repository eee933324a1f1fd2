//! Any bytes as parts of a DOCX: read without a panic, the same twice.
#![no_main]

#[path = "../../tests/support/formats.rs"]
#[allow(dead_code, reason = "each target calls one reader")]
mod formats;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    const FIXED: [(&str, &str); 1] = [("[Content_Types].xml", "<Types/>")];
    const PARTS: [&str; 6] = [
        "word/document.xml",
        "word/styles.xml",
        "word/numbering.xml",
        "word/footnotes.xml",
        "word/comments.xml",
        "docProps/core.xml",
    ];
    formats::read_archive("paper.docx", &FIXED, &PARTS, bytes);
});
