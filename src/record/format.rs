//! The format version, and why a stored file is refused.

/// The newest version of the stored forms that this tool reads. Each file is written in the lowest
/// version that can say what it says, so that older tools read whatever they can.
pub const FORMAT_VERSION: u32 = 4;

/// The lowest version of runs and analyses; what they speak of may need a higher one.
pub(super) const RUN_FORMAT: u32 = 1;

/// The version of sentence hashes, of runs that speak of contents whose bytes are not kept, and of
/// withholdings.
pub(super) const HASHES_FORMAT: u32 = 3;

/// The version of runs that say how a file came.
pub(super) const CAPTURE_FORMAT: u32 = 4;

/// Why a stored file cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FormatError {
    /// A newer tool wrote it.
    #[error("it has format {found}, and this tool reads up to {FORMAT_VERSION}")]
    Newer {
        /// The format number in the file.
        found: u32,
    },
    /// The file has no line.
    #[error("it is empty")]
    Empty,
    /// The last line lacks its line feed, so the file was cut.
    #[error("it was cut: line {line} has no end")]
    Cut {
        /// The 1-based line.
        line: usize,
    },
    /// A line is not what it should be.
    #[error("line {line} does not parse")]
    Line {
        /// The 1-based line.
        line: usize,
        /// What the parser says.
        #[source]
        source: serde_json::Error,
    },
    /// A line parses, but is not in canonical form, so it was not written by this tool.
    #[error("line {line} is not in canonical form")]
    NotCanonical {
        /// The 1-based line.
        line: usize,
    },
    /// The lines are not sorted, or one stands twice.
    #[error("line {line} is out of order")]
    Order {
        /// The 1-based line.
        line: usize,
    },
    /// A line contradicts itself.
    #[error("line {line}: {what}")]
    Contradiction {
        /// The 1-based line.
        line: usize,
        /// What is wrong with it.
        what: &'static str,
    },
    /// A value has no canonical form.
    #[error("it cannot be written in canonical form")]
    Unwritable(#[source] serde_json::Error),
    /// A value holds a floating-point number, which stored forms do not have.
    #[error("it holds a floating-point number")]
    Float,
}
