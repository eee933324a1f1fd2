//! Laws of blame.

use std::collections::BTreeSet;
use std::convert::Infallible;

use proptest::prelude::Strategy;
use proptest::prop_assert;
use proptest::prop_assert_eq;
use proptest::proptest;

use super::blame::Passage;
use super::blame::Reading;
use super::blame::blame;
use crate::diff::Significance;
use crate::document::MediaType;
use crate::text::fold;

/// Blames the last of some texts, each the successor of the one before.
fn line(texts: &[&str]) -> Vec<Passage> {
    let predecessors: Vec<Vec<usize>> =
        (0..texts.len()).map(|index| index.checked_sub(1).into_iter().collect()).collect();
    graph(texts, &predecessors)
}

fn graph(texts: &[&str], predecessors: &[Vec<usize>]) -> Vec<Passage> {
    let read = |index: usize| {
        Ok::<_, Infallible>(Reading { text: texts[index].to_owned(), media_type: MediaType::Plain })
    };
    blame(predecessors, read).unwrap()
}

/// The sentences of the last text with the version of each.
fn told<'t>(texts: &[&'t str]) -> Vec<(&'t str, usize)> {
    let last = texts[texts.len() - 1];
    line(texts).iter().map(|it| (it.span.slice(last).trim(), it.introduced)).collect()
}

const FIRST: &str = "The relay answers within 5 s.\n\nA client keeps the journal for a year.\n\n\
                     Every refusal is written down with its reason.\n";

#[test]
fn a_new_sentence_is_of_its_version_and_the_others_keep_their_age() {
    let second = FIRST.replace("5 s.\n", "5 s. It never blocks.\n");
    assert_eq!(
        told(&[FIRST, &second]),
        [
            ("The relay answers within 5 s.", 0),
            ("It never blocks.", 1),
            ("A client keeps the journal for a year.", 0),
            ("Every refusal is written down with its reason.", 0),
        ]
    );
}

#[test]
fn a_changed_word_makes_a_sentence_new_and_says_what_it_was() {
    let second = FIRST.replace("5 s", "50 s");
    let passages = line(&[FIRST, &second]);
    let reworded = passages[0].reworded.as_deref().unwrap();
    assert_eq!((passages[0].introduced, reworded.introduced), (1, 0));
    assert_eq!(reworded.text, "The relay answers within 5 s.");
    assert_eq!(reworded.significance, BTreeSet::from([Significance::Quantity]));
    assert!(passages[1..].iter().all(|it| it.introduced == 0 && it.reworded.is_none()));
}

#[test]
fn words_taken_from_the_end_or_the_middle_of_a_sentence_make_it_new() {
    let end = told(&["Keep it safe and dry\n\nStop here now\n", "Keep it safe\n\nStop here now\n"]);
    assert_eq!(end, [("Keep it safe", 1), ("Stop here now", 0)]);
    let middle = told(&["Do not ever stop. Go on.", "Do stop. Go on."]);
    assert_eq!(middle, [("Do stop.", 1), ("Go on.", 0)]);
}

#[test]
fn a_sentence_that_went_leaves_the_age_of_its_neighbours_alone() {
    let second = FIRST.replace("A client keeps the journal for a year.\n\n", "");
    assert!(told(&[FIRST, &second]).iter().all(|(_, version)| *version == 0));
}

#[test]
fn a_moved_passage_keeps_its_age_even_when_it_is_wrapped_otherwise() {
    let passage = "The journal of the relay holds every refusal with its reason and its time. \
                   Operators read it once a day and sign it.";
    let other = "A scheduler assigns each request to one of the relays that answered last. \
                 It never assigns two requests of one client to one relay.";
    let third = "Clients find the scheduler by its name and ask again after a minute.";
    let old = format!("{passage}\n\n{other}\n\n{third}\n");
    let new = format!("{other}\n\n{third}\n\n{}\n", passage.replace("reason and", "reason\nand"));
    assert!(
        told(&[&old, &new]).iter().all(|(_, version)| *version == 0),
        "{:?}",
        told(&[&old, &new])
    );
}

#[test]
fn cosmetics_and_layout_keep_the_age() {
    let old = "He said \"stop\" and left the room at once. The door was open.";
    let new = "He said “stop” and left\nthe room at once.\n\nThe door was open.";
    assert!(told(&[old, new]).iter().all(|(_, version)| *version == 0));
}

#[test]
fn chinese_sentences_are_followed_one_by_one() {
    let old = "系统在五秒之内回答每一个请求。客户端必须保存所有的记录。";
    let new = "系统在五秒之内回答每一个请求。客户端应保存所有的记录。";
    let passages = line(&[old, new]);
    assert_eq!((passages[0].introduced, passages[1].introduced), (0, 1));
    assert!(
        passages[1].reworded.as_deref().unwrap().significance.contains(&Significance::Obligation)
    );
}

