//! What became of one passage.

use crate::citation::Finding;
use crate::citation::LocateError;
use crate::citation::Location;
use crate::citation::Strategy;
use crate::citation::locate;
use crate::text::Span;

/// A specification of our own; each test edits it.
const OLD: &str = "\
# Relay protocol

## Sending

A relay MUST answer every probe within 1200 milliseconds. The answer carries the name of the relay.

A relay MUST NOT forward a sealed letter to a third party. Letters wait in the tray until
the courier of the next morning takes them away.

Team Alpha keeps the ledger of the northern harbour.

Team Beta keeps the ledger of the southern harbour.

## Receiving

The receiver SHOULD confirm each letter, unless the tray is full. A confirmation names the
letter and the hour at which it came.

The operator must provide all of these:

- a lamp that burns through the night
- a bell that two people can hear
- a book for the names of visitors
";

fn found(new: &str, quote: &str) -> Location {
    locate(OLD, new, quote).unwrap()
}

fn finding(from: &str, to: &str, quote: &str) -> Finding {
    assert!(OLD.contains(from), "the edit does not fit");
    found(&OLD.replace(from, to), quote).finding
}

const PROBE: &str = "A relay MUST answer every probe within 1200 milliseconds.";
const SEALED: &str = "A relay MUST NOT forward a sealed letter to a third party.";

#[test]
fn a_changed_number_is_told_with_both_passages() {
    let location = found(&OLD.replace("1200", "1280"), PROBE);
    assert_eq!(location.finding, Finding::Quantity);
    assert_eq!(location.old.slice(OLD), PROBE);
    assert_eq!(location.new.unwrap().text, PROBE.replace("1200", "1280"));
}

#[test]
fn a_prohibition_that_became_a_permission_is_an_obligation_changed() {
    assert_eq!(finding("MUST NOT forward", "MAY forward", SEALED), Finding::Obligation);
    assert_eq!(finding("MUST NOT forward", "MUST forward", SEALED), Finding::Negation);
}

#[test]
fn an_exception_right_after_the_passage_is_a_changed_context() {
    let exempt = "a third party. This does not apply to letters of the council.";
    let location = found(&OLD.replace("a third party.", exempt), SEALED);
    assert_eq!(location.finding, Finding::Context);
    assert!(location.context[0].old.is_none());
    let unless = "a third party, unless the council asks for it.";
    let fragment = "MUST NOT forward a sealed letter to a third party";
    assert_eq!(finding("a third party.", unless, fragment), Finding::Context);
}

#[test]
fn an_exception_that_went_is_a_changed_context() {
    let fragment = "The receiver SHOULD confirm each letter";
    assert_eq!(finding(", unless the tray is full", "", fragment), Finding::Context);
    assert_eq!(finding("tray is full", "tray was emptied today", fragment), Finding::Context);
}

#[test]
fn an_exception_that_was_widened_is_a_changed_context() {
    let fragment = "The receiver SHOULD confirm each letter";
    let (from, to) = ("unless the tray is full", "unless the tray or the bag is full");
    assert_eq!(finding(from, to, fragment), Finding::Context);
    let reworded = "unless the whole tray is full";
    assert_eq!(finding(from, reworded, fragment), Finding::Unchanged);
}

#[test]
fn the_lead_in_of_a_list_belongs_to_its_items() {
    let quote = "a lamp that burns through the night";
    assert_eq!(finding("must provide all", "need not provide any", quote), Finding::Context);
    assert_eq!(finding("a book", "a thick book", quote), Finding::Unchanged);
}

#[test]
fn a_reason_beside_the_passage_leaves_it_unchanged() {
    let reason = "a third party. The seal keeps the letter dry.";
    assert_eq!(finding("a third party.", reason, SEALED), Finding::Unchanged);
    let fragment = "MUST NOT forward a sealed letter to a third party";
    let because = "a third party, because the seal would break.";
    assert_eq!(finding("a third party.", because, fragment), Finding::Unchanged);
}

#[test]
fn other_words_are_a_rewording() {
    let location = found(
        &OLD.replace("takes them away", "carries them off"),
        "the courier of the next morning takes them away",
    );
    assert_eq!(location.finding, Finding::Reworded);
    assert_eq!(location.new.unwrap().text, "the courier of the next morning carries them off");
}

#[test]
fn a_passage_that_went_to_another_section_moved() {
    let new = OLD
        .replace(PROBE, "")
        .replace("The receiver SHOULD", &format!("{PROBE} The receiver SHOULD"));
    let location = found(&new, PROBE);
    assert_eq!(location.finding, Finding::Moved);
    assert_eq!(location.new.unwrap().text, PROBE);
}

