//! Broken files from sound ones: bytes changed, cut out, doubled, spliced; in archives also inside
//! a part, so that the sum over the archive still holds.

use std::io::Cursor;
use std::io::Read;
use std::io::Write;

use zip::ZipArchive;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::numbers::Numbers;

/// What is put where something else stood.
const MARKS: [&str; 7] = ["-1", "4294967296", "<", ">", "\"", "&#x0;", "\u{feff}"];

/// A broken form of a file; the same for the same seed.
pub(crate) fn broken(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    if bytes.starts_with(b"PK")
        && numbers.below(4) > 0
        && let Some(repacked) = with_broken_part(bytes, &mut numbers)
    {
        return repacked;
    }
    changed(bytes.to_vec(), &mut numbers)
}

fn changed(mut bytes: Vec<u8>, numbers: &mut Numbers) -> Vec<u8> {
    for _ in 0..=numbers.below(6) {
        let at = numbers.below(bytes.len());
        let length = numbers.below((bytes.len() - at.min(bytes.len())).min(2000));
        match numbers.below(6) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..at + length)),
            2 => {
                let piece = bytes.get(at..at + length).unwrap_or_default().to_vec();
                let to = numbers.below(bytes.len());
                bytes.splice(to..to, piece);
            }
            3 => {
                let piece = bytes.get(at..at + length).unwrap_or_default();
                let piece = piece.repeat(1 + numbers.below(40));
                bytes.splice(at..at, piece);
            }
            4 => {
                // A number or a mark where something else stood.
                let piece = MARKS.get(numbers.below(MARKS.len())).copied().unwrap_or_default();
                bytes.splice(at..at, piece.bytes());
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << numbers.below(8);
                }
            }
        }
    }
    bytes
}

fn with_broken_part(bytes: &[u8], numbers: &mut Numbers) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let chosen = numbers.below(archive.len());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).ok()?;
        let mut content = Vec::new();
        entry.read_to_end(&mut content).ok()?;
        let name = entry.name().ok()?.into_owned();
        // The parts that hold the text are broken more often than the rest.
        let is_text = ["document.xml", "content.xml", "numbering.xml", "styles.xml"]
            .iter()
            .any(|part| name.ends_with(part));
        if index == chosen || (is_text && numbers.below(2) == 0) {
            content = changed(content, numbers);
        }
        writer.start_file(name, options).ok()?;
        writer.write_all(&content).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}
