//! Places in a document.

use std::num::NonZeroU32;

use schemars::JsonSchema;
use serde::Serialize;

use crate::analysis::Evidence;
use crate::document::Document;
use crate::document::Space;
use crate::text::LineIndex;
use crate::text::Span;

/// What offsets count when they do not count bytes of the raw file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RangeSpace {
    /// Bytes of the text that was derived from the file, in UTF-8.
    Derived,
}

/// A half-open range of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RangeView {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// What the offsets count; absent when they count bytes of the raw file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub space: Option<RangeSpace>,
}

impl RangeView {
    /// The range as a span; empty when it would end before it starts.
    #[must_use]
    pub fn span(self) -> Span {
        Span::new(self.start, self.end).unwrap_or(Span::empty(self.start))
    }
}

/// A quoted place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EvidenceView {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// What the offsets count; absent when they count bytes of the raw file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub space: Option<RangeSpace>,
    /// The first line that the place touches.
    pub first_line: NonZeroU32,
    /// The last line that the place touches.
    pub last_line: NonZeroU32,
    /// Where on a page it begins; absent for formats without pages.
    #[serde(flatten)]
    pub on_page: Option<OnPage>,
    /// The text there, or its beginning when it is long.
    pub text: String,
}

/// Where on a page a place begins, in formats with pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OnPage {
    /// The page, counted from 1 whatever number is printed on it.
    pub page: NonZeroU32,
    /// The line of that page's text, counted from 1.
    pub page_line: NonZeroU32,
}

/// Turns the spans of one document into ranges with line numbers.
#[derive(Debug, Clone)]
pub struct Places {
    lines: LineIndex,
    space: Option<RangeSpace>,
    /// Where each page begins, and its first line.
    pages: Vec<(usize, u32)>,
}

impl Places {
    /// Places in a document.
    #[must_use]
    pub fn of(document: &Document<'_>) -> Self {
        Self::on_pages(document.text(), document.space(), document.pages())
    }

    /// Places in a text whose offsets count `space`.
    #[must_use]
    pub fn in_text(text: &str, space: Space) -> Self {
        let space = match space {
            Space::Raw => None,
            Space::Derived => Some(RangeSpace::Derived),
        };
        Self { lines: LineIndex::new(text), space, pages: Vec::new() }
    }

    /// Places in a text whose pages begin at `pages`, ascending.
    #[must_use]
    pub fn on_pages(text: &str, space: Space, pages: &[usize]) -> Self {
        let mut places = Self::in_text(text, space);
        let first_line = |start: usize| places.lines.lines_of(Span::empty(start)).0.get();
        places.pages = pages.iter().map(|start| (*start, first_line(*start))).collect();
        places
    }

    /// The page that a span begins on, and the line there.
    #[must_use]
    pub fn on_page(&self, span: Span) -> Option<OnPage> {
        let page = self.pages.partition_point(|(start, _)| *start <= span.start());
        let (_, page_begins) = self.pages.get(page.checked_sub(1)?)?;
        let (line, _) = self.lines_of(span);
        Some(OnPage {
            page: NonZeroU32::new(u32::try_from(page).ok()?)?,
            page_line: NonZeroU32::new(line.get().saturating_sub(*page_begins) + 1)?,
        })
    }

    /// The number of lines.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines.count()
    }

    /// What the offsets count; `None` for bytes of the raw file.
    #[must_use]
    pub const fn space(&self) -> Option<RangeSpace> {
        self.space
    }

    /// First and last line of a span.
    #[must_use]
    pub fn lines_of(&self, span: Span) -> (NonZeroU32, NonZeroU32) {
        self.lines.lines_of(span)
    }

    /// The range of a span.
    #[must_use]
    pub const fn range(&self, span: Span) -> RangeView {
        RangeView { start: span.start(), end: span.end(), space: self.space }
    }

    /// A quoted place with its lines.
    #[must_use]
    pub fn evidence(&self, evidence: &Evidence) -> EvidenceView {
        let (first_line, last_line) = self.lines_of(evidence.span);
        EvidenceView {
            start: evidence.span.start(),
            end: evidence.span.end(),
            space: self.space,
            first_line,
            last_line,
            on_page: self.on_page(evidence.span),
            text: evidence.text.clone(),
        }
    }
}
