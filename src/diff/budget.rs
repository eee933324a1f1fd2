//! Bounded work: steps are counted, never time, so every machine stops at the same place.

/// Steps that a comparison may still take. A step is one cell of a table of word pairs, or as
/// much work elsewhere.
#[derive(Debug, Clone)]
pub(super) struct Budget {
    left: u64,
}

/// Steps for each byte of input, over and above [`BASE_STEPS`].
const STEPS_PER_BYTE: u64 = 6;

/// Steps that any comparison may take.
const BASE_STEPS: u64 = 4_000_000;

impl Budget {
    /// The budget for texts of together `bytes` bytes.
    pub(super) fn for_bytes(bytes: usize) -> Self {
        Self { left: BASE_STEPS + STEPS_PER_BYTE * bytes as u64 }
    }

    /// Takes `steps` if that many are left; says whether it did.
    pub(super) const fn spend(&mut self, steps: u64) -> bool {
        if steps > self.left {
            return false;
        }
        self.left -= steps;
        true
    }
}
