//! What the web-platform tests of scroll-to-text-fragment check, as cases of our own: how a
//! directive is read, what it leads to, and that what we write leads where it should.

use proptest::prop_assert;
use proptest::prop_assert_eq;
use proptest::proptest;

use super::text_fragment;
use crate::citation::directive::page::Page;
use crate::citation::directive::resolve::resolve;
use crate::citation::directive::terms::Terms;
use crate::text::Span;

/// What a browser would highlight.
fn highlighted<'t>(page: &'t str, directive: &str) -> Option<&'t str> {
    let terms = Terms::read(directive)?;
    let page = Page::new(page);
    let found = page.source_of(resolve(&terms, &page)?)?;
    Some(found.slice(page.source))
}

const HARBOUR: &str = "The test page of a harbour\n\n\
    This is a test page. This page is for testing.\n\n\
    - another test on the page\n- a third: R&D, well-known\n\n\
    Der Schlüssel, Résumé of the café. Testing pages again\n";

/// Name, directive, and what it leads to.
const CASES: [(&str, &str, Option<&str>); 36] = [
    ("exact text", "this%20is%20a%20test%20page", Some("This is a test page")),
    ("case does not matter", "THIS%20Is%20a", Some("This is a")),
    ("the first of several", "test%20page", Some("test page")),
    ("no match", "no%20such%20words", None),
    ("empty", "", None),
    ("a prefix picks a later one", "a-,test%20page", Some("test page")),
    ("a prefix that matches nothing", "nowhere-,test%20page", None),
    ("a prefix that is not right before", "harbour-,test%20page", None),
    ("a prefix in the block before", "harbour-,this%20is", Some("This is")),
    ("a prefix may not span blocks", "harbour%20this-,is%20a", None),
    ("a suffix picks a later one", "page,-is%20for", Some("page")),
    ("a suffix that matches nothing", "test,-nowhere", None),
    ("a suffix in the next block", "of%20a%20harbour,-this", Some("of a harbour")),
    ("prefix and suffix", "this-,page,-is", Some("page")),
    ("prefix and suffix that do not fit", "this-,page,-of", None),
    ("a range", "this%20is,testing", Some("This is a test page. This page is for testing")),
    ("a range over blocks", "of%20a%20harbour,this%20is", Some("of a harbour\n\nThis is")),
    (
        "a range with a prefix",
        "test-,page,testing",
        Some("page of a harbour\n\nThis is a test page. This page is for testing"),
    ),
    ("a range with a suffix", "this%20is,page,-is%20for", Some("This is a test page. This page")),
    ("a range whose end stands before", "testing,harbour", None),
    ("a start may not span blocks", "harbour%20this%20is", None),
    ("an end may not span blocks", "this%20is,testing%20another", None),
    ("a word is not cut at its start", "est%20page", None),
    ("a word is not cut at its end", "this%20is%20a%20te", None),
    ("a word with a suffix may be cut at its end", "test,-ing", Some("test")),
    ("a prefix may be cut at its end only", "ha-,rbour", Some("rbour")),
    ("the encoded comma", "r%26d%2C%20well", Some("R&D, well")),
    ("the encoded ampersand", "r%26d", Some("R&D")),
    ("the encoded dash", "well%2Dknown", Some("well-known")),
    ("a bare dash is no term", "well-known", None),
    ("a bare ampersand is no term", "r&d", None),
    ("five terms are too many", "a-,b,c,-d,e", None),
    ("an empty prefix", "-,test", None),
    ("an empty suffix", "test,-", None),
    ("diacritics do not matter", "resume%20of%20the%20cafe", Some("Résumé of the café")),
    ("nor do they in the directive", "Schlu%CC%88ssel", Some("Schlüssel")),
];

#[test]
fn a_directive_leads_where_the_specification_says() {
    for (name, directive, expected) in CASES {
        assert_eq!(highlighted(HARBOUR, directive), expected, "{name}: {directive}");
    }
}

