//! Stored analyses: what an analyser with given rules made of contents.

use serde::Deserialize;
use serde::Serialize;

use super::canonical;

use super::format::FORMAT_VERSION;
use super::format::FormatError;
use super::format::RUN_FORMAT;
use crate::analysis::Analysis;
use crate::document::Encoding;
use crate::document::Extractor;
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
    /// Which extractor derived the text that the spans count in; the one that only decodes
    /// characters is left out.
    #[serde(default, skip_serializing_if = "Extractor::is_text")]
    pub extractor: Extractor,
    /// What could not be read or analysed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limitations: Vec<Limitation>,
    /// Origin, noise and readiness.
    pub analysis: Analysis,
}

impl AnalysedContent {
    /// The lowest version of the stored forms that can say this.
    fn format(&self) -> u32 {
        let extractor = if self.extractor.is_text() { RUN_FORMAT } else { EXTRACTORS_FORMAT };
        let limitations = self.limitations.iter().map(|limitation| limitation.kind.since());
        let noise = self.analysis.noise.iter().map(|found| found.category.since());
        let origin = self.analysis.origin.since();
        let needed = [extractor, self.media_type.since(), origin];
        needed.into_iter().chain(limitations).chain(noise).fold(RUN_FORMAT, u32::max)
    }
}

/// The version of the stored forms that first knows extractors.
const EXTRACTORS_FORMAT: u32 = 3;

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
        let header = AnalysisHeader { format: self.format(), ..self.header.clone() };
        canonical::write_line(&header, &mut out)?;
        for content in &self.contents {
            canonical::write_line(content, &mut out)?;
        }
        Ok(out)
    }

    /// The lowest version that can say what it says.
    fn format(&self) -> u32 {
        self.contents.iter().map(AnalysedContent::format).fold(RUN_FORMAT, u32::max)
    }

    /// Reads an analysis file strictly.
    ///
    /// # Errors
    /// When the file is cut, newer, not canonical or unsorted; each names the line.
    pub fn parse(bytes: &[u8]) -> Result<Self, FormatError> {
        let mut lines = canonical::lines(bytes)?.into_iter();
        let (_, first) = lines.next().ok_or(FormatError::Empty)?;
        canonical::check_version(first, FORMAT_VERSION)?;
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
        let format = header.format;
        let header = AnalysisHeader { format: RUN_FORMAT, ..header };
        let file = Self { header, contents };
        if file.format() != format {
            let what = "its format is not that of what it says";
            return Err(FormatError::Contradiction { line: 1, what });
        }
        Ok(file)
    }
}

/// Reads one line of an analysis file that was checked before; none when it is no such line.
#[must_use]
pub fn read_analysed(line: &[u8]) -> Option<AnalysedContent> {
    serde_json::from_slice(line).ok()
}
