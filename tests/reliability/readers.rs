//! The readers of stored files and of the configuration, handed anything: the stable counterpart
//! of fuzzing, with the same laws.

use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::ProptestConfig;
use proptest::prelude::Strategy;
use proptest::prelude::any;
use proptest::prop_oneof;
use proptest::proptest;
use proptest::sample::Index;
use provenance::analysis::Rules;
use provenance::analysis::derive;
use provenance::document::Document;
use provenance::document::Hints;
use provenance::document::MediaType;
use provenance::id::BlobId;
use provenance::id::ContentId;
use provenance::id::RunId;
use provenance::id::SeedId;
use provenance::id::SeedPath;
use provenance::project::Config;
use provenance::record::AnalysedContent;
use provenance::record::AnalysisFile;
use provenance::record::AnalysisHeader;
use provenance::record::AssertedClaim;
use provenance::record::ClaimField;
use provenance::record::Event;
use provenance::record::Facts;
use provenance::record::Kept;
use provenance::record::Record;
use provenance::record::RecordRef;
use provenance::record::Run;
use provenance::record::RunHeader;
use provenance::record::Statement;
use provenance::record::StatementBody;

use crate::stored::Rewrite;
use crate::stored::assert_one_spelling;
use crate::stored::read_settings;
use crate::stored::rewrite_analysis;
use crate::stored::rewrite_run;
use crate::stored::rewrite_statement;
use crate::trials::is_whole;

