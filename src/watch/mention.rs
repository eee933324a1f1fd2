//! Finding the names of awaited systems in a text.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use super::entry::Awaited;
use super::entry::WatchError;
use super::entry::check;
use super::letters::Gap;
use super::letters::Letters;
use crate::text::Span;
use crate::text::is_wide;
use crate::text::words;

/// A place that names an awaited system.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// Where the name stands, in bytes of the text.
    pub span: Span,
    /// Which entry it names, from 0.
    pub entry: usize,
    /// Which of the entry's names: 0 for its own, from 1 for its aliases.
    pub name: usize,
}

/// The systems that the team waits for, ready to be found.
#[derive(Debug, Clone)]
pub struct Watchlist {
    entries: Vec<Awaited>,
    names: Vec<Name>,
    finder: Option<AhoCorasick>,
}

/// One name of an entry, as it is looked for.
#[derive(Debug, Clone)]
struct Name {
    entry: usize,
    nth: usize,
    /// What stands after each letter but the last.
    gaps: Vec<Gap>,
    /// Whether its last word may get an English plural or genitive.
    can_inflect: bool,
    /// A name of two capitals, such as `AI`, which must stand so in the text.
    capitals: Option<String>,
    /// A name of few ideographs, which must not be cut out of other words.
    is_short_wide: bool,
}

/// Ideographs of the longest name that must begin and end where dictionary words do: a longer one
/// hardly stands by chance across two words.
const SHORT_WIDE: usize = 3;

/// Bytes on either side that are cut into words around a short name in ideographs.
const AROUND: usize = 60;

impl Watchlist {
    /// Takes the entries.
    ///
    /// # Errors
    /// When a name is too short or too long, or stands for two systems.
    pub fn new(entries: Vec<Awaited>) -> Result<Self, WatchError> {
        check(&entries)?;
        let mut names = Vec::new();
        let mut patterns = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            for (nth, text) in entry.names().enumerate() {
                let letters = Letters::of(text);
                names.push(Name::of(index, nth, text, &letters));
                patterns.push(letters.text().to_owned());
            }
        }
        // Names are bounded, so building fails on no list that a person would write.
        let finder = (!patterns.is_empty()).then(|| AhoCorasick::new(&patterns).ok()).flatten();
        Ok(Self { entries, names, finder })
    }

    /// The entries, in the order in which they were given.
    #[must_use]
    pub fn entries(&self) -> &[Awaited] {
        &self.entries
    }

    /// Every place that names an entry, ascending. Case, width, typographic quotes and hyphens,
    /// line breaks and English plurals make no difference; parts of words are no mentions. Where
    /// names of one entry overlap the longest counts.
    #[must_use]
    pub fn mentions(&self, text: &str) -> Vec<Mention> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let letters = Letters::of(text);
        let mut found = Vec::new();
        for hit in finder.find_overlapping_iter(letters.text()) {
            let Some(name) = self.names.get(hit.pattern().as_usize()) else { continue };
            let (first, after) = (letters.nth_at(hit.start()), letters.nth_at(hit.end()));
            if let Some(span) = name.stands_at(first, after, &letters, text) {
                found.push(Mention { span, entry: name.entry, name: name.nth });
            }
        }
        keep_longest(found)
    }
}

impl Name {
    fn of(entry: usize, nth: usize, text: &str, letters: &Letters<'_>) -> Self {
        let count = letters.text().chars().count();
        let is_ascii_letter = |c: char| c.is_ascii_alphabetic();
        let last_word = letters.text().chars().rev().take_while(|c| is_ascii_letter(*c)).count();
        let is_capital = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_short_wide = count <= SHORT_WIDE && letters.text().chars().all(is_wide);
        Self {
            entry,
            nth,
            gaps: (0..count.saturating_sub(1)).map(|nth| letters.gap(nth)).collect(),
            can_inflect: last_word >= 3,
            capitals: is_capital.then(|| text.to_owned()),
            is_short_wide,
        }
    }

