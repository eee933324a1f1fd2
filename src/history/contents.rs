//! The contents of all recorded versions, quick to look one up in.

use crate::id::ContentId;

/// Contents, sorted, each once.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub(super) sorted: Vec<ContentId>,
    /// Where the contents that begin with each two bytes begin: digests are spread evenly, so
    /// hardly any have the same beginning. Empty where there are few.
    starts: Vec<u32>,
}

/// Fewer than this many are simply searched.
const FEW: usize = 4096;

fn beginning(content: ContentId) -> usize {
    let bytes = content.as_bytes();
    bytes.first_chunk::<2>().map_or(0, |two| usize::from(u16::from_be_bytes(*two)))
}

impl Contents {
    pub(super) fn of(mut contents: Vec<ContentId>) -> Self {
        contents.sort_unstable();
        contents.dedup();
        let mut starts = Vec::new();
        if contents.len() >= FEW {
            starts.reserve_exact(usize::from(u16::MAX) + 2);
            for (index, content) in contents.iter().enumerate() {
                let first = u32::try_from(index).unwrap_or(u32::MAX);
                starts.resize(starts.len().max(beginning(*content) + 1), first);
            }
            starts.resize(usize::from(u16::MAX) + 2, u32::try_from(contents.len()).unwrap_or(0));
        }
        Self { sorted: contents, starts }
    }

    pub(super) fn has(&self, content: ContentId) -> bool {
        let at = beginning(content);
        let place = |index: usize| usize::try_from(*self.starts.get(index)?).ok();
        let near = place(at).zip(place(at + 1)).and_then(|(from, to)| self.sorted.get(from..to));
        near.unwrap_or(&self.sorted).binary_search(&content).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Contents;
    use super::FEW;
    use crate::id::ContentId;

    #[test]
    fn what_is_among_many_or_few_is_found_and_nothing_else() {
        let content = |number: usize| ContentId::of(&number.to_le_bytes());
        for count in [0, 1, FEW - 1, FEW, 5 * FEW] {
            let contents = Contents::of((0..count).chain(0..count.min(2)).map(content).collect());
            assert_eq!(contents.sorted.len(), count);
            assert!((0..count).all(|number| contents.has(content(number))));
            assert!((count..count + 1000).all(|number| !contents.has(content(number))));
        }
    }
}
