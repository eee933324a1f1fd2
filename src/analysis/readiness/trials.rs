//! Trials of the whole analyser on documents of many kinds, written for this purpose. The first
//! word of a file's name in `trials/` is the verdict that it must get.

use super::Rules;
use super::Verdict;
use super::assess;
use super::explain;
use super::verdict::ElementKind;
use super::verdict::Readiness;
use crate::analysis::PerMille;
use crate::document::Document;
use crate::document::Hints;
use crate::document::MediaType;
use crate::text::Span;
use proptest::prelude::proptest;
use std::fs;
use std::path::Path;

fn judge(text: &str) -> Readiness {
    assess(&Document::from_text(text, MediaType::Plain), &[], &Rules::default())
}

/// The texts of a folder below the package, with their names.
fn texts(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut texts: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    texts.sort();
    texts
}

fn trial(name: &str) -> String {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("src/analysis/readiness/trials").join(name);
    fs::read_to_string(path).unwrap()
}

#[test]
fn documents_of_many_kinds_get_their_verdict() {
    for (name, text) in texts("src/analysis/readiness/trials") {
        let verdict = match name.split('-').next() {
            Some("specification") => Verdict::Specification,
            Some("partial") => Verdict::Partial,
            _ => Verdict::None,
        };
        let found = match MediaType::from_file_name(&name) {
            // Descriptions of interfaces are read by what they mean.
            MediaType::Json | MediaType::Yaml => {
                let hints = Hints { file_name: Some(name.clone()) };
                assess(&Document::parse(text.as_bytes(), &hints), &[], &Rules::default())
            }
            _ => judge(&text),
        };
        assert_eq!(found.verdict, verdict, "{name}: {} {:?}", found.score, found.reasons);
    }
}

#[test]
fn front_matter_is_no_part_of_what_is_judged_but_tells_the_version() {
    let front = "---\ntitle: Berths\ndescription: The server must answer within 5 s.\nstatus: draft\n\
                 version: 2.1\ntags: [api, http]\nauthors:\n  - name: Ann Lee\n---\n\n";
    let text = trial("specification-api-doc.md");
    let whole = format!("{front}{text}");
    let judge = |text: &str| {
        assess(&Document::from_text(text, MediaType::Markdown), &[], &Rules::default())
    };
    let (with, without) = (judge(&whole), judge(&text));
    assert_eq!((with.score, with.verdict), (without.score, without.verdict));
    assert_eq!(with.requirements.len(), without.requirements.len());
    let has_version = |found: &Readiness| {
        let mut elements = found.elements.iter();
        elements.any(|element| element.kind == ElementKind::Version && element.is_present)
    };
    assert!(has_version(&with));
}

#[test]
fn the_seeds_are_no_specifications_and_score_at_most_a_tenth() {
    for (name, text) in texts("seeds") {
        let found = judge(&text);
        assert_eq!(found.verdict, Verdict::None, "{name}");
        assert!(found.score <= PerMille::new(100), "{name}: {}", found.score);
    }
}

#[test]
fn a_specification_stays_one_when_its_lines_are_joined_or_its_markup_is_lost() {
    let text = trial("specification-srs-zh.md");
    let plain: String = text.lines().map(|line| line.trim_start_matches(['#', '-', ' '])).fold(
        String::new(),
        |mut all, line| {
            all.push_str(line);
            all.push('\n');
            all
        },
    );
    assert_eq!(judge(&plain).verdict, Verdict::Specification);
}

#[test]
fn a_specification_inside_scrape_noise_is_found_once_the_noise_is_known() {
    let text = trial("partial-amid-noise.txt");
    let start = text.find("Interface requirements").unwrap();
    let end = text.find("Related articles").unwrap();
    let noise = [Span::new(0, start).unwrap(), Span::new(end, text.len()).unwrap()];
    let document = Document::from_text(&text, MediaType::Plain);
    let found = assess(&document, &noise, &Rules::default());
    assert_eq!(found.verdict, Verdict::Specification, "{} {:?}", found.score, found.reasons);
}

#[test]
fn repetition_is_told() {
    let found = judge(&trial("none-must-repeated.txt"));
    assert!(found.reasons.iter().any(|reason| reason.contains("repeated")), "{:?}", found.reasons);
}

#[test]
fn obligations_in_quotations_are_no_requirements() {
    let found = judge(&trial("none-quoted-spec.txt"));
    assert_eq!(found.requirements.len(), 0, "{:?}", found.requirements);
}

