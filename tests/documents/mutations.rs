//! Damaged documents: bytes flipped, cut out, doubled and mixed never make a reader panic, hang or
//! take much memory.
//!
//! `PROVENANCE_MUTATIONS` sets how many of each format are tried; of real files,
//! `examples/document_mutations.rs` tries any number.
//!
//! ```text
//! PROVENANCE_MUTATIONS=10000 cargo test --release --test documents mutations -- --nocapture
//! ```

use std::time::Duration;
use std::time::Instant;

use provenance::document::Document;
use provenance::document::Hints;

use crate::mutation::broken;
use crate::support::Pdf;
use crate::support::stream;

/// Longest that one document may take.
const LONGEST: Duration = Duration::from_secs(5);

/// Most memory of the whole process, in bytes, where the system tells it.
const MOST_MEMORY: u64 = 500 << 20;

/// How many mutations of each format are tried without being asked for more.
const FEW: u64 = 300;

fn setting(name: &str) -> Option<String> {
    std::env::vars().find(|(key, _)| key == name).map(|(_, value)| value)
}

/// The largest resident size of this process so far.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    number.unwrap_or(0) * 1024
}

/// Tries mutations of the originals; the hook that a caught panic would call must not be.
fn survive(name: &str, originals: &[Vec<u8>]) {
    let count = setting("PROVENANCE_MUTATIONS").and_then(|count| count.parse().ok());
    let hints = Hints { file_name: Some(format!("file.{name}")) };
    let (mut slowest, mut failures) = (Duration::ZERO, 0);
    for (seed, original) in (0..count.unwrap_or(FEW)).zip(originals.iter().cycle()) {
        let bytes = broken(original, seed);
        let start = Instant::now();
        let document = Document::parse(&bytes, &hints);
        let took = start.elapsed();
        slowest = slowest.max(took);
        let text = document.text();
        assert!(
            document.pages().is_sorted()
                && document.pages().iter().all(|at| text.is_char_boundary(*at))
        );
        assert!(
            document
                .furniture()
                .iter()
                .all(|one| text.get(one.span.start()..one.span.end()).is_some())
        );
        let failed =
            |told: &str| document.limitations().iter().any(|one| one.detail.contains(told));
        failures += usize::from(failed("its parser failed"));
        assert!(took < LONGEST, "{name} {seed} took {took:?}");
    }
    let memory = memory();
    println!("{name}: slowest {slowest:?}, {} MB, {failures} caught panics", memory >> 20);
    assert_eq!(failures, 0, "{name}: parsers panicked");
    assert!(memory < MOST_MEMORY, "{name} took {} MB", memory >> 20);
}

fn pdfs() -> Vec<Vec<u8>> {
    use std::io::Write;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let lines: String = (0..40).map(|n| format!("({n} words of a line) Tj T* ")).collect();
    write!(encoder, "BT /F 9 Tf 72 700 Td 11 TL {lines} ET").unwrap();
    let form = stream("/Subtype/Form/Filter/FlateDecode", &encoder.finish().unwrap());
    let map = stream("", b"1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfrange <01> <05> <0041> <10> <20> <4e00> endbfrange");
    let font = "<</Type/Font/Subtype/TrueType/BaseFont/A/ToUnicode 11 0 R/FirstChar 1/LastChar 3/Widths[500 400 300]>>";
    let composite = "<</Type/Font/Subtype/Type0/BaseFont/S/Encoding/Identity-H/ToUnicode 11 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/CIDSystemInfo<</Ordering(GB1)>>/W[1[500 600] 7 9 300]>>]>>";
    let plain = Pdf::default().column(&["One line of it,", "another one,", "\u{95} an item"]);
    vec![
        plain.info("/Title(T)").catalog("/Lang(en)").finish(),
        Pdf::default().object(form).page("/X Do").page("/X Do").finish(),
        Pdf::default()
            .object(font)
            .object(map.clone())
            .page("BT /X 12 Tf 9 700 Td <0102101105> Tj ET")
            .finish(),
        Pdf::default()
            .object(composite)
            .object(map)
            .page("BT /X 12 Tf 9 700 Td [<00010002> -300 <0010>] TJ ET")
            .finish(),
    ]
}

#[test]
fn damaged_pdfs_cost_only_their_own_text() {
    survive("pdf", &pdfs());
}

#[test]
fn damaged_pages_cost_only_their_own_text() {
    let page = "<!doctype html><meta charset=utf-8><title>Pump</title><script \
                type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"Pump\"}</script>\
                <nav><a href=a>Home</a><a href=b>News</a></nav><main><h1>Pump</h1><p>It <b>shall\
                </b> stop.<ol start=3><li>open<li><p>close<ul><li>slowly</ul></ol><table><tr><th>\
                Limit<th>Value<tr><td>time<td>5 s</table><pre>a  b\n c</pre></main>"
        .as_bytes()
        .to_vec();
    survive("html", &[page]);
}