    /// The source of the name if it stands at the letters from `first` until before `after`.
    fn stands_at(
        &self,
        first: usize,
        after: usize,
        letters: &Letters<'_>,
        text: &str,
    ) -> Option<Span> {
        let mut last = after.checked_sub(1)?;
        if first.checked_sub(1).is_some_and(|before| letters.is_inside_word(before)) {
            return None;
        }
        let fits = |(offset, gap): (usize, &Gap)| {
            let nth = first + offset;
            let beside_wide =
                [nth, nth + 1].into_iter().any(|it| letters.letter(it).is_some_and(is_wide));
            allows(*gap, letters.gap(nth), beside_wide)
        };
        if !self.gaps.iter().enumerate().all(fits) {
            return None;
        }
        if letters.is_inside_word(last) {
            last = self.inflected(last, letters)?;
        }
        let span = letters.source_of(first, last)?;
        let is_exact = self.capitals.as_ref().is_none_or(|it| it == span.slice(text));
        let is_cut_out = self.is_short_wide && !stands_alone(text, span);
        (is_exact && !is_cut_out).then_some(span)
    }

    /// The last letter of the name with the ending `s`, `es`, `'s` or `s'` that follows it.
    fn inflected(&self, last: usize, letters: &Letters<'_>) -> Option<usize> {
        let is = |nth: usize, wanted: char| letters.letter(nth) == Some(wanted);
        let ends = |nth: usize| !letters.is_inside_word(nth);
        if !self.can_inflect {
            return None;
        }
        let (next, second) = (last + 1, last + 2);
        if is(next, 's') && (ends(next) || letters.gap_text(next) == "'") {
            return Some(next);
        }
        (letters.gap_text(last).is_empty() && is(next, 'e') && is(second, 's') && ends(second))
            .then_some(second)
    }
}

/// Whether a name with `wanted` between two letters may stand with `found` between them.
fn allows(wanted: Gap, found: Gap, beside_wide: bool) -> bool {
    match (wanted, found) {
        (Gap::Stop, _) => matches!(found, Gap::Stop | Gap::Space),
        (_, Gap::Stop) => false,
        _ if beside_wide => true,
        (Gap::None, _) => matches!(found, Gap::None | Gap::HyphenBreak),
        (Gap::Space, Gap::None) => false,
        (Gap::Space | Gap::Hyphen | Gap::HyphenBreak, _) => true,
    }
}

/// Whether a dictionary word starts where `span` does and one ends where it ends.
fn stands_alone(text: &str, span: Span) -> bool {
    let from = text.floor_char_boundary(span.start().saturating_sub(AROUND));
    let to = text.ceil_char_boundary(span.end().saturating_add(AROUND).min(text.len()));
    let Some(around) = text.get(from..to) else { return false };
    let mut is_start = false;
    let mut is_end = false;
    for word in words(around) {
        is_start |= word.start() + from == span.start();
        is_end |= word.end() + from == span.end();
    }
    is_start && is_end
}

