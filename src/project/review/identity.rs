//! Which seed every changed file is, by the rules of identity that a snapshot follows.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::git::TreeChange;
use crate::git::TreeEntry;
use crate::history::History;
use crate::history::paths_of;
use crate::id::BlobId;
use crate::id::SeedId;
use crate::id::SeedPath;
use crate::seeds::IdPattern;

/// A file of a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Located {
    pub(super) path: SeedPath,
    pub(super) entry: TreeEntry,
}

/// A seed with its files of both revisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) seed: SeedId,
    pub(super) old: Option<Located>,
    pub(super) new: Option<Located>,
}

/// What tells which seed a file is.
#[derive(Debug)]
pub(super) struct Names<'a> {
    pattern: Option<&'a IdPattern>,
    history: &'a History,
    at_path: BTreeMap<SeedPath, SeedId>,
}

impl<'a> Names<'a> {
    /// Takes the pattern of file names and the history of the old revision, at least of the seeds
    /// that may be meant.
    pub(super) fn new(pattern: Option<&'a IdPattern>, history: &'a History) -> Self {
        Self { pattern, history, at_path: paths_of(history) }
    }

    /// The id that the file name claims.
    pub(super) fn by_pattern(&self, path: &SeedPath) -> Option<SeedId> {
        let id = self.pattern?.read(path)?;
        Some(self.history.assertions().resolve(&id).clone())
    }

    /// The seed that lies at a path, or lay there last.
    fn by_history(&self, path: &SeedPath) -> Option<SeedId> {
        self.at_path.get(path).cloned()
    }

    /// The seed that lies at a path, told without looking at other paths.
    pub(super) fn standing(&self, path: &SeedPath) -> Option<SeedId> {
        self.known(path).or_else(|| self.own(path, &BTreeSet::new()))
    }

    fn known(&self, path: &SeedPath) -> Option<SeedId> {
        self.by_pattern(path).or_else(|| self.by_history(path))
    }

    /// The path's own id, with `~2`, `~3` and so on when another seed has it.
    fn own(&self, path: &SeedPath, taken: &BTreeSet<SeedId>) -> Option<SeedId> {
        let base = path.inside().replace(|letter: char| letter.is_control() || letter == '@', "_");
        let is_free = |id: &SeedId| {
            !taken.contains(id) && self.history.seed(id).is_none_or(|seed| seed.is_removed())
        };
        let first = SeedId::new(base.clone()).ok().into_iter();
        let others = (2..).map_while(|number: u64| SeedId::new(format!("{base}~{number}")).ok());
        first.chain(others).find(is_free)
    }
}

/// Pairs files of the two revisions; `resembling` pairs the given old and new files by their
/// texts.
pub(super) fn pair(
    changes: &BTreeMap<SeedPath, TreeChange>,
    names: &Names<'_>,
    resembling: impl FnOnce(&[Located], &[Located]) -> BTreeMap<SeedPath, SeedPath>,
) -> Vec<Pair> {
    let mut old: BTreeMap<SeedId, Located> = BTreeMap::new();
    let mut at_path: BTreeMap<&SeedPath, SeedId> = BTreeMap::new();
    let mut taken: BTreeSet<SeedId> = BTreeSet::new();
    for (path, change) in changes {
        let Some(entry) = change.old else { continue };
        let Some(seed) = names.known(path).or_else(|| names.own(path, &taken)) else { continue };
        at_path.insert(path, seed.clone());
        taken.insert(seed.clone());
        old.insert(seed, Located { path: path.clone(), entry });
    }
    let mut new: Vec<(SeedId, Located)> = Vec::new();
    let mut waiting: Vec<Located> = Vec::new();
    for (path, change) in changes {
        let Some(entry) = change.new else { continue };
        let located = Located { path: path.clone(), entry };
        let named = names.by_pattern(path).or_else(|| at_path.get(path).cloned());
        match named.or_else(|| names.by_history(path)) {
            Some(seed) => new.push((seed, located)),
            None => waiting.push(located),
        }
    }
    let claimed: BTreeSet<&SeedId> = new.iter().map(|(seed, _)| seed).collect();
    let vanished: BTreeMap<SeedPath, SeedId> = old
        .iter()
        .filter(|(seed, _)| !claimed.contains(seed))
        .map(|(seed, located)| (located.path.clone(), seed.clone()))
        .collect();
    let moved = find_moved(&vanished, &waiting, &old, resembling);
    taken.extend(claimed.into_iter().cloned());
    for located in waiting {
        let again = moved.get(&located.path).and_then(|path| vanished.get(path)).cloned();
        let Some(seed) = again.or_else(|| names.own(&located.path, &taken)) else { continue };
        taken.insert(seed.clone());
        new.push((seed, located));
    }
    join(old, new)
}

