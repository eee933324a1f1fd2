//! The most frequent words of languages in Latin script, as data, and the table they are found in.

use std::sync::LazyLock;

/// How many languages there are.
pub(super) const LANGUAGES: usize = STOP_WORDS.len();

/// The tag of a language, by its place.
pub(super) fn tag_of(language: usize) -> Option<&'static str> {
    STOP_WORDS.get(language).map(|(tag, _)| *tag)
}

/// A word of up to eight bytes in lower case, as one number.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Word {
    packed: u64,
    bytes: usize,
}

impl Word {
    /// Appends a character that is in lower case.
    pub(super) const fn push(&mut self, character: char) {
        let mut buffer = [0; 4];
        let mut bytes: &[u8] = character.encode_utf8(&mut buffer).as_bytes();
        while let Some((first, rest)) = bytes.split_first() {
            self.push_byte(*first);
            bytes = rest;
        }
    }

    /// Appends an ASCII letter that is in lower case.
    pub(super) const fn push_byte(&mut self, byte: u8) {
        self.packed = self.packed << 8 | byte as u64;
        self.bytes += 1;
    }

    /// Makes the word too long to be known.
    pub(super) const fn spoil(&mut self) {
        self.bytes = Self::MOST + 1;
    }

    /// The longest words that are known.
    const MOST: usize = 8;

    /// The languages that it is a stop word of, one bit each.
    pub(super) fn languages(self) -> u16 {
        let is_known = (1..=Self::MOST).contains(&self.bytes);
        if is_known { TABLE.find(self.packed) } else { 0 }
    }
}

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        let mut word = Self::default();
        text.chars().for_each(|character| word.push(character));
        word
    }
}

/// Open addressing with linear probing; no word is 0.
struct Table {
    slots: Vec<(u64, u16)>,
}

/// The slots of the table are a power of two, several times the number of words.
const SLOT_BITS: u32 = 10;

impl Table {
    fn new() -> Self {
        let mut table = Self { slots: vec![(0, 0); 1 << SLOT_BITS] };
        for (language, (_, words)) in STOP_WORDS.iter().enumerate() {
            for word in *words {
                table.add(Word::from(*word).packed, 1 << language);
            }
        }
        table
    }

    fn add(&mut self, word: u64, language: u16) {
        let at = self.place(word);
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = (word, slot.1 | language);
        }
    }

    fn find(&self, word: u64) -> u16 {
        self.slots.get(self.place(word)).map_or(0, |slot| slot.1)
    }

    /// The slot that holds the word, or the free one where it would stand.
    fn place(&self, word: u64) -> usize {
        let mixed = word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - SLOT_BITS);
        let mut at = usize::try_from(mixed).unwrap_or(0);
        while self.slots.get(at).is_some_and(|slot| slot.0 != 0 && slot.0 != word) {
            at = (at + 1) % self.slots.len();
        }
        at
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

/// Words that are frequent in one language and rare in its neighbours.
const STOP_WORDS: [(&str, &[&str]); 14] = [
    (
        "en",
        &[
            "the", "and", "of", "to", "is", "for", "that", "with", "was", "this", "are", "by",
            "from", "it", "has", "you", "your",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "und", "das", "ist", "nicht", "mit", "den", "von", "ein", "eine", "für",
            "auf", "dem", "sich", "auch", "im", "zu", "wir",
        ],
    ),
    (
        "fr",
        &[
            "le", "les", "des", "et", "une", "est", "dans", "pour", "que", "du", "sur", "pas",
            "avec", "au", "qui", "ce",
        ],
    ),
    (
        "es",
        &[
            "el", "los", "las", "del", "y", "una", "con", "por", "para", "que", "es", "se", "su",
            "al", "como", "más",
        ],
    ),
    (
        "it",
        &[
            "il", "di", "che", "della", "e", "gli", "per", "una", "con", "non", "sono", "del",
            "nel", "alla", "è", "si",
        ],
    ),
    (
        "pt",
        &[
            "o", "os", "da", "do", "das", "dos", "em", "uma", "com", "não", "que", "para", "no",
            "na", "ao", "mais", "é",
        ],
    ),
    (
        "nl",
        &[
            "de", "het", "een", "van", "en", "niet", "voor", "met", "zijn", "op", "dat", "ook",
            "aan", "te", "wordt",
        ],
    ),
    (
        "no",
        &[
            "og", "det", "er", "ikke", "som", "på", "av", "til", "har", "jeg", "med", "å", "etter",
            "sier", "ble",
        ],
    ),
    (
        "da",
        &[
            "og", "det", "er", "ikke", "som", "på", "af", "til", "har", "jeg", "med", "at",
            "efter", "siger", "blev",
        ],
    ),
    (
        "sv",
        &[
            "och", "det", "är", "inte", "som", "på", "av", "till", "har", "jag", "med", "att",
            "efter", "säger", "ett",
        ],
    ),
    (
        "pl",
        &[
            "i", "w", "na", "nie", "się", "że", "do", "jest", "to", "z", "o", "jak", "ale", "po",
            "dla",
        ],
    ),
    (
        "cs",
        &[
            "a", "se", "na", "je", "že", "v", "to", "si", "pro", "jako", "ale", "do", "ve",
            "který", "jsou",
        ],
    ),
    (
        "tr",
        &[
            "ve", "bir", "bu", "için", "ile", "da", "de", "olarak", "çok", "daha", "olan", "gibi",
            "sonra", "kadar",
        ],
    ),
    (
        "lt",
        &[
            "ir", "kad", "yra", "su", "tai", "į", "bet", "kaip", "iš", "nuo", "dėl", "apie", "jis",
            "buvo",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::STOP_WORDS;
    use super::Word;

    #[test]
    fn every_stop_word_is_found_in_all_its_languages() {
        for (language, (tag, words)) in STOP_WORDS.iter().enumerate() {
            for word in *words {
                assert!(Word::from(*word).languages() & 1 << language != 0, "{tag} {word}");
            }
        }
    }

    #[test]
    fn other_words_belong_to_no_language() {
        for word in ["", "pump", "internationalisation"] {
            assert_eq!(Word::from(word).languages(), 0, "{word}");
        }
    }
}
