//! A guard around parsers of formats: a document that makes one panic costs only its own text.

use std::cell::Cell;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

use super::extracted::Extracted;
use super::limitation::Limitation;
use super::limitation::LimitationKind;

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside a parser whose panics are caught; a panic hook that asks can stay
/// silent about them.
#[must_use]
pub fn is_guarded() -> bool {
    IS_GUARDED.get()
}

/// Runs an extractor; a panic becomes a limitation.
pub(super) fn guarded(
    extract: impl FnOnce() -> Result<Extracted, Limitation>,
) -> Result<Extracted, Limitation> {
    let outer = IS_GUARDED.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(extract));
    IS_GUARDED.set(outer);
    outcome.unwrap_or_else(|_panic| {
        Err(Limitation::new(
            LimitationKind::Damaged,
            "its parser failed on this file, so its text cannot be read; kept as bytes",
        ))
    })
}
