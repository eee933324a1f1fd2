//! The word lists, made ready for look-up.

use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::lexicon::Bound;
use super::lexicon::Lexicon;
use super::lexicon::Strength;
use super::token::fold;
use super::token::is_ideographic;
use crate::diff::hash::Quick;

/// The built-in lists, made ready once.
static DEFAULT: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(Lexicon::default_lists()));

/// What a phrase of the lists is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tag {
    /// A word that only looks like another.
    Compound,
    /// A modal word.
    Modal(ModalTag),
    /// Turns a statement round.
    Negator,
    /// Bounds a number.
    Bound(Bound),
    /// A unit: dimension and size.
    Measure(String, u64),
}

/// What the lists say of a modal word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ModalTag {
    pub(super) strength: Strength,
    pub(super) is_negative: bool,
    pub(super) is_soft: bool,
    pub(super) is_predicate: bool,
}

/// A phrase: its words and what it is.
#[derive(Debug)]
pub(super) struct Phrase {
    pub(super) words: Vec<String>,
    pub(super) tag: Tag,
}

/// A word for a value on a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step<'v> {
    /// The scale: the name of a list, or the dimension of a unit.
    pub(super) scale: &'v str,
    /// Where on it, or how large the unit is.
    pub(super) place: u64,
}

/// Signs and codes that stand before an amount of money, folded.
pub(super) const MONEY: [&str; 12] =
    ["$", "€", "£", "¥", "us$", "usd", "eur", "gbp", "cny", "rmb", "chf", "jpy"];

/// Names of units below this length stand for too many other things to count without a number.
const TELLING_UNIT: usize = 3;

/// What the lists say of a word, found by one look-up: most words stand in none of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// Whether it stands for other words.
    pub(super) is_expanded: bool,
    /// Whether it has no content of its own.
    pub(super) is_function: bool,
    /// Whether a phrase of the lists begins with it.
    pub(super) opens_phrase: bool,
    /// Whether it may begin a number, a date, money or a cross-reference although it has no digit.
    pub(super) opens_figure: bool,
}

/// Lists for look-up.
#[derive(Debug)]
pub(super) struct Vocabulary {
    known: HashMap<String, Known, Quick>,
    noise: Option<AhoCorasick>,
    phrases: HashMap<String, Vec<Phrase>>,
    measures: HashMap<String, Vec<Phrase>>,
    labels: HashMap<String, String>,
    /// For each word of a scale, the scale and the place on it.
    steps: HashMap<String, (String, u64)>,
    implicit: HashSet<String>,
    be: HashSet<String>,
    question: HashSet<String>,
    subordinate: HashSet<String>,
    agents: HashSet<String>,
    leads: HashSet<String>,
    loose_bounds: HashSet<String>,
    /// The lists themselves.
    pub(super) lexicon: Lexicon,
}

