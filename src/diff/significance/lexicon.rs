//! The word lists that judge significance, as data that a user can extend.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// The lists that come with the tool.
const BUILT_IN: &str = include_str!("lexicon.toml");

/// The lists that come with the tool, read once.
static DEFAULT: LazyLock<Lexicon> = LazyLock::new(|| toml::from_str(BUILT_IN).unwrap_or_default());

/// How strong a duty, recommendation or permission is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// must, shall, required, 必须.
    Required,
    /// 应: a duty that Chinese standards set between 必须 and 宜.
    Expected,
    /// should, recommended, 宜, 建议.
    Recommended,
    /// may, allowed, optional, 可, 可以.
    Permitted,
    /// need not, 不必.
    Exempt,
    /// will: what is promised.
    Committed,
    /// A bare "do not".
    Imperative,
}

/// One list of modal words of equal strength.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModalWords {
    /// How strong they are.
    pub strength: Strength,
    /// Whether they forbid what they say, as 不得 does.
    #[serde(default, rename = "negative")]
    pub is_negative: bool,
    /// Whether they count alone only when another modal word takes their place.
    #[serde(default, rename = "soft")]
    pub is_soft: bool,
    /// Whether they are modal only after a form of "to be" or in capitals, as "required" is.
    #[serde(default, rename = "predicate")]
    pub is_predicate: bool,
    /// The words, folded to lower case.
    pub phrases: Vec<String>,
}

/// Words of negation.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PolarityWords {
    /// Turn round the statement they stand in.
    pub negators: Vec<String>,
    /// Hold a negator, yet negate nothing.
    pub neutral: Vec<String>,
    /// Carry a negation in their meaning.
    pub implicit: Vec<String>,
    /// Pairs of lists: the words of the one are opposites of the words of the other.
    pub antonyms: Vec<(Vec<String>, Vec<String>)>,
    /// Put before any word, make its opposite.
    pub prefixes: Vec<String>,
    /// Put before an adjective, make its opposite.
    pub adjective_prefixes: Vec<String>,
    /// How such adjectives end.
    pub adjective_endings: Vec<String>,
}

/// A name in the unit table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitWords {
    /// What it measures; only units of one dimension can be equal.
    pub dimension: String,
    /// How many of the smallest unit of its dimension it is.
    pub size: u64,
    /// All its names.
    pub names: Vec<String>,
}

/// Words around numbers that refer to a place.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReferenceWords {
    /// Words before a number that make it a cross-reference; the first of a list stands for all.
    pub labels: Vec<Vec<String>>,
    /// Labels whose numbers name editions that supersede one another.
    pub documents: Vec<String>,
    /// Words after 第 and a number that make it a cross-reference.
    pub counters: Vec<String>,
    /// Words that only lead to a reference.
    pub leads: Vec<String>,
    /// Roles of reStructuredText whose name is read as a word.
    pub spoken_roles: Vec<String>,
}

/// Words of grammar.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GrammarWords {
    /// Forms of "to be".
    pub be: Vec<String>,
    /// Words that say that there is one of something.
    pub articles: Vec<String>,
    /// Words without content of their own.
    pub function: Vec<String>,
    /// Words that open a question.
    pub question: Vec<String>,
    /// Words that open a subordinate clause.
    pub subordinate: Vec<String>,
    /// Those whom a rule can bind.
    pub agents: Vec<String>,
    /// How other such words end.
    pub agent_endings: Vec<String>,
    /// One written word for several.
    pub expansions: BTreeMap<String, Vec<String>>,
}

/// Words that only look like others.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CompoundWords {
    /// The words.
    pub words: Vec<String>,
}

/// Spellings of the same word.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SpellingWords {
    /// Pairs of endings.
    pub endings: Vec<(String, String)>,
    /// Pairs of words.
    pub pairs: Vec<(String, String)>,
}

/// A stretch that tools add to a text.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoiseMark {
    /// How it begins.
    pub open: String,
    /// How it ends: empty when `open` is all of it, `None` when it runs to the end of the text.
    pub close: Option<String>,
}

/// What bounds mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bound {
    /// This or more.
    Least,
    /// More than this.
    More,
    /// This or less.
    Most,
    /// Less than this.
    Less,
    /// This and nothing else.
    Exact,
    /// From this to another.
    Range,
    /// Near this.
    About,
}

