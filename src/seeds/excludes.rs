//! Patterns of files that are no seeds.

use ignore::gitignore::Gitignore;
use ignore::gitignore::GitignoreBuilder;

use super::walk::WalkError;
use crate::id::SeedPath;

/// Patterns of files under `seeds/` that are no seeds, in the syntax of `.gitignore`.
#[derive(Debug, Clone)]
pub struct Excludes {
    patterns: Gitignore,
    /// All patterns, where each is so simple that a look at the name tells.
    simple: Option<Vec<Simple>>,
}

/// A pattern for names in any folder.
#[derive(Debug, Clone)]
enum Simple {
    Is(String),
    Begins(String),
    Ends(String),
}

impl Simple {
    /// Reads a pattern with at most one star, at its beginning or end, and nothing else that
    /// means anything; none for any other.
    fn read(pattern: &str) -> Option<Self> {
        let is_plain = |text: &str| {
            let means = |letter: char| letter.is_whitespace() || "*?[]{}\\/!#".contains(letter);
            !text.is_empty() && !text.contains(means)
        };
        let owned = |text: &str| is_plain(text).then(|| text.to_owned());
        match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
            (Some(end), _) => owned(end).map(Self::Ends),
            (None, Some(beginning)) => owned(beginning).map(Self::Begins),
            (None, None) => owned(pattern).map(Self::Is),
        }
    }

    fn names(&self, name: &str) -> bool {
        match self {
            Self::Is(whole) => name == whole,
            Self::Begins(beginning) => name.starts_with(beginning),
            Self::Ends(end) => name.ends_with(end),
        }
    }
}

impl Excludes {
    /// Compiles patterns.
    ///
    /// # Errors
    /// When one of them is no pattern.
    pub fn new<S: AsRef<str>>(patterns: &[S]) -> Result<Self, WalkError> {
        let mut builder = GitignoreBuilder::new("");
        let refuse = |pattern: &str, source| WalkError::Exclude {
            pattern: pattern.to_owned(),
            source: Box::new(source),
        };
        for pattern in patterns.iter().map(AsRef::as_ref) {
            builder.add_line(None, pattern).map_err(|error| refuse(pattern, error))?;
        }
        let patterns_in_full = builder.build().map_err(|error| refuse("", error))?;
        let simple = patterns.iter().map(|pattern| Simple::read(pattern.as_ref())).collect();
        Ok(Self { patterns: patterns_in_full, simple })
    }

    /// Whether a file is no seed, by its own name or that of a folder above it.
    #[must_use]
    pub fn covers(&self, path: &SeedPath) -> bool {
        self.matches(path.inside(), false)
    }

    /// Whether a path, from the folder that the patterns are for, is left out.
    #[must_use]
    pub fn matches(&self, inside: &str, is_folder: bool) -> bool {
        self.patterns.matched_path_or_any_parents(inside, is_folder).is_ignore()
    }

    /// Whether a pattern names this file or folder; the folders above it were asked about before.
    pub(super) fn names(&self, inside: &str, is_folder: bool) -> bool {
        match &self.simple {
            Some(simple) => {
                let name = inside.rsplit('/').next().unwrap_or(inside);
                simple.iter().any(|pattern| pattern.names(name))
            }
            None => self.patterns.matched(inside, is_folder).is_ignore(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Excludes;

    #[test]
    fn simple_patterns_name_what_they_name_in_full() {
        let patterns = [".*", "*~", "*.swp", "Thumbs.db", "a*", "*", "x/*.md", "!b", "[ab]c", "q?"];
        let names =
            ["", ".x", "x~", "~", "a", "ab", "b", "a.swp", ".swp", "Thumbs.db", "thumbs.db"];
        for pattern in patterns {
            let excludes = Excludes::new(&[pattern]).unwrap();
            for name in names.iter().flat_map(|it| [it.to_string(), format!("d/{it}")]) {
                for is_folder in [false, true].into_iter().filter(|_| !name.ends_with('/')) {
                    let full = excludes.patterns.matched(&name, is_folder).is_ignore();
                    assert_eq!(excludes.names(&name, is_folder), full, "{pattern} {name}");
                }
            }
        }
        assert!(Excludes::new(&["*~", ".*"]).unwrap().simple.is_some());
        assert!(Excludes::new(&["*~", "a/b"]).unwrap().simple.is_none());
    }
}
