//! The noise of the five seeds of this repository, span by span.

#![expect(clippy::unwrap_used, reason = "a seed that cannot be read fails its test")]

use std::path::Path;

use provenance::analysis::noise;
use provenance::analysis::noise::Rules;
use provenance::document::Document;
use provenance::document::Hints;

/// The noise of a seed: start and end in bytes, first and last line, category.
fn noise_of(name: &str) -> Vec<(usize, usize, u32, u32, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name);
    let bytes = std::fs::read(path).unwrap();
    let document = Document::parse(&bytes, &Hints { file_name: Some(name.to_owned()) });
    let found = noise::find(&document, &Rules::default());
    let row = |found: &noise::NoiseSpan| {
        let category = serde_json::to_value(found.category).unwrap();
        (
            found.span.start(),
            found.span.end(),
            found.first_line.get(),
            found.last_line.get(),
            category.as_str().unwrap().to_owned(),
        )
    };
    found.iter().map(row).collect()
}

fn expected(rows: &[(usize, usize, u32, u32, &str)]) -> Vec<(usize, usize, u32, u32, String)> {
    rows.iter().map(|row| (row.0, row.1, row.2, row.3, row.4.to_owned())).collect()
}

#[test]
fn a_letter_loses_only_the_heading_of_a_cut_off_list() {
    let found = noise_of("000_bca16cead6d63c54.txt");
    assert_eq!(found, expected(&[(4167, 4180, 25, 25, "related-links")]));
}

#[test]
fn an_article_loses_breadcrumb_captions_end_mark_and_comment_form() {
    let found = noise_of("001_cd558a25591db044.txt");
    let spans = [
        (0, 106, 1, 1, "breadcrumb"),
        (278, 357, 5, 5, "image-caption"),
        (3042, 3131, 19, 19, "image-caption"),
        (3133, 3224, 21, 21, "duplicated-caption"),
        (5560, 5565, 27, 27, "end-marker"),
        (5567, 5583, 29, 29, "related-links"),
        (5586, 5640, 32, 33, "comment-form"),
        (5641, 5715, 34, 35, "captcha"),
        (5717, 5733, 37, 37, "related-links"),
    ];
    assert_eq!(found, expected(&spans));
}

#[test]
fn an_article_loses_its_second_title_and_the_praise_of_the_site() {
    let found = noise_of("002_09a95c0369b48a3f.txt");
    let spans = [(128, 254, 3, 3, "duplicated-title"), (3475, 3613, 13, 13, "promo")];
    assert_eq!(found, expected(&spans));
}

#[test]
fn an_agency_text_loses_a_lone_number() {
    let found = noise_of("003_4641404722756e64.txt");
    assert_eq!(found, expected(&[(62, 63, 3, 3, "counter")]));
}

#[test]
fn a_chinese_article_loses_notice_hotline_and_a_list_of_headlines() {
    let found = noise_of("004_0762e21738063759.txt");
    let spans = [
        (36, 62, 2, 2, "image-notice"),
        (4475, 4518, 23, 23, "hotline"),
        (4519, 4531, 24, 24, "related-links"),
        (4532, 7332, 25, 54, "headline-list"),
    ];
    assert_eq!(found, expected(&spans));
}
