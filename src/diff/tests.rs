//! What a diff promises, as sentences.

use proptest::prelude::ProptestConfig;
use proptest::prop_assert;
use proptest::prop_assert_eq;
use proptest::proptest;

use super::Change;
use super::ChangeKind;
use super::Diff;
use super::Options;
use super::budget::Budget;
use super::compare;
use super::compare::align;
use crate::text::Span;

fn diff(old: &str, new: &str) -> Diff {
    let diff = compare(old, new, &Options::default());
    assert_eq!(diff.apply(old, new).as_deref(), Ok(new));
    diff
}

/// The changes as `-old +new`.
fn shown(old: &str, new: &str) -> Vec<String> {
    let show = |change: &Change| {
        let (old, new) = (change.old.slice(old).trim(), change.new.slice(new).trim());
        format!("-{old} +{new}")
    };
    diff(old, new).changes.iter().map(show).collect()
}

const PARAGRAPHS: [&str; 4] = [
    "The gateway keeps a list of every reader that it has seen during the last hour, and forgets \
     the others without telling them about it.",
    "A reader that wants to be remembered sends a short greeting every ten minutes; the gateway \
     answers with the number of tickets that wait.",
    "Tickets are sorted by the day on which they were bought, then by the name of the buyer, and \
     never by their price.",
    "When the power fails, the printer finishes the ticket that lies under its head and keeps the \
     rest in memory for one day.",
];

fn wrapped(text: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        if lines.last().unwrap().len() + word.len() >= width {
            lines.push(String::new());
        }
        let line = lines.last_mut().unwrap();
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.join("\n")
}

fn document(order: &[usize], width: usize) -> String {
    order.iter().map(|index| wrapped(PARAGRAPHS[*index], width) + "\n\n").collect()
}

#[test]
fn equal_texts_have_no_diff() {
    assert!(diff("", "").is_empty());
    assert!(diff("one\n", "one\n").is_empty());
}

#[test]
fn empty_against_full_is_one_insertion() {
    assert_eq!(shown("", "one two"), ["- +one two"]);
    assert_eq!(shown("one two", ""), ["-one two +"]);
}

#[test]
fn a_changed_word_is_one_change() {
    assert_eq!(shown("retry within 5 s", "retry within 50 s"), ["-5 +50"]);
    assert_eq!(shown("系统在十月举行论坛。", "系统在九月举行论坛。").len(), 1);
}

#[test]
fn rewrapped_text_has_no_changes_only_layout() {
    for (old_width, new_width) in [(72, 60), (40, 79), (72, 1000), (1000, 50)] {
        let (old, new) = (document(&[0, 1, 2, 3], old_width), document(&[0, 1, 2, 3], new_width));
        let found = diff(&old, &new);
        assert_eq!(found.changes, []);
        assert!(!found.layout.is_empty());
    }
}

#[test]
fn a_word_changed_in_rewrapped_text_is_the_only_change() {
    let (old, new) = (document(&[0, 1, 2], 72), document(&[0, 1, 2], 55));
    assert_eq!(shown(&old, &new.replace("price", "colour")), ["-price +colour"]);
}

#[test]
fn line_ends_and_indentation_are_layout() {
    let old = document(&[0, 1], 60);
    assert_eq!(diff(&old, &old.replace('\n', "\r\n")).changes, []);
    assert_eq!(diff(&old, &old.replace('\n', "\n\t")).changes, []);
}

#[test]
fn a_lone_equal_word_between_rewritten_ones_is_absorbed() {
    let old = "Every green parrot of that island sleeps in tall trees.";
    let new = "Some wild birds of this coast sleep in caves.";
    assert!(shown(old, new).len() <= 2);
}

#[test]
fn a_moved_paragraph_is_not_a_deletion() {
    let found = diff(&document(&[0, 1, 2, 3], 72), &document(&[1, 2, 0, 3], 72));
    let kinds: Vec<ChangeKind> = found.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::MoveFrom, ChangeKind::MoveTo]);
    assert!(found.changes.iter().all(|change| change.move_id == Some(0)));
}