/// An interface in YAML, with anchors, merge keys, styles of text and what no standard knows.
const OPENAPI: &str = "openapi: 3.1.0 # ours\ninfo: {title: Pumps, version: '1', contact: {name: Ann Lee}}\n\
x-page: &page\n  limit: {type: integer, minimum: 1, maximum: 0x64}\npaths:\n  /pumps/{id}:\n    get:\n      \
description: |\n        # Pumps\n\n        - **must** stop\n        | a | b |\n        |---|---|\n      \
parameters:\n      - {name: id, in: path, required: true, schema: {type: string, pattern: '^a|b$'}}\n      \
responses:\n        200:\n          description: >-\n            The\n            pump.\n          content:\n            \
application/json: {schema: {allOf: [{$ref: '#/components/schemas/Pump'}, {type: object, properties: {<<: *page}}]}}\n\
components:\n  schemas:\n    Pump: {type: object, required: [id], properties: {id: {type: [string, 'null']}, parts: {type: array, items: {type: object, properties: *page}}}}\n";

/// Messages in YAML.
const ASYNCAPI: &str = "asyncapi: 2.6.0\ninfo:\n  title: Lamps\n  version: 1.0.0\nchannels:\n  \
lamps/{id}/dim:\n    parameters: {id: {schema: {type: string}}}\n    publish:\n      message:\n        \
oneOf:\n        - {name: dim, payload: {type: object, properties: {level: {type: integer, maximum: 100}}}}\n        \
- {$ref: '#/components/messages/off'}\ncomponents:\n  messages:\n    off: {headers: {type: object}, examples: [{payload: {a: 1}}]}\n";

/// A schema in JSON.
const SCHEMA: &str = r##"{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Pump",
"type": "object", "required": ["rate"], "properties": {"rate": {"type": "number", "exclusiveMinimum": 0.5e1},
"mode": {"oneOf": [{"const": "auto"}, {"$ref": "#/$defs/Manual"}], "description": "a\n\n- b"}},
"$defs": {"Manual": {"enum": ["up", "down", null, true, -1.0], "examples": [{"a": [1, 2]}]}}}"##;

#[test]
fn damaged_descriptions_cost_only_their_own_text() {
    survive("yaml", &[OPENAPI.as_bytes().to_vec()]);
    survive("yaml", &[ASYNCAPI.as_bytes().to_vec()]);
    survive("json", &[SCHEMA.as_bytes().to_vec()]);
}

#[test]
fn descriptions_that_unfold_nest_or_repeat_without_end_cost_only_a_limitation() {
    let laughs =
        |at: usize| format!("x{at}: &a{at} [{}]\n", vec![format!("*a{}", at - 1); 9].join(", "));
    let laughs: String = (1..20).map(laughs).collect();
    let doubled: String = (0..100_000).map(|_| "x: 1\n").collect();
    let nested = format!("{}{}", "{\"not\": ".repeat(120), "true").to_owned() + &"}".repeat(120);
    let items = "{\"type\": \"array\", \"items\": ".repeat(60)
        + "{\"oneOf\": [{}, {\"a\": 1}]}"
        + &"}".repeat(60);
    for (name, content) in [
        ("a.yaml", format!("openapi: 3.0.0\nx0: &a0 [x, x]\n{laughs}")),
        ("a.yaml", format!("openapi: 3.0.0\nx: &x\n  y: *x\n{doubled}")),
        ("a.yaml", format!("openapi: 3.0.0\nx: {}", "[".repeat(1_000_000))),
        ("a.yaml", format!("openapi: 3.0.0\nx: {}", "- ".repeat(100_000))),
        (
            "a.yaml",
            format!("openapi: 3.0.0\ninfo: {{description: \"{}\"}}", "word ".repeat(1_000_000)),
        ),
        ("a.json", format!("{{\"openapi\": \"3.0.0\", \"x\": {}", "[".repeat(1_000_000))),
        ("a.json", format!("{{\"openapi\": \"3.0.0\", \"x\": [{}0]}}", "0,".repeat(2_000_000))),
        (
            "a.json",
            format!("{{\"$schema\": \"http://json-schema.org/schema#\", \"not\": {nested}}}"),
        ),
        (
            "a.json",
            format!("{{\"$schema\": \"http://json-schema.org/schema#\", \"items\": {items}}}"),
        ),
    ] {
        let start = Instant::now();
        let hints = Hints { file_name: Some(name.to_owned()) };
        let document = Document::parse(content.as_bytes(), &hints);
        assert!(start.elapsed() < LONGEST, "{} took {:?}", &content[..40], start.elapsed());
        assert!(!document.text().is_empty());
        assert!(!document.limitations().iter().any(|one| one.detail.contains("parser failed")));
    }
    assert!(memory() < MOST_MEMORY, "{} MB", memory() >> 20);
}
