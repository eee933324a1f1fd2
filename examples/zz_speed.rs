//! Scratch.
use provenance::analysis::readiness::explain;
use provenance::document::{Document, MediaType};
fn main() {
    let p = std::env::args().nth(1).unwrap();
    let t = std::fs::read_to_string(p).unwrap();
    let d = Document::from_text(&t, MediaType::Plain);
    let mut best = f64::MAX;
    for _ in 0..5 {
        let s = std::time::Instant::now();
        explain(&d, &[], &provenance::analysis::readiness::Rules::default());
        best = best.min(s.elapsed().as_secs_f64());
    }
    println!("{} bytes {:.1} MB/s", t.len(), t.len() as f64 / 1e6 / best);
}
