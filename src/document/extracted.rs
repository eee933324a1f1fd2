//! What an extractor makes of bytes that are not their own text.

use serde::Deserialize;
use serde::Serialize;

use super::limitation::Limitation;
use crate::text::Span;

/// Text that was derived from a file, with all that its markup told besides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extracted {
    /// The visible text in reading order, blocks in the light markup of [`super::Writer`].
    pub text: String,
    /// Where each page begins in the text, ascending, the first at 0; empty for formats without
    /// pages. A page may begin in the middle of a sentence.
    pub pages: Vec<usize>,
    /// What only the printed page needs, ascending and apart from each other.
    pub furniture: Vec<Furniture>,
    /// Elements of a markup language around parts of the text, parents before children.
    pub elements: Vec<Element>,
    /// What the file says about itself outside its text, in the order found.
    pub metadata: Vec<Metadatum>,
    /// What could not be read, or is there and not shown.
    pub limitations: Vec<Limitation>,
}

/// A part of the text that belongs to the printed page, not to what the document says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Furniture {
    /// Whole lines of the text.
    pub span: Span,
    /// What it is.
    pub kind: FurnitureKind,
}

/// The kinds of page furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FurnitureKind {
    /// A line that stands at the top of most pages.
    RunningHead,
    /// A line that stands at the bottom of most pages.
    RunningFoot,
    /// The number of the page, alone.
    PageNumber,
    /// A text laid over or beside the pages, such as the day of capture.
    Watermark,
}

/// An element of a markup language, such as `nav` of HTML, with the text that it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// The text inside it.
    pub span: Span,
    /// The element that it stands in, by its index; `None` at the top.
    pub parent: Option<usize>,
    /// The local name in lower case, such as `nav`, `aside`, `a`.
    pub name: String,
    /// What `class`, `id`, `role` and `itemprop` say, in lower case, separated by spaces.
    pub hints: String,
}

/// Fields that files state about themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The title.
    Title,
    /// One author; several come as several.
    Author,
    /// The publisher or the site's name.
    Publisher,
    /// When it was first published or made.
    Published,
    /// When it was last changed.
    Updated,
    /// The language.
    Language,
    /// Its canonical address.
    Url,
}

impl Field {
    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Author => "author",
            Self::Publisher => "publisher",
            Self::Published => "published",
            Self::Updated => "updated",
            Self::Language => "language",
            Self::Url => "url",
        }
    }
}

/// One statement of a file about itself, as it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metadatum {
    /// What it is about.
    pub field: Field,
    /// The value, entities decoded and white space trimmed, dates unread.
    pub value: String,
    /// Where it stands, for people: `meta article:published_time`, `PDF info /Author`.
    pub source: String,
}

impl Metadatum {
    /// A statement; `None` when the value is empty.
    #[must_use]
    pub fn new(field: Field, value: &str, source: impl Into<String>) -> Option<Self> {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        (!value.is_empty()).then(|| Self { field, value, source: source.into() })
    }
}
