//! What is counted of blocks and sentences.

/// Counts of blocks.
#[derive(Debug, Clone, Copy, Default)]
pub(in super::super) struct BlockCounts {
    /// Headings by markup or number.
    pub(in super::super) headings: u32,
    /// Headings by their look alone.
    pub(in super::super) titles: u32,
    /// Headings with nothing under them.
    pub(in super::super) empty_headings: u32,
    /// Paragraphs.
    pub(in super::super) paragraphs: u32,
    /// List items.
    pub(in super::super) items: u32,
    /// Table rows.
    pub(in super::super) rows: u32,
    /// Table rows or items that give a name and its type.
    pub(in super::super) fields: u32,
    /// Lines of code.
    pub(in super::super) code_lines: u32,
    /// Lines of a table of contents.
    pub(in super::super) contents: u32,
    /// Articles of a law.
    pub(in super::super) articles: u32,
    /// Given, When, Then and user stories.
    pub(in super::super) scenarios: u32,
    /// Lines at the head such as `Version: 1.0`.
    pub(in super::super) labels: u32,
    /// Lines of code that define something: grammar rules, types, fields with types.
    pub(in super::super) definitions: u32,
    /// Lines that start as a log's do: with a time, or a verdict of a test.
    pub(in super::super) log_lines: u32,
}

/// Counts of sentences.
#[derive(Debug, Clone, Copy, Default)]
pub(in super::super) struct SentenceCounts {
    /// All.
    pub(in super::super) all: u32,
    /// Requirement sentences, each text once.
    pub(in super::super) requirements: u32,
    /// Requirement sentences with a modal verb, each text once.
    pub(in super::super) modal_requirements: u32,
    /// Requirement sentences with a key word in capitals, each text once.
    pub(in super::super) capital_requirements: u32,
    /// Requirement sentences with a condition (EARS), each text once.
    pub(in super::super) conditional: u32,
    /// Requirement sentences that stood before, in the same or in folded form.
    pub(in super::super) repeated_requirements: u32,
    /// Sentences that oblige somebody or something that is not technical.
    pub(in super::super) obligations: u32,
    /// Sentences whose obligation is quoted.
    pub(in super::super) quoted: u32,
    /// Sentences with a bounded quantity.
    pub(in super::super) bounded: u32,
    /// Sentences with a condition that speak of errors or of what is then done.
    pub(in super::super) behaviours: u32,
}
