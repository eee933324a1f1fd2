//! A citation as it is written, and its id.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::id::ContentId;
use crate::id::SeedId;

/// Which of the two forms a citation is written in.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum CitationForm {
    /// A quotation with an attribution link, in a decision record.
    Record,
    /// A pair of comment lines, in code.
    Comment,
}

/// What a citation rests on, as it is written.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct Target {
    /// The seed's id, where one is written.
    pub seed: Option<String>,
    /// What stands after the `@`: the pinned version. None means the latest one.
    pub version: Option<String>,
    /// The path of the seed's file, where one is written.
    pub path: Option<String>,
}

/// A place that rests on a passage of a seed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Citation {
    /// The file that it stands in, from the root of the repository.
    pub file: String,
    /// Its first line, from 1.
    pub first_line: u32,
    /// Its last line.
    pub last_line: u32,
    /// How it is written.
    pub form: CitationForm,
    /// What it rests on.
    pub target: Target,
    /// The words that are quoted, without quotation or comment marks, lines kept.
    pub quote: String,
    /// What the place does with the passage, where it says so: `implication`, `test`, `exception`.
    pub role: Option<String>,
}

/// Names a citation by what it says and not by where it stands: the BLAKE3 digest, shortened to 16
/// hexadecimal digits, of the seed, the digest of the pinned content and the quotation, each on a
/// line of its own with white space run together.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct CitationId(String);

impl CitationId {
    /// The id of a citation whose seed and version are known, however they are written.
    #[must_use]
    pub fn resolved(seed: &SeedId, content: ContentId, quote: &str) -> Self {
        Self::of(seed.as_str(), &content.to_string(), quote)
    }

    fn of(seed: &str, version: &str, quote: &str) -> Self {
        let quote: Vec<&str> = quote.split_whitespace().collect();
        let text = format!("{seed}\n{version}\n{}\n", quote.join(" "));
        Self(blake3::hash(text.as_bytes()).to_hex().as_str().chars().take(16).collect())
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CitationId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.0)
    }
}

impl Citation {
    /// The id as far as it can be told without knowing the seed: the same wherever the citation is
    /// moved to, another when its words change.
    #[must_use]
    pub fn id(&self) -> CitationId {
        let seed = self.target.seed.as_deref().or(self.target.path.as_deref());
        let version = self.target.version.as_deref();
        CitationId::of(seed.unwrap_or_default(), version.unwrap_or_default(), &self.quote)
    }
}

/// What is wrong with the writing of a citation.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ScanFault {
    /// A target stands without words that are quoted.
    WithoutQuote,
    /// The seed or version is not well written.
    BadTarget,
    /// The file is not UTF-8; it was read with replacement characters.
    NotUtf8,
}

/// Something that looks like a citation and is none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct ScanProblem {
    /// The file, from the root of the repository.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// What is wrong.
    pub fault: ScanFault,
}

/// All citations of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Scan {
    /// The citations, in order.
    pub citations: Vec<Citation>,
    /// What is badly written, in order.
    pub problems: Vec<ScanProblem>,
    /// Whether the file was left out because it is generated or of another house.
    pub is_ignored: bool,
}

#[cfg(test)]
mod tests {
    use super::Citation;
    use super::CitationForm;
    use super::Target;

    fn citation(file: &str, quote: &str) -> Citation {
        Citation {
            file: file.to_owned(),
            first_line: 1,
            last_line: 3,
            form: CitationForm::Record,
            target: Target {
                seed: Some("001".to_owned()),
                version: Some("1f3a9c2e".to_owned()),
                path: None,
            },
            quote: quote.to_owned(),
            role: None,
        }
    }

    #[test]
    fn a_citation_keeps_its_id_when_it_moves_or_is_rewrapped() {
        let id = citation("a.md", "one two").id();
        assert_eq!(id, citation("b.md", "one\ntwo").id());
        assert_ne!(id, citation("a.md", "one three").id());
        assert_eq!(id.as_str().len(), 16);
    }
}
