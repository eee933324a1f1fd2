//! One file.

use std::borrow::Cow;

use super::annotation::scan_code;
use super::options::ScanOptions;
use super::record::scan_record;
use crate::citation::cited::Scan;
use crate::citation::cited::ScanFault;
use crate::citation::cited::ScanProblem;
use crate::text::LineIndex;

/// Endings of the names of files that are read as Markdown.
const RECORDS: [&str; 4] = [".md", ".markdown", ".mdx", ".mdown"];

/// Finds the citations of one file. `file` is its path from the root of the repository; it decides
/// how the bytes are read. Never fails: what cannot be read as UTF-8 is told and read as well as
/// can be. Linear time.
#[must_use]
pub fn scan(file: &str, bytes: &[u8], options: &ScanOptions) -> Scan {
    let text = String::from_utf8_lossy(bytes);
    if !options.includes_generated && options.generated.fit(file, &text) {
        return Scan { is_ignored: true, ..Scan::default() };
    }
    let name = file.to_ascii_lowercase();
    let mut found = if RECORDS.iter().any(|ending| name.ends_with(ending)) {
        scan_record(file, &text)
    } else {
        scan_code(file, &text, options)
    };
    let has_something = !found.citations.is_empty() || !found.problems.is_empty();
    if let (Cow::Owned(text), true) = (&text, has_something) {
        let at = text.find(char::REPLACEMENT_CHARACTER).unwrap_or(0);
        let line = line_number(LineIndex::new(text).line_of(at).get());
        let file = file.to_owned();
        found.problems.insert(0, ScanProblem { file, line, fault: ScanFault::NotUtf8 });
    }
    found
}

pub(super) fn line_number(line: impl TryInto<u32>) -> u32 {
    line.try_into().unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prop_assert;
    use proptest::proptest;

    use super::scan;
    use crate::citation::cited::ScanFault;
    use crate::citation::scan::ScanOptions;

    const RECORD: &str = "> Nodes reply.\n> — [seed 001@1f3a9c2e](../seeds/001.txt)\n";

    #[test]
    fn generated_and_foreign_files_are_left_out_unless_asked_for() {
        let options = ScanOptions::default();
        assert!(scan("vendor/a/doc.md", RECORD.as_bytes(), &options).is_ignored);
        let generated = format!("<!-- @generated -->\n{RECORD}");
        assert!(scan("doc.md", generated.as_bytes(), &options).is_ignored);
        let options = ScanOptions { includes_generated: true, ..options };
        assert_eq!(scan("vendor/a/doc.md", RECORD.as_bytes(), &options).citations.len(), 1);
    }

    #[test]
    fn a_file_that_is_not_utf8_is_read_and_told() {
        let mut bytes = b"caf\xe9\n\n".to_vec();
        bytes.extend_from_slice(RECORD.as_bytes());
        let found = scan("doc.md", &bytes, &ScanOptions::default());
        assert_eq!(found.citations.len(), 1);
        assert_eq!(found.problems[0].fault, ScanFault::NotUtf8);
    }

    proptest! {
        #[test]
        fn no_bytes_make_a_scan_fail(
            text in "(> |//= |//# |# |seed 001@|\\[seed |\\]\\(|\\)|`{3}|\\PC|\\r?\\n){0,40}",
            is_record in proptest::bool::ANY,
        ) {
            let file = if is_record { "a.md" } else { "a.rs" };
            let lines = u32::try_from(text.lines().count()).unwrap();
            for found in scan(file, text.as_bytes(), &ScanOptions::default()).citations {
                prop_assert!(1 <= found.first_line && found.first_line <= found.last_line);
                prop_assert!(found.last_line <= lines);
                prop_assert!(!found.quote.trim().is_empty());
            }
        }
    }
}
