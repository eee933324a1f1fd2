//! What kind of file a document is.

use serde::Deserialize;
use serde::Serialize;

use super::sniff::sniff;

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
    /// HTML.
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
    /// `AsciiDoc`.
    #[serde(rename = "text/asciidoc")]
    AsciiDoc,
    /// Values separated by commas (RFC 4180).
    #[serde(rename = "text/csv")]
    Csv,
    /// PDF (ISO 32000).
    #[serde(rename = "application/pdf")]
    Pdf,
    /// Office Open XML text (ISO/IEC 29500).
    #[serde(rename = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    Docx,
    /// OpenDocument text (ISO/IEC 26300).
    #[serde(rename = "application/vnd.oasis.opendocument.text")]
    Odt,
    /// EPUB (W3C).
    #[serde(rename = "application/epub+zip")]
    Epub,
    /// A mail (RFC 5322, MIME).
    #[serde(rename = "message/rfc822")]
    Email,
}

impl MediaType {
    /// Every media type, for those who read names.
    pub(crate) const ALL: [Self; 14] = [
        Self::Plain,
        Self::Markdown,
        Self::ReStructuredText,
        Self::Html,
        Self::Json,
        Self::Yaml,
        Self::Binary,
        Self::AsciiDoc,
        Self::Csv,
        Self::Pdf,
        Self::Docx,
        Self::Odt,
        Self::Epub,
        Self::Email,
    ];

    /// What a document is: by its first bytes where they tell, else by the file name's extension.
    #[must_use]
    pub fn of(bytes: &[u8], file_name: Option<&str>) -> Self {
        let named = file_name.map_or(Self::Plain, Self::from_file_name);
        sniff(bytes, named)
    }

    /// Reads the file name's extension; anything unknown is plain text until its bytes say
    /// otherwise.
    #[must_use]
    pub fn from_file_name(name: &str) -> Self {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        match extension.as_deref() {
            Some("md" | "markdown" | "mkd") => Self::Markdown,
            Some("rst" | "rest") => Self::ReStructuredText,
            Some("adoc" | "asciidoc" | "asc") => Self::AsciiDoc,
            Some("html" | "htm" | "xhtml") => Self::Html,
            Some("json") => Self::Json,
            Some("yaml" | "yml") => Self::Yaml,
            Some("csv") => Self::Csv,
            Some("pdf") => Self::Pdf,
            Some("docx" | "docm" | "dotx") => Self::Docx,
            Some("odt" | "ott") => Self::Odt,
            Some("epub") => Self::Epub,
            Some("eml") => Self::Email,
            _ => Self::Plain,
        }
    }

    /// The usual ending of such files, without its point.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Plain => "txt",
            Self::Markdown => "md",
            Self::ReStructuredText => "rst",
            Self::Html => "html",
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::Binary => "bin",
            Self::AsciiDoc => "adoc",
            Self::Csv => "csv",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Epub => "epub",
            Self::Email => "eml",
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
            Self::AsciiDoc => "text/asciidoc",
            Self::Csv => "text/csv",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Epub => "application/epub+zip",
            Self::Email => "message/rfc822",
        }
    }

    /// The media type of a registered name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|media_type| media_type.name() == name)
    }

    /// The version of the stored forms that first knows this type.
    #[must_use]
    pub(crate) const fn since(self) -> u32 {
        match self {
            Self::Plain
            | Self::Markdown
            | Self::ReStructuredText
            | Self::Html
            | Self::Json
            | Self::Yaml
            | Self::Binary => 1,
            Self::AsciiDoc
            | Self::Csv
            | Self::Pdf
            | Self::Docx
            | Self::Odt
            | Self::Epub
            | Self::Email => 3,
        }
    }

    /// Whether the file's own markup gives it structure (headings, lists, tables, fields).
    #[must_use]
    pub const fn is_structured(self) -> bool {
        !matches!(self, Self::Plain | Self::Binary)
    }
}
