//! Labels for the lines of a page from the text that people say is its main text.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are made from the lengths, in code that no user runs"
)]

use std::collections::HashMap;

/// For every line whether it is noise; `None` for lines without words, or of which about a half is in
/// the main text. Lines and main text are aligned by their words, in order, so that a heading that
/// also stands in a menu is content only where it stands in the text.
pub(super) fn labels(lines: &[&str], main: &str) -> Vec<Option<bool>> {
    let mut words = Vec::new();
    let mut line_of = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let start = words.len();
        words.extend(split(line));
        line_of.resize(line_of.len() + words.len() - start, number);
    }
    let main: Vec<u64> = split(main).collect();
    let is_matched = align(&words, &main);
    let mut counts = vec![(0_usize, 0_usize); lines.len()];
    for (line, is_matched) in line_of.into_iter().zip(is_matched) {
        if let Some((matched, all)) = counts.get_mut(line) {
            *matched += usize::from(is_matched);
            *all += 1;
        }
    }
    let label = |(matched, all): (usize, usize)| {
        let is_clear = all > 0 && (matched * 3 >= all * 2 || matched * 3 <= all);
        is_clear.then_some(matched * 2 < all)
    };
    counts.into_iter().map(label).collect()
}

/// Hashes of the words of a text in lower case; every ideograph is a word.
fn split(text: &str) -> impl Iterator<Item = u64> {
    let mut words = Vec::new();
    let mut word: Option<u64> = None;
    for letter in text.chars() {
        let is_wide = matches!(letter, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
        if is_wide || !letter.is_alphanumeric() {
            words.extend(word.take());
            words.extend(is_wide.then_some(u64::from(letter)));
        } else {
            let so_far = word.unwrap_or(0xcbf2_9ce4_8422_2325);
            let lower = letter.to_lowercase();
            word = Some(lower.fold(so_far, |hash, letter| {
                (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3)
            }));
        }
    }
    words.extend(word);
    words.into_iter()
}

/// Words that are taken together to find the same place.
const GRAM: usize = 4;

/// The most places of one run of words that are remembered.
const MOST_PLACES: usize = 8;

fn grams(words: &[u64]) -> impl Iterator<Item = (usize, u64)> + '_ {
    let hash = |gram: &[u64]| {
        gram.iter().fold(17_u64, |hash, word| hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word)
    };
    words.windows(GRAM.min(words.len()).max(1)).map(hash).enumerate()
}

/// For each of `words` whether it is aligned with a word of `main`.
fn align(words: &[u64], main: &[u64]) -> Vec<bool> {
    let mut partner: Vec<Option<usize>> = vec![None; words.len()];
    if words.is_empty() || main.is_empty() {
        return vec![false; words.len()];
    }
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, gram) in grams(main) {
        let list = places.entry(gram).or_default();
        if list.len() < MOST_PLACES {
            list.push(at);
        }
    }
    let mut seen: HashMap<u64, usize> = HashMap::new();
    grams(words).for_each(|(_, gram)| *seen.entry(gram).or_default() += 1);
    let unique = grams(words).filter_map(|(at, gram)| match places.get(&gram)?.as_slice() {
        [place] if seen.get(&gram) == Some(&1) => Some((at, *place)),
        _ => None,
    });
    let mut is_used = vec![false; main.len()];
    let anchors = longest_ascending(&unique.collect::<Vec<_>>());
    for (at, place) in &anchors {
        extend((*at, *place), (words, main), &mut partner, &mut is_used);
    }
    // What is not unique is matched with words not yet used, between what stands around it.
    let mut low = 0;
    let highs: Vec<usize> = {
        let mut high = main.len();
        let mut highs: Vec<usize> = partner
            .iter()
            .rev()
            .map(|partner| {
                high = partner.unwrap_or(high);
                high
            })
            .collect();
        highs.reverse();
        highs
    };
    let all: Vec<(usize, u64)> = grams(words).collect();
    for (at, gram) in all {
        if let Some(Some(place)) = partner.get(at) {
            low = *place;
            continue;
        }
        let high = highs.get(at).copied().unwrap_or(main.len());
        let free = places.get(&gram).and_then(|places| {
            let is_free = |place: &&usize| {
                **place >= low && **place < high && is_used.get(**place) == Some(&false)
            };
            places.iter().find(is_free).copied()
        });
        if let Some(place) = free {
            extend((at, place), (words, main), &mut partner, &mut is_used);
        }
    }
    partner.iter().map(Option::is_some).collect()
}

/// Matches words onwards from a place as long as they are equal, and backwards.
fn extend(
    (at, place): (usize, usize),
    (words, main): (&[u64], &[u64]),
    partner: &mut [Option<usize>],
    is_used: &mut [bool],
) {
    let mut pair = |at: usize, place: usize| {
        let is_equal = words.get(at).is_some() && words.get(at) == main.get(place);
        let is_free = partner.get(at) == Some(&None) && is_used.get(place) == Some(&false);
        if is_equal && is_free {
            partner[at] = Some(place);
            is_used[place] = true;
        }
        is_equal && is_free
    };
    let mut step = 0;
    while pair(at + step, place + step) {
        step += 1;
    }
    let mut step = 1;
    while step <= at.min(place) && pair(at - step, place - step) {
        step += 1;
    }
}

/// Of pairs ascending in their first numbers the most that ascend in their second ones too.
fn longest_ascending(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (number, (_, place)) in pairs.iter().enumerate() {
        let at = tails.partition_point(|tail| pairs[*tail].1 < *place);
        before[number] = at.checked_sub(1).map(|at| tails[at]);
        if at == tails.len() {
            tails.push(number);
        } else {
            tails[at] = number;
        }
    }
    let mut chain: Vec<(usize, usize)> =
        std::iter::successors(tails.last().copied(), |number| before[*number])
            .map(|number| pairs[number])
            .collect();
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::labels;

    #[test]
    fn a_heading_is_content_where_the_text_has_it_and_noise_in_the_menu() {
        let lines = [
            "Results",
            "Pumps and valves for everyone",
            "The first pump was built in the harbour",
            "Results",
            "It stood there for forty years and more",
            "Read another story about something else",
        ];
        let main = "The first pump was built in the harbour.\n\nResults\n\nIt stood there for forty years and more.";
        let content = Some(false);
        let noise = Some(true);
        assert_eq!(labels(&lines, main), [noise, noise, content, content, content, noise]);
    }
}
