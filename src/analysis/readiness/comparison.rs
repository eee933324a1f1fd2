//! Which requirement of an old version became which of a new one.
//!
//! A requirement whose name stays is unchanged. Of the others, those are one requirement whose
//! words are mostly the same, the most similar first; words that stand in many requirements count
//! less, so that a common "The system shall" pairs nothing. A label that the author gave
//! (`FR-3.1`) counts for a pair but never makes one alone.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Requirements of two versions, by their places in the lists that were given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Requirements that stand in both, old and new.
    pub unchanged: Vec<(usize, usize)>,
    /// Requirements that were reworded, old and new, ascending by new.
    pub changed: Vec<(usize, usize)>,
    /// Requirements that only the new version has.
    pub added: Vec<usize>,
    /// Requirements that only the old version has.
    pub removed: Vec<usize>,
}

/// The share of words, weighed by rarity, that two wordings of one requirement have in common.
const FEWEST_COMMON: f64 = 0.5;

/// The same where the author gave both the same label.
const FEWEST_COMMON_LABELLED: f64 = 0.25;

/// What a common label adds to the similarity of two requirements.
const LABEL_BONUS: f64 = 0.3;

/// A word that stands in more requirements than this finds no candidates: it would cost much and
/// tell little.
const MOST_POSTINGS: usize = 200;

/// Pairs the requirements of two versions, each given as its name and its words.
#[must_use]
pub fn pair_requirements(old: &[(&str, &str)], new: &[(&str, &str)]) -> Pairs {
    let mut pairs = Pairs::default();
    let mut new_places: BTreeMap<&str, usize> =
        new.iter().enumerate().map(|(place, (name, _))| (*name, place)).collect();
    let mut old_rest = Vec::new();
    for (place, (name, _)) in old.iter().enumerate() {
        match new_places.remove(name) {
            Some(new_place) => pairs.unchanged.push((place, new_place)),
            None => old_rest.push(place),
        }
    }
    let new_rest: BTreeSet<usize> = new_places.into_values().collect();
    let words = |list: &[(&str, &str)], place: usize| {
        list.get(place).map(|(_, text)| Wording::of(text)).unwrap_or_default()
    };
    let old_words = old_rest.iter().map(|place| (*place, words(old, *place))).collect::<Vec<_>>();
    let new_words = new_rest.iter().map(|place| (*place, words(new, *place))).collect::<Vec<_>>();
    let (mut old_left, mut new_left) = (old_rest.into_iter().collect::<BTreeSet<_>>(), new_rest);
    for (old_place, new_place) in by_similarity(&old_words, &new_words) {
        if old_left.contains(&old_place) && new_left.remove(&new_place) {
            old_left.remove(&old_place);
            pairs.changed.push((old_place, new_place));
        }
    }
    pairs.changed.sort_unstable_by_key(|(old_place, new_place)| (*new_place, *old_place));
    pairs.removed = old_left.into_iter().collect();
    pairs.added = new_left.into_iter().collect();
    pairs
}

/// What two requirements are compared by.
#[derive(Debug, Default)]
struct Wording {
    label: Option<String>,
    words: BTreeSet<String>,
}

impl Wording {
    fn of(text: &str) -> Self {
        let label = label(text);
        let body = label.as_ref().and_then(|label| {
            let (_, after) = text.split_once(label.as_str())?;
            Some(after)
        });
        Self { words: words(body.unwrap_or(text)), label }
    }
}

/// The label that the author gave a requirement, such as `FR-3.1` or `[REQ_12]`, at its start.
fn label(text: &str) -> Option<String> {
    let token = text
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')))
        .next()?
        .trim_end_matches(['.', '-', '_']);
    let letters = token.bytes().take_while(u8::is_ascii_uppercase).count();
    let has_number = token.bytes().any(|byte| byte.is_ascii_digit());
    (letters > 0 && has_number && token.len() <= 24).then(|| token.to_owned())
}

/// Words in lower case; of Chinese and its like every two neighbours.
fn words(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut word = String::new();
    let mut before: Option<char> = None;
    for c in text.chars().flat_map(char::to_lowercase) {
        let is_wide = crate::text::is_wide(c) && c.is_alphanumeric();
        if c.is_alphanumeric() && !is_wide {
            word.push(c);
        } else if !word.is_empty() {
            found.insert(std::mem::take(&mut word));
        }
        if is_wide {
            let pair: String = before.into_iter().chain([c]).collect();
            found.insert(pair);
        }
        before = Some(c).filter(|_| is_wide);
    }
    if !word.is_empty() {
        found.insert(word);
    }
    found
}

