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
        sort(&mut contents);
        contents.dedup();
        let starts = match contents.len() {
            0..FEW => Vec::new(),
            _ => starts_of(&contents),
        };
        Self { sorted: contents, starts }
    }

    pub(super) fn has(&self, content: ContentId) -> bool {
        let at = beginning(content);
        let place = |index: usize| usize::try_from(*self.starts.get(index)?).ok();
        let near = place(at).zip(place(at + 1)).and_then(|(from, to)| self.sorted.get(from..to));
        near.unwrap_or(&self.sorted).binary_search(&content).is_ok()
    }
}

/// Of every two bytes and one more, how many contents begin with less.
fn starts_of(contents: &[ContentId]) -> Vec<u32> {
    let mut starts = vec![0; usize::from(u16::MAX) + 2];
    for content in contents {
        starts.get_mut(beginning(*content) + 1).into_iter().for_each(|count| *count += 1);
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    starts
}

/// Sorts contents: each goes to where those of its beginning belong, which leaves little to sort.
pub(super) fn sort(contents: &mut [ContentId]) {
    if contents.len() < FEW || contents.is_sorted() {
        contents.sort_unstable();
        return;
    }
    let starts = starts_of(contents);
    let mut next = starts.clone();
    let unsorted = contents.to_vec();
    for content in unsorted {
        let Some(place) = next.get_mut(beginning(content)) else { continue };
        let to = usize::try_from(*place).ok().and_then(|place| contents.get_mut(place));
        to.into_iter().for_each(|to| *to = content);
        *place += 1;
    }
    let place = |start: Option<&u32>| usize::try_from(*start?).ok();
    for pair in starts.windows(2) {
        let range = place(pair.first()).zip(place(pair.last()));
        let part = range.and_then(|(from, to)| contents.get_mut(from..to));
        part.into_iter().for_each(<[ContentId]>::sort_unstable);
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
