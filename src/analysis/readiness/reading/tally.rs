//! What is counted of blocks and sentences.

/// Counts of blocks.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::analysis::readiness) struct BlockCounts {
    /// Headings by markup or number.
    pub(in crate::analysis::readiness) headings: u32,
    /// Headings by their look alone.
    pub(in crate::analysis::readiness) titles: u32,
    /// Headings with nothing under them.
    pub(in crate::analysis::readiness) empty_headings: u32,
    /// Paragraphs.
    pub(in crate::analysis::readiness) paragraphs: u32,
    /// List items.
    pub(in crate::analysis::readiness) items: u32,
    /// Table rows.
    pub(in crate::analysis::readiness) rows: u32,
    /// Table rows or items that give a name and its type.
    pub(in crate::analysis::readiness) fields: u32,
    /// Lines of code.
    pub(in crate::analysis::readiness) code_lines: u32,
    /// Lines of a table of contents.
    pub(in crate::analysis::readiness) contents: u32,
    /// Articles of a law.
    pub(in crate::analysis::readiness) articles: u32,
    /// Given, When, Then and user stories.
    pub(in crate::analysis::readiness) scenarios: u32,
    /// Lines at the head such as `Version: 1.0`.
    pub(in crate::analysis::readiness) labels: u32,
    /// Lines of code that define something: grammar rules, types, fields with types.
    pub(in crate::analysis::readiness) definitions: u32,
    /// Heads of tables that define fields, messages, states or errors.
    pub(in crate::analysis::readiness) table_heads: u32,
    /// Headings and labels such as `Request parameters:` and `返回示例`.
    pub(in crate::analysis::readiness) interface_labels: u32,
    /// Headings whose words stood before: many parts are described after one pattern.
    pub(in crate::analysis::readiness) repeated_headings: u32,
    /// Lines of code that give a key its value, as JSON does.
    pub(in crate::analysis::readiness) samples: u32,
    /// Lines that start as a log's do: with a time, or a verdict of a test.
    pub(in crate::analysis::readiness) log_lines: u32,
}

/// Counts of sentences.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::analysis::readiness) struct SentenceCounts {
    /// All.
    pub(in crate::analysis::readiness) all: u32,
    /// Requirement sentences, each text once.
    pub(in crate::analysis::readiness) requirements: u32,
    /// Requirement sentences with a modal verb, each text once.
    pub(in crate::analysis::readiness) modal_requirements: u32,
    /// Requirement sentences with a key word in capitals, each text once.
    pub(in crate::analysis::readiness) capital_requirements: u32,
    /// Requirement sentences with a condition (EARS), each text once.
    pub(in crate::analysis::readiness) conditional: u32,
    /// Requirement sentences that stood before, in the same or in folded form.
    pub(in crate::analysis::readiness) repeated_requirements: u32,
    /// Sentences that oblige somebody or something that is not technical.
    pub(in crate::analysis::readiness) obligations: u32,
    /// Sentences whose obligation is quoted.
    pub(in crate::analysis::readiness) quoted: u32,
    /// Sentences with a bounded quantity.
    pub(in crate::analysis::readiness) bounded: u32,
    /// Sentences with a condition that speak of errors or of what is then done.
    pub(in crate::analysis::readiness) behaviours: u32,
}
