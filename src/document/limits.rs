//! How much an extractor may use.

/// Bounds on what one document may cost, so that a hostile one costs no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of derived text.
    pub text_bytes: usize,
    /// Most bytes that all compressed parts may become together.
    pub unpacked_bytes: usize,
    /// Most entries of an archive, objects of a PDF, parts of a mail.
    pub parts: usize,
    /// Deepest nesting of elements, objects or parts.
    pub depth: usize,
    /// Most pages.
    pub pages: usize,
    /// Most steps: tokens, operators, nodes.
    pub steps: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            text_bytes: 24 << 20,
            unpacked_bytes: 192 << 20,
            parts: 200_000,
            depth: 256,
            pages: 20_000,
            steps: 50_000_000,
        }
    }
}