impl Vocabulary {
    /// The built-in lists.
    pub(super) fn built_in() -> &'static Self {
        &DEFAULT
    }

    /// Makes lists ready.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let set = |words: &[String]| words.iter().cloned().collect::<HashSet<String>>();
        let mut labels = HashMap::new();
        for names in &lexicon.references.labels {
            let Some(first) = names.first() else { continue };
            labels.extend(names.iter().map(|name| (name.clone(), first.clone())));
        }
        let phrases = index(plain_phrases(lexicon));
        Self {
            known: known(lexicon, &phrases),
            noise: AhoCorasick::new(lexicon.noise.iter().map(|mark| &mark.open)).ok(),
            phrases,
            measures: index(measure_phrases(lexicon)),
            labels,
            steps: steps(lexicon),
            implicit: set(&lexicon.polarity.implicit),
            be: set(&lexicon.grammar.be),
            question: set(&lexicon.grammar.question),
            subordinate: set(&lexicon.grammar.subordinate),
            agents: set(&lexicon.grammar.agents),
            leads: set(&lexicon.references.leads),
            loose_bounds: set(&lexicon.loose_bounds),
            lexicon: lexicon.clone(),
        }
    }

    /// What the lists say of a word.
    pub(super) fn known(&self, word: &str) -> Known {
        self.known.get(word).copied().unwrap_or_default()
    }

    /// The words that one written word stands for when that is not itself: the parts of a
    /// contraction.
    pub(super) fn expand<'w>(&'w self, word: &'w str, known: Known) -> Option<Vec<&'w str>> {
        if known.is_expanded {
            let words = self.lexicon.grammar.expansions.get(word)?;
            return Some(words.iter().map(String::as_str).collect());
        }
        if !word.contains('\'') {
            return None;
        }
        let endings = [("n't", "not"), ("'ll", "will"), ("'re", "are"), ("'ve", "have")];
        endings.iter().find_map(|(ending, part)| {
            let stem = word.strip_suffix(ending).filter(|stem| !stem.is_empty())?;
            Some(vec![stem, *part])
        })
    }

    /// Whether a mark of noise may stand in a text; without one none does.
    pub(super) fn may_hold_noise(&self, text: &str) -> bool {
        self.noise.as_ref().is_none_or(|marks| marks.is_match(text))
    }

    /// Phrases that start with this word, longest first.
    pub(super) fn phrases(&self, word: &str) -> &[Phrase] {
        self.phrases.get(word).map_or(&[], Vec::as_slice)
    }

    /// Names of units that start with this word, longest first.
    pub(super) fn measures(&self, word: &str) -> &[Phrase] {
        self.measures.get(word).map_or(&[], Vec::as_slice)
    }

    /// The name that stands for this label of cross-references.
    pub(super) fn label(&self, word: &str) -> Option<&str> {
        self.labels.get(word).map(String::as_str)
    }

    /// The value that a word alone stands for: from the lists of steps, or a unit.
    pub(super) fn step(&self, word: &str) -> Option<Step<'_>> {
        if let Some((scale, place)) = self.steps.get(word) {
            return Some(Step { scale, place: *place });
        }
        let is_telling = !word.is_ascii() || word.len() >= TELLING_UNIT;
        let unit = self.measures(word).iter().find(|unit| is_telling && unit.words.len() == 1)?;
        match &unit.tag {
            Tag::Measure(dimension, size) => Some(Step { scale: dimension, place: *size }),
            _ => None,
        }
    }

    /// Whether a word only leads to a reference.
    pub(super) fn is_lead(&self, word: &str) -> bool {
        self.leads.contains(word)
    }

    /// Whether a bound could also mean place or time.
    pub(super) fn is_loose_bound(&self, word: &str) -> bool {
        self.loose_bounds.contains(word)
    }

    /// Whether a word carries a negation in its meaning.
    pub(super) fn is_implicit_negative(&self, word: &str) -> bool {
        self.implicit.contains(word)
    }

    /// Whether a word is a form of "to be".
    pub(super) fn is_be(&self, word: &str) -> bool {
        self.be.contains(word)
    }

    /// Whether a word opens a question.
    pub(super) fn opens_question(&self, word: &str) -> bool {
        self.question.contains(word)
    }

    /// Whether a word opens a subordinate clause.
    pub(super) fn subordinates(&self, word: &str) -> bool {
        self.subordinate.contains(word)
    }

    /// Whether a word names somebody whom a rule can bind.
    pub(super) fn is_agent(&self, word: &str) -> bool {
        let by_ending = || {
            let endings = &self.lexicon.grammar.agent_endings;
            word.len() > 5 && endings.iter().any(|ending| word.ends_with(ending.as_str()))
        };
        self.agents.contains(word) || by_ending()
    }

    /// Whether two words are opposites: by the lists, or by a prefix.
    pub(super) fn are_opposite(&self, one: &str, other: &str) -> bool {
        self.is_antonym(one, other) || self.negates(one, other) || self.negates(other, one)
    }

    /// Whether the lists pair the two.
    fn is_antonym(&self, one: &str, other: &str) -> bool {
        let has = |list: &[String], word: &str| list.iter().any(|entry| entry == word);
        self.lexicon.polarity.antonyms.iter().any(|(first, second)| {
            (has(first, one) && has(second, other)) || (has(first, other) && has(second, one))
        })
    }

    /// Whether `longer` is `word` behind a prefix of negation.
    fn negates(&self, longer: &str, word: &str) -> bool {
        let polarity = &self.lexicon.polarity;
        let stands_before = |prefix: &String| longer.strip_prefix(prefix.as_str()) == Some(word);
        let is_adjective = || {
            let endings = &polarity.adjective_endings;
            word.len() > 4 && endings.iter().any(|ending| word.ends_with(ending.as_str()))
        };
        (word.len() > 3 && polarity.prefixes.iter().any(stands_before))
            || (polarity.adjective_prefixes.iter().any(stands_before) && is_adjective())
    }
}

