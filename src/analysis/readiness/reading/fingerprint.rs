//! Telling whether a sentence stood before.

use std::hash::BuildHasherDefault;
use std::hash::Hasher;

/// For sets of fingerprints, which are hashes already.
pub(super) type Unhashed = BuildHasherDefault<Identity>;

/// Hashes a fingerprint to itself.
#[derive(Debug, Default)]
pub(super) struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| mix(hash, u64::from(*byte)));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// A number of 64 bits that differs for different sentences, as good as always: eight bytes at a
/// time are multiplied into 128 bits and folded.
pub(super) fn fingerprint(sentence: &str) -> u64 {
    let (eights, rest) = sentence.as_bytes().as_chunks::<8>();
    let start = mix(SEED, sentence.len() as u64);
    let hash = eights.iter().fold(start, |hash, eight| mix(hash, u64::from_le_bytes(*eight)));
    let tail = rest.iter().fold(0, |tail, byte| tail << 8 | u64::from(*byte));
    mix(mix(hash, tail), SEED)
}

/// The golden ratio in 64 bits: no pattern of text resembles it.
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

#[expect(clippy::cast_possible_truncation, reason = "both halves are used")]
fn mix(hash: u64, value: u64) -> u64 {
    let product = u128::from(hash ^ value ^ SEED.rotate_left(32)) * u128::from(SEED | 1);
    ((product >> 64) as u64 ^ product as u64).rotate_left(23)
}

#[cfg(test)]
mod tests {
    use super::fingerprint;
    use std::collections::BTreeSet;

    #[test]
    fn sentences_that_differ_in_one_place_have_different_fingerprints() {
        let sentence = "The server must answer within 5 seconds.";
        let places = sentence.char_indices().map(|(at, _)| at);
        let changed = places.flat_map(|at| {
            ["a", "b", "5", "。"].map(|mark| {
                let (head, tail) = sentence.split_at(at);
                fingerprint(&format!("{head}{mark}{}", &tail[1..]))
            })
        });
        let distinct: BTreeSet<u64> = changed.collect();
        // "a", "b" and "5" each stand once or more in the sentence itself.
        assert!(distinct.len() >= sentence.len() * 4 - 6, "{}", distinct.len());
        assert_ne!(fingerprint(""), fingerprint("\0"));
    }
}