/// New files that hold the bytes, or most of the text, of a vanished seed; by their paths.
fn find_moved(
    vanished: &BTreeMap<SeedPath, SeedId>,
    waiting: &[Located],
    old: &BTreeMap<SeedId, Located>,
    resembling: impl FnOnce(&[Located], &[Located]) -> BTreeMap<SeedPath, SeedPath>,
) -> BTreeMap<SeedPath, SeedPath> {
    let mut left: BTreeMap<&SeedPath, &Located> =
        vanished.iter().filter_map(|(path, seed)| Some((path, old.get(seed)?))).collect();
    let mut with_bytes: BTreeMap<BlobId, Vec<&SeedPath>> = BTreeMap::new();
    for (path, located) in left.iter().rev() {
        with_bytes.entry(located.entry.blob).or_default().push(path);
    }
    let mut moved = BTreeMap::new();
    for located in waiting {
        let same = with_bytes.get_mut(&located.entry.blob).and_then(Vec::pop);
        if let Some(path) = same {
            left.remove(path);
            moved.insert(located.path.clone(), path.clone());
        }
    }
    let left: Vec<Located> = left.into_values().cloned().collect();
    let rest: Vec<Located> =
        waiting.iter().filter(|located| !moved.contains_key(&located.path)).cloned().collect();
    moved.extend(resembling(&left, &rest));
    moved
}

/// One pair for every new file, and one for every old file that none took the place of.
fn join(old: BTreeMap<SeedId, Located>, new: Vec<(SeedId, Located)>) -> Vec<Pair> {
    let replaced: BTreeSet<&SeedId> = new.iter().map(|(seed, _)| seed).collect();
    let gone = old.iter().filter(|(seed, _)| !replaced.contains(seed));
    let mut pairs: Vec<Pair> = gone
        .map(|(seed, located)| Pair { seed: seed.clone(), old: Some(located.clone()), new: None })
        .collect();
    for (seed, located) in new {
        let old = old.get(&seed).cloned();
        pairs.push(Pair { seed, old, new: Some(located) });
    }
    let key = |pair: &Pair| (pair.seed.clone(), pair.new.as_ref().map(|new| new.path.clone()));
    pairs.sort_by_key(key);
    pairs
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Names;
    use super::Pair;
    use super::pair;
    use crate::git::EntryKind;
    use crate::git::TreeChange;
    use crate::git::TreeEntry;
    use crate::history::History;
    use crate::id::BlobId;
    use crate::id::SeedPath;
    use crate::seeds::IdPattern;

    fn paired(files: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
        let entry = |text: &str| {
            let blob = BlobId::of(text.as_bytes());
            (!text.is_empty()).then_some(TreeEntry { kind: EntryKind::File, blob })
        };
        let change = |(path, old, new): &(&str, &str, &str)| {
            let path = SeedPath::new(format!("seeds/{path}")).unwrap();
            (path, TreeChange { old: entry(old), new: entry(new) })
        };
        let changes: BTreeMap<SeedPath, TreeChange> = files.iter().map(change).collect();
        let pattern = IdPattern::new(IdPattern::DEFAULT).unwrap();
        let history = History::default();
        let names = Names::new(Some(&pattern), &history);
        let show = |pair: Pair| {
            let path = |file: Option<super::Located>| {
                file.map(|file| file.path.inside().to_owned()).unwrap_or_default()
            };
            (pair.seed.to_string(), path(pair.old), path(pair.new))
        };
        pair(&changes, &names, |_, _| BTreeMap::new()).into_iter().map(show).collect()
    }

    fn row(seed: &str, old: &str, new: &str) -> (String, String, String) {
        (seed.to_owned(), old.to_owned(), new.to_owned())
    }

    #[test]
    fn a_seed_that_arrives_under_a_new_file_name_is_replaced() {
        let (old, new) = ("003_aaaaaaaaaaaaaaaa.txt", "003_bbbbbbbbbbbbbbbb.txt");
        assert_eq!(paired(&[(old, "one", ""), (new, "", "two")]), [row("003", old, new)]);
    }

    #[test]
    fn the_same_bytes_at_another_path_are_the_same_seed() {
        let moved = paired(&[("a.txt", "one", ""), ("b.txt", "", "one"), ("c.txt", "", "two")]);
        assert_eq!(moved, [row("a.txt", "a.txt", "b.txt"), row("c.txt", "", "c.txt")]);
    }

    #[test]
    fn every_file_that_claims_a_seed_is_compared_with_what_it_was() {
        let (old, one, two) =
            ("003_aaaaaaaaaaaaaaaa.txt", "003_bbbbbbbbbbbbbbbb.txt", "003_cccccccccccccccc.txt");
        let found = paired(&[(old, "1", ""), (one, "", "2"), (two, "", "3")]);
        assert_eq!(found, [row("003", old, one), row("003", old, two)]);
    }
}
