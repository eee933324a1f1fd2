//! Where the analysis of every content lies, from a cache.
//!
//! The cache holds, for every content of every analysis file that could be believed, the place of
//! its line. What lies in a file that is gone or altered is passed over, a new file is read and
//! added behind the others.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use rayon::iter::IndexedParallelIterator;
use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use super::cached::Files;
use super::cached::Source;
use super::error::ProjectError;
use super::open::Project;
use super::pieces::Form;
use super::pieces::PieceReader;
use crate::history::Pack;
use crate::history::Unpack;
use crate::id::AnalysisId;
use crate::id::ContentId;
use crate::id::RulesId;
use crate::record::AnalysedContent;
use crate::record::AnalysisFile;
use crate::record::read_analysed;
use crate::store::Folder;
use crate::store::Storage;

const ANALYSES: Form = Form {
    name: "analyses",
    magic: concat!("provenance analyses 2 ", env!("CARGO_PKG_VERSION"), "\n"),
};

/// What is told while analyses are read.
const READING: &str = "reading analyses";

/// Where the analysis of one content lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    content: ContentId,
    /// The index of the file.
    file: u32,
    /// The first byte of its line.
    start: u32,
    /// The length of its line, without the line feed.
    length: u32,
}

/// Where the analyses of an analysis file lie, and by which rules they are.
#[derive(Debug)]
pub(super) struct FilePlaces {
    rules: RulesId,
    places: Vec<Place>,
}

/// The path below `snapshots/` of an analysis file that was just written, and what lies where.
pub(super) type Written = (String, FilePlaces);

impl FilePlaces {
    /// Looks over a file that was checked.
    pub(super) fn of(bytes: &[u8], file: &AnalysisFile) -> Self {
        let mut start = 0;
        let mut places = Vec::with_capacity(file.contents.len());
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let mut contents = file.contents.iter();
        for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            if index > 0
                && let Some(analysed) = contents.next()
            {
                let (start, length) = (number(start), number(line.len()));
                places.push(Place { content: analysed.content, file: 0, start, length });
            }
            start += line.len() + 1;
        }
        Self { rules: file.header.rules, places }
    }
}

/// Where all analyses lie.
#[derive(Debug, Default)]
struct KnownAnalyses {
    sources: Vec<Source>,
    /// The rules of each file.
    rules: Vec<RulesId>,
    /// Sorted.
    places: Vec<Place>,
    /// Whether the file of the cache cannot be added to, or has much that says nothing.
    is_outgrown: bool,
}

/// The contents whose analyses are looked for.
enum Wanted<'a> {
    All,
    /// These; of every pair of bytes, whether one of them begins with it: most others do not.
    These(&'a BTreeSet<ContentId>, Vec<bool>),
}

fn beginning(content: &ContentId) -> usize {
    content.as_bytes().first_chunk::<2>().map_or(0, |two| usize::from(u16::from_le_bytes(*two)))
}

impl<'a> Wanted<'a> {
    fn these(contents: &'a BTreeSet<ContentId>) -> Self {
        let mut begins = vec![false; 1 << 16];
        for content in contents {
            begins.get_mut(beginning(content)).into_iter().for_each(|begins| *begins = true);
        }
        Self::These(contents, begins)
    }

    fn has(&self, content: ContentId) -> bool {
        match self {
            Self::All => true,
            Self::These(contents, begins) => {
                begins.get(beginning(&content)) == Some(&true) && contents.contains(&content)
            }
        }
    }
}

fn pack(source: &Source, rules: RulesId, places: &[Place], out: &mut Vec<u8>) {
    source.pack(out);
    out.extend_from_slice(rules.as_bytes());
    out.put_u32(u32::try_from(places.len()).unwrap_or(u32::MAX));
    for place in places {
        out.extend_from_slice(place.content.as_bytes());
        out.put_u32(place.start);
        out.put_u32(place.length);
    }
}

impl KnownAnalyses {
    fn add(&mut self, source: Source, file: FilePlaces) {
        let index = u32::try_from(self.sources.len()).unwrap_or(u32::MAX);
        self.sources.push(source);
        self.rules.push(file.rules);
        self.places.extend(file.places.into_iter().map(|place| Place { file: index, ..place }));
    }

