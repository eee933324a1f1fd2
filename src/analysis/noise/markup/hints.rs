//! What the names that a site gives its elements say of the text in them.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::document::Element;

/// Kinds of parts of a page, with the words of their names.
const KINDS: &str = include_str!("lexicon/names.txt");

/// Words of names with the log-odds, in hundredths, that the text below is noise; made by
/// `examples/train_markup.rs`.
const WORDS: &str = include_str!("weights/words.txt");

/// A kind of part of a page that is told by the names of its elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Body,
    Breadcrumb,
    Navigation,
    RelatedLinks,
    HeadlineList,
    Comments,
    Share,
    CookieNotice,
    LegalFooter,
    Advert,
    Promo,
    Counter,
    ImageCaption,
    Byline,
    Side,
    Header,
    Hidden,
}

impl Part {
    /// How many kinds there are.
    pub(super) const COUNT: usize = 17;

    /// Every kind with its name in the data, in order.
    pub(super) const ALL: [(&'static str, Self); Self::COUNT] = [
        ("body", Self::Body),
        ("breadcrumb", Self::Breadcrumb),
        ("navigation", Self::Navigation),
        ("related-links", Self::RelatedLinks),
        ("headline-list", Self::HeadlineList),
        ("comments", Self::Comments),
        ("share", Self::Share),
        ("cookie-notice", Self::CookieNotice),
        ("legal-footer", Self::LegalFooter),
        ("advert", Self::Advert),
        ("promo", Self::Promo),
        ("counter", Self::Counter),
        ("image-caption", Self::ImageCaption),
        ("byline", Self::Byline),
        ("side", Self::Side),
        ("header", Self::Header),
        ("hidden", Self::Hidden),
    ];
}

/// A set of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Parts(u32);

impl Parts {
    pub(super) const NONE: Self = Self(0);

    /// Whether a kind is in it.
    pub(super) const fn has(self, part: Part) -> bool {
        self.0 & (1 << part as u32) != 0
    }

    /// Both sets together.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The kinds that each word of a name tells.
static LEXICON: LazyLock<HashMap<&'static str, Parts>> = LazyLock::new(|| {
    let mut words: HashMap<&'static str, Parts> = HashMap::new();
    for (kind, rest) in KINDS.lines().filter_map(|line| line.split_once(':')) {
        let Some(at) = Part::ALL.iter().position(|(name, _)| *name == kind) else { continue };
        for word in rest.split_whitespace() {
            let parts = words.entry(word).or_default();
            *parts = parts.with(Parts(1 << at));
        }
    }
    words
});

/// What is learnt of the words of names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words(HashMap<String, i32>);

/// The embedded words.
pub(super) static EMBEDDED: LazyLock<Words> = LazyLock::new(|| Words::read(WORDS));

impl Words {
    /// Reads lines of a weight in hundredths and a word.
    pub(super) fn read(text: &str) -> Self {
        let word = |line: &str| {
            let (weight, word) = line.split_once(' ')?;
            Some((word.to_owned(), weight.parse().ok()?))
        };
        Self(text.lines().filter_map(word).collect())
    }

    /// What the names of one element say: of all words the strongest for noise and the strongest
    /// against it together, in hundredths of log-odds.
    pub(super) fn weigh(&self, element: &Element) -> i32 {
        let mut lowest = 0;
        let mut highest = 0;
        for_each_word(element, |word| {
            if let Some(weight) = self.0.get(word) {
                lowest = lowest.min(*weight);
                highest = highest.max(*weight);
            }
        });
        lowest + highest
    }
}

/// The kinds that an element's names tell.
pub(super) fn parts(element: &Element) -> Parts {
    let mut parts = Parts::default();
    for_each_word(element, |word| {
        parts = parts.with(LEXICON.get(word).copied().unwrap_or_default());
    });
    parts
}

/// The longest name, in bytes, that is taken apart.
const LONGEST_NAME: usize = 60;

/// Calls `visit` for the name of the element in angle brackets, each of the names that its site
/// gave it, without digits, and each word of those.
pub(super) fn for_each_word(element: &Element, mut visit: impl FnMut(&str)) {
    let mut word = String::with_capacity(LONGEST_NAME);
    word.push('<');
    word.push_str(&element.name);
    visit(&word);
    for name in element.hints.split(' ').filter(|name| name.len() <= LONGEST_NAME) {
        word.clear();
        word.extend(name.chars().filter(|letter| !letter.is_ascii_digit()));
        let is_compound = word.contains(['-', '_', ':', '.', '/']);
        if is_compound {
            visit(&word);
        }
        for part in word.split(['-', '_', ':', '.', '/']).filter(|part| part.len() > 1) {
            visit(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Part;
    use super::Words;
    use super::parts;
    use crate::document::Element;
    use crate::text::Span;

    fn element(hints: &str) -> Element {
        Element { span: Span::empty(0), parent: None, name: "div".into(), hints: hints.into() }
    }

    #[test]
    fn names_are_read_word_by_word() {
        assert!(parts(&element("c-share-bar2 x")).has(Part::Share));
        assert!(!parts(&element("shareholders")).has(Part::Share));
    }

    #[test]
    fn the_strongest_words_for_and_against_noise_count() {
        let words = Words::read("300 share\n-200 article\n50 bar\n");
        assert_eq!(words.weigh(&element("article-share-bar")), 100);
    }
}