#[test]
fn a_heading_that_was_renamed_leaves_the_passage_unchanged() {
    assert_eq!(finding("## Sending", "## Sending letters", PROBE), Finding::Unchanged);
    assert_eq!(finding("## Sending", "## Sending (deprecated)", PROBE), Finding::Context);
}

#[test]
fn wrapping_leaves_a_passage_unchanged_and_dress_is_cosmetic() {
    assert_eq!(finding("every probe within", "every\nprobe within", PROBE), Finding::Unchanged);
    assert_eq!(finding("every probe within", "every *probe* within", PROBE), Finding::Cosmetic);
}

#[test]
fn what_is_merely_alike_is_no_anchor() {
    let alpha = "Team Alpha keeps the ledger of the northern harbour.";
    let new = OLD.replace(&format!("{alpha}\n\n"), "");
    let location = found(&new, alpha);
    assert_eq!((location.finding, location.new), (Finding::Gone, None));
}

#[test]
fn a_change_elsewhere_never_makes_a_passage_stale() {
    let new = OLD.replace("northern", "eastern").replace("SHOULD", "MAY").replace("lamp", "torch");
    assert_eq!(found(&new, PROBE).finding, Finding::Unchanged);
}

#[test]
fn a_quotation_that_fits_two_places_is_ambiguous_and_never_chosen() {
    let new = format!("{OLD}\n## Annex\n\n{PROBE}\n");
    let location = found(&new, PROBE);
    assert_eq!((location.finding, location.candidates.len()), (Finding::Ambiguous, 2));
    assert_eq!(location.new, None);
}

#[test]
fn one_word_is_too_short_to_anchor_where_it_stands_often() {
    let location = found(&OLD.replace("1200", "1280"), "relay");
    assert_eq!((location.finding, location.strategy), (Finding::Ambiguous, Strategy::TooShort));
    assert!(location.candidates.len() > 1);
}

#[test]
fn quotations_are_found_under_ellipses_quotes_markup_and_list_marks() {
    let new = OLD.replace("1200", "1280");
    for quote in [
        "A relay MUST answer … within 1200 milliseconds.",
        "A relay MUST answer [...] within 1200 milliseconds.",
        "“A relay **MUST** answer every probe within 1200 milliseconds.”",
        "A relay MUST answer\r\nevery probe   within 1200 milliseconds.",
    ] {
        assert_eq!(found(&new, quote).finding, Finding::Quantity, "{quote}");
    }
    let items = "a lamp that burns through the night\n* a bell that two people can hear";
    assert_eq!(finding("two people", "three people", items), Finding::Quantity);
}

#[test]
fn a_whole_page_can_be_quoted() {
    assert_eq!(found(&OLD.replace("1200", "1280"), OLD).finding, Finding::Quantity);
}

#[test]
fn chinese_passages_are_followed_without_spaces() {
    let old = "# 规则\n\n系统应当在五秒内响应请求。管理员不得删除日志。\n\n其他内容保持不变。\n";
    let quote = "系统应当在五秒内\n响应请求。";
    let finding =
        |from: &str, to: &str| locate(old, &old.replace(from, to), quote).unwrap().finding;
    assert_eq!(finding("其他", "别的"), Finding::Unchanged);
    assert_eq!(finding("五秒", "八秒"), Finding::Quantity);
    assert_eq!(finding("应当", "可以"), Finding::Obligation);
    assert_eq!(finding("请求。管", "请求。但维护期间除外。管"), Finding::Context);
}

#[test]
fn a_quotation_that_never_stood_there_names_the_nearest_sentence() {
    let quote = "A relay MUST answer every second probe within 1200 milliseconds at noon.";
    let Err(LocateError::NotFound { nearest: Some(nearest) }) = locate(OLD, OLD, quote) else {
        panic!("the quotation was found");
    };
    assert_eq!(nearest.slice(OLD), PROBE);
    assert_eq!(locate(OLD, OLD, " — "), Err(LocateError::Empty));
}

#[test]
fn a_hint_tells_twins_apart() {
    let old = "One line stays here.\n\nWait for the bell to ring.\n\nMiddle line of the text.\n\nWait for the bell to ring.\n";
    let new = old.replacen("Wait for the bell", "Wait for the second bell", 1);
    let locator = crate::citation::Locator::new(old, &new);
    let quote = "Wait for the bell to ring.";
    let at = old.rfind(quote).unwrap();
    let second = locator.locate(quote, Some(Span::at(at, quote.len()))).unwrap();
    assert_eq!(second.finding, Finding::Unchanged);
    let first = locator.locate(quote, Some(Span::empty(0))).unwrap();
    assert_ne!(first.finding, Finding::Unchanged);
}
