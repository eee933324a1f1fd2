//! Seeds that are not as their history says, in little memory.
//!
//! Of a first snapshot almost every seed is simply new: all that a record of it says follows from
//! its file. So only the file's place is kept, and the rest is made when it is asked for.

use std::borrow::Cow;

use super::briefs::Briefs;
use super::scan::Observed;
use super::snapshot::Captures;
use crate::history::Turn;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::id::SeedPath;
use crate::record::Event;
use crate::record::Facts;
use crate::record::Kept;
use crate::record::Record;
use crate::record::RecordRef;

/// One seed that is not as its history says.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    pub(super) seed: SeedId,
    pub(super) turn: Turn,
    /// Where the file lies now; where it lay, for a removal.
    pub(super) path: SeedPath,
    pub(super) previous_path: Option<SeedPath>,
    /// What was found; none for a removal.
    pub(super) observed: Option<Observed>,
    pub(super) number: u32,
    pub(super) predecessors: Vec<RecordRef>,
    /// What of it is kept.
    pub(super) kept: Kept,
}

impl Planned {
    /// Whether seed and content were never recorded before.
    fn is_simply_new(&self) -> bool {
        let is_fresh = self.observed.as_ref().is_some_and(|observed| observed.fresh.is_some());
        self.turn == Turn::New && is_fresh && self.predecessors.is_empty()
    }

    /// What is recorded of it.
    pub(super) fn record(&self, briefs: &Briefs, captures: &Captures) -> Record {
        let is_it = |content: ContentId| {
            let observed = self.observed.as_ref();
            self.turn != Turn::Moved && observed.is_some_and(|it| it.content == content)
        };
        let capture = captures.get(&self.path).filter(|(content, _)| is_it(*content));
        let facts = self.observed.as_ref().map(|observed| Facts {
            path: self.path.clone(),
            content: observed.content,
            blob: observed.blob,
            bytes: observed.stamp.bytes,
            media_type: observed.media_type(&self.path),
            kept: self.kept,
            limitations: observed.limitations(briefs),
            capture: capture.map(|(_, capture)| Box::new(capture.clone())),
        });
        let event = match (self.turn, facts) {
            (Turn::Moved, Some(facts)) => Event::Moved(facts),
            (_, Some(facts)) => Event::Version(facts),
            (_, None) => Event::Removed,
        };
        Record {
            seed: self.seed.clone(),
            number: self.number,
            predecessors: self.predecessors.clone(),
            event,
        }
    }
}

/// One planned seed in short.
#[derive(Debug)]
enum Item {
    /// Simply new, with the id that its path gives.
    New { file: u32, kept: Kept },
    /// Simply new, with another id.
    NewNamed { file: u32, kept: Kept, seed: Box<SeedId> },
    /// Everything else.
    Other(Box<Planned>),
}

impl Item {
    fn of(planned: Planned, file: Option<usize>) -> Self {
        let file = file.filter(|_| planned.is_simply_new());
        let kept = planned.kept;
        match file.and_then(|file| u32::try_from(file).ok()) {
            None => Self::Other(Box::new(planned)),
            Some(file) if planned.seed.as_str() == planned.path.inside() => {
                Self::New { file, kept }
            }
            Some(file) => Self::NewNamed { file, kept, seed: Box::new(planned.seed) },
        }
    }
}

/// Everything that is planned, sorted by seed id, and the files that it is about.
#[derive(Debug, Default)]
pub(super) struct PlannedSeeds {
    /// Sorted by path.
    files: Vec<(SeedPath, Observed)>,
    items: Vec<Item>,
}

impl PlannedSeeds {
    /// Takes what is planned, with the index of its file, in two parts that are each sorted by seed
    /// id.
    pub(super) fn of(
        known: impl Iterator<Item = (Planned, Option<usize>)>,
        new: impl Iterator<Item = (Planned, Option<usize>)>,
    ) -> Self {
        let mut items = Vec::new();
        let mut known = known.peekable();
        for (planned, file) in new {
            let is_earlier = |(other, _): &(Planned, _)| other.seed < planned.seed;
            while let Some((earlier, file)) = known.next_if(is_earlier) {
                items.push(Item::of(earlier, file));
            }
            items.push(Item::of(planned, file));
        }
        items.extend(known.map(|(planned, file)| Item::of(planned, file)));
        items.shrink_to_fit();
        Self { files: Vec::new(), items }
    }

