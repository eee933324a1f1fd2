//! Telling how far long work has come.

/// Hears how far long work has come; may be called from several threads.
pub trait Progress: Sync {
    /// A step with `total` parts begins.
    fn begin(&self, what: &'static str, total: u64);
    /// One more part of it is done.
    fn advance(&self);
    /// The step is over.
    fn end(&self);
    /// Somebody else is writing, and this process waits; `holder` says who, as well as is known.
    fn wait(&self, holder: &str);
}

/// Hears nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _what: &'static str, _total: u64) {}
    fn advance(&self) {}
    fn end(&self) {}
    fn wait(&self, _holder: &str) {}
}
