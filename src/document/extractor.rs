//! Extractors: the named ways from bytes to text.

use std::fmt;

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;

use super::media_type::MediaType;

/// A way from bytes to text, with its version: the same bytes and the same extractor give the same
/// text. A better extractor has a higher version; that its text differs is never a change of the
/// source.
///
/// Its written form is `html/1`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Extractor {
    name: String,
    version: u32,
}

/// The extractors of descriptions in JSON and YAML, and their version.
const DESCRIPTIONS: [&str; 3] = ["openapi", "asyncapi", "json-schema"];
const DESCRIPTIONS_VERSION: u32 = 1;

impl Extractor {
    /// The extractor that this build uses for a media type. [`Extractor::text`] for whatever is its
    /// own text, and for JSON and YAML that describe no interface.
    #[must_use]
    pub fn of(media_type: MediaType) -> Self {
        let (name, version) = match media_type {
            MediaType::Html => ("html", 1),
            MediaType::Pdf => ("pdf", 1),
            MediaType::Docx => ("docx", 1),
            MediaType::Odt => ("odt", 1),
            MediaType::Epub => ("epub", 1),
            MediaType::Email => ("email", 1),
            _ => return Self::text(),
        };
        Self { name: name.to_owned(), version }
    }

    /// The one of descriptions of interfaces and data in JSON and YAML; these formats have several,
    /// and the file's own keys say which.
    pub(super) fn of_description(name: &str) -> Self {
        Self { name: name.to_owned(), version: DESCRIPTIONS_VERSION }
    }

    /// Whether this build would use it for some file of a media type.
    #[must_use]
    pub fn is_of_today(&self, media_type: MediaType) -> bool {
        let has_several = matches!(media_type, MediaType::Json | MediaType::Yaml);
        let describes = DESCRIPTIONS.contains(&self.name.as_str());
        *self == Self::of(media_type)
            || (has_several && describes && self.version == DESCRIPTIONS_VERSION)
    }

    /// Whether it reads descriptions of interfaces or data.
    #[must_use]
    pub fn reads_descriptions(&self) -> bool {
        DESCRIPTIONS.contains(&self.name.as_str())
    }

    /// Whether what it reads defines data and nothing else: JSON Schema.
    #[must_use]
    pub fn reads_definitions(&self) -> bool {
        self.name == "json-schema"
    }

    /// The one that only decodes characters.
    #[must_use]
    pub fn text() -> Self {
        Self { name: "text".to_owned(), version: 1 }
    }

    /// Whether it only decodes characters.
    #[must_use]
    pub fn is_text(&self) -> bool {
        *self == Self::text()
    }
}

impl Default for Extractor {
    fn default() -> Self {
        Self::text()
    }
}

impl fmt::Display for Extractor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.name, self.version)
    }
}

impl Serialize for Extractor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Extractor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        let parts = written.split_once('/');
        let read = parts.and_then(|(name, version)| {
            let version = version.parse().ok().filter(|version| *version > 0)?;
            (!name.is_empty()).then(|| Self { name: name.to_owned(), version })
        });
        // One spelling a value: `html/01` is none.
        read.filter(|read| read.to_string() == written)
            .ok_or_else(|| serde::de::Error::custom("an extractor is written like html/1"))
    }
}
