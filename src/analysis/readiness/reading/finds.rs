//! What is found and counted in a block.

use crate::analysis::readiness::lexicon::Class;
use crate::analysis::readiness::lexicon::Hit;

/// What a marked place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis::readiness) enum MarkKind {
    /// A number with a unit of measure.
    Quantity,
    /// A requirement identifier at the start of a block or cell, such as `FR-3.1`.
    RequirementId,
    /// An HTTP method with a path, or a path of an interface alone.
    Call,
    /// A status or error code.
    Code,
    /// An identifier such as `max_size`, `maxSize` or `0x1F`.
    Identifier,
    /// A quotation mark that opens.
    QuoteOpen,
    /// A quotation mark that closes.
    QuoteClose,
    /// A quotation mark that does either.
    Quote,
}

/// A marked place.
#[derive(Debug, Clone, Copy)]
pub(in crate::analysis::readiness) struct Mark {
    /// Byte offset of its first byte.
    pub(in crate::analysis::readiness) start: usize,
    /// Byte offset after its last byte.
    pub(in crate::analysis::readiness) end: usize,
    /// What it is.
    pub(in crate::analysis::readiness) kind: MarkKind,
}

/// What is counted in passing.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::analysis::readiness) struct TokenCounts {
    /// Words; a CJK character is one.
    pub(in crate::analysis::readiness) words: u32,
    /// CJK characters.
    pub(in crate::analysis::readiness) cjk: u32,
    /// Identifiers by their look, and back-quoted spans.
    pub(in crate::analysis::readiness) identifiers: u32,
    /// Words in capitals, two letters or more.
    pub(in crate::analysis::readiness) acronyms: u32,
    /// Capitalised words inside a sentence.
    pub(in crate::analysis::readiness) names: u32,
    /// Numbers.
    pub(in crate::analysis::readiness) numbers: u32,
    /// Four-digit numbers from 1900 to 2099.
    pub(in crate::analysis::readiness) years: u32,
    /// Links.
    pub(in crate::analysis::readiness) links: u32,
    /// Numbers with a unit.
    pub(in crate::analysis::readiness) quantities: u32,
    /// HTTP methods with a path and paths.
    pub(in crate::analysis::readiness) calls: u32,
    /// Status and error codes.
    pub(in crate::analysis::readiness) codes: u32,
    /// Requirement identifiers.
    pub(in crate::analysis::readiness) requirement_ids: u32,
    /// Question and exclamation marks.
    pub(in crate::analysis::readiness) outcries: u32,
    /// Quotation marks.
    pub(in crate::analysis::readiness) quotes: u32,
    /// Marks of currency and `%`.
    pub(in crate::analysis::readiness) money: u32,
    /// Brackets, braces, equals signs, slashes and other marks of notation.
    pub(in crate::analysis::readiness) notation: u32,
}

/// What stands in a block, in the order of its places.
#[derive(Debug, Default)]
pub(in crate::analysis::readiness) struct Finds {
    /// The terms.
    pub(in crate::analysis::readiness) hits: Vec<Hit<Class>>,
    /// The marks.
    pub(in crate::analysis::readiness) marks: Vec<Mark>,
}
