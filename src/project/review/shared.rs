//! Seeds that carry the same text: an article that several publishers bring, a copy.

use std::collections::BTreeMap;

use rayon::iter::IntoParallelIterator;
use rayon::iter::ParallelIterator;

use super::content;
use super::identity::Located;
use super::identity::Names;
use super::seed::Examined;
use crate::document::Document;
use crate::document::Hints;
use crate::git::EntryKind;
use crate::git::Range;
use crate::git::Repository;
use crate::id::SeedId;
use crate::id::SeedPath;
use crate::project::config::Config;
use crate::project::error::ProjectError;
use crate::text::sentences;
use crate::view::SharedText;

/// Sentences with fewer letters tell no text.
const LETTERS: usize = 20;

/// Fewest letters of sentences that two texts share.
const SHARED_LETTERS: usize = 200;

/// The share of the shorter text that must stand in the other one, in per mille.
const MOSTLY: usize = 500;

/// A sentence that more texts have is a phrase of a publisher.
const MOST_OWNERS: usize = 64;

/// The most seeds that are named beside one.
const MOST_NAMED: usize = 3;

/// The most seeds that did not change whose texts are read, and the most bytes of them together.
const MOST_OTHERS: usize = 1_000;
const MOST_BYTES: u64 = 4 << 20;

/// The sentences that tell a text: their hashes, and how many letters each has.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sentences {
    letters: BTreeMap<u64, usize>,
    all: usize,
}

impl Sentences {
    /// Reads a text; white space does not count.
    pub(super) fn of(text: &str) -> Self {
        let mut found = Self::default();
        for span in sentences(text) {
            let sentence = span.slice(text);
            let letters = sentence.chars().filter(|letter| letter.is_alphanumeric()).count();
            if letters < LETTERS {
                continue;
            }
            let mut hasher = blake3::Hasher::new();
            for word in sentence.split_whitespace() {
                hasher.update(word.as_bytes()).update(b" ");
            }
            let hash = hasher.finalize();
            let first = hash.as_bytes().first_chunk::<8>().copied().unwrap_or_default();
            found.letters.insert(u64::from_le_bytes(first), letters);
        }
        found.all = found.letters.values().sum();
        found
    }

    /// Reads the text of a file.
    pub(super) fn of_file(name: &str, bytes: &[u8]) -> Self {
        let hints = Hints { file_name: Some(name.to_owned()) };
        Self::of(Document::parse(bytes, &hints).text())
    }
}

/// A text beside which others are told.
struct Voice<'a> {
    seed: &'a SeedId,
    path: &'a str,
    sentences: &'a Sentences,
}

/// What was found, and what was left out.
#[derive(Debug, Default)]
pub(super) struct SharedTexts {
    /// The seeds that share most of their text with one that changed, by its id, most first.
    pub(super) found: BTreeMap<SeedId, Vec<SharedText>>,
    pub(super) notes: Vec<String>,
}

/// Looks for the texts of changed seeds in each other and in the seeds that did not change.
pub(super) fn shared_texts(
    (repository, range): (&Repository, &Range),
    config: &Config,
    names: &Names<'_>,
    seeds: &[Examined],
) -> Result<SharedTexts, ProjectError> {
    let mut shared = SharedTexts::default();
    if seeds.iter().all(|seed| seed.sentences.is_none()) {
        return Ok(shared);
    }
    let (others, is_all) = others((repository, range), config, names, seeds)?;
    if !is_all {
        let count = others.len();
        shared.notes.push(format!(
            "text that seeds share was looked for in {count} of those that did not change"
        ));
    }
    let changed = seeds.iter().filter_map(|seed| {
        let sentences = seed.sentences.as_ref()?;
        Some(Voice { seed: &seed.change.seed, path: &seed.change.path, sentences })
    });
    let changed: Vec<Voice<'_>> = changed.collect();
    let count = changed.len();
    let unchanged =
        others.iter().map(|(seed, path, sentences)| Voice { seed, path: path.as_str(), sentences });
    let voices: Vec<Voice<'_>> = changed.into_iter().chain(unchanged).collect();
    let mut owners: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (index, voice) in voices.iter().enumerate() {
        for hash in voice.sentences.letters.keys() {
            owners.entry(*hash).or_default().push(index);
        }
    }
    owners.retain(|_, owners| (2..=MOST_OWNERS).contains(&owners.len()));
    for (index, voice) in voices.iter().enumerate().take(count) {
        let found = alike(index, voice, &voices, &owners);
        if !found.is_empty() {
            shared.found.insert(voice.seed.clone(), found);
        }
    }
    Ok(shared)
}