    /// Takes the files that were found.
    pub(super) fn take_files(&mut self, files: Vec<(SeedPath, Observed)>) {
        self.files = files;
    }

    /// The files that were found, sorted by path, until [`Self::forget_other_files`].
    pub(super) fn files(&self) -> &[(SeedPath, Observed)] {
        &self.files
    }

    /// Gives up what is known of files that are as their history says.
    pub(super) fn forget_other_files(&mut self) {
        let place = |item: &mut Item| match item {
            Item::New { file, .. } | Item::NewNamed { file, .. } => Some(std::mem::take(file)),
            Item::Other(_) => None,
        };
        let wanted: Vec<Option<u32>> = self.items.iter_mut().map(place).collect();
        let mut kept: Vec<u32> = wanted.iter().flatten().copied().collect();
        kept.sort_unstable();
        for (item, wanted) in self.items.iter_mut().zip(wanted) {
            let place = wanted.and_then(|wanted| kept.binary_search(&wanted).ok());
            if let (Item::New { file, .. } | Item::NewNamed { file, .. }, Some(place)) =
                (item, place)
            {
                *file = u32::try_from(place).unwrap_or(u32::MAX);
            }
        }
        let mut kept = kept.into_iter().peekable();
        let mut index = 0..;
        self.files.retain(|_| kept.next_if_eq(&index.next().unwrap_or(u32::MAX)).is_some());
        self.files.shrink_to_fit();
    }

    /// How many seeds are planned.
    pub(super) const fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether every seed is as its history says.
    pub(super) const fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// One of them.
    pub(super) fn get(&self, index: usize) -> Option<Cow<'_, Planned>> {
        self.items.get(index).and_then(|item| self.whole(item))
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = Cow<'_, Planned>> {
        self.items.iter().filter_map(|item| self.whole(item))
    }

    /// Those of which that is kept.
    pub(super) fn kept_as(&self, what: Kept) -> impl Iterator<Item = Cow<'_, Planned>> {
        let is_so = move |item: &&Item| match item {
            Item::New { kept, .. } | Item::NewNamed { kept, .. } => *kept == what,
            Item::Other(planned) => planned.kept == what,
        };
        self.items.iter().filter(is_so).filter_map(|item| self.whole(item))
    }

    /// Those that are not simply new seeds with contents that were never recorded, with their
    /// index.
    pub(super) fn others(&self) -> impl Iterator<Item = (usize, &Planned)> {
        self.items.iter().enumerate().filter_map(|(index, item)| match item {
            Item::Other(planned) => Some((index, planned.as_ref())),
            Item::New { .. } | Item::NewNamed { .. } => None,
        })
    }

    /// How many of them lie there now.
    pub(super) fn present(&self) -> usize {
        self.len() - self.others().filter(|(_, planned)| planned.observed.is_none()).count()
    }

    fn whole<'a>(&'a self, item: &'a Item) -> Option<Cow<'a, Planned>> {
        let (file, kept, seed) = match item {
            Item::New { file, kept } => (*file, *kept, None),
            Item::NewNamed { file, kept, seed } => (*file, *kept, Some(seed)),
            Item::Other(planned) => return Some(Cow::Borrowed(planned)),
        };
        let (path, observed) = self.files.get(usize::try_from(file).ok()?)?;
        let seed = match seed {
            Some(seed) => SeedId::clone(seed),
            None => SeedId::new(path.inside()).ok()?,
        };
        Some(Cow::Owned(Planned {
            seed,
            turn: Turn::New,
            path: path.clone(),
            previous_path: None,
            observed: Some(observed.clone()),
            number: 1,
            predecessors: Vec::new(),
            kept,
        }))
    }
}
