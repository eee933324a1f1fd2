//! Stored analyses: what an analyser with given rules made of contents.

use serde::Deserialize;
use serde::Serialize;

use super::canonical;

use super::format::FormatError;
use super::format::RUN_FORMAT;
use crate::analysis::Analysis;
use crate::document::Encoding;
use crate::document::Limitation;
use crate::document::MediaType;
use crate::document::Space;
use crate::id::ContentId;
use crate::id::RulesId;

/// The first line of an analysis file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnalysisHeader {
    format: u32,
    kind: AnalysisKind,
    /// Names the rules and the analysers' version.
    pub rules: RulesId,
    /// The tool and its version.
    pub tool: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum AnalysisKind {
    Analysis,
}

impl AnalysisHeader {
    /// A header of the current format and tool.
    #[must_use]
    pub fn new(rules: RulesId) -> Self {
        Self {
            format: RUN_FORMAT,
            kind: AnalysisKind::Analysis,
            rules,
            tool: concat!("provenance ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

/// What was derived from one content, read as one media type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnalysedContent {
    /// The content.
    pub content: ContentId,
    /// The media type it was read as.
    pub media_type: MediaType,
    /// What the spans of the analysis count.
    pub space: Space,
    /// The encoding its bytes were read in; none when they are no text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Encoding>,
    /// What could not be read or analysed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limitations: Vec<Limitation>,
    /// Origin, noise and readiness.
    pub analysis: Analysis,
}

/// An analysis file: header, then contents sorted by digest and media type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnalysisFile {
    /// Which rules.
    pub header: AnalysisHeader,
    /// One entry a content and media type, sorted.
    pub contents: Vec<AnalysedContent>,
}

impl AnalysisFile {
    /// The canonical bytes.
    ///
    /// # Errors
    /// When a value has no canonical form.
    pub fn to_bytes(&self) -> Result<Vec<u8>, FormatError> {
        let mut out = Vec::new();
        canonical::write_line(&self.header, &mut out)?;
        for content in &self.contents {
            canonical::write_line(content, &mut out)?;
        }
        Ok(out)
    }

    /// Reads an analysis file strictly.
    ///
    /// # Errors
    /// When the file is cut, newer, not canonical or unsorted; each names the line.
    pub fn parse(bytes: &[u8]) -> Result<Self, FormatError> {
        let mut lines = canonical::lines(bytes)?.into_iter();
        let (_, first) = lines.next().ok_or(FormatError::Empty)?;
        canonical::check_version(first, RUN_FORMAT)?;
        let header: AnalysisHeader = canonical::read_line(1, first)?;
        let mut contents: Vec<AnalysedContent> = Vec::with_capacity(lines.len());
        for (line, text) in lines {
            let content: AnalysedContent = canonical::read_line(line, text)?;
            let key = (content.content, content.media_type);
            if contents.last().is_some_and(|last| (last.content, last.media_type) >= key) {
                return Err(FormatError::Order { line });
            }
            contents.push(content);
        }
        Ok(Self { header, contents })
    }
}

/// Reads one line of an analysis file that was checked before; none when it is no such line.
#[must_use]
pub fn read_analysed(line: &[u8]) -> Option<AnalysedContent> {
    serde_json::from_slice(line).ok()
}