fn cases() -> ProptestConfig {
    ProptestConfig {
        cases: if is_whole() { 20_000 } else { 256 },
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// One thing that may happen to a file.
#[derive(Debug, Clone)]
enum Harm {
    Flip(Index, u8),
    Delete(Index),
    Insert(Index, u8),
    Cut(Index),
    /// A line stands twice.
    Repeat(Index),
    /// Two lines change places.
    Swap(Index, Index),
    /// A number, or a word of the format, in place of another.
    Replace(&'static str, &'static str),
}

fn harm() -> impl Strategy<Value = Harm> {
    let place = any::<Index>;
    prop_oneof![
        (place(), 1_u8..).prop_map(|(at, bits)| Harm::Flip(at, bits)),
        place().prop_map(Harm::Delete),
        (place(), any::<u8>()).prop_map(|(at, byte)| Harm::Insert(at, byte)),
        place().prop_map(Harm::Cut),
        place().prop_map(Harm::Repeat),
        (place(), place()).prop_map(|(one, other)| Harm::Swap(one, other)),
        proptest::sample::select(vec![
            ("\"number\":1", "\"number\":01"),
            ("\"number\":1", "\"number\":4294967296"),
            ("\"bytes\":", "\"bytes\":-"),
            (":1", ":1.0"),
            (":1", ":1e0"),
            (":\"", ":null,\"x\":\""),
            ("\"kind\"", "\"kind\":\"run\",\"kind\""),
            ("version", "removal"),
            ("version", "move"),
            ("seeds/", "seeds/../"),
            ("2026", "+02026"),
            ("a", "\\u0061"),
            ("\n", "\r\n"),
            ("\n", "\n\n"),
            ("[]", "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]"),
        ])
        .prop_map(|(old, new)| Harm::Replace(old, new)),
    ]
}

fn apply(harm: &Harm, bytes: &mut Vec<u8>) {
    if bytes.is_empty() {
        return;
    }
    let length = bytes.len();
    let mut lines: Vec<Vec<u8>> =
        bytes.split_inclusive(|byte| *byte == b'\n').map(Vec::from).collect();
    match harm {
        Harm::Flip(at, bits) => bytes[at.index(length)] ^= bits,
        Harm::Delete(at) => drop(bytes.remove(at.index(length))),
        Harm::Insert(at, byte) => bytes.insert(at.index(length), *byte),
        Harm::Cut(at) => bytes.truncate(at.index(length)),
        Harm::Repeat(at) => {
            let at = at.index(lines.len());
            lines.insert(at, lines[at].clone());
            *bytes = lines.concat();
        }
        Harm::Swap(one, other) => {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            lines.swap(one, other);
            *bytes = lines.concat();
        }
        Harm::Replace(old, new) => {
            if let Ok(text) = std::str::from_utf8(bytes) {
                *bytes = text.replacen(old, new, 1).into_bytes();
            }
        }
    }
}

fn facts(text: &str) -> Facts {
    Facts {
        path: SeedPath::new(format!("seeds/{text}.txt")).unwrap(),
        content: ContentId::of(text.as_bytes()),
        blob: BlobId::of(text.as_bytes()),
        bytes: text.len() as u64,
        media_type: MediaType::Plain,
        kept: Kept::Bytes,
        limitations: Vec::new(),
        capture: None,
    }
}

fn a_run() -> Vec<u8> {
    let before = RunId::of(b"before");
    let record = |seed: &str, number, event| Record {
        seed: SeedId::new(seed).unwrap(),
        number,
        predecessors: match number {
            1 => Vec::new(),
            _ => vec![RecordRef { run: before, seed: SeedId::new(seed).unwrap() }],
        },
        event,
    };
    let time = "2026-11-22T09:14:00Z".parse().unwrap();
    let mut header = RunHeader::new(time, vec![before], Some("c0ffee".to_owned()));
    header.gaps = vec![RunId::of(b"gap")];
    let records = vec![
        record("001", 1, Event::Version(facts("one"))),
        record("002", 2, Event::Moved(facts("two"))),
        record("三", 1, Event::Removed),
    ];
    Run { header, records }.to_bytes().unwrap()
}

fn an_analysis() -> Vec<u8> {
    let rules = Rules::default();
    let analysed = |text: &str| {
        let hints = Hints { file_name: Some("a.txt".to_owned()) };
        let document = Document::parse(text.as_bytes(), &hints);
        AnalysedContent {
            content: ContentId::of(text.as_bytes()),
            media_type: document.media_type(),
            space: document.space(),
            encoding: document.encoding().cloned(),
            extractor: document.extractor().clone(),
            limitations: document.limitations().to_vec(),
            analysis: derive(&document, &rules),
        }
    };
    let spec = "# Retention\n\n1. The node shall keep every record for 30 days.\n\nShare  Print\n";
    let mut contents = vec![analysed(spec), analysed("发布时间:2023年7月14日\n\n一个字。\n")];
    contents.sort_by_key(|analysed| analysed.content);
    AnalysisFile { header: AnalysisHeader::new(rules.id()), contents }.to_bytes().unwrap()
}

fn a_statement() -> Vec<u8> {
    let claim = AssertedClaim {
        seed: SeedId::new("002").unwrap(),
        content: ContentId::of(b"text"),
        field: ClaimField::Published,
        value: Some("2018-11-08".to_owned()),
    };
    let statement = Statement {
        body: StatementBody::Claim(claim),
        why: "the \"congress\" met that day".to_owned(),
        who: "Ada <ada@example.org>".to_owned(),
        time: "2026-11-22T09:14:00Z".parse().unwrap(),
        replaces: Vec::new(),
    };
    statement.to_bytes().unwrap()
}

/// A valid file, and its reader.
type Reader = (fn() -> Vec<u8>, Rewrite);

const READERS: [Reader; 3] =
    [(a_run, rewrite_run), (an_analysis, rewrite_analysis), (a_statement, rewrite_statement)];

const SETTINGS: &str =
    "[seeds]\nexclude = [\".*\", \"*.tmp\"]\n\n[identity]\npattern = '^(?<id>[0-9]+)_'\n";

#[test]
fn the_samples_are_read() {
    for (sample, rewrite) in READERS {
        assert_eq!(rewrite(&sample()).unwrap(), sample());
    }
    Config::parse(SETTINGS, Path::new("provenance.toml")).unwrap();
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn no_reader_panics_on_any_bytes(bytes in vec(any::<u8>(), 0..400)) {
        for (_, rewrite) in READERS {
            drop(rewrite(&bytes));
        }
        read_settings(&bytes);
    }

    #[test]
    fn a_harmed_file_is_refused_or_is_exactly_what_its_meaning_is_written_as(
        which in 0..READERS.len(),
        harms in vec(harm(), 1..5),
    ) {
        let (sample, rewrite) = READERS[which];
        let mut bytes = sample();
        harms.iter().for_each(|harm| apply(harm, &mut bytes));
        assert_one_spelling(rewrite, &bytes);
    }

    #[test]
    fn no_harm_to_the_settings_panics(harms in vec(harm(), 1..8)) {
        let mut bytes = SETTINGS.as_bytes().to_vec();
        harms.iter().for_each(|harm| apply(harm, &mut bytes));
        read_settings(&bytes);
    }
}
