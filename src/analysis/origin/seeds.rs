//! What the five seeds say about their origin, with and without the noise being known.

use super::claim::Basis;
use super::claim::Claim;
use super::claim::Origin;
use super::derive::Rules;
use super::derive::derive;
use crate::document::Document;
use crate::document::MediaType;
use crate::text::LineIndex;
use crate::text::Span;

/// A seed's text, and the 1-based lines of it that are noise.
type Seed = (&'static str, &'static [(u32, u32)]);

const LETTER: Seed = (include_str!("../../../seeds/000_bca16cead6d63c54.txt"), &[(25, 25)]);
const REPORT: Seed = (
    include_str!("../../../seeds/001_cd558a25591db044.txt"),
    &[(1, 1), (5, 5), (19, 19), (21, 21), (29, 29), (32, 35), (37, 37)],
);
const FORUM: Seed = (include_str!("../../../seeds/002_09a95c0369b48a3f.txt"), &[(3, 3), (13, 13)]);
const AGENCY: Seed = (include_str!("../../../seeds/003_4641404722756e64.txt"), &[(3, 3)]);
const CHINESE: Seed =
    (include_str!("../../../seeds/004_0762e21738063759.txt"), &[(2, 2), (23, 54)]);

fn spans(text: &str, lines: &[(u32, u32)]) -> Vec<Span> {
    let index = LineIndex::new(text);
    let line = |number: u32| index.span_of(number.try_into().unwrap()).unwrap();
    lines.iter().map(|(first, last)| line(*first).join(line(*last))).collect()
}

/// The origin with the noise known and with it unknown; both have to say the same.
fn origin(seed: Seed) -> Origin {
    let (text, noise) = seed;
    let document = Document::from_text(text, MediaType::Plain);
    let rules = Rules::default();
    let with_noise = derive(&document, &spans(text, noise), &rules);
    let without = derive(&document, &[], &rules);
    assert_eq!(values(&with_noise), values(&without));
    for claim in claims(&with_noise) {
        for evidence in &claim.evidence {
            assert!(!evidence.text.is_empty());
            assert!(evidence.span.slice(text).starts_with(&evidence.text));
        }
        assert!(claim.basis != Basis::Inferred || claim.reason.is_some());
    }
    with_noise
}

fn claims(origin: &Origin) -> Vec<&Claim> {
    let fields = [
        &origin.title,
        &origin.publisher,
        &origin.republisher,
        &origin.author,
        &origin.place,
        &origin.published,
        &origin.updated,
        &origin.language,
        &origin.machine_translated,
    ];
    fields.into_iter().flatten().collect()
}

fn values(origin: &Origin) -> Vec<&str> {
    claims(origin).into_iter().map(|claim| claim.value.as_str()).collect()
}

fn said(claim: &Option<Claim>) -> Option<(&str, Basis)> {
    claim.as_ref().map(|claim| (claim.value.as_str(), claim.basis))
}

proptest::proptest! {
    #[test]
    fn any_text_gives_an_origin_whose_evidence_stands_in_it(
        words in proptest::collection::vec(proptest::sample::select(WORDS), 0..120),
        noise in proptest::collection::vec((0_usize..400, 0_usize..60), 0..4),
    ) {
        let text = words.concat();
        check_any(&text, &noise);
    }

    #[test]
    fn no_string_makes_it_fail(text in "\\PC{0,200}", url in "\\PC{0,40}") {
        let rules = Rules { url: Some(url), publishers: vec![String::new(), "a".to_owned()] };
        let _ = derive(&Document::from_text(&text, MediaType::Plain), &[], &rules);
    }
}

/// What texts are made of that try to lead the rules astray.
const WORDS: &[&str] = &[
    "BEIJING",
    ", ",
    "July 14",
    " (",
    "Xinhua",
    ") — ",
    "记者 ",
    "张磊",
    "\n",
    "\n\n",
    "2023-05-25",
    "5月23日",
    "By ",
    "Ana Sol",
    "Von ",
    "© 2021 ",
    "River Post",
    " GmbH",
    "Updated on ",
    "* ",
    "“",
    "”",
    " | ",
    "\0",
    "\u{feff}",
    "e\u{301}",
    "🙂",
    "The pumps of the northern station were all started again by the operator. ",
    "在克拉玛依市举行。",
    "令和5年7月",
    "31/12/2023",
    "13/13/13",
    "://",
    ".",
    "\r\n",
    "Dear friends:",
    "2023",
];

fn check_any(text: &str, noise: &[(usize, usize)]) {
    let mut spans: Vec<Span> = noise.iter().map(|(start, len)| Span::at(*start, *len)).collect();
    spans.sort();
    let document = Document::from_text(text, MediaType::Plain);
    let origin = derive(&document, &spans, &Rules::default());
    assert_eq!(origin, derive(&document, &spans, &Rules::default()));
    for claim in claims(&origin) {
        assert!(!claim.value.is_empty());
        for evidence in &claim.evidence {
            assert!(!evidence.text.is_empty());
            assert!(evidence.span.slice(text).starts_with(&evidence.text));
        }
    }
}

fn origin_of(text: &str) -> Origin {
    derive(&Document::from_text(text, MediaType::Plain), &[], &Rules::default())
}

