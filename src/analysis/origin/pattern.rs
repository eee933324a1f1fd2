//! Compiling the expressions of the other files.

use regex::Regex;

/// Compiles expressions. All of them are constants whose compilation the tests of their file
/// check; one that did not compile would match nothing.
///
/// Word boundaries are those of ASCII: with the Unicode ones the engine leaves its fast path on
/// any text that is not ASCII.
pub(super) fn compile<S: AsRef<str>>(forms: &[S]) -> Vec<Regex> {
    let fast = |form: &S| form.as_ref().replace(r"\b", r"(?-u:\b)");
    forms.iter().filter_map(|form| Regex::new(&fast(form)).ok()).collect()
}

/// Whether a line holds one of the marks without which no form can match.
pub(super) fn has_any(text: &str, marks: &[&str]) -> bool {
    marks.iter().any(|mark| text.contains(mark))
}
