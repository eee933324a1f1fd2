//! Files at new paths that are vanished ones, told by their texts.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::document::Document;
use crate::document::Hints;
use crate::text::Sketch;

/// Shares of a thousand of the words that must stand in both texts for a file at a new path to
/// be taken for a vanished seed.
const MOSTLY: u32 = 500;

/// The most pairs of a vanished seed and a new file whose texts are compared.
pub(super) const MOST_PAIRS: usize = 100_000;

/// What is compared of a file's text.
pub(super) fn sketch(file_name: &str, bytes: &[u8]) -> Sketch {
    let hints = Hints { file_name: Some(file_name.to_owned()) };
    Sketch::new(Document::parse(bytes, &hints).text())
}

/// Pairs vanished and new files whose texts resemble each other most, best first; gives the
/// vanished one of each new one that has one.
pub(super) fn pair<O: Ord + Clone, N: Ord + Clone>(
    old: &[(O, Sketch)],
    new: &[(N, Sketch)],
) -> BTreeMap<N, O> {
    let mut pairs: Vec<(u32, &O, &N)> = Vec::new();
    for (gone, old_sketch) in old {
        for (come, new_sketch) in new {
            let share = old_sketch.resemblance(new_sketch);
            if share >= MOSTLY {
                pairs.push((share, gone, come));
            }
        }
    }
    pairs.sort_by(|one, other| other.0.cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut paired: BTreeMap<N, O> = BTreeMap::new();
    let mut taken: BTreeSet<&O> = BTreeSet::new();
    for (_, gone, come) in pairs {
        if !taken.contains(gone) && !paired.contains_key(come) {
            taken.insert(gone);
            paired.insert(come.clone(), gone.clone());
        }
    }
    paired
}
