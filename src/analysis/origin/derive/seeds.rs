//! What the five seeds say about their origin, with and without the noise being known.

use super::Rules;
use super::derive;
use crate::analysis::origin::Basis;
use crate::analysis::origin::Claim;
use crate::analysis::origin::Origin;
use crate::document::Document;
use crate::document::MediaType;
use crate::text::LineIndex;
use crate::text::Span;

/// A seed's text, and the 1-based lines of it that are noise.
type Seed = (&'static str, &'static [(u32, u32)]);

const LETTER: Seed = (include_str!("../../../../seeds/000_bca16cead6d63c54.txt"), &[(25, 25)]);
const REPORT: Seed = (
    include_str!("../../../../seeds/001_cd558a25591db044.txt"),
    &[(1, 1), (5, 5), (19, 19), (21, 21), (29, 29), (32, 35), (37, 37)],
);
const FORUM: Seed =
    (include_str!("../../../../seeds/002_09a95c0369b48a3f.txt"), &[(3, 3), (13, 13)]);
const AGENCY: Seed = (include_str!("../../../../seeds/003_4641404722756e64.txt"), &[(3, 3)]);
const CHINESE: Seed =
    (include_str!("../../../../seeds/004_0762e21738063759.txt"), &[(2, 2), (23, 54)]);

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
        assert_eq!(claim.basis == Basis::Inferred && claim.reason.is_none(), false);
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
