//! Measures how fast origins are derived: `origin_speed FILE…` derives each file's origin many
//! times, then that of all of them in one text made ten megabytes long.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a tool of the workshop, not part of the product"
)]

use std::hint::black_box;
use std::time::Instant;

use provenance::analysis::origin::Rules;
use provenance::analysis::origin::derive;
use provenance::document::Document;
use provenance::document::MediaType;

const LONG: usize = 10_000_000;

fn main() {
    let texts: Vec<String> =
        std::env::args().skip(1).map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let all = texts.concat();
    let long = all.repeat(LONG / all.len().max(1) + 1);
    measure("each file", texts.iter().map(String::as_str), 200);
    measure("one long text", std::iter::once(long.as_str()), 20);
}

fn measure<'t>(name: &str, texts: impl Iterator<Item = &'t str> + Clone, times: u32) {
    let rules = Rules::default();
    let bytes: usize = texts.clone().map(str::len).sum();
    let run = || {
        for text in texts.clone() {
            black_box(derive(&Document::from_text(text, MediaType::Plain), &[], &rules));
        }
    };
    run();
    let start = Instant::now();
    for _ in 0..times {
        run();
    }
    let seconds = start.elapsed().as_secs_f64() / f64::from(times);
    #[expect(clippy::cast_precision_loss, reason = "megabytes for display")]
    let megabytes = bytes as f64 / 1e6;
    println!("{name}: {:.1} MB/s ({:.3} ms)", megabytes / seconds, seconds * 1e3);
}
