//! The user's own rules.

use regex::Regex;
use regex::RegexBuilder;
use serde::Serialize;
use serde::Serializer;

/// The most bytes that a compiled pattern may take.
const MAX_COMPILED_BYTES: usize = 1 << 20;

/// A regular expression that is tried on every line; it runs in time linear in the line.
#[derive(Debug, Clone)]
pub struct Pattern(Regex);

/// A pattern that is no regular expression, or too large.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("pattern `{pattern}` cannot be used: {reason}")]
pub struct PatternError {
    /// The pattern as written.
    pub pattern: String,
    /// What is wrong with it.
    pub reason: String,
}

impl Pattern {
    /// Compiles a pattern in the syntax of the `regex` crate.
    ///
    /// # Errors
    /// When it is no regular expression, or would take more than a megabyte.
    pub fn new(pattern: &str) -> Result<Self, PatternError> {
        RegexBuilder::new(pattern)
            .size_limit(MAX_COMPILED_BYTES)
            .dfa_size_limit(MAX_COMPILED_BYTES)
            .build()
            .map(Self)
            .map_err(|error| PatternError {
                pattern: pattern.to_owned(),
                reason: error.to_string(),
            })
    }

    /// Whether it matches anywhere in `line`.
    #[must_use]
    pub fn is_match(&self, line: &str) -> bool {
        self.0.is_match(line)
    }
}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_str())
    }
}

/// The user's own rules, besides the built-in ones. A line that any of `keeps` matches is never
/// noise; else a line that any of `matches` matches is; else the built-in rules decide.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Rules {
    /// Lines that are noise.
    pub matches: Vec<Pattern>,
    /// Lines that are content.
    pub keeps: Vec<Pattern>,
}

impl Rules {
    pub(super) fn keeps(&self, line: &str) -> bool {
        self.keeps.iter().any(|pattern| pattern.is_match(line))
    }

    pub(super) fn matches(&self, line: &str) -> bool {
        self.matches.iter().any(|pattern| pattern.is_match(line))
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;
    use super::Rules;

    #[test]
    fn a_pattern_that_is_too_large_or_wrong_is_an_error_that_names_it() {
        assert_eq!(Pattern::new("(").unwrap_err().pattern, "(");
        assert!(Pattern::new(r"(\w{500}){500}").is_err());
    }

    #[test]
    fn rules_are_written_as_their_patterns() {
        let rules = Rules { matches: vec![Pattern::new("^Ad:").unwrap()], keeps: Vec::new() };
        assert_eq!(serde_json::to_string(&rules).unwrap(), r#"{"matches":["^Ad:"],"keeps":[]}"#);
    }
}