/// Name, page, passage (the `n`-th place of it), and the fragment that is written.
const WRITTEN: [(&str, &str, (&str, usize), &str); 14] = [
    ("plain", HARBOUR, ("for testing", 0), "for%20testing"),
    ("a later one gets a prefix", HARBOUR, ("test page", 1), "a-,test%20page"),
    ("dash, comma and ampersand", HARBOUR, ("R&D, well-known", 0), "R%26D%2C%20well%2Dknown"),
    ("over blocks by a range", HARBOUR, ("a harbour\n\nThis is", 0), "a%20harbour,This%20is"),
    ("no word is cut", "Beforehand, hand it over.", ("hand", 1), "hand"),
    ("a twin but for case", "Go on. Stop. GO ON.", ("GO ON.", 0), "Stop.-,GO%20ON."),
    (
        "a twin but for diacritics",
        "The resume. The résumé.",
        ("The résumé.", 0),
        "resume.-,The%20r%C3%A9sum%C3%A9.",
    ),
    (
        "the suffix at the start of a block",
        "x\n\nOne two.\n\nx\n\nOne three.",
        ("One", 1),
        "One,-three.",
    ),
    ("the prefix in the block before", "y\n\nOne.\n\nx\n\nOne.", ("One.", 1), "x-,One."),
    (
        "Chinese",
        "系统必须重试。系统必须停止。",
        ("系统必须停止", 0),
        "%E7%B3%BB%E7%BB%9F%E5%BF%85%E9%A1%BB%E5%81%9C%E6%AD%A2",
    ),
    ("quotation marks", "He said “stop”, twice.", ("“stop”", 0), "%E2%80%9Cstop%E2%80%9D"),
    ("Latin right beside Chinese", "使用API接口。", ("API", 0), "API"),
    (
        "wrapped",
        "The keeper of the northern pier gate\nshall close it.",
        ("gate\nshall", 0),
        "gate%20shall",
    ),
    ("a part of a hyphenated word", "The well-known gate.", ("known gate", 0), "known%20gate"),
];

#[test]
fn what_is_written_leads_to_the_passage() {
    for (name, page, (passage, number), expected) in WRITTEN {
        let (at, _) = page.match_indices(passage).nth(number).unwrap();
        let fragment = text_fragment(page, Span::at(at, passage.len())).unwrap();
        let directive = fragment.strip_prefix("#:~:text=").unwrap();
        assert_eq!(directive, expected, "{name}");
        let found = highlighted(page, directive).unwrap();
        assert!(found.starts_with(passage), "{name}: {found}");
        assert!(found.len() <= passage.len() + 3, "{name}: {found}");
    }
}

#[test]
fn a_long_passage_is_named_by_its_ends() {
    let text = (0..200).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ");
    let at = text.find("word10 ").unwrap();
    let end = text.find("word150").unwrap();
    let fragment = text_fragment(&text, Span::new(at, end).unwrap()).unwrap();
    assert!(fragment.len() < 120, "{fragment}");
    let found = highlighted(&text, fragment.strip_prefix("#:~:text=").unwrap()).unwrap();
    assert!(found.starts_with("word10 ") && found.ends_with("word149"));
}

#[test]
fn nothing_to_name_has_no_fragment() {
    assert_eq!(text_fragment("— —", Span::at(0, 3)), None);
    assert_eq!(text_fragment("", Span::empty(0)), None);
}

proptest! {
    /// A directive is plain ASCII and readable, and leads to the words of the passage: to the
    /// passage itself, or, where the words around it do not tell, to an equal one.
    #[test]
    fn a_fragment_leads_to_the_words(
        text in "((one|two|Three|four,|5-six|&|系统|必须。|must\\.) ?\\n?\\n?){1,60}",
        from in 0usize..200, length in 1usize..200,
    ) {
        let from = text.floor_char_boundary(from.min(text.len()));
        let to = text.floor_char_boundary((from + length).min(text.len()));
        if let Some(fragment) = text_fragment(&text, Span::new(from, to).unwrap()) {
            let directive = fragment.strip_prefix("#:~:text=").unwrap();
            prop_assert!(directive.is_ascii());
            prop_assert!(!directive.contains('&'));
            let terms = Terms::read(directive);
            prop_assert!(terms.is_some(), "{}", directive);
            prop_assert_eq!(terms.unwrap().written(), directive);
            prop_assert!(highlighted(&text, directive).is_some(), "{}", directive);
        }
    }
}