    /// Takes a file off the front of a piece of the cache, with the places of the wanted contents.
    /// One that is known already tells its stamp once more: the bytes are the same, as the name is
    /// their digest.
    fn take(
        &mut self,
        from: &mut Unpack<'_>,
        known: &mut BTreeMap<String, usize>,
        wanted: &Wanted<'_>,
    ) -> Option<()> {
        let source = Source::unpack(from)?;
        let rules = RulesId::from_bytes(from.array()?);
        let count = from.length()?;
        let file = u32::try_from(self.sources.len()).unwrap_or(u32::MAX);
        let before = known.get(&source.path).and_then(|index| self.sources.get_mut(*index));
        let is_new = before.is_none();
        for _ in 0..count {
            let content = ContentId::from_bytes(from.array()?);
            let place = Place { content, file, start: from.u32()?, length: from.u32()? };
            self.places.extend((is_new && wanted.has(content)).then_some(place));
        }
        match before {
            Some(before) => {
                *before = source;
                self.is_outgrown |= count > 0;
            }
            None => {
                known.insert(source.path.clone(), self.sources.len());
                self.sources.push(source);
                self.rules.push(rules);
            }
        }
        Some(())
    }

    /// Reads the cache, as far as it is about the wanted contents.
    fn read(mut reader: PieceReader, wanted: &Wanted<'_>) -> Self {
        let mut all = Self::default();
        let (mut piece, mut known) = (Vec::new(), BTreeMap::new());
        while reader.next(&mut piece) {
            let mut from = Unpack(&piece);
            while all.take(&mut from, &mut known, wanted).is_some() {}
            piece.clear();
        }
        all.is_outgrown |= reader.is_harmed;
        all.places.sort();
        all
    }

    /// Leaves out the files that do not stand.
    fn retain(&mut self, stands: &[bool]) {
        let mut index = 0..;
        let is_there = |file: usize| stands.get(file).copied().unwrap_or(false);
        let numbers: Vec<Option<u32>> = {
            let mut next = 0..;
            let number = |stands: &bool| stands.then(|| next.next()).flatten();
            stands.iter().map(number).collect()
        };
        self.sources.retain(|_| index.next().is_some_and(is_there));
        let mut index = 0..;
        self.rules.retain(|_| index.next().is_some_and(is_there));
        self.places.retain_mut(|place| {
            let number = usize::try_from(place.file).ok().and_then(|file| *numbers.get(file)?);
            place.file = number.unwrap_or(u32::MAX);
            number.is_some()
        });
        self.places.sort();
        self.is_outgrown = true;
    }

    /// The place of the analysis that counts: by the current rules where there is one, else by
    /// those with the larger id.
    fn best(&self, content: ContentId, current: RulesId) -> Option<(RulesId, &Place)> {
        let first = self.places.partition_point(|place| place.content < content);
        let of_content = self.places.get(first..)?;
        let candidates = of_content.iter().take_while(|place| place.content == content);
        let rank = |place: &&Place| {
            let file = usize::try_from(place.file).unwrap_or(usize::MAX);
            let rules = self.rules.get(file).copied();
            let path = self.sources.get(file).map(|source| source.path.as_str());
            (rules == Some(current), rules, std::cmp::Reverse((path, place.start)))
        };
        let best = candidates.max_by_key(rank)?;
        let rules = self.rules.get(usize::try_from(best.file).ok()?)?;
        Some((*rules, best))
    }
}

