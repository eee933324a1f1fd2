//! Any bytes as a page of HTML: read without a panic, the same twice.
#![no_main]

#[path = "../../tests/support/formats.rs"]
#[allow(dead_code, reason = "each target calls one reader")]
mod formats;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| formats::read_document("page.html", bytes));
