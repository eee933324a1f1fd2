//! Blocks: what a document consists of once its pages are read.

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Paragraph,
    /// A heading with its level, from 1.
    Heading(usize),
    /// A list item with its depth, from 0, and its number.
    Item(usize, Option<u64>),
    /// A row of a table.
    Row(Vec<String>),
    /// Preformatted lines.
    Code,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) kind: Kind,
    /// Its text, but for rows.
    pub(crate) text: String,
    /// The page it begins on, counted from 0.
    pub(crate) page: usize,
    /// The pages that begin inside it, with the byte of its text.
    pub(crate) breaks: Vec<(usize, usize)>,
}

/// Lines that belong together, before it is known what they are.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) form: Form,
    pub(super) lines: Vec<super::line::Line>,
}

/// What the lines of a draft look like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    Item(Option<u64>),
    Code,
    /// Rows, with how many lines each has.
    Table(Vec<(Vec<String>, usize)>),
}
