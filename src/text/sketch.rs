//! Sketches: how much of their text two documents share, without comparing them.
//!
//! A bottom-k sketch of hashed word shingles (Broder, "On the resemblance and containment of
//! documents", 1997).

use std::collections::VecDeque;

use super::normalise::fold_word;
use super::words::words;

/// Words a shingle has.
const SHINGLE: usize = 4;

/// Hashes a sketch keeps.
const KEPT: usize = 256;

/// A small summary of a text: the smallest hashes of its runs of four words, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    /// Ascending, without doubles.
    smallest: Vec<u64>,
}

impl Sketch {
    /// Reads the text once. A text of fewer than four words is one shingle; punctuation does not
    /// count.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut recent: VecDeque<u64> = VecDeque::with_capacity(SHINGLE);
        let mut hashes: Vec<u64> = Vec::new();
        for span in words(text) {
            let word = fold_word(span.slice(text));
            if !word.contains(char::is_alphanumeric) {
                continue;
            }
            if recent.len() == SHINGLE {
                recent.pop_front();
            }
            recent.push_back(hash_bytes(word.as_bytes()));
            if recent.len() == SHINGLE {
                hashes.push(combine(&recent));
                keep_smallest(&mut hashes, 4 * KEPT);
            }
        }
        if hashes.is_empty() && !recent.is_empty() {
            hashes.push(combine(&recent));
        }
        keep_smallest(&mut hashes, 0);
        Self { smallest: hashes }
    }

    /// Whether the text had no word at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.smallest.is_empty()
    }

    /// Estimated share of the shingles of both texts that stand in both (Jaccard), in per mille.
    /// Two texts without words resemble each other not at all.
    #[must_use]
    pub fn resemblance(&self, other: &Self) -> u32 {
        let (mut union, mut both) = (0, 0);
        let (mut mine, mut theirs) =
            (self.smallest.iter().peekable(), other.smallest.iter().peekable());
        while union < KEPT {
            match (mine.peek(), theirs.peek()) {
                (Some(a), Some(b)) if a == b => {
                    both += 1;
                    mine.next();
                    theirs.next();
                }
                (Some(a), Some(b)) if a < b => {
                    mine.next();
                }
                (_, Some(_)) => {
                    theirs.next();
                }
                (Some(_), None) => {
                    mine.next();
                }
                (None, None) => break,
            }
            union += 1;
        }
        per_mille(both, union)
    }

    /// Estimated share of this text's shingles that stand in `other`, in per mille.
    #[must_use]
    pub fn containment_in(&self, other: &Self) -> u32 {
        // Only hashes below the largest that a full sketch kept can be looked for in it.
        let horizon = if other.smallest.len() < KEPT {
            u64::MAX
        } else {
            *other.smallest.last().unwrap_or(&0)
        };
        let comparable = self.smallest.iter().take_while(|hash| **hash <= horizon);
        let (mut sought, mut found) = (0, 0);
        for hash in comparable {
            sought += 1;
            found += usize::from(other.smallest.binary_search(hash).is_ok());
        }
        per_mille(found, sought)
    }
}

fn per_mille(part: usize, whole: usize) -> u32 {
    u32::try_from((part * 1000).checked_div(whole).unwrap_or(0)).unwrap_or(0)
}

/// Once there are more than `limit` hashes, leaves the smallest ones, ascending.
fn keep_smallest(hashes: &mut Vec<u64>, limit: usize) {
    if hashes.len() > limit {
        hashes.sort_unstable();
        hashes.dedup();
        hashes.truncate(KEPT);
    }
}

fn combine(shingle: &VecDeque<u64>) -> u64 {
    shingle.iter().fold(0, |sum, hash| finish(sum.rotate_left(17) ^ hash))
}

/// FNV-1a with a finishing mix: the same on every machine.
fn hash_bytes(bytes: &[u8]) -> u64 {
    let sum = bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum: u64, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    finish(sum)
}

/// The finishing mix of SplitMix64 (Steele, Lea and Flood, 2014).
const fn finish(mut sum: u64) -> u64 {
    sum = (sum ^ (sum >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    sum = (sum ^ (sum >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    sum ^ (sum >> 31)
}

#[cfg(test)]
mod tests {
    use super::Sketch;

    const REPORT: &str = "The harbour office opens at nine and closes at four. Visitors bring two \
        photographs and a signed form. The clerk keeps one of them for the file.";

    #[test]
    fn a_text_resembles_itself_wholly_and_an_unrelated_one_not_at_all() {
        let report = Sketch::new(REPORT);
        assert_eq!(report.resemblance(&Sketch::new(&REPORT.to_uppercase())), 1000);
        let other =
            Sketch::new("Blue whales sing across whole oceans, so low that ships drown them.");
        assert_eq!(report.resemblance(&other), 0);
        assert_eq!(Sketch::new("").resemblance(&Sketch::new("")), 0);
    }

    #[test]
    fn a_quoted_part_is_contained_in_its_source() {
        let part = Sketch::new("Visitors bring two photographs and a signed form.");
        assert_eq!(part.containment_in(&Sketch::new(REPORT)), 1000);
        assert!(Sketch::new(REPORT).containment_in(&part) < 400);
    }

    #[test]
    fn a_long_text_with_few_edits_still_resembles_its_source() {
        let old: String = (0..5000).map(|number| format!("word{number} ")).collect();
        let new = old.replace("word250 ", "changed ").replace("word4000 ", "");
        assert!(Sketch::new(&old).resemblance(&Sketch::new(&new)) > 950);
    }

    #[test]
    fn chinese_texts_are_compared_by_words() {
        let old = Sketch::new(
            "论坛在十月举行，来自各地的三百名代表参加，会期三天，主办方发布了年度报告。",
        );
        let new = Sketch::new(
            "论坛在十月举行，来自各地的三百名代表参加，会期四天，主办方发布了年度报告。",
        );
        assert!((300..1000).contains(&old.resemblance(&new)));
    }
}
