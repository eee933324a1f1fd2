//! A run: one execution of `snapshot` that found something new.

use std::borrow::Borrow;

use jiff::Timestamp;
use rayon::iter::IndexedParallelIterator;
use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;
use serde::Deserialize;
use serde::Serialize;

use super::canonical;
use super::fact::Facts;
use super::fact::Record;
use super::fact::StoredRecord;

use super::format::FORMAT_VERSION;
use super::format::FormatError;
use super::format::RUN_FORMAT;
use crate::id::RunId;

/// The fewest lines that are worth a thread of their own.
const LINES_AT_ONCE: usize = 1000;

/// The first line of a run file; field order is the canonical key order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunHeader {
    format: u32,
    /// Runs that other runs name as parents but that were not there: named here, so that the
    /// gap is known from then on. Sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<RunId>,
    /// The commit that was checked out, as its hexadecimal id; none without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
    kind: RunKind,
    /// The runs that no other run named as a parent. Sorted.
    pub parents: Vec<RunId>,
    /// When it was recorded, by the clock of that machine: display only.
    pub time: Timestamp,
    /// The tool and its version.
    pub tool: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RunKind {
    Run,
}

impl RunHeader {
    /// A header of the current format and tool. `head` is the checked-out commit.
    #[must_use]
    pub fn new(time: Timestamp, mut parents: Vec<RunId>, head: Option<String>) -> Self {
        parents.sort_unstable();
        parents.dedup();
        Self {
            format: RUN_FORMAT,
            gaps: Vec::new(),
            head,
            kind: RunKind::Run,
            parents,
            time,
            tool: concat!("provenance ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

/// A run: its header and its records, sorted by seed id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// When, after which runs, by which tool.
    pub header: RunHeader,
    /// What was found, at most one record a seed, sorted by seed id.
    pub records: Vec<Record>,
}

impl Run {
    /// The canonical bytes; the run's id is their BLAKE3 digest.
    ///
    /// # Errors
    /// When a value has no canonical form.
    pub fn to_bytes(&self) -> Result<Vec<u8>, FormatError> {
        Self::write(&self.header, self.records.iter())
    }

    /// The canonical bytes of a run whose records are made one at a time, twice over; they are
    /// sorted by seed id.
    ///
    /// # Errors
    /// When a value has no canonical form.
    pub fn write<R: Borrow<Record>>(
        header: &RunHeader,
        records: impl Iterator<Item = R> + Clone,
    ) -> Result<Vec<u8>, FormatError> {
        let (mut format, mut count) = (RUN_FORMAT, 0);
        for record in records.clone() {
            format = format.max(format_of(record.borrow()));
            count += 1;
        }
        let mut out = Vec::with_capacity(256 + count * 400);
        canonical::write_line(&RunHeader { format, ..header.clone() }, &mut out)?;
        for record in records {
            serde_json::to_writer(&mut out, &StoredRecord::from(record.borrow()))
                .map_err(FormatError::Unwritable)?;
            out.push(b'\n');
        }
        Ok(out)
    }

    /// The lowest version that can say what it says.
    fn format(&self) -> u32 {
        self.records.iter().map(format_of).fold(RUN_FORMAT, u32::max)
    }

    /// Reads a run file strictly: anything but the canonical form is refused.
    ///
    /// # Errors
    /// When the file is cut, newer, not canonical, unsorted or contradicts itself; each names the
    /// line.
    pub fn parse(bytes: &[u8]) -> Result<Self, FormatError> {
        let lines = canonical::lines(bytes)?;
        let ((_, first), rest) = lines.split_first().ok_or(FormatError::Empty)?;
        canonical::check_version(first, FORMAT_VERSION)?;
        let header: RunHeader = canonical::read_line(1, first)?;
        // The first wrong line is told, whichever thread came upon one first.
        let read: Vec<Result<Record, FormatError>> = rest
            .par_iter()
            .with_min_len(LINES_AT_ONCE)
            .map(|(line, text)| read_record(*line, text))
            .collect();
        let mut records: Vec<Record> = Vec::with_capacity(read.len());
        for ((line, _), record) in rest.iter().zip(read) {
            let record = record?;
            if records.last().is_some_and(|last| last.seed >= record.seed) {
                return Err(FormatError::Order { line: *line });
            }
            records.push(record);
        }
        let format = header.format;
        let run = Self { header: RunHeader { format: RUN_FORMAT, ..header }, records };
        if run.format() != format {
            let what = "its format is not that of what it says";
            return Err(FormatError::Contradiction { line: 1, what });
        }
        Ok(run)
    }
}

/// The lowest version that can say what a record says.
fn format_of(record: &Record) -> u32 {
    record.event.facts().map_or(RUN_FORMAT, Facts::format)
}

fn read_record(line: usize, text: &[u8]) -> Result<Record, FormatError> {
    let stored: StoredRecord =
        serde_json::from_slice(text).map_err(|source| FormatError::Line { line, source })?;
    let again = serde_json::to_vec(&stored).map_err(FormatError::Unwritable)?;
    if again != text {
        return Err(FormatError::NotCanonical { line });
    }
    Record::try_from(stored).map_err(|what| FormatError::Contradiction { line, what })
}

#[cfg(test)]
mod tests {
    use super::Run;
    use super::RunHeader;
    use crate::document::MediaType;
    use crate::id::BlobId;
    use crate::id::ContentId;
    use crate::id::RunId;
    use crate::id::SeedId;
    use crate::id::SeedPath;
    use crate::record::Event;
    use crate::record::Facts;
    use crate::record::FormatError;
    use crate::record::Kept;
    use crate::record::Record;
    use crate::record::RecordRef;

    fn sample() -> Run {
        let seed = SeedId::new("003").unwrap();
        let facts = Facts {
            path: SeedPath::new("seeds/003_x.txt").unwrap(),
            content: ContentId::of(b"x"),
            blob: BlobId::of(b"x"),
            bytes: 1,
            media_type: MediaType::Plain,
            kept: Kept::Bytes,
            limitations: Vec::new(),
            capture: None,
        };
        let before = RecordRef { run: RunId::of(b"parent"), seed: seed.clone() };
        let version =
            Record { seed, number: 2, predecessors: vec![before], event: Event::Version(facts) };
        let gone = Record {
            seed: SeedId::new("004").unwrap(),
            number: 1,
            predecessors: Vec::new(),
            event: Event::Removed,
        };
        let time = "2026-11-22T09:14:00Z".parse().unwrap();
        let header = RunHeader::new(time, vec![RunId::of(b"parent")], Some("c0ffee".to_owned()));
        Run { header, records: vec![version, gone] }
    }

    /// These bytes are what second readers rely on; they change only with a new format version.
    #[test]
    fn the_stored_form_has_these_very_bytes() {
        let mut run = sample();
        run.header.tool = "provenance 0.1.0".to_owned();
        let parent = RunId::of(b"parent");
        let (content, blob) = (ContentId::of(b"x"), BlobId::of(b"x"));
        let expected = format!(
            concat!(
                "{{\"format\":1,\"head\":\"c0ffee\",\"kind\":\"run\",\"parents\":[\"{parent}\"],",
                "\"time\":\"2026-11-22T09:14:00Z\",\"tool\":\"provenance 0.1.0\"}}\n",
                "{{\"blob\":\"{blob}\",\"bytes\":1,\"content\":\"{content}\",\"kept\":\"bytes\",",
                "\"kind\":\"version\",\"media_type\":\"text/plain\",\"number\":2,",
                "\"path\":\"seeds/003_x.txt\",",
                "\"predecessors\":[{{\"run\":\"{parent}\",\"seed\":\"003\"}}],\"seed\":\"003\"}}\n",
                "{{\"kind\":\"removal\",\"number\":1,\"predecessors\":[],\"seed\":\"004\"}}\n",
            ),
            parent = parent,
            blob = blob,
            content = content
        );
        assert_eq!(String::from_utf8(run.to_bytes().unwrap()).unwrap(), expected);
    }

    #[test]
    fn what_is_written_reads_back() {
        let run = sample();
        assert_eq!(Run::parse(&run.to_bytes().unwrap()).unwrap(), run);
    }

    #[test]
    fn a_cut_file_is_refused_wherever_it_is_cut() {
        let bytes = sample().to_bytes().unwrap();
        let line_ends: Vec<usize> = bytes
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\n')
            .map(|(at, _)| at + 1)
            .collect();
        for length in (0..bytes.len()).filter(|length| !line_ends.contains(length)) {
            assert!(Run::parse(&bytes[..length]).is_err(), "cut after {length} bytes");
        }
    }

    #[test]
    fn a_newer_format_is_told_as_such() {
        let text = String::from_utf8(sample().to_bytes().unwrap()).unwrap();
        let newer = text.replacen("\"format\":1", "\"format\":9,\"wonder\":true", 1);
        assert!(matches!(Run::parse(newer.as_bytes()), Err(FormatError::Newer { found: 9 })));
    }

    #[test]
    fn a_run_with_contents_that_are_not_kept_has_a_format_of_its_own() {
        let mut run = sample();
        for record in &mut run.records {
            if let Event::Version(facts) = &mut record.event {
                facts.kept = Kept::Hashes;
            }
        }
        let bytes = run.to_bytes().unwrap();
        assert!(bytes.starts_with(br#"{"format":3,"#));
        assert_eq!(Run::parse(&bytes).unwrap(), run);
        let text = String::from_utf8(bytes).unwrap();
        let as_old = text.replacen("\"format\":3", "\"format\":1", 1);
        assert!(Run::parse(as_old.as_bytes()).is_err());
    }

    #[test]
    fn reordered_lines_and_other_spellings_are_refused() {
        let text = String::from_utf8(sample().to_bytes().unwrap()).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let reordered = format!("{}\n{}\n{}\n", lines[0], lines[2], lines[1]);
        assert!(matches!(Run::parse(reordered.as_bytes()), Err(FormatError::Order { line: 3 })));
        let spaced = text.replacen("\"number\":2", "\"number\": 2", 1);
        assert!(matches!(
            Run::parse(spaced.as_bytes()),
            Err(FormatError::NotCanonical { line: 2 })
        ));
    }
}
