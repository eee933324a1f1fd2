//! Compiling the expressions of the other files.

use regex::Regex;

/// Compiles expressions. All of them are constants whose compilation the tests of their file
/// check; one that did not compile would match nothing.
pub(super) fn compile<S: AsRef<str>>(forms: &[S]) -> Vec<Regex> {
    forms.iter().filter_map(|form| Regex::new(form.as_ref()).ok()).collect()
}