/// Every word list by which significance is judged.
///
/// The built-in lists are [`Lexicon::default_lists`]; lists of a user are added with
/// [`Lexicon::extend`]. All words are folded to lower case (compatibility form).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lexicon {
    /// Words of duty, recommendation and permission.
    pub modal: Vec<ModalWords>,
    /// Words of negation.
    pub polarity: PolarityWords,
    /// Words that bound a number.
    pub bounds: BTreeMap<Bound, Vec<String>>,
    /// Bounds that bound only the number beside them.
    pub loose_bounds: Vec<String>,
    /// Units, by a short name.
    pub units: BTreeMap<String, UnitWords>,
    /// Words for whole numbers.
    pub numerals: BTreeMap<String, u32>,
    /// Words that multiply the number before them.
    pub scales: BTreeMap<String, u64>,
    /// Words for places in a row.
    pub ordinals: BTreeMap<String, u32>,
    /// Scales of words that stand for a value without a number, such as the days of the week:
    /// for each place on the scale, its words.
    pub steps: BTreeMap<String, Vec<Vec<String>>>,
    /// Names of months.
    pub months: BTreeMap<String, u8>,
    /// Words around numbers that refer to a place.
    pub references: ReferenceWords,
    /// Words of grammar.
    pub grammar: GrammarWords,
    /// Words that only look like others.
    pub compounds: CompoundWords,
    /// Spellings of the same word.
    pub spelling: SpellingWords,
    /// What tools add to a text.
    pub noise: Vec<NoiseMark>,
}

impl Lexicon {
    /// The lists that come with the tool: English and Chinese, with the basic words of German,
    /// French and Spanish.
    #[must_use]
    pub fn default_lists() -> &'static Self {
        &DEFAULT
    }

    /// Adds the words of `other`; where both name one key, `other` wins.
    pub fn extend(&mut self, other: Self) {
        self.modal.extend(other.modal);
        self.polarity.extend(other.polarity);
        for (bound, words) in other.bounds {
            self.bounds.entry(bound).or_default().extend(words);
        }
        self.loose_bounds.extend(other.loose_bounds);
        self.units.extend(other.units);
        self.numerals.extend(other.numerals);
        self.scales.extend(other.scales);
        self.ordinals.extend(other.ordinals);
        self.steps.extend(other.steps);
        self.months.extend(other.months);
        self.references.labels.extend(other.references.labels);
        self.references.documents.extend(other.references.documents);
        self.references.counters.extend(other.references.counters);
        self.references.leads.extend(other.references.leads);
        self.references.spoken_roles.extend(other.references.spoken_roles);
        self.grammar.extend(other.grammar);
        self.compounds.words.extend(other.compounds.words);
        self.spelling.endings.extend(other.spelling.endings);
        self.spelling.pairs.extend(other.spelling.pairs);
        self.noise.extend(other.noise);
    }
}

impl PolarityWords {
    /// Adds the words of `other`.
    fn extend(&mut self, other: Self) {
        self.negators.extend(other.negators);
        self.neutral.extend(other.neutral);
        self.implicit.extend(other.implicit);
        self.antonyms.extend(other.antonyms);
        self.prefixes.extend(other.prefixes);
        self.adjective_prefixes.extend(other.adjective_prefixes);
        self.adjective_endings.extend(other.adjective_endings);
    }
}

impl GrammarWords {
    /// Adds the words of `other`.
    fn extend(&mut self, other: Self) {
        self.be.extend(other.be);
        self.articles.extend(other.articles);
        self.function.extend(other.function);
        self.question.extend(other.question);
        self.subordinate.extend(other.subordinate);
        self.agents.extend(other.agents);
        self.agent_endings.extend(other.agent_endings);
        self.expansions.extend(other.expansions);
    }
}

#[cfg(test)]
mod tests {
    use super::BUILT_IN;
    use super::Lexicon;

    #[test]
    fn the_lists_that_come_with_the_tool_can_be_read() {
        let lexicon: Lexicon = toml::from_str(BUILT_IN).unwrap();
        assert!(!lexicon.modal.is_empty() && !lexicon.units.is_empty());
    }

    #[test]
    fn an_unknown_list_is_an_error() {
        assert!(toml::from_str::<Lexicon>("verbs = []").is_err());
    }
}