/// The words of the scales, and the months.
fn steps(lexicon: &Lexicon) -> HashMap<String, (String, u64)> {
    let mut steps = HashMap::new();
    for (scale, places) in &lexicon.steps {
        for (place, words) in (0_u64..).zip(places) {
            steps.extend(words.iter().map(|word| (word.clone(), (scale.clone(), place))));
        }
    }
    let months = lexicon.months.iter();
    steps.extend(months.map(|(name, month)| (name.clone(), ("month".to_owned(), (*month).into()))));
    // "May" is more often the modal word.
    steps.remove("may");
    steps
}

/// What the lists say of each of their words.
fn known(
    lexicon: &Lexicon,
    phrases: &HashMap<String, Vec<Phrase>>,
) -> HashMap<String, Known, Quick> {
    let mut known: HashMap<String, Known, Quick> = HashMap::default();
    for word in lexicon.grammar.expansions.keys() {
        known.entry(word.clone()).or_default().is_expanded = true;
    }
    for word in &lexicon.grammar.function {
        known.entry(word.clone()).or_default().is_function = true;
    }
    #[expect(clippy::iter_over_hash_type, reason = "the order of the words makes no difference")]
    for word in phrases.keys() {
        known.entry(word.clone()).or_default().opens_phrase = true;
    }
    let labels = lexicon.references.labels.iter().flatten();
    let words = labels.chain(lexicon.months.keys()).chain(lexicon.numerals.keys());
    let words = words.chain(lexicon.ordinals.keys()).map(String::as_str);
    for word in words.chain(MONEY) {
        known.entry(word.to_owned()).or_default().opens_figure = true;
    }
    known
}

/// Everything but units; the first tag of a phrase is the one that holds.
fn plain_phrases(lexicon: &Lexicon) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    let mut add = |words: &[String], tag: &Tag| {
        phrases.extend(words.iter().map(|word| Phrase { words: split(word), tag: tag.clone() }));
    };
    add(&lexicon.compounds.words, &Tag::Compound);
    add(&lexicon.polarity.neutral, &Tag::Compound);
    for modal in &lexicon.modal {
        let tag = ModalTag {
            strength: modal.strength,
            is_negative: modal.is_negative,
            is_soft: modal.is_soft,
            is_predicate: modal.is_predicate,
        };
        add(&modal.phrases, &Tag::Modal(tag));
    }
    add(&lexicon.polarity.negators, &Tag::Negator);
    for (bound, words) in &lexicon.bounds {
        add(words, &Tag::Bound(*bound));
    }
    let is_phrase = |word: &&String| split(word).len() > 1;
    let antonyms =
        lexicon.polarity.antonyms.iter().flat_map(|(one, other)| one.iter().chain(other));
    let whole: Vec<String> =
        antonyms.chain(&lexicon.polarity.implicit).filter(is_phrase).cloned().collect();
    add(&whole, &Tag::Compound);
    phrases
}

/// The names of units.
fn measure_phrases(lexicon: &Lexicon) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    for unit in lexicon.units.values() {
        let tag = Tag::Measure(unit.dimension.clone(), unit.size);
        let names = unit.names.iter();
        phrases.extend(names.map(|name| Phrase { words: split(name), tag: tag.clone() }));
    }
    phrases
}

/// Orders phrases by their first word, longest first; of equal ones the first given stays first.
fn index(mut phrases: Vec<Phrase>) -> HashMap<String, Vec<Phrase>> {
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    let mut index: HashMap<String, Vec<Phrase>> = HashMap::new();
    for phrase in phrases {
        let Some(first) = phrase.words.first().cloned() else { continue };
        index.entry(first).or_default().push(phrase);
    }
    index
}

/// Folds a phrase and cuts it as the text is cut: at spaces, and around every ideograph.
fn split(phrase: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for part in fold(phrase).split_whitespace() {
        let mut is_open = false;
        for char in part.chars() {
            let alone = is_ideographic(char);
            match words.last_mut() {
                Some(word) if is_open && !alone => word.push(char),
                _ => words.push(char.to_string()),
            }
            is_open = !alone;
        }
    }
    words
}
