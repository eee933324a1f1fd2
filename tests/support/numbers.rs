//! Made texts: numbers and words that are the same in every run.
#![allow(dead_code, reason = "not everyone who takes numbers takes all kinds of them")]

/// A generator of numbers from a fixed seed (xorshift64*, Vigna 2016).
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(number).unwrap_or(0) % limit.max(1)
    }

    /// A word of 2 to 10 letters.
    pub(crate) fn word(&mut self) -> String {
        let length = 2 + self.below(9);
        (0..length).map(|_| char::from(b'a' + u8::try_from(self.below(26)).unwrap_or(0))).collect()
    }
}
