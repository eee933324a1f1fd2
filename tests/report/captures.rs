//! What was brought in and what addresses answered, as people see it.

use provenance::capture::Capture;
use provenance::report::terminal::write_add;
use provenance::report::terminal::write_fetch;
use provenance::view::AddOutcome;
use provenance::view::AddView;
use provenance::view::AddedView;
use provenance::view::CaptureView;
use provenance::view::FetchOutcome;
use provenance::view::FetchView;
use provenance::view::FetchedView;
use provenance::view::ProblemView;
use provenance::view::VersionLabel;

use crate::screens::PLAIN;
use crate::screens::expect;
use crate::screens::written;

/// The stored form of a capture with a redirect, from a hostile server.
const CAPTURE: &str = r#"{"web":{"content_type":"text/html; charset=utf-8","hops":[{"status":301,"to":"https://example.org/v2/spec.html"}],"is_length_known":false,"last_modified":"Sat, 21 Nov 2026 10:00:00 GMT","response":"af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262","status":200,"time":"2026-11-22T09:14:00Z","url":"https://example.org/spec.html"}}"#;

fn capture() -> CaptureView {
    CaptureView::of(&serde_json::from_str::<Capture>(CAPTURE).unwrap())
}

fn document(source: &str, outcome: AddOutcome) -> AddedView {
    AddedView {
        source: source.to_owned(),
        outcome,
        seed: None,
        path: None,
        bytes: None,
        same_as: None,
        capture: None,
        notes: Vec::new(),
        problem: None,
    }
}

fn fetched(seed: &str, outcome: FetchOutcome) -> FetchedView {
    FetchedView {
        seed: seed.parse().unwrap(),
        url: format!("https://example.org/{seed}.html"),
        outcome,
        status: Some(200),
        moved_to: None,
        capture: None,
        notes: Vec::new(),
        problem: None,
    }
}

#[test]
fn what_was_brought_in_says_how_it_came() {
    let view = AddView {
        documents: vec![
            AddedView {
                seed: Some("007".parse().unwrap()),
                path: Some("seeds/007_0123456789abcdef.html".to_owned()),
                bytes: Some(12_345),
                capture: Some(capture()),
                notes: vec!["the server said \u{1b}[31mnothing".to_owned()],
                ..document("https://example.org/spec.html", AddOutcome::Added)
            },
            AddedView {
                same_as: Some(VersionLabel {
                    seed: Some("003".parse().unwrap()),
                    version: Some(2),
                    ..VersionLabel::default()
                }),
                ..document("../downloads/a.txt", AddOutcome::Known)
            },
        ],
        ..AddView::default()
    };
    expect("add_plain", &written(|out| write_add(&view, &PLAIN, out)));
}

#[test]
fn what_addresses_answered_begins_with_what_a_person_should_look_at() {
    let view = FetchView {
        seeds: vec![
            FetchedView { capture: Some(capture()), ..fetched("001", FetchOutcome::Replaced) },
            FetchedView { status: Some(410), ..fetched("004", FetchOutcome::Gone) },
            FetchedView {
                status: Some(403),
                problem: Some(ProblemView {
                    message: "005 stays as it is".to_owned(),
                    causes: vec!["the server does not give it to us (status 403)".to_owned()],
                    hint: Some("save the document with a browser".to_owned()),
                }),
                ..fetched("005", FetchOutcome::Blocked)
            },
            FetchedView {
                moved_to: Some("https://example.org/v2/006.html".to_owned()),
                ..fetched("006", FetchOutcome::Unchanged)
            },
            fetched("008", FetchOutcome::Unchanged),
        ],
        not_due: 3,
        without_address: 1,
        unsettled: vec!["009".parse().unwrap()],
        ..FetchView::default()
    };
    expect("fetch_plain", &written(|out| write_fetch(&view, &PLAIN, out)));
}