/// The texts that share most with one, most first.
fn alike(
    index: usize,
    voice: &Voice<'_>,
    voices: &[Voice<'_>],
    owners: &BTreeMap<u64, Vec<usize>>,
) -> Vec<SharedText> {
    let mut both: BTreeMap<usize, usize> = BTreeMap::new();
    for (hash, letters) in &voice.sentences.letters {
        for owner in owners.get(hash).into_iter().flatten().filter(|owner| **owner != index) {
            *both.entry(*owner).or_default() += letters;
        }
    }
    let mut found: Vec<SharedText> = both
        .into_iter()
        .filter_map(|(other, letters)| {
            let other = voices.get(other)?;
            let shorter = voice.sentences.all.min(other.sentences.all).max(1);
            let is_most = letters >= SHARED_LETTERS && letters * 1000 >= MOSTLY * shorter;
            let share = u32::try_from(letters * 100 / shorter).unwrap_or(100);
            is_most.then(|| SharedText {
                seed: other.seed.clone(),
                path: other.path.to_owned(),
                share: f64::from(share) / 100.0,
            })
        })
        .collect();
    found.sort_by(|one, other| {
        other.share.total_cmp(&one.share).then_with(|| one.seed.cmp(&other.seed))
    });
    found.truncate(MOST_NAMED);
    found
}

type Other = (SeedId, SeedPath, Sentences);

/// The texts of seeds that did not change, as far as they are read, and whether that is all.
fn others(
    (repository, range): (&Repository, &Range),
    config: &Config,
    names: &Names<'_>,
    seeds: &[Examined],
) -> Result<(Vec<Other>, bool), ProjectError> {
    let changed: Vec<&Located> = seeds.iter().filter_map(|seed| seed.pair.new.as_ref()).collect();
    let most = MOST_OTHERS + changed.len();
    let (files, mut is_all) = repository.first_files(&range.head, SeedPath::FOLDER, most)?;
    let (mut held, mut bytes) = (Vec::new(), 0);
    for (path, entry) in files {
        let Ok(path) = SeedPath::new(path) else { continue };
        let is_changed = changed.iter().any(|located| located.path == path);
        if is_changed || entry.kind != EntryKind::File || config.excludes.covers(&path) {
            continue;
        }
        bytes += repository.blob_size(entry.blob).unwrap_or(0);
        if bytes > MOST_BYTES {
            is_all = false;
            break;
        }
        let located = Located { path, entry };
        if let (Ok(bytes), Some(seed)) =
            (content::read(repository, &located), names.standing(&located.path))
        {
            held.push((seed, located.path, bytes));
        }
    }
    let read = held.into_par_iter().map(|(seed, path, bytes)| {
        let sentences = Sentences::of_file(path.file_name(), &bytes);
        (seed, path, sentences)
    });
    Ok((read.collect(), is_all))
}

#[cfg(test)]
mod tests {
    use super::Sentences;

    #[test]
    fn wrapping_and_short_lines_do_not_count() {
        let one = "The harbour office opens at nine in the morning.\nShare\n\nMenu\n";
        let other = "The harbour office opens\nat nine in the morning.\n";
        assert_eq!(Sentences::of(one).letters, Sentences::of(other).letters);
    }
}
