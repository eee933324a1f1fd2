//! Where a seed lies, relative to the project's root.

use std::fmt;
use std::path::Path;
use std::path::PathBuf;
use std::str::FromStr;

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;

/// Why a text is not the path of a seed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a path below seeds/: {text:?}")]
pub struct SeedPathError {
    text: String,
}

/// A path below `seeds/`, relative to the project's root, with `/` between its parts:
/// `seeds/policies/retention.md`. It can never lead out of `seeds/` by its text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct SeedPath(String);

impl SeedPath {
    /// The folder that holds all seeds.
    pub const FOLDER: &str = "seeds";

    /// Checks and takes a path that begins with `seeds/`.
    ///
    /// # Errors
    /// When it lies elsewhere, is absolute, or has an empty, `.` or `..` part or a NUL.
    pub fn new(text: impl Into<String>) -> Result<Self, SeedPathError> {
        let text = text.into();
        let mut parts = text.split('/');
        let is_below = parts.next() == Some(Self::FOLDER);
        let mut rest = parts.peekable();
        let is_plain = rest.peek().is_some() && rest.all(is_plain_part);
        if is_below && is_plain && !text.contains('\0') {
            Ok(Self(text))
        } else {
            Err(SeedPathError { text: text.chars().take(200).collect() })
        }
    }

    /// The path with its leading `seeds/`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path inside `seeds/`.
    #[must_use]
    pub fn inside(&self) -> &str {
        self.0.get(Self::FOLDER.len() + 1..).unwrap_or_default()
    }

    /// The file's name.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The path in the file system, below the project's `root`.
    #[must_use]
    pub fn below(&self, root: &Path) -> PathBuf {
        root.join(&self.0)
    }
}

fn is_plain_part(part: &str) -> bool {
    !matches!(part, "" | "." | "..")
}

impl fmt::Display for SeedPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.0)
    }
}

impl FromStr for SeedPath {
    type Err = SeedPathError;

    fn from_str(text: &str) -> Result<Self, SeedPathError> {
        Self::new(text)
    }
}

impl<'de> Deserialize<'de> for SeedPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::SeedPath;

    #[test]
    fn a_path_cannot_leave_the_seeds() {
        for hostile in
            ["/etc/passwd", "seeds/../x", "seeds//x", "seeds", "seeds/", "x/y", "seeds/./a"]
        {
            assert!(SeedPath::new(hostile).is_err(), "{hostile}");
        }
        assert_eq!(SeedPath::new("seeds/a/b.txt").unwrap().inside(), "a/b.txt");
    }
}
