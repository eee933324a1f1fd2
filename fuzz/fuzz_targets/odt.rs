//! Any bytes as parts of an ODT: read without a panic, the same twice.
#![no_main]

#[path = "../../tests/support/formats.rs"]
#[allow(dead_code, reason = "each target calls one reader")]
mod formats;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    const FIXED: [(&str, &str); 1] = [("mimetype", "application/vnd.oasis.opendocument.text")];
    const PARTS: [&str; 3] = ["content.xml", "styles.xml", "meta.xml"];
    formats::read_archive("paper.odt", &FIXED, &PARTS, bytes);
});
