//! The word lists, as data in `lexicon/`, made ready for searching.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use aho_corasick::AhoCorasickBuilder;
use aho_corasick::AhoCorasickKind;
use aho_corasick::Anchored;
use aho_corasick::Input;
use aho_corasick::MatchKind;
use aho_corasick::StartKind;

use super::scan::is_wide;
use super::span::Category;

/// Hints, kind by kind, and whole-line proofs.
const PHRASES: &str = include_str!("lexicon/phrases.txt");
/// Function words of European languages.
const STOP_WORDS: &str = include_str!("lexicon/stop.txt");
/// Those of them by which a writer speaks of himself or to the reader.
const PERSON_WORDS: [&str; 35] = [
    "i", "my", "me", "we", "our", "us", "you", "your", "ich", "wir", "mich", "mir", "uns", "du",
    "dir", "dich", "je", "nous", "vous", "mon", "votre", "notre", "yo", "nos", "mi", "tu", "usted",
    "io", "eu", "ik", "wij", "jij", "jag", "jeg", "vi",
];

/// The kinds of phrase, in the order of the columns that count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Share,
    CommentForm,
    Captcha,
    CookieNotice,
    LegalFooter,
    Advert,
    Promo,
    RelatedLinks,
    Navigation,
    ImageCaption,
    ImageNotice,
    Hotline,
    Counter,
    Breadcrumb,
    EndMarker,
    Subscribe,
    Byline,
    Date,
    Speech,
    Specification,
}

impl Kind {
    /// How many kinds there are.
    pub(super) const COUNT: usize = 20;

    /// Every kind with its name in the data, in order.
    const ALL: [(&'static str, Self); Self::COUNT] = [
        ("share", Self::Share),
        ("comment-form", Self::CommentForm),
        ("captcha", Self::Captcha),
        ("cookie-notice", Self::CookieNotice),
        ("legal-footer", Self::LegalFooter),
        ("advert", Self::Advert),
        ("promo", Self::Promo),
        ("related-links", Self::RelatedLinks),
        ("navigation", Self::Navigation),
        ("image-caption", Self::ImageCaption),
        ("image-notice", Self::ImageNotice),
        ("hotline", Self::Hotline),
        ("counter", Self::Counter),
        ("breadcrumb", Self::Breadcrumb),
        ("end-marker", Self::EndMarker),
        ("subscribe", Self::Subscribe),
        ("byline", Self::Byline),
        ("date", Self::Date),
        ("speech", Self::Speech),
        ("specification", Self::Specification),
    ];

    /// How many of them, the first, are kinds of noise.
    pub(super) const NOISE: usize = 16;

    /// The names of all kinds, in order.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|(name, _)| *name)
    }

    /// All kinds, in order.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        Self::ALL.iter().map(|(_, kind)| *kind)
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// The category that a line of this kind has when it is noise.
    pub(super) const fn category(self) -> Option<Category> {
        match self {
            Self::Share => Some(Category::Share),
            Self::CommentForm => Some(Category::CommentForm),
            Self::Captcha => Some(Category::Captcha),
            Self::CookieNotice => Some(Category::CookieNotice),
            Self::LegalFooter => Some(Category::LegalFooter),
            Self::Advert => Some(Category::Advert),
            Self::Promo | Self::Subscribe => Some(Category::Promo),
            Self::RelatedLinks => Some(Category::RelatedLinks),
            Self::Navigation => Some(Category::Navigation),
            Self::ImageCaption => Some(Category::ImageCaption),
            Self::ImageNotice => Some(Category::ImageNotice),
            Self::Hotline => Some(Category::Hotline),
            Self::Counter => Some(Category::Counter),
            Self::Breadcrumb => Some(Category::Breadcrumb),
            Self::EndMarker => Some(Category::EndMarker),
            Self::Byline | Self::Date | Self::Speech | Self::Specification => None,
        }
    }
}