#[test]
fn what_says_nothing_of_its_origin_has_none() {
    for text in ["", "\n\n", "x", "1,2,3\n4,5,6\n", "Ada\nBob\nCleo\nDan\n", "\0\0\0"] {
        let origin = origin_of(text);
        assert_eq!(values(&origin), Vec::<&str>::new(), "{text:?}");
    }
}

#[test]
fn one_line_of_millions_of_letters_is_read_in_bounded_time() {
    for unit in ["a", "长", "a ", "1/", "Ab ", "“"] {
        let text = unit.repeat(5_000_000 / unit.len());
        assert_eq!(origin_of(&text).published, None);
    }
}

#[test]
fn dates_of_events_comments_and_lists_are_not_the_publication() {
    let body = "The pumps of the northern station were started again on 3 May 2019, the operator of \
                the works said, and the water of the valley fell by two metres within a week.\n";
    assert_eq!(origin_of(&body.repeat(4)).published, None);
}

#[test]
fn letter_on_a_site_has_speaker_site_and_day_of_update() {
    let origin = origin(LETTER);
    let title = "Lijun 2024 New Year s Message Critical Period Key Forces";
    assert_eq!(said(&origin.title), Some((title, Basis::Stated)));
    assert_eq!(said(&origin.publisher), None);
    assert_eq!(said(&origin.republisher), Some(("Mondo", Basis::Stated)));
    assert_eq!(said(&origin.author), Some(("Lijun", Basis::Stated)));
    assert_eq!(said(&origin.place), None);
    assert_eq!(said(&origin.published), None);
    assert_eq!(said(&origin.updated), Some(("2024-01-31", Basis::Stated)));
    assert_eq!(said(&origin.machine_translated), Some(("true", Basis::Inferred)));
    assert_eq!(said(&origin.language), Some(("en", Basis::Inferred)));
}

#[test]
fn translated_report_has_its_year_from_the_text() {
    let origin = origin(REPORT);
    let title = "Representatives of Guizhou committee members heatedly discuss “computing power” \
                 and hope to speed up the “East Counting and West Counting” project";
    assert_eq!(said(&origin.title), Some((title, Basis::Stated)));
    assert_eq!(said(&origin.publisher), Some(("Chinanews.com", Basis::Stated)));
    assert_eq!(said(&origin.republisher), None);
    assert_eq!(said(&origin.author), Some(("Yang Qian", Basis::Stated)));
    assert_eq!(said(&origin.place), Some(("Guiyang", Basis::Stated)));
    assert_eq!(said(&origin.published), Some(("2023-01-14", Basis::Inferred)));
    assert_eq!(said(&origin.machine_translated), Some(("true", Basis::Inferred)));
    assert_eq!(said(&origin.language), Some(("en", Basis::Inferred)));
}

#[test]
fn forum_report_without_a_year_keeps_month_and_day() {
    let origin = origin(FORUM);
    let title = "Gao Xiang, deputy director of the National Network letter office: promoting the \
                 sustainable development of industrial Internet";
    assert_eq!(said(&origin.title), Some((title, Basis::Stated)));
    assert_eq!(said(&origin.publisher), Some(("Shanghai News", Basis::Stated)));
    assert_eq!(said(&origin.republisher), Some(("Waonews", Basis::Stated)));
    assert_eq!(said(&origin.author), Some(("Zhang Xue", Basis::Stated)));
    assert_eq!(said(&origin.place), None);
    assert_eq!(said(&origin.published), Some(("--11-08", Basis::Inferred)));
    assert_eq!(said(&origin.machine_translated), Some(("true", Basis::Inferred)));
    assert_eq!(said(&origin.language), Some(("en", Basis::Inferred)));
}

#[test]
fn agency_report_has_a_bound_but_no_year() {
    let origin = origin(AGENCY);
    let title = "Xi Focus: Elevating China’s internet sector to new heights";
    assert_eq!(said(&origin.title), Some((title, Basis::Stated)));
    assert_eq!(said(&origin.publisher), Some(("Xinhua", Basis::Stated)));
    assert_eq!(said(&origin.republisher), None);
    assert_eq!(said(&origin.author), None);
    assert_eq!(said(&origin.place), Some(("Beijing", Basis::Stated)));
    assert_eq!(said(&origin.published), Some(("--07-14", Basis::Stated)));
    assert_eq!(said(&origin.machine_translated), None);
    assert!(origin.published.unwrap().reason.unwrap().contains("not before 2023"));
    assert_eq!(said(&origin.language), Some(("en", Basis::Inferred)));
}

#[test]
fn chinese_report_has_paper_reporter_and_the_day_of_the_headlines() {
    let origin = origin(CHINESE);
    assert_eq!(said(&origin.title), None);
    assert_eq!(said(&origin.publisher), Some(("石榴云/新疆日报", Basis::Stated)));
    assert_eq!(said(&origin.republisher), Some(("新化月报网", Basis::Stated)));
    assert_eq!(said(&origin.author), Some(("张磊", Basis::Stated)));
    assert_eq!(said(&origin.place), Some(("克拉玛依", Basis::Stated)));
    assert_eq!(said(&origin.published), Some(("2023-05-25", Basis::Inferred)));
    assert_eq!(said(&origin.machine_translated), None);
    assert_eq!(said(&origin.language), Some(("zh", Basis::Inferred)));
}
