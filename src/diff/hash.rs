//! A quick hash of bytes.

use std::hash::BuildHasherDefault;
use std::hash::Hasher;

/// Hashes the keys of a map that only our own lists and the settings fill: quick, and no guard
/// against keys made to collide.
pub(super) type Quick = BuildHasherDefault<QuickHasher>;

/// The multiply-and-rotate of rustc's FxHash over eight bytes at a time.
#[derive(Debug, Default)]
pub(super) struct QuickHasher(u64);

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = mix(self.0, long_hash(bytes));
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

const FACTOR: u64 = 0x517c_c1b7_2722_0a95;

const fn mix(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(5) ^ word).wrapping_mul(FACTOR)
}

/// A quick hash of bytes; the upper bits are the better ones.
fn long_hash(bytes: &[u8]) -> u64 {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let mut hash = bytes.len() as u64;
    for chunk in chunks {
        hash = mix(hash, u64::from_le_bytes(*chunk));
    }
    let tail = rest.iter().fold(0, |tail: u64, byte| (tail << 8) | u64::from(*byte));
    mix(hash, tail)
}

/// A quick hash of bytes, folded to 32 bits.
pub(super) fn short_hash(bytes: &[u8]) -> u32 {
    (long_hash(bytes) >> 32) as u32
}
