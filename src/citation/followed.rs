//! What became of one quotation between two contents, with everything that is shown of it.

use std::num::NonZeroU32;

use serde::Deserialize;
use serde::Serialize;

use super::finding::Finding;
use super::location::ContextChange;
use super::location::LocateError;
use super::location::Location;
use super::location::Strategy;
use super::shelf::Missing;
use super::shelf::SeedText;
use crate::document::Space;
use crate::text::LineIndex;
use crate::text::Span;

/// A passage with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// Its place, in bytes of the text.
    pub span: Span,
    /// What the bytes count.
    pub space: Space,
    /// The line it starts on.
    pub first_line: NonZeroU32,
    /// The line it ends on.
    pub last_line: NonZeroU32,
    /// Its text.
    pub text: String,
}

/// A quotation, followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// The most dangerous thing that became of the passage.
    pub finding: Finding,
    /// What else became of it, most dangerous first.
    pub also: Vec<Finding>,
    /// The passage as it was.
    pub old: Placed,
    /// What stands for it now; none when it is gone or ambiguous.
    pub new: Option<Placed>,
    /// Changes beside it that bear on it.
    pub context: Vec<ContextChange>,
    /// How sure the place is, in per mille.
    pub confidence: u32,
    /// How the passage was followed.
    pub strategy: Strategy,
    /// Places that could stand for it, when there are several.
    pub candidates: Vec<Placed>,
    /// Whether the passage stood in scrape noise.
    pub is_noise: bool,
}

/// What there is to say of one quotation between two contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// It was followed.
    Followed(Box<Followed>),
    /// It does not stand in the old content.
    NeverThere {
        /// What stands there and is most alike.
        nearest: Option<Placed>,
    },
    /// The old content cannot be read.
    NoOld(Missing),
    /// The new content cannot be read.
    NoNew(Missing),
}

/// A text whose passages are placed.
pub(super) struct Page<'t> {
    text: &'t SeedText,
    lines: LineIndex,
}

impl<'t> Page<'t> {
    pub(super) fn new(text: &'t SeedText) -> Self {
        Self { text, lines: LineIndex::new(&text.text) }
    }

    pub(super) fn place(&self, span: Span) -> Placed {
        let (first_line, last_line) = self.lines.lines_of(span);
        let text = span.slice(&self.text.text).to_owned();
        Placed { span, space: self.text.space, first_line, last_line, text }
    }
}

impl Answer {
    /// Puts what was found into words and places of both texts.
    pub(super) fn of(found: Result<Location, LocateError>, old: &Page<'_>, new: &Page<'_>) -> Self {
        match found {
            Ok(location) => Self::Followed(Box::new(Followed::of(location, old, new))),
            Err(LocateError::NotFound { nearest }) => {
                Self::NeverThere { nearest: nearest.map(|span| old.place(span)) }
            }
            Err(LocateError::Empty) => Self::NeverThere { nearest: None },
        }
    }

    /// What was followed, if it was.
    #[must_use]
    pub fn followed(&self) -> Option<&Followed> {
        match self {
            Self::Followed(followed) => Some(followed),
            Self::NeverThere { .. } | Self::NoOld(_) | Self::NoNew(_) => None,
        }
    }
}

impl Followed {
    fn of(location: Location, old: &Page<'_>, new: &Page<'_>) -> Self {
        let noise = &old.text.noise;
        Self {
            finding: location.finding,
            also: location.also,
            is_noise: noise.iter().any(|noise| noise.covers(location.old)),
            old: old.place(location.old),
            new: location.new.map(|passage| new.place(passage.span)),
            context: location.context,
            confidence: location.confidence,
            strategy: location.strategy,
            candidates: location.candidates.into_iter().map(|span| new.place(span)).collect(),
        }
    }
}
