//! What was answered before.
//!
//! An answer follows from both contents, the quotation and the rules alone, so it is remembered
//! under their digest. Whatever is wrong with what was kept, it is then forgotten.
//!
//! The kept form is `provenance answers 1`, a line feed, then a line for each answer (the digest in
//! hexadecimal, a space, the answer as JSON), and the BLAKE3 digest of all that in hexadecimal.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::followed::Answer;
use super::followed::Followed;
use super::location::Strategy;
use super::question::Question;
use crate::id::ContentId;

const MAGIC: &str = "provenance answers 1\n";

/// Another whenever the same texts may give another answer: it names the sources of the rooms that
/// decide, as `build.rs` read them.
const RULES: &str = concat!(env!("PROVENANCE_FOLLOWING"), ", ", env!("CARGO_PKG_VERSION"));

/// The digest of what an answer follows from.
pub(super) type Key = ContentId;

/// Answers by the digest of what they follow from.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    /// What else the answers follow from, such as the rules that find noise.
    rules: Vec<u8>,
    /// Each answer as it was kept; read when it is asked for.
    kept: BTreeMap<Key, String>,
    asked: BTreeSet<Key>,
    is_changed: bool,
}

impl Memory {
    /// Reads what was kept. `rules` names whatever else the answers follow from.
    #[must_use]
    pub fn read(bytes: &[u8], rules: &[u8]) -> Self {
        let kept = decode(bytes).unwrap_or_default();
        Self { rules: rules.to_vec(), kept, ..Self::default() }
    }

    /// What is to be kept, if that is something else than before. Only what was asked for since
    /// it was read, when `forgets_rest`.
    #[must_use]
    pub fn to_bytes(&self, forgets_rest: bool) -> Option<Vec<u8>> {
        let is_asked = |key: &Key| !forgets_rest || self.asked.contains(key);
        let has_rest = forgets_rest && self.kept.keys().any(|key| !is_asked(key));
        if !self.is_changed && !has_rest {
            return None;
        }
        let mut text = MAGIC.to_owned();
        for (key, answer) in self.kept.iter().filter(|(key, _)| is_asked(key)) {
            text.push_str(&format!("{key} {answer}\n"));
        }
        let digest = blake3::hash(text.as_bytes());
        text.push_str(digest.to_hex().as_str());
        Some(text.into_bytes())
    }

    pub(super) fn key(&self, question: &Question) -> Key {
        let mut hasher = blake3::Hasher::new();
        hasher.update(RULES.as_bytes());
        hasher.update(&[0]);
        hasher.update(blake3::hash(&self.rules).as_bytes());
        for version in [&question.old, &question.new] {
            hasher.update(version.content.as_bytes());
            // The ending of a file's name says how its bytes are read.
            let ending = version.path.rsplit(['/', '.']).next().unwrap_or_default();
            hasher.update(blake3::hash(ending.as_bytes()).as_bytes());
        }
        hasher.update(question.quote.as_bytes());
        Key::from_bytes(*hasher.finalize().as_bytes())
    }

    pub(super) fn recall(&mut self, key: Key) -> Option<Answer> {
        let answer = serde_json::from_str(self.kept.get(&key)?).ok()?;
        self.asked.insert(key);
        Some(answer)
    }

    /// Keeps what follows from the texts; what could not be read may be readable next time.
    pub(super) fn keep(&mut self, key: Key, answer: &Answer) {
        let by_hashes = |followed: &Followed| followed.strategy == Strategy::Hashes;
        let is_partial = answer.followed().is_some_and(by_hashes);
        if is_partial || matches!(answer, Answer::NoOld(_) | Answer::NoNew(_)) {
            return;
        }
        if let Ok(json) = serde_json::to_string(answer) {
            self.kept.insert(key, json);
            self.asked.insert(key);
            self.is_changed = true;
        }
    }
}

fn decode(bytes: &[u8]) -> Option<BTreeMap<Key, String>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (body, digest) = text.split_at_checked(text.len().checked_sub(64)?)?;
    if blake3::hash(body.as_bytes()).to_hex().as_str() != digest {
        return None;
    }
    let lines = body.strip_prefix(MAGIC)?.lines();
    let read = |line: &str| {
        let (key, answer) = line.split_once(' ')?;
        Some((key.parse().ok()?, answer.to_owned()))
    };
    lines.map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::Memory;
    use crate::citation::followed::Answer;
    use crate::citation::question::Question;
    use crate::citation::shelf::SeedVersion;
    use crate::id::ContentId;
    use crate::id::SeedId;

    fn question(quote: &str) -> Question {
        let version = SeedVersion {
            seed: SeedId::new("001").unwrap(),
            content: ContentId::of(b"text"),
            path: "seeds/001.txt".to_owned(),
        };
        Question { old: version.clone(), new: version, quote: quote.to_owned() }
    }

    #[test]
    fn an_answer_is_remembered_until_a_byte_of_what_was_kept_is_flipped() {
        let mut memory = Memory::read(b"", b"rules");
        let answer = Answer::NeverThere { nearest: None };
        let key = memory.key(&question("one"));
        memory.keep(key, &answer);
        let bytes = memory.to_bytes(true).unwrap();
        let mut again = Memory::read(&bytes, b"rules");
        assert_eq!(again.recall(key), Some(answer));
        assert_eq!(again.to_bytes(true), None);
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1;
            assert_eq!(Memory::read(&flipped, b"rules").recall(key), None, "byte {at}");
        }
    }

    #[test]
    fn other_words_contents_or_rules_are_other_questions() {
        let memory = Memory::read(b"", b"rules");
        let key = memory.key(&question("one"));
        assert_ne!(key, memory.key(&question("two")));
        assert_ne!(key, Memory::read(b"", b"others").key(&question("one")));
        let mut other = question("one");
        other.new.content = ContentId::of(b"other");
        assert_ne!(key, memory.key(&other));
    }

    #[test]
    fn what_nobody_asked_for_is_forgotten_when_wished() {
        let mut memory = Memory::read(b"", b"");
        let answer = Answer::NeverThere { nearest: None };
        let keys = ["one", "two"].map(|quote| memory.key(&question(quote)));
        for key in keys {
            memory.keep(key, &answer);
        }
        let mut memory = Memory::read(&memory.to_bytes(false).unwrap(), b"");
        assert!(memory.recall(keys[0]).is_some());
        let mut memory = Memory::read(&memory.to_bytes(true).unwrap(), b"");
        assert!(memory.recall(keys[0]).is_some() && memory.recall(keys[1]).is_none());
    }
}
