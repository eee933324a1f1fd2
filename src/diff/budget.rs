//! Bounded work: steps are counted, never time, so every machine stops at the same place.

/// Steps that a comparison may still take. A step is one cell of a table of word pairs, or as
/// much work elsewhere.
#[derive(Debug, Clone)]
pub(super) struct Budget {
    left: u64,
    /// All work, also what is linear and needs no leave.
    #[cfg(test)]
    work: u64,
}

/// Steps for each byte of input, over and above [`BASE_STEPS`].
const STEPS_PER_BYTE: u64 = 6;

/// Steps that any comparison may take.
const BASE_STEPS: u64 = 4_000_000;

impl Budget {
    /// The budget for texts of together `bytes` bytes.
    pub(super) fn for_bytes(bytes: usize) -> Self {
        Self {
            left: BASE_STEPS + STEPS_PER_BYTE * bytes as u64,
            #[cfg(test)]
            work: 0,
        }
    }

    /// Takes `steps` if that many are left; says whether it did.
    pub(super) const fn spend(&mut self, steps: u64) -> bool {
        if steps > self.left {
            return false;
        }
        self.left -= steps;
        self.tally(steps);
        true
    }

    /// Counts work that needs no leave, for the tests that hunt slow inputs.
    #[cfg_attr(not(test), expect(clippy::unused_self, reason = "only tests count"))]
    pub(super) const fn tally(&mut self, steps: u64) {
        #[cfg(test)]
        {
            self.work += steps;
        }
        #[cfg(not(test))]
        let _ = steps;
    }

    /// All work that was counted.
    #[cfg(test)]
    pub(super) const fn work(&self) -> u64 {
        self.work
    }
}
