//! scratch
use provenance::diff::{Options, classify_passages, compare};
use std::io::Write;
use std::path::{Path, PathBuf};
fn collect(folder: &Path, pairs: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, pairs);
        } else if path.extension().is_some_and(|e| e == "old") {
            pairs.push(path);
        }
    }
}
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let mode = args[1].as_str();
    let mut pairs = Vec::new();
    collect(Path::new(&args[2]), &mut pairs);
    pairs.sort();
    let ranked = args.get(3).is_none_or(|a| a != "bare");
    let n: usize = args.get(4).and_then(|a| a.parse().ok()).unwrap_or(1);
    let mut out = std::io::stdout().lock();
    let mut total = 0.0;
    for p in pairs {
        let (old, new) = (
            std::fs::read_to_string(&p).unwrap(),
            std::fs::read_to_string(p.with_extension("new")).unwrap(),
        );
        let mut best = f64::MAX;
        for _ in 0..n {
            let t = std::time::Instant::now();
            let d = compare(&old, &new, &Options { is_ranked: ranked, ..Options::default() });
            best = best.min(t.elapsed().as_secs_f64() * 1000.0);
            if mode == "dump" {
                assert_eq!(d.apply(&old, &new).unwrap(), new);
                writeln!(
                    out,
                    "{} {} {}",
                    p.display(),
                    d.changes.len(),
                    blake3::hash(format!("{d:?}").as_bytes())
                )
                .unwrap();
                if args.get(3).is_some_and(|a| a == "full") {
                    for c in &d.changes {
                        writeln!(out, "{c:?}").unwrap();
                    }
                    for c in &d.layout {
                        writeln!(out, "{c:?}").unwrap();
                    }
                }
            }
        }
        total += best;
        if mode == "time" && best > 1.0 {
            writeln!(out, "{} {best:.2}", p.display()).unwrap();
        }
    }
    if mode == "time" {
        writeln!(out, "total {total:.1}").unwrap();
    }
    let _ = classify_passages("a", "b");
}
