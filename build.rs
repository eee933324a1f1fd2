//! Names the sources that decide what became of a cited passage, so that answers which other
//! sources gave are not remembered (`src/citation/memory.rs`).

#![allow(clippy::print_stdout, reason = "this is how a build script answers cargo")]

use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

/// Rooms whose sources decide, and the versions of the libraries that they use.
const DECIDING: [&str; 6] =
    ["src/text", "src/document", "src/diff", "src/citation", "Cargo.lock", "Cargo.toml"];

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for path in DECIDING {
        println!("cargo:rerun-if-changed={path}");
        collect(Path::new(path), &mut files)?;
    }
    files.sort();
    let mut sum = Sum(0xcbf2_9ce4_8422_2325);
    for file in files {
        sum.add(file.to_string_lossy().as_bytes());
        sum.add(&fs::read(&file)?);
    }
    println!("cargo:rustc-env=PROVENANCE_FOLLOWING={:016x}", sum.0);
    Ok(())
}

/// The files at or below a path; none where nothing is, as `Cargo.lock` in a published package.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else if path.is_file() {
        files.push(path.to_path_buf());
    }
    Ok(())
}

/// FNV-1a, 64 bits: the same on every machine.
struct Sum(u64);

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        let length = bytes.len().to_le_bytes();
        for byte in length.iter().chain(bytes) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
