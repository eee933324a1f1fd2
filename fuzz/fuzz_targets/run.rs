//! Any bytes as a stored run: refused, or exactly what their meaning is written as.
#![no_main]

#[path = "../../tests/support/readers.rs"]
#[allow(dead_code, reason = "each target calls one reader")]
mod readers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    readers::assert_one_spelling(readers::rewrite_run, bytes);
});