/// The word lists, ready for searching.
pub(super) struct Lexicon {
    automaton: Option<AhoCorasick>,
    /// The kind of every pattern of the automaton.
    kinds: Vec<Kind>,
    /// Kinds of whole lines, by the hash of their letters ([`Folding`]).
    proofs: BTreeMap<u64, Kind>,
    /// A sparse set: the hash of a stop word stands at its own lowest bits.
    stop_words: Vec<u32>,
    /// The hashes of the words of persons, ascending.
    person_words: Vec<u32>,
    /// A set of bits: of the hash of every word, and of every other character, that a phrase
    /// begins with.
    openers: Vec<u64>,
}

/// The built-in word lists.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(PHRASES, STOP_WORDS));

/// How many slots the table of stop words has; a power of two, far more than there are words.
const STOP_SLOTS: usize = 1 << 14;

impl Lexicon {
    fn read(phrases: &str, stop_words: &str) -> Self {
        let mut kind = Kind::Navigation;
        let (mut patterns, mut kinds, mut proofs) = (Vec::new(), Vec::new(), BTreeMap::new());
        for line in phrases.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let heading = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
            if let Some(heading) = heading {
                kind = Kind::from_name(heading).unwrap_or(kind);
            } else if let Some(whole) = line.strip_prefix('=') {
                proofs.entry(Folding::of(whole)).or_insert(kind);
            } else {
                patterns.push(line);
                kinds.push(kind);
            }
        }
        let automaton = AhoCorasickBuilder::new()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .start_kind(StartKind::Anchored)
            .build(&patterns)
            .ok();
        let openers = opener_set(&patterns);
        let mut person_words: Vec<u32> = PERSON_WORDS.iter().map(|word| hash_of(word)).collect();
        person_words.sort_unstable();
        Self { automaton, kinds, proofs, stop_words: stop_table(stop_words), person_words, openers }
    }

    /// Whether a phrase may begin with the word of this hash, or with this character of no word.
    pub(super) fn may_open(&self, hash: u32) -> bool {
        let (word, bit) = opener_bit(hash);
        self.openers.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// The kind and the length in bytes of the longest phrase that begins at `start` in `text`; a
    /// phrase of letters must not be part of a longer word.
    pub(super) fn phrase_at(&self, text: &[u8], start: usize) -> Option<(Kind, usize)> {
        let input = Input::new(text).range(start..).anchored(Anchored::Yes);
        let hit = self.automaton.as_ref()?.try_find(input).ok()??;
        let kind = self.kinds.get(hit.pattern().as_usize()).copied()?;
        stands_alone(text, start, hit.end()).then_some((kind, hit.end() - start))
    }

    /// The kind that a whole line with this hash of letters has.
    pub(super) fn proof(&self, folded: u64) -> Option<Kind> {
        self.proofs.get(&folded).copied()
    }

    /// Whether the function word with this hash is one by which a writer speaks of himself.
    pub(super) fn is_person_word(&self, hash: u32) -> bool {
        self.person_words.binary_search(&hash).is_ok()
    }

    /// Whether a word with this hash is a function word.
    pub(super) fn is_stop_word(&self, hash: u32) -> bool {
        self.stop_words.get(hash as usize % STOP_SLOTS) == Some(&hash)
    }
}

/// How many bits the set of phrases' beginnings has; a power of two.
const OPENER_BITS: u32 = 1 << 15;

/// The place of a hash in the set of phrases' beginnings.
const fn opener_bit(hash: u32) -> (usize, u64) {
    let bit = hash.wrapping_mul(0x9e37_79b1) >> (32 - OPENER_BITS.ilog2());
    ((bit / 64) as usize, 1 << (bit % 64))
}

fn opener_set(phrases: &[&str]) -> Vec<u64> {
    let mut set = vec![0; (OPENER_BITS / 64) as usize];
    for phrase in phrases {
        let end = phrase.find(|letter: char| !letter.is_alphanumeric() || is_wide(letter));
        let word = phrase.get(..end.unwrap_or(phrase.len())).unwrap_or_default();
        let hash = match phrase.chars().next() {
            Some(letter) if word.is_empty() => u32::from(letter),
            _ => word.bytes().fold(WordHash::default(), WordHash::with).value(),
        };
        let (place, bit) = opener_bit(hash);
        if let Some(bits) = set.get_mut(place) {
            *bits |= bit;
        }
    }
    set
}

