//! Any bytes as `provenance.toml`: read or refused.
#![no_main]

#[path = "../../tests/support/readers.rs"]
#[allow(dead_code, reason = "each target calls one reader")]
mod readers;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| readers::read_settings(bytes));