#[test]
fn a_moved_rewrapped_and_edited_paragraph_is_a_move_with_its_inner_change() {
    let old = document(&[0, 1, 2, 3], 72);
    let mut new = document(&[1, 2], 72);
    new += &wrapped(&PARAGRAPHS[0].replace("last hour", "last week"), 50);
    new += "\n\n";
    new += &document(&[3], 72);
    let found = diff(&old, &new);
    let to = found.changes.iter().find(|change| change.kind == ChangeKind::MoveTo).unwrap();
    let inner: Vec<&str> = to.inner.iter().map(|change| change.new.slice(&new)).collect();
    assert_eq!(inner, ["week"]);
    assert_eq!(to.inner[0].old.slice(&old), "hour");
}

#[test]
fn a_heading_moves_with_its_section() {
    let section = format!("# Power\n\n{}\n", wrapped(PARAGRAPHS[3], 72));
    let old = format!("{section}\n{}", document(&[0, 1], 72));
    let new = format!("{}{section}", document(&[0, 1], 72));
    let found = diff(&old, &new);
    let from = found.changes.iter().find(|change| change.kind == ChangeKind::MoveFrom).unwrap();
    assert!(from.old.slice(&old).starts_with("# Power"));
    assert_eq!(found.changes.len(), 2);
}

#[test]
fn text_that_was_replaced_by_similar_words_elsewhere_is_no_move() {
    let old = format!("{}Tickets are cheap.\n", document(&[0, 1], 72));
    let new = format!("Tickets are dear.\n\n{}", document(&[0, 1], 72));
    assert!(diff(&old, &new).changes.iter().all(|change| change.move_id.is_none()));
}

#[test]
fn changes_in_noise_are_marked_and_nothing_else() {
    let (old, new) = ("Share 12\nThe fee is 3.", "Share 99\nThe fee is 4.");
    let options = Options {
        old_noise: vec![Span::at(0, 8)],
        new_noise: vec![Span::at(0, 8)],
        ..Options::default()
    };
    let found = compare(old, new, &options);
    let noise: Vec<bool> = found.changes.iter().map(|change| change.is_noise).collect();
    assert_eq!(noise, [true, false]);
}

#[test]
fn odd_characters_change_only_their_own_words() {
    assert_eq!(shown("\u{feff}one two", "one two"), ["-\u{feff} +"]);
    assert_eq!(shown("one \u{202e}two three", "one two three").len(), 1);
    assert_eq!(shown("Ａ１ two", "A1 two"), ["-Ａ１ +A1"]);
    assert_eq!(shown("cafe\u{301} bar", "café bar"), ["-cafe\u{301} +café"]);
    assert_eq!(shown("a \u{0} b", "a b"), ["-\u{0} +"]);
    assert_eq!(shown("x \u{1b}[31mred y", "x red y").len(), 1);
    assert_eq!(shown("\u{e000} end", "\u{e001} end"), ["-\u{e000} +\u{e001}"]);
}

#[test]
fn a_long_line_without_spaces_is_compared() {
    let old = "x".repeat(3_000_000);
    let new = format!("{old}y");
    assert_eq!(diff(&old, &new).changes.len(), 1);
}

#[test]
fn texts_without_a_common_word_are_one_replacement() {
    let old: String = (0..400).map(|number| format!("a{number} ")).collect();
    let new: String = (0..400).map(|number| format!("b{number} ")).collect();
    assert_eq!(diff(&old, &new).changes.len(), 1);
}

#[test]
fn table_cells_are_compared_one_by_one() {
    let old = "| name | size |\n|------|------|\n| alpha beta | small |\n";
    let new = "| name | size |\n|------|------|\n| gamma delta | large |\n";
    assert_eq!(shown(old, new), ["-alpha beta +gamma delta", "-small +large"]);
}

#[test]
fn list_items_are_compared_one_by_one() {
    let (old, new) = ("- wash the red apple\n- dry it", "- wash the red pear\n- peel it");
    assert_eq!(shown(old, new), ["-apple +pear", "-dry +peel"]);
}

#[test]
fn a_deleted_sentence_is_deleted_whole() {
    let old = "The door is open. The door is red. The door is heavy.";
    let new = "The door is open. The door is heavy.";
    assert_eq!(shown(old, new), ["-The door is red. +"]);
}