/// Of overlapping mentions of one entry the longest.
fn keep_longest(mut found: Vec<Mention>) -> Vec<Mention> {
    found.sort_by_key(|it| (it.entry, it.span.start(), std::cmp::Reverse(it.span.end()), it.name));
    let mut kept: BTreeMap<usize, Vec<Mention>> = BTreeMap::new();
    for mention in found {
        let of_entry = kept.entry(mention.entry).or_default();
        match of_entry.last_mut().filter(|last| mention.span.start() < last.span.end()) {
            None => of_entry.push(mention),
            Some(last) if mention.span.len() > last.span.len() => *last = mention,
            Some(_) => {}
        }
    }
    let mut all: Vec<Mention> = kept.into_values().flatten().collect();
    all.sort();
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::Watchlist;
    use crate::watch::Awaited;
    use crate::watch::WatchError;

    fn list(names: &[&[&str]]) -> Result<Watchlist, WatchError> {
        let entry = |names: &&[&str]| Awaited {
            name: names[0].to_owned(),
            aliases: names[1..].iter().map(|name| (*name).to_owned()).collect(),
            specification: None,
        };
        Watchlist::new(names.iter().map(entry).collect())
    }

    fn found<'a>(name: &str, text: &'a str) -> Vec<&'a str> {
        let mentions = list(&[&[name]]).unwrap().mentions(text);
        mentions.iter().map(|mention| mention.span.slice(text)).collect()
    }

    #[test]
    fn dress_makes_no_difference() {
        let name = "Gui'an low-latency hub";
        for text in [
            "the GUI’AN Low‑Latency Hub.",
            "(Gui'an low latency\n   hub)",
            "Ｇｕｉ'ａｎ low-\nlatency **hub**",
            "Gui\u{ad}'an low\u{2013}latency hubs",
            "“Gui'an” low-latency hub’s",
        ] {
            assert_eq!(found(name, text).len(), 1, "{text}");
        }
        assert_eq!(found("中国—上合组织中心", "“中国-上合组织\n中心”").len(), 1);
        assert_eq!(found("６Ｇ综合实验室", "建设6G综合实验室。").len(), 1);
    }

    #[test]
    fn words_that_a_line_end_broke_are_found() {
        assert_eq!(found("governance system", "the gover-\nnance system").len(), 1);
        assert_eq!(found("service circle", "a service\r\n\tcircle").len(), 1);
        assert!(found("service circle", "a service\n\ncircle").is_empty());
    }

    #[test]
    fn parts_of_words_are_no_mentions() {
        for (name, text) in [
            ("6G lab", "16G lab"),
            ("6G lab", "6G label"),
            ("5G", "2.5G"),
            ("data lab", "datalab"),
            ("together", "to get her"),
            ("port", "sport, airport, portal"),
            ("service circle", "service. Circle"),
            ("东数", "广东数字经济"),
            ("AI", "ai-ai"),
            ("an", "Gui'an"),
        ] {
            assert!(found(name, text).is_empty(), "{name} in {text}: {:?}", found(name, text));
        }
        assert_eq!(found("东数", "“东数”要“西算”"), ["东数"]);
        assert_eq!(found("AI", "AI, AIs"), ["AI"]);
        assert_eq!(found("port", "ports and a port's crane"), ["ports", "port's"]);
        assert_eq!(found("box", "two boxes"), ["boxes"]);
    }

    #[test]
    fn the_longest_name_of_an_entry_counts_once() {
        let list = list(&[&["data centre", "big data centre"], &["centre"]]).unwrap();
        let mentions = list.mentions("the big data centre");
        let found: Vec<_> = mentions.iter().map(|it| (it.entry, it.name, it.span.len())).collect();
        assert_eq!(found, [(0, 1, 15), (1, 0, 6)]);
    }

    #[test]
    fn names_that_cannot_be_told_apart_are_refused() {
        let shared = list(&[&["Data Hub"], &["x-ray", "data-hub"]]);
        assert!(matches!(shared, Err(WatchError::Shared { first: 1, second: 2, .. })));
        assert!(matches!(list(&[&["--"]]), Err(WatchError::TooShort { entry: 1, .. })));
        assert!(matches!(list(&[&["x"]]), Err(WatchError::TooShort { .. })));
        assert!(matches!(list(&[&[&"x".repeat(501)]]), Err(WatchError::TooLong { .. })));
        assert!(list(&[&["same", "Same"]]).is_ok());
    }

    proptest! {
        #[test]
        fn any_text_is_searched_and_every_mention_lies_in_it(text in "\\PC{0,80}") {
            let list = list(&[&["ab"], &["数据"], &["1 2"]]).unwrap();
            for mention in list.mentions(&text) {
                assert!(!mention.span.slice(&text).is_empty());
            }
        }

        #[test]
        fn a_name_between_other_words_is_found(
            before in "([a-z]{1,5} ){0,3}", gap in "( |\n|\n  |-)", after in "( [a-z]{1,5}){0,3}"
        ) {
            let text = format!("{before}Zq{gap}Xw{after}");
            assert_eq!(found("zq xw", &text).len(), 1);
        }
    }
}
