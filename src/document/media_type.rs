//! What kind of file a document is.

use serde::Deserialize;
use serde::Serialize;

/// The kinds of file that are told apart, by file name and content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum MediaType {
    /// Running text without markup.
    #[serde(rename = "text/plain")]
    Plain,
    /// Markdown (RFC 7763).
    #[serde(rename = "text/markdown")]
    Markdown,
    /// reStructuredText (docutils).
    #[serde(rename = "text/x-rst")]
    ReStructuredText,
    /// HTML; until its parser exists it is treated as text.
    #[serde(rename = "text/html")]
    Html,
    /// JSON (RFC 8259).
    #[serde(rename = "application/json")]
    Json,
    /// YAML (RFC 9512).
    #[serde(rename = "application/yaml")]
    Yaml,
    /// Bytes that are no text.
    #[serde(rename = "application/octet-stream")]
    Binary,
}

impl MediaType {
    /// Reads the file name's extension; anything unknown is plain text until its bytes say
    /// otherwise.
    #[must_use]
    pub fn from_file_name(name: &str) -> Self {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        match extension.as_deref() {
            Some("md" | "markdown" | "mkd") => Self::Markdown,
            Some("rst" | "rest") => Self::ReStructuredText,
            Some("html" | "htm" | "xhtml") => Self::Html,
            Some("json") => Self::Json,
            Some("yaml" | "yml") => Self::Yaml,
            _ => Self::Plain,
        }
    }

    /// The registered name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "text/plain",
            Self::Markdown => "text/markdown",
            Self::ReStructuredText => "text/x-rst",
            Self::Html => "text/html",
            Self::Json => "application/json",
            Self::Yaml => "application/yaml",
            Self::Binary => "application/octet-stream",
        }
    }

    /// Whether the file's own markup gives it structure (headings, lists, tables, fields).
    #[must_use]
    pub const fn is_structured(self) -> bool {
        !matches!(self, Self::Plain | Self::Binary)
    }
}
