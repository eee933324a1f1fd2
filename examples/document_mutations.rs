//! Breaks real files in many ways and reads each: tells panics, the longest time and the most memory.
//!
//! ```text
//! cargo run --release --no-default-features --example document_mutations -- TIMES FILE…
//! ```
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "it prints, and shares its breaking of files with the tests"
)]

#[path = "../tests/support/mutation.rs"]
mod mutation;
#[path = "../tests/support/numbers.rs"]
mod numbers;

use std::io::Error;
use std::time::Duration;
use std::time::Instant;

use provenance::document::Document;
use provenance::document::Hints;

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let times: u64 = arguments.next().and_then(|times| times.parse().ok()).unwrap_or(1);
    let (mut read, mut panicked, mut longest) = (0u64, 0u64, Duration::ZERO);
    for path in arguments {
        let bytes = std::fs::read(&path)?;
        let hints = Hints { file_name: Some(path.clone()) };
        for seed in 0..times {
            let broken = mutation::broken(&bytes, seed);
            let began = Instant::now();
            let document = Document::parse(&broken, &hints);
            let took = began.elapsed();
            if took > longest {
                longest = took;
                println!("{took:?} {path} {seed}");
            }
            read += 1;
            if document.limitations().iter().any(|told| told.detail.contains("parser failed")) {
                panicked += 1;
                println!("panic {path} {seed}");
            }
        }
    }
    let memory = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let memory = memory.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    println!("{read} files, {panicked} panics, longest {longest:?}, {memory}");
    Ok(())
}