#[test]
fn what_returns_is_of_the_version_that_brought_it_back_and_names_the_first() {
    let without = FIRST.replace("A client keeps the journal for a year.\n\n", "");
    let passages = line(&[FIRST, &without, FIRST]);
    assert_eq!(passages.iter().map(|it| it.introduced).collect::<Vec<_>>(), [0, 2, 0]);
    assert_eq!(passages[1].first_seen, Some(0));
    assert_eq!(passages[0].first_seen, None);
}

#[test]
fn after_a_merge_a_sentence_has_the_age_it_had_on_the_older_side() {
    let side = FIRST.replace("5 s.\n", "5 s. It never blocks.\n");
    let other = FIRST.replace("a year", "two years");
    let merged = side.replace("a year", "two years");
    let found = graph(&[FIRST, &side, &other, &merged], &[vec![], vec![0], vec![0], vec![1, 2]]);
    assert_eq!(found.iter().map(|it| it.introduced).collect::<Vec<_>>(), [0, 1, 2, 0]);
}

#[test]
fn lines_that_are_paragraphs_of_their_own_are_told_apart() {
    let old = "石榴云记者 张磊\n(资料图片仅供参考)\n系统在五秒之内回答每一个请求，并且把每一次拒绝和它的理由写进日志。\n";
    let new = "石榴云记者 李明\n(资料图片仅供参考)\n系统在五秒之内回答每一个请求，并且把每一次拒绝和它的理由写进日志。\n";
    let found = told(&[old, new]);
    assert_eq!(
        found.iter().map(|(_, version)| *version).collect::<Vec<_>>(),
        [1, 0, 0],
        "{found:?}"
    );
}

#[test]
fn a_sentence_that_goes_on_in_a_new_one_keeps_its_age() {
    let found = told(&["系统重试三次。然后结束。", "系统重试三次；另外，必须保存记录。然后结束。"]);
    assert_eq!(
        found.iter().map(|(_, version)| *version).collect::<Vec<_>>(),
        [0, 1, 0],
        "{found:?}"
    );
}

fn text() -> impl Strategy<Value = String> {
    let sentence =
        "(The|A|No) (relay|client|journal) (must|may|shall) (wait|stop|answer)( [1-9] s)?";
    proptest::collection::vec((sentence, "(\\. |\\.\n|\\.\n\n|。)"), 0..8)
        .prop_map(|parts| parts.into_iter().map(|(words, end)| words + &end).collect())
}

proptest! {
    #[test]
    fn every_byte_is_attributed_once(texts in proptest::collection::vec(text(), 1..4), hostile in "\\PC{0,40}") {
        let mut texts = texts;
        texts.push(hostile);
        for count in 1..=texts.len() {
            let shown: Vec<&str> = texts[..count].iter().map(String::as_str).collect();
            let passages = line(&shown);
            let mut at = 0;
            for passage in &passages {
                prop_assert_eq!(passage.span.start(), at);
                prop_assert!(!passage.span.is_empty());
                prop_assert!(passage.introduced < count);
                prop_assert!(passage.first_seen.is_none_or(|first| first < passage.introduced));
                at = passage.span.end();
            }
            prop_assert_eq!(at, shown[count - 1].len());
        }
    }

    #[test]
    fn everything_in_a_first_version_is_of_that_version(text in text()) {
        prop_assert!(line(&[&text]).iter().all(|it| it.introduced == 0 && it.reworded.is_none()));
    }

    #[test]
    fn a_version_that_says_the_same_changes_no_age(old in text(), new in text()) {
        let (twice, thrice) = (line(&[&old, &new]), line(&[&old, &new, &new]));
        prop_assert_eq!(twice, thrice);
    }

    #[test]
    fn a_sentence_that_no_earlier_version_has_is_new(old in text(), new in text()) {
        let unheard = "Nobody ever expected seventeen purple elephants at dawn.";
        let with = format!("{new}\n\n{unheard}\n");
        let passages = line(&[&old, &with]);
        let last = passages.last().unwrap();
        prop_assert_eq!(last.span.slice(&with).trim(), unheard);
        prop_assert_eq!(last.introduced, 1);
        prop_assert_eq!(&last.first_seen, &None);
    }

    #[test]
    fn what_an_old_age_is_given_to_stood_in_that_version(old in text(), new in text()) {
        let letters = |text: &str| fold(text).text().chars().filter(|it| it.is_alphanumeric()).collect::<String>();
        for passage in line(&[&old, &new]).iter().filter(|it| it.introduced == 0) {
            prop_assert!(letters(&old).contains(&letters(passage.span.slice(&new))));
        }
    }
}
