//! What one document may still cost.

use std::cell::Cell;

use crate::document::limits::Limits;

/// Steps and unpacked bytes that are left; whatever works on the document takes from it.
#[derive(Debug)]
pub(crate) struct Budget {
    steps: Cell<usize>,
    unpacked: Cell<usize>,
    is_exhausted: Cell<bool>,
    /// Deepest nesting of objects, forms and tree nodes.
    pub(crate) depth: usize,
    /// Most objects.
    pub(crate) parts: usize,
}

impl Budget {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            steps: Cell::new(limits.steps),
            unpacked: Cell::new(limits.unpacked_bytes),
            is_exhausted: Cell::new(false),
            depth: limits.depth,
            parts: limits.parts,
        }
    }

    /// Takes steps; false when there are no more.
    pub(crate) fn spend(&self, steps: usize) -> bool {
        self.take(&self.steps, steps)
    }

    /// Takes bytes that were unpacked; false when there are no more.
    pub(crate) fn unpack(&self, bytes: usize) -> bool {
        self.take(&self.unpacked, bytes)
    }

    /// How many bytes may still be unpacked.
    pub(crate) fn unpackable(&self) -> usize {
        self.unpacked.get()
    }

    /// Whether something was left out because the document costs too much.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.is_exhausted.get()
    }

    /// Notes that something was left out.
    pub(crate) fn exhaust(&self) {
        self.is_exhausted.set(true);
    }

    fn take(&self, purse: &Cell<usize>, amount: usize) -> bool {
        let rest = purse.get().checked_sub(amount);
        purse.set(rest.unwrap_or(0));
        if rest.is_none() {
            self.exhaust();
        }
        rest.is_some()
    }
}
