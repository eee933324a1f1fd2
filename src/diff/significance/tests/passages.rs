//! Whole passages and whatever is thrown at them.

use std::collections::BTreeSet;

use proptest::prelude::any;
use proptest::proptest;

use super::pairs::all_are;
use super::pairs::all_are_exactly;
use super::pairs::classes_of_changes;
use crate::diff::Significance::Cosmetic;
use crate::diff::Significance::Obligation;
use crate::diff::Significance::Quantity;
use crate::diff::Significance::Wording;
use crate::diff::significance::classify::Judge;
use crate::diff::significance::classify::Side;
use crate::diff::significance::classify_passages;
use crate::text::Span;

#[test]
fn a_duty_deep_inside_a_large_addition_is_seen() {
    let filler = "The garden is open to all visitors and their dogs.\n".repeat(3_000);
    let classes = classes_of_changes("", &format!("{filler}Dogs MUST be on a lead.\n{filler}"));
    assert_eq!(classes.first(), Some(&Obligation));
    assert_eq!(classes_of_changes(&filler, "").first(), Some(&Wording));
}

#[test]
fn equal_passages_have_no_class() {
    assert!(classify_passages("A node MUST stop.", "A node MUST stop.").is_empty());
}

#[test]
fn white_space_alone_is_cosmetic() {
    all_are_exactly(&[Cosmetic], &[("one two", "one  two\n")]);
}

#[test]
fn each_change_of_a_sentence_has_its_own_classes() {
    let (old, new) = ("Nodes MUST wait 5 s at start.", "Nodes SHOULD wait 9 s at start.");
    let sentence = |text: &str| Span::at(0, text.len());
    let side = |text: &'static str, part: &str| Side {
        text,
        changed: Span::at(text.find(part).unwrap(), part.len()),
        sentence: sentence(text),
    };
    let mut judge = Judge::new(None);
    let keyword = judge.classify(side(old, "MUST"), side(new, "SHOULD"));
    assert_eq!(keyword, BTreeSet::from([Obligation]));
    let number = judge.classify(side(old, "5"), side(new, "9"));
    assert_eq!(number, BTreeSet::from([Quantity]));
}

#[test]
fn swapped_numbers_and_keywords_are_seen() {
    all_are(Quantity, &[("From 5 m to 9 m deep.", "From 9 m to 5 m deep.")]);
    all_are(
        Obligation,
        &[("Clients MUST ask and servers MAY reply.", "Clients MAY ask and servers MUST reply.")],
    );
}

#[test]
fn an_address_right_behind_a_word_of_another_script_is_read() {
    for text in ["문의a@b.kr", "가@b.c", "Ａ@b.c", "www.가"] {
        assert_eq!(classify_passages(text, "").first(), classify_passages("", text).first());
    }
}

proptest! {
    #[test]
    fn any_two_texts_can_be_judged(old in any::<String>(), new in any::<String>()) {
        let classes = classify_passages(&old, &new);
        assert_eq!(classes.is_empty(), old == new);
    }

    #[test]
    fn any_mixture_of_words_and_marks_can_be_judged(
        old in "(MUST|not|[`<\\[{(:$%]|5|,|\\.| |应|不|三|가|@|May|v1|https://a|\u{301}|\u{200b}|[a-z]{1,3}){0,40}",
        new in "(MUST|not|[`<\\[{(:$%]|5|,|\\.| |应|不|三|가|@|May|v1|https://a|\u{301}|\u{200b}|[a-z]{1,3}){0,40}",
    ) {
        let classes = classify_passages(&old, &new);
        assert_eq!(classes.is_empty(), old == new);
    }
}