/// The hash of a word.
fn hash_of(word: &str) -> u32 {
    word.bytes().fold(WordHash::default(), WordHash::with).value()
}

fn stop_table(words: &str) -> Vec<u32> {
    let mut table = vec![0; STOP_SLOTS];
    let lines = words.lines().filter(|line| !line.starts_with('#'));
    for word in lines.flat_map(str::split_whitespace) {
        let hash = hash_of(word);
        if let Some(slot) = table.get_mut(hash as usize % STOP_SLOTS) {
            *slot = hash;
        }
    }
    table
}

/// Whether no ASCII letter or digit touches an ASCII letter or digit at the ends of a match.
fn stands_alone(text: &[u8], start: usize, end: usize) -> bool {
    let joined = |before: Option<&u8>, after: Option<&u8>| {
        before.is_some_and(u8::is_ascii_alphanumeric)
            && after.is_some_and(u8::is_ascii_alphanumeric)
    };
    let before = start.checked_sub(1).and_then(|at| text.get(at));
    let last = end.checked_sub(1).and_then(|at| text.get(at));
    !joined(before, text.get(start)) && !joined(last, text.get(end))
}

/// The hash of a word, byte by byte, ASCII letters in lower case (FNV-1a).
#[derive(Debug, Clone, Copy)]
pub(super) struct WordHash(u32);

impl Default for WordHash {
    fn default() -> Self {
        Self(0x811c_9dc5)
    }
}

impl WordHash {
    /// The hash with one byte more.
    pub(super) const fn with(self, byte: u8) -> Self {
        self.with_lower(byte.to_ascii_lowercase())
    }

    /// The hash with one byte more that is no capital letter.
    pub(super) const fn with_lower(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u32).wrapping_mul(0x0100_0193))
    }

    /// The hash; 0 is no word's.
    pub(super) const fn value(self) -> u32 {
        if self.0 == 0 { 1 } else { self.0 }
    }
}

/// The hash of the letters and digits of a line: equal for lines that differ in white space,
/// punctuation, quotes and the case of ASCII letters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Folding(u64);

impl Default for Folding {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Folding {
    /// The hash with one letter or digit more.
    pub(super) const fn with(self, letter: u32) -> Self {
        Self((self.0 ^ letter as u64).wrapping_mul(0x0000_0100_0000_01b3))
    }

    /// The hash.
    pub(super) const fn value(self) -> u64 {
        self.0
    }

    /// The hash of a line.
    pub(super) fn of(line: &str) -> u64 {
        line.chars()
            .filter(|letter| letter.is_alphanumeric() || *letter == '©')
            .fold(Self::default(), |hash, letter| hash.with(letter.to_ascii_lowercase() as u32))
            .value()
    }
}

#[cfg(test)]
mod tests {
    use super::Folding;
    use super::Kind;
    use super::LEXICON;
    use crate::analysis::noise::facts::Facts;
    use crate::text::Span;

    fn kinds(text: &str) -> Vec<Kind> {
        let mut words = Vec::new();
        let line = Facts::read(text, Span::at(0, text.len()), 0, &mut words);
        Kind::all().filter(|kind| line.hint(*kind) > 0).collect()
    }

    #[test]
    fn a_phrase_inside_a_longer_word_is_none() {
        assert_eq!(kinds("the reviews and overviews"), []);
        assert_eq!(kinds("1,204 VIEWS"), [Kind::Counter]);
        assert_eq!(kinds("扫描二维码"), [Kind::Share]);
    }

    #[test]
    fn a_whole_line_is_known_without_its_punctuation_and_case() {
        assert_eq!(
            LEXICON.proof(Folding::of("Please enter your comment!")),
            Some(Kind::CommentForm)
        );
        assert_eq!(LEXICON.proof(Folding::of("Please enter your commentary")), None);
    }

    #[test]
    fn every_kind_has_phrases_and_its_place() {
        for (place, (name, kind)) in Kind::ALL.iter().enumerate() {
            assert_eq!(*kind as usize, place, "{name}");
            assert!(super::PHRASES.contains(&format!("[{name}]")), "{name}");
        }
    }
}