/// All pairs that may be one requirement, the most similar first.
fn by_similarity(old: &[(usize, Wording)], new: &[(usize, Wording)]) -> Vec<(usize, usize)> {
    let mut postings: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut occurrences: BTreeMap<&str, u32> = BTreeMap::new();
    for (index, (_, wording)) in new.iter().enumerate() {
        for word in &wording.words {
            postings.entry(word).or_default().push(index);
        }
    }
    for wording in old.iter().chain(new).map(|(_, wording)| wording) {
        for word in &wording.words {
            *occurrences.entry(word).or_default() += 1;
        }
    }
    let all = f64::from(u32::try_from(old.len() + new.len()).unwrap_or(u32::MAX));
    let weight = |word: &str| {
        let stands_in = occurrences.get(word).copied().unwrap_or(1).max(1);
        (1.0 + all / f64::from(stands_in)).ln()
    };
    let total = |wording: &Wording| wording.words.iter().map(|word| weight(word)).sum::<f64>();
    let new_totals: Vec<f64> = new.iter().map(|(_, wording)| total(wording)).collect();
    let mut pairs = Vec::new();
    for (old_place, wording) in old {
        let old_total = total(wording);
        let mut common: BTreeMap<usize, f64> = BTreeMap::new();
        for word in &wording.words {
            let holders = postings.get(word.as_str()).map_or(&[][..], Vec::as_slice);
            if holders.len() <= MOST_POSTINGS {
                holders.iter().for_each(|index| *common.entry(*index).or_default() += weight(word));
            }
        }
        for (index, shared) in common {
            let Some((new_place, other)) = new.get(index) else { continue };
            let both = old_total + new_totals.get(index).copied().unwrap_or_default();
            let share = if both > 0.0 { 2.0 * shared / both } else { 0.0 };
            let has_label = wording.label.is_some() && wording.label == other.label;
            let fewest = if has_label { FEWEST_COMMON_LABELLED } else { FEWEST_COMMON };
            if share >= fewest {
                let similarity = share + if has_label { LABEL_BONUS } else { 0.0 };
                pairs.push((similarity, *old_place, *new_place));
            }
        }
    }
    pairs.sort_by(|one, other| {
        other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2)))
    });
    pairs.into_iter().map(|(_, old_place, new_place)| (old_place, new_place)).collect()
}

#[cfg(test)]
mod tests {
    use super::Pairs;
    use super::label;
    use super::pair_requirements;
    use proptest::prelude::proptest;

    fn pair(old: &[&str], new: &[&str]) -> Pairs {
        let named = |texts: &[&'static str]| -> Vec<(&'static str, &'static str)> {
            texts.iter().map(|text| (*text, *text)).collect()
        };
        let leak = |texts: &[&str]| -> Vec<&'static str> {
            texts.iter().map(|text| &*Box::leak((*text).to_owned().into_boxed_str())).collect()
        };
        pair_requirements(&named(&leak(old)), &named(&leak(new)))
    }

    #[test]
    fn a_changed_number_is_the_same_requirement_in_both_languages() {
        let old = ["The gate shall open within 5 s.", "系统应在5秒内返回查询结果。"];
        let new = ["系统应在10秒内返回查询结果。", "The gate shall open within 15 s."];
        assert_eq!(pair(&old, &new).changed, [(1, 0), (0, 1)]);
    }

    #[test]
    fn a_common_opening_makes_no_pair() {
        let old = ["The system shall export reports as CSV.", "The system shall lock accounts."];
        let new = ["The system shall rotate keys daily.", "The system shall lock all accounts."];
        let pairs = pair(&old, &new);
        assert_eq!((pairs.changed, pairs.removed, pairs.added), (vec![(1, 1)], vec![0], vec![0]));
    }

    #[test]
    fn the_authors_label_helps_but_is_not_enough() {
        let old = ["FR-1 The pump shall stop at 80 °C.", "FR-2 The lamp shall blink."];
        let new = ["FR-1 The pump must halt at 80 °C at once.", "FR-2 Logs are kept for a year."];
        let pairs = pair(&old, &new);
        assert_eq!((pairs.changed, pairs.removed), (vec![(0, 0)], vec![1]));
    }

    #[test]
    fn labels_are_read_with_and_without_brackets() {
        assert_eq!(label("[REQ_12] The"), Some("REQ_12".to_owned()));
        assert_eq!(label("FR-3.1. Das"), Some("FR-3.1".to_owned()));
        assert_eq!(label("The FR-3"), None);
        assert_eq!(label("系统应"), None);
    }

    proptest! {
        #[test]
        fn every_requirement_is_accounted_for_once(
            old in proptest::collection::btree_set("[ab ]{1,6}", 0..8),
            new in proptest::collection::btree_set("[ab ]{1,6}", 0..8),
        ) {
            let old: Vec<_> = old.iter().map(String::as_str).collect();
            let new: Vec<_> = new.iter().map(String::as_str).collect();
            let pairs = pair(&old, &new);
            let both = pairs.unchanged.len() + pairs.changed.len();
            assert_eq!((both + pairs.removed.len(), both + pairs.added.len()), (old.len(), new.len()));
        }
    }
}