/// Texts that make diffs slow: few different units, in orders that repeat and cross.
fn hard_text(kind: usize, seed: u64, units: usize) -> String {
    let mut state = seed;
    let mut below = |limit: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % limit
    };
    let mut text = String::new();
    for index in 0..units as u64 {
        let unit = match kind {
            0 => format!("w{} ", below(2)),
            1 => format!("w{} ", below(50)),
            2 => format!("line number {}\n", below(5)),
            3 => format!("w{} ", index * 7919 % units as u64),
            4 => format!("Sentence {} stands here. ", below(30)),
            5 => "ab".repeat(below(3) as usize) + " ",
            6 => format!("w{} ", units as u64 - index),
            _ => format!("| {} | {} |\n", below(9), below(9)),
        };
        text += &unit;
    }
    text
}

#[test]
fn no_pair_of_hard_texts_takes_more_than_linear_work() {
    for old_kind in 0..8 {
        for new_kind in 0..8 {
            let old = hard_text(old_kind, 1, 4000);
            let new = hard_text(new_kind, 2, 4000);
            let bytes = old.len() + new.len();
            let mut budget = Budget::for_bytes(bytes);
            let (script, _) = align(&old, &new, &mut budget);
            assert!(
                budget.work() <= 4_000_000 + 20 * bytes as u64,
                "{old_kind} {new_kind}: {} steps, {} edits",
                budget.work(),
                script.edits.len()
            );
        }
    }
}

#[test]
fn where_the_budget_runs_out_the_diff_is_exact_and_says_so() {
    let old = hard_text(0, 1, 60_000);
    let new = hard_text(0, 2, 60_000);
    let found = compare(&old, &new, &Options { is_ranked: false, ..Options::default() });
    assert_eq!(found.apply(&old, &new).as_deref(), Ok(new.as_str()));
    assert!(!found.coarse.is_empty());
}

/// Whether `similar` finds any word changed, white space aside, also that under a combining mark.
fn similar_finds_changes(old: &str, new: &str) -> bool {
    let cut = |text| -> Vec<String> {
        crate::text::words(text).map(|span| span.slice(text).trim().to_owned()).collect()
    };
    let (old, new) = (cut(old), cut(new));
    let ops = similar::capture_diff_slices(similar::Algorithm::Myers, &old, &new);
    ops.iter().any(|op| op.tag() != similar::DiffTag::Equal)
}

/// Known gap: a combining mark that stands on white space is one word with it or not, by the kind of
/// the white space, so that the engine finds a cosmetic change where only the space differs.
fn without_marks_on_space(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for character in text.chars() {
        let is_on_space = kept.chars().next_back().is_none_or(char::is_whitespace);
        if character != '\u{301}' || !is_on_space {
            kept.push(character);
        }
    }
    kept
}

fn check_laws(old: &str, new: &str) -> Result<(), proptest::test_runner::TestCaseError> {
    let found = compare(old, new, &Options::default());
    let applied = found.apply(old, new);
    prop_assert_eq!(applied.as_deref(), Ok(new));
    prop_assert_eq!(!found.changes.is_empty(), similar_finds_changes(old, new));
    let (mut old_at, mut new_at) = (0, 0);
    for change in &found.changes {
        prop_assert!(change.old.start() >= old_at && change.new.start() >= new_at);
        (old_at, new_at) = (change.old.end(), change.new.end());
        prop_assert!(!change.significance.is_empty() || change.move_id.is_some());
    }
    prop_assert_eq!(&found, &compare(old, new, &Options::default()));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_two_texts_obey_the_laws(old in "\\PC{0,60}", new in "\\PC{0,60}") {
        check_laws(&old, &new)?;
    }

    #[test]
    fn texts_of_few_words_obey_the_laws(
        old in "([abc中文。.,]|\n|\n\n| |\r\n|\u{301}|\u{a0}|\u{2028}){0,60}",
        new in "([abc中文。.,]|\n|\n\n| |\r\n|\u{301}|\u{a0}|\u{2028}){0,60}",
    ) {
        check_laws(&without_marks_on_space(&old), &without_marks_on_space(&new))?;
    }

    #[test]
    fn shuffled_paragraphs_obey_the_laws(
        old in proptest::collection::vec(0usize..4, 0..7),
        new in proptest::collection::vec(0usize..4, 0..7),
        widths in (30usize..90, 30usize..90),
    ) {
        check_laws(&document(&old, widths.0), &document(&new, widths.1))?;
    }
}
