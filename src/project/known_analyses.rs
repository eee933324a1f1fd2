//! Where the analysis of every content lies, from a cache.
//!
//! The cache holds, for every content of every analysis file that could be believed, the place of
//! its line. As with the runs, a file whose stamp is another, or that is gone, makes it void; a
//! new file is read and added.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use rayon::iter::IndexedParallelIterator;
use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use super::cached::Source;
use super::error::ProjectError;
use super::open::Project;
use crate::document::Extractor;
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

const NAME: &str = "analyses";
const MAGIC: &str = concat!("provenance analyses 1 ", env!("CARGO_PKG_VERSION"), "\n");

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
pub(super) struct KnownAnalyses {
    sources: Vec<Source>,
    /// The rules of each file.
    rules: Vec<RulesId>,
    /// Sorted.
    places: Vec<Place>,
}

impl KnownAnalyses {
    fn add(&mut self, source: Source, file: FilePlaces) {
        let index = u32::try_from(self.sources.len()).unwrap_or(u32::MAX);
        self.sources.push(source);
        self.rules.push(file.rules);
        self.places.extend(file.places.into_iter().map(|place| Place { file: index, ..place }));
    }

    fn pack(&self) -> Vec<u8> {
        let mut out = MAGIC.as_bytes().to_vec();
        out.reserve(self.places.len() * 44 + self.sources.len() * 200);
        out.put_u32(u32::try_from(self.sources.len()).unwrap_or(u32::MAX));
        for (source, rules) in self.sources.iter().zip(&self.rules) {
            source.pack(&mut out);
            out.extend_from_slice(rules.as_bytes());
        }
        for place in &self.places {
            out.extend_from_slice(place.content.as_bytes());
            out.put_u32(place.file);
            out.put_u32(place.start);
            out.put_u32(place.length);
        }
        out
    }

    fn unpack(bytes: &[u8]) -> Option<Self> {
        let mut from = Unpack(bytes.strip_prefix(MAGIC.as_bytes())?);
        let mut known = Self::default();
        for _ in 0..from.length()? {
            known.sources.push(Source::unpack(&mut from)?);
            known.rules.push(RulesId::from_bytes(from.array()?));
        }
        known.places.reserve(from.0.len() / 44);
        while !from.0.is_empty() {
            known.places.push(Place {
                content: ContentId::from_bytes(from.array()?),
                file: from.u32()?,
                start: from.u32()?,
                length: from.u32()?,
            });
        }
        Some(known)
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
    /// Where all analyses lie, reading only the files that the cache does not stand for.
    fn analysis_places(&self) -> Result<KnownAnalyses, ProjectError> {
        let paths = self.store.files(Folder::Analysis)?;
        let bytes = self.read_cache(NAME, MAGIC);
        let mut known = bytes.and_then(|bytes| KnownAnalyses::unpack(&bytes)).unwrap_or_default();
        let has_its_name = |path: &str| {
            let bytes = self.store.storage().read(path);
            bytes.is_ok_and(|bytes| path.contains(&AnalysisId::of(&bytes).to_string()))
        };
        let mut standing = self.compare_sources(&mut known.sources, &paths, &has_its_name);
        if !standing.is_valid {
            known = KnownAnalyses::default();
            standing.unread = self.sources_of(&paths);
        }
        let mut has_read = false;
        let unread: Vec<String> = standing.unread.iter().map(|it| it.path.clone()).collect();
        let mut sources = standing.unread.into_iter();
        self.progress.begin(READING, unread.len() as u64);
        let look = |bytes: &[u8], file: AnalysisFile| FilePlaces::of(bytes, &file);
        self.store.each_analysis_in(&unread, &look, &mut |_, file| {
            self.progress.advance();
            // Damaged ones are passed over: `verify` tells of them.
            if let (Some(source), Ok(file)) = (sources.next(), file) {
                known.add(source, file);
                has_read = true;
            }
        })?;
        self.progress.end();
        if has_read {
            known.places.sort_unstable();
        }
        if has_read || standing.has_settled {
            self.write_cache(NAME, known.pack());
        }
        Ok(known)
    }

    /// Adds analysis files that were just written to the cache, so that nobody has to read them.
    pub(super) fn remember_analyses(&self, new: Vec<Written>) {
        let bytes = self.read_cache(NAME, MAGIC);
        let mut known = bytes.and_then(|bytes| KnownAnalyses::unpack(&bytes)).unwrap_or_default();
        if new.is_empty() {
            return;
        }
        for (path, file) in new {
            let is_there = known.sources.iter().any(|source| source.path == path);
            let sources = if is_there { Vec::new() } else { self.sources_of(&[path]) };
            if let Some(source) = sources.into_iter().next() {
                known.add(source, file);
            }
        }
        known.places.sort_unstable();
        self.write_cache(NAME, known.pack());
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
        let known = self.analysis_places()?;
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
            let is_of_today = analysed.extractor == Extractor::of(analysed.media_type);
            if !is_of_today {
                return None;
            }
            Some((place.content, (*rules, analysed)))
        };
        let read: Vec<Option<_>> = places.par_iter().with_min_len(64).map(read_one).collect();
        Ok(read.into_iter().flatten().collect())
    }
}
