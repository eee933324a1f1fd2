//! Any bytes as parts of an EPUB: read without a panic, the same twice.
#![no_main]

#[path = "../../tests/support/formats.rs"]
#[allow(dead_code, reason = "each target calls one reader")]
mod formats;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    const CONTAINER: &str = "<container><rootfiles><rootfile full-path=\"book.opf\"/></rootfiles></container>";
    const FIXED: [(&str, &str); 2] =
        [("mimetype", "application/epub+zip"), ("META-INF/container.xml", CONTAINER)];
    const PARTS: [&str; 3] = ["book.opf", "one.xhtml", "two.xhtml"];
    formats::read_archive("book.epub", &FIXED, &PARTS, bytes);
});
