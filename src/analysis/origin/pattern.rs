//! Compiling the expressions of the other files.

use regex::Regex;

/// What stands in an expression for a class of characters, and what is compiled in its place.
///
/// The classes of Unicode have some six hundred ranges each and cost a tenth of a second to compile
/// where they are repeated. These hold the letters of Latin, Greek and Cyrillic script, kana and
/// ideographs; of Latin Extended-A and Additional, where capital and small letters alternate, both.
const CLASSES: [(&str, &str); 6] = [
    (r"\p{Lu}", r"[A-ZÀ-ÖØ-Þ\x{100}-\x{17F}\x{386}-\x{3AB}\x{400}-\x{42F}\x{1E00}-\x{1EFF}]"),
    (r"\p{Ll}", r"[a-zß-öø-ÿ\x{100}-\x{17F}\x{3AC}-\x{3CE}\x{430}-\x{45F}\x{1E00}-\x{1EFF}]"),
    (
        r"\p{L}",
        r"[A-Za-zÀ-ÖØ-öø-\x{24F}\x{370}-\x{1FFF}\x{3005}-\x{3007}\x{3041}-\x{30FF}\x{3400}-\x{9FFF}\x{AC00}-\x{D7A3}]",
    ),
    (r"\p{Han}", r"[\x{3005}-\x{3007}\x{3400}-\x{9FFF}\x{F900}-\x{FAFF}]"),
    (r"\d", "[0-9]"),
    (r"\b", r"(?-u:\b)"),
];

/// Compiles expressions. All of them are constants whose compilation the tests of their file
/// check; one that did not compile would match nothing.
///
/// Word boundaries are those of ASCII: with the Unicode ones the engine leaves its fast path on
/// any text that is not ASCII.
pub(super) fn compile<S: AsRef<str>>(forms: &[S]) -> Vec<Regex> {
    let lean = |form: &S| {
        CLASSES
            .iter()
            .fold(form.as_ref().to_owned(), |form, (class, ranges)| form.replace(class, ranges))
    };
    forms.iter().filter_map(|form| Regex::new(&lean(form)).ok()).collect()
}

/// Whether a line holds one of the marks without which no form can match.
pub(super) fn has_any(text: &str, marks: &[&str]) -> bool {
    marks.iter().any(|mark| text.contains(mark))
}
