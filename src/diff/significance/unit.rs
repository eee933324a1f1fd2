//! The units by which two passages are compared.

use std::borrow::Cow;

use super::lexicon::Bound;
use super::lexicon::Strength;
use super::token::Gap;
use super::token::Shape;
use crate::text::Span;

/// A duty, recommendation or permission as it is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Modality {
    pub(super) strength: Strength,
    pub(super) is_negative: bool,
    /// Whether it counts alone only when another modality takes its place.
    pub(super) is_soft: bool,
    /// Whether its subject is somebody whom a rule can bind.
    pub(super) is_binding: bool,
}

/// What kind of number an amount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counting {
    /// A number that stands for itself: digits, or with a unit.
    Figure,
    /// A number word without a unit, which is often no more than an article or a pronoun.
    Word,
    /// A place in a row.
    Ordinal,
}

/// What a unit is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// A word with content.
    Word,
    /// A word without content of its own.
    Function,
    /// A modal word.
    Modal(Modality),
    /// Turns a statement round.
    Negator,
    /// A negator that belongs to the modal word beside it.
    Absorbed,
    /// Bounds the number beside it.
    Bound(Bound),
    /// A number with its unit, or a date; the key is its value.
    Amount(Counting),
    /// A label with a number.
    CrossReference,
    /// Written as a name.
    Name,
    /// An address or the target of a link.
    Target,
}

/// A word, phrase, number or name, as it is compared.
#[derive(Debug, Clone)]
pub(super) struct Unit<'t> {
    pub(super) span: Span,
    /// Where what it states is written: its own place, and that of the negator it took in.
    pub(super) reach: Span,
    /// What it is compared by.
    pub(super) key: Cow<'t, str>,
    /// Its text, folded.
    pub(super) fold: Cow<'t, str>,
    pub(super) role: Role,
    pub(super) shape: Shape,
    pub(super) is_code: bool,
    pub(super) is_contracted: bool,
    /// What stands before it.
    pub(super) gap: Gap,
}

impl Unit<'_> {
    /// Whether it carries content: everything but words of grammar.
    pub(super) fn has_content(&self) -> bool {
        !matches!(self.role, Role::Function | Role::Negator | Role::Absorbed | Role::Modal(_))
    }

    /// Whether it stands at the start of a sentence.
    pub(super) fn opens_sentence(&self) -> bool {
        self.gap == Gap::Stop
    }
}
