//! Reading a seed id out of a file name.

use regex::Regex;
use regex::RegexBuilder;

use crate::id::SeedId;
use crate::id::SeedPath;

/// Why an identity pattern is refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PatternError {
    /// It is no regular expression, or too large a one.
    #[error("not a regular expression")]
    Syntax(#[source] Box<regex::Error>),
    /// It has no group named `id`.
    #[error("it has no group (?<id>…) to read the id from")]
    NoIdGroup,
}

/// A regular expression with a group `id`, matched against the file name.
#[derive(Debug, Clone)]
pub struct IdPattern(Regex);

impl IdPattern {
    /// Reads `003` out of `003_4641404722756e64.txt`: scraped files carry a content hash in their
    /// name, so a replaced seed arrives under a new one.
    pub const DEFAULT: &str = r"^(?<id>\d{3,})_[0-9a-f]{16}\.";

    /// The most bytes that a compiled pattern may take.
    const SIZE_LIMIT: usize = 1 << 20;

    /// Compiles a pattern.
    ///
    /// # Errors
    /// When it is no regular expression, too large, or lacks a group named `id`.
    pub fn new(pattern: &str) -> Result<Self, PatternError> {
        let regex = RegexBuilder::new(pattern)
            .size_limit(Self::SIZE_LIMIT)
            .build()
            .map_err(|error| PatternError::Syntax(Box::new(error)))?;
        if regex.capture_names().flatten().any(|name| name == "id") {
            Ok(Self(regex))
        } else {
            Err(PatternError::NoIdGroup)
        }
    }

    /// The id that a path's file name claims, if it matches.
    #[must_use]
    pub fn read(&self, path: &SeedPath) -> Option<SeedId> {
        let captures = self.0.captures(path.file_name())?;
        SeedId::new(captures.name("id")?.as_str()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::IdPattern;
    use super::PatternError;
    use crate::id::SeedPath;

    #[test]
    fn a_scraped_file_name_claims_the_number_before_its_hash() {
        let pattern = IdPattern::new(IdPattern::DEFAULT).unwrap();
        let read =
            |path: &str| pattern.read(&SeedPath::new(path).unwrap()).map(|id| id.to_string());
        assert_eq!(read("seeds/003_4641404722756e64.txt").as_deref(), Some("003"));
        assert_eq!(read("seeds/deep/0123_4641404722756e64.md").as_deref(), Some("0123"));
        assert_eq!(read("seeds/policy.txt"), None);
        assert_eq!(read("seeds/03_4641404722756e64.txt"), None);
    }

    #[test]
    fn a_pattern_without_an_id_group_is_refused() {
        assert!(matches!(IdPattern::new(r"^\d+"), Err(PatternError::NoIdGroup)));
        assert!(matches!(IdPattern::new("("), Err(PatternError::Syntax(_))));
    }
}