impl Project {
    /// Where the analyses of the wanted contents lie, reading only the files that the cache does
    /// not stand for.
    fn analysis_places(&self, wanted: &Wanted<'_>) -> Result<KnownAnalyses, ProjectError> {
        let files = Files::all(&self.store, Folder::Analysis)?;
        let storage = self.store.storage();
        let has_its_name = |path: &str| {
            let bytes = storage.read(path);
            bytes.is_ok_and(|bytes| path.ends_with(&format!("/{}.jsonl", AnalysisId::of(&bytes))))
        };
        let look = |wanted: &Wanted<'_>| {
            let known = self.open_cache(&ANALYSES).map(|it| KnownAnalyses::read(it, wanted));
            let mut known = known.unwrap_or_default();
            let standing = self.compare_sources(&mut known.sources, &files, &has_its_name);
            (known, standing)
        };
        let (mut known, mut standing) = look(wanted);
        if known.is_outgrown || !standing.is_valid() {
            // It will be written anew, so all of it is wanted.
            (known, standing) = look(&Wanted::All);
            known.retain(&standing.stands);
        }
        let changed = if known.is_outgrown { Vec::new() } else { standing.reread };
        let mut new = Vec::new();
        let unread: Vec<String> = standing.unread.iter().map(|it| it.path.clone()).collect();
        let mut sources = standing.unread.into_iter();
        self.progress.begin(READING, unread.len() as u64);
        let places = |bytes: &[u8], file: AnalysisFile| FilePlaces::of(bytes, &file);
        self.store.each_analysis_in(&unread, &places, &mut |_, file| {
            self.progress.advance();
            // Damaged ones are passed over: `verify` tells of them.
            new.extend(sources.next().zip(file.ok()));
        })?;
        self.progress.end();
        self.extend_analyses(&mut known, &changed, new);
        Ok(known)
    }

    /// Adds files to what is known and to the cache, with the sources at `changed`, whose stamps
    /// are others now.
    fn extend_analyses(
        &self,
        known: &mut KnownAnalyses,
        changed: &[usize],
        new: Vec<(Source, FilePlaces)>,
    ) {
        let has_more = !changed.is_empty() || !new.is_empty();
        if has_more && !known.is_outgrown {
            let told = changed
                .iter()
                .filter_map(|index| Some((known.sources.get(*index)?, *known.rules.get(*index)?)));
            let told: Vec<(&Source, RulesId)> = told.collect();
            self.extend_cache(&ANALYSES, &mut |writer| {
                told.iter().try_for_each(|(source, rules)| {
                    writer.put(|out| pack(source, *rules, &[], out))
                })?;
                new.iter().try_for_each(|(source, file)| {
                    writer.put(|out| pack(source, file.rules, &file.places, out))
                })
            });
        }
        let has_new = !new.is_empty();
        new.into_iter().for_each(|(source, file)| known.add(source, file));
        if has_new {
            known.places.sort();
        }
        if known.is_outgrown {
            self.write_analyses_anew(known);
            known.is_outgrown = false;
        }
    }

    fn write_analyses_anew(&self, known: &KnownAnalyses) {
        let mut by_file: Vec<Place> = known.places.clone();
        by_file.sort_by_key(|place| (place.file, place.start));
        let mut rest = by_file.as_slice();
        self.write_cache(&ANALYSES, &mut |writer| {
            for (file, (source, rules)) in (0..).zip(known.sources.iter().zip(&known.rules)) {
                let count = rest.partition_point(|place| place.file <= file);
                let (of_file, after) = rest.split_at(count);
                rest = after;
                writer.put(|out| pack(source, *rules, of_file, out))?;
            }
            Ok(())
        });
    }

    /// Adds analysis files that were just written to the cache, so that nobody has to read them.
    pub(super) fn remember_analyses(&self, new: Vec<Written>) {
        let new = new.into_iter().filter_map(|(path, file)| {
            self.sources_of(vec![path]).pop().map(|source| (source, file))
        });
        let new: Vec<(Source, FilePlaces)> = new.collect();
        if !new.is_empty() {
            self.extend_cache(&ANALYSES, &mut |writer| {
                new.iter().try_for_each(|(source, file)| {
                    writer.put(|out| pack(source, file.rules, &file.places, out))
                })
            });
        }
    }

    /// The analyses of the wanted contents: by the current rules where there is one, else by
    /// those with the larger id. Those over the text of another version of an extractor are
    /// passed over.
    pub(super) fn analyses_of(
        &self,
        wanted: &BTreeSet<ContentId>,
    ) -> Result<BTreeMap<ContentId, (RulesId, AnalysedContent)>, ProjectError> {
        if wanted.is_empty() {
            return Ok(BTreeMap::new());
        }
        let known = self.analysis_places(&Wanted::these(wanted))?;
        let current = self.rules.id();
        let mut places: Vec<(RulesId, &Place)> =
            wanted.iter().filter_map(|content| known.best(*content, current)).collect();
        places.sort_unstable_by_key(|(_, place)| (place.file, place.start));
        let storage = self.store.storage();
        let read_one = |(rules, place): &(RulesId, &Place)| {
            let source = known.sources.get(usize::try_from(place.file).ok()?)?;
            let (start, length) = (u64::from(place.start), usize::try_from(place.length).ok()?);
            let line = storage.read_part(&source.path, start, length).ok()?;
            let analysed = read_analysed(&line).filter(|it| it.content == place.content)?;
            // Its spans count in the text of another extractor, so they mean nothing today.
            let is_of_today = analysed.extractor.is_of_today(analysed.media_type);
            if !is_of_today {
                return None;
            }
            Some((place.content, (*rules, analysed)))
        };
        let read: Vec<Option<_>> = places.par_iter().with_min_len(64).map(read_one).collect();
        Ok(read.into_iter().flatten().collect())
    }
}