#[test]
fn a_heading_with_nothing_under_it_is_no_evidence() {
    let found = judge(&trial("none-stub-zh.md"));
    let present: Vec<_> = found.elements.iter().filter(|element| element.is_present).collect();
    assert!(present.is_empty(), "{present:?}");
}

#[test]
fn every_element_quotes_its_evidence_where_it_stands() {
    let text = trial("specification-srs-zh.md");
    let found = judge(&text);
    assert_eq!(found.elements.len(), 10);
    for element in &found.elements {
        assert!(
            !element.is_present
                || element.kind == ElementKind::Maturity
                || !element.evidence.is_empty()
        );
        for evidence in &element.evidence {
            assert!(evidence.span.slice(&text).starts_with(&evidence.text), "{evidence:?}");
        }
    }
}

#[test]
fn a_draft_with_holes_is_told_what_to_ask_for() {
    let found = judge(&trial("partial-draft-with-holes.md"));
    let maturity = found.elements.iter().find(|e| e.kind == ElementKind::Maturity).unwrap();
    assert!(!maturity.is_present && maturity.evidence.iter().any(|e| e.text.contains("TBD")));
    assert!(found.reasons.iter().any(|reason| reason.starts_with("missing: ")));
}

#[test]
fn requirements_keep_their_names_when_others_are_added() {
    let old = judge("# Scope\n\nThe server shall retry within 5 s.\n");
    let new = judge("# Scope\n\nThe client shall wait.\n\nThe server shall retry\nwithin 5 s.\n");
    assert_eq!(old.requirements.len(), 1);
    assert!(new.requirements.iter().any(|found| found.id == old.requirements[0].id));
}

#[test]
fn weak_requirements_are_flagged_in_both_languages() {
    let weak = |text: &str| judge(text).requirements[0].weaknesses.join("; ");
    assert!(weak("The system shall respond quickly.").contains("vague word: quickly"));
    assert!(weak("The system shall encrypt data if possible.").contains("escape clause"));
    assert!(weak("The system shall have a low latency.").contains("no measure"));
    assert!(weak("系统应尽量支持断点续传。").contains("escape clause: 尽量"));
    assert!(weak("系统应具有良好的性能。").contains("vague word: 良好"));
    assert_eq!(weak("The server shall answer within 2 s."), "");
}

#[test]
fn the_shares_of_the_regression_add_up_to_what_it_says() {
    let document_text = trial("specification-ieee830-parking.txt");
    let document = Document::from_text(&document_text, MediaType::Plain);
    let whole = explain(&document, &[], &Rules::default());
    let empty_text = Document::from_text("", MediaType::Plain);
    let empty = explain(&empty_text, &[], &Rules::default());
    let sum = |explanation: &super::Explanation| -> f32 {
        explanation.features.iter().filter_map(|feature| feature.regression).sum()
    };
    let difference = (whole.regression - sum(&whole)) - (empty.regression - sum(&empty));
    assert!(difference.abs() < 1e-3, "{difference}");
    assert_eq!(whole.score, judge(&document_text).score);
}

#[test]
fn odd_texts_are_judged_in_linear_time() {
    let long_line = "The server must answer ".repeat(100_000);
    let quotes = "\"must ".repeat(200_000);
    let zeros = "\0".repeat(1_000_000);
    let marks = "<".repeat(300_000) + &"|".repeat(300_000) + &". ".repeat(300_000);
    let large = "The gate opened, and the band played on. ".repeat(250_000);
    for text in [large, long_line, quotes, zeros, marks, "#\n".repeat(300_000)] {
        assert_eq!(judge(&text).verdict, Verdict::None);
    }
}

proptest! {
    #[test]
    fn any_text_is_judged_alike_each_time(text in "\\PC{0,200}") {
        let found = judge(&text);
        assert_eq!(found, judge(&text));
        for requirement in &found.requirements {
            assert!(!requirement.span.slice(&text).is_empty());
        }
    }

    #[test]
    fn pieces_of_a_specification_in_any_order_do_not_panic(
        pieces in proptest::collection::vec("[#|`\"“”*\n 0-9.]{0,3}(MUST|系统应|shall|GET /a/b|TBD|，|≤ 5 ms|FR-1|<td>)?", 0..60)
    ) {
        judge(&pieces.concat());
    }
}
