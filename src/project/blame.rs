//! `blame`: the version that introduced each sentence.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::num::NonZeroU32;

use super::error::ProjectError;
use super::open::Project;
use super::past::label;
use super::present::weigh;
use crate::analysis::noise::NoiseSpan;
use crate::document::Document;
use crate::document::Hints;
use crate::history::Entry;
use crate::history::History;
use crate::history::Moment;
use crate::history::Passage;
use crate::history::Reading;
use crate::history::Revision;
use crate::history::Rewording;
use crate::history::SeedHistory;
use crate::history::blame;
use crate::id::ContentId;
use crate::record::AnalysedContent;
use crate::record::Facts;
use crate::text::Span;
use crate::view::BlamePassage;
use crate::view::BlameShare;
use crate::view::BlameView;
use crate::view::LimitationView;
use crate::view::Places;
use crate::view::RewordingView;
use crate::view::VersionLabel;

/// Which sentences are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlameOptions {
    /// Only what came after this version.
    pub since: Option<Moment>,
    /// Only sentences on these lines, first and last.
    pub lines: Option<(NonZeroU32, NonZeroU32)>,
}

/// One version in the line of what is blamed.
struct Step {
    label: VersionLabel,
    /// Index of the entry; none for the working tree.
    entry: Option<usize>,
    content: Source,
}

/// Where a version's bytes are.
enum Source {
    Object { facts: Box<Facts>, file_name: String },
    Bytes { bytes: Vec<u8>, file_name: String },
}

impl Project {
    /// Says for every sentence of a version, or of the file under `seeds/` now, which version
    /// introduced it.
    ///
    /// # Errors
    /// When the version, or the one in `since`, is not found, or a content cannot be read.
    pub fn blame(
        &self,
        revision: &Revision,
        options: &BlameOptions,
    ) -> Result<BlameView, ProjectError> {
        let past = self.past()?;
        let seed = past.history.require(&revision.seed)?;
        let (steps, predecessors) = self.steps(seed, &revision.moment)?;
        let known = match &options.since {
            Some(moment) => ancestors(seed, &index_of(seed, seed.find(moment)?.0)),
            None => BTreeSet::new(),
        };
        let mut last = Vec::new();
        let passages = blame(&predecessors, |index| {
            let of = (&past.history, seed);
            let (bytes, file_name) = self.bytes_of_step(of, steps.get(index))?;
            let hints = Hints { file_name: Some(file_name) };
            let document = Document::parse(&bytes, &hints);
            let reading =
                Reading { text: document.text().to_owned(), media_type: document.media_type() };
            last = if index + 1 == steps.len() { bytes } else { Vec::new() };
            Ok::<_, ProjectError>(reading)
        })?;
        let Some(step) = steps.last() else { return Ok(BlameView::default()) };
        let hints = Hints { file_name: Some(step.content.file_name().to_owned()) };
        let document = Document::parse(&last, &hints);
        let analysed = self.analysis_for(step, &last)?;
        let origin = analysed.analysis.origin;
        let (origin, _) = weigh(origin, past.history.assertions(), seed.id(), analysed.content);
        let page = Page {
            text: document.text(),
            places: Places::of(&document),
            noise: &analysed.analysis.noise,
            steps: &steps,
        };
        let is_wanted = |passage: &Passage| {
            let entry = steps.get(passage.introduced).and_then(|step| step.entry);
            let is_young = entry.is_none_or(|entry| !known.contains(&entry));
            is_young && options.lines.is_none_or(|lines| page.is_on(passage.span, lines))
        };
        let shown: Vec<BlamePassage> =
            passages.iter().filter(|it| is_wanted(it)).map(|it| page.passage(it)).collect();
        Ok(BlameView {
            label: VersionLabel { digest: Some(analysed.content), ..step.label.clone() },
            title: origin.title.map(|title| title.value),
            versions: u32::try_from(seed.versions().count()).unwrap_or(u32::MAX),
            shares: page.shares(&passages),
            left_out: (passages.len() - shown.len()) as u64,
            passages: shown,
            limitations: LimitationView::of(&analysed.limitations),
            ..BlameView::default()
        })
    }

    /// The versions that lead to the one that `moment` names, that one last, and for each the
    /// indices of the ones before it.
    fn steps(
        &self,
        seed: &SeedHistory,
        moment: &Moment,
    ) -> Result<(Vec<Step>, Vec<Vec<usize>>), ProjectError> {
        let ends: BTreeSet<usize> = match moment {
            Moment::WorkTree => {
                seed.heads().flat_map(|head| index_of(seed, head)).collect::<BTreeSet<_>>()
            }
            moment => index_of(seed, seed.find(moment)?.0),
        };
        let mut steps = Vec::new();
        let mut predecessors = Vec::new();
        let mut place: BTreeMap<usize, usize> = BTreeMap::new();
        for index in ancestors(seed, &ends) {
            let Some(entry) = seed.entry(index) else { continue };
            let Some(facts) = entry.version() else { continue };
            let before: BTreeSet<usize> = entry.predecessors.iter().copied().collect();
            predecessors.push(versions_at(seed, before, &place));
            place.insert(index, steps.len());
            let file_name = facts.path.file_name().to_owned();
            let content = Source::Object { facts: Box::new(facts.clone()), file_name };
            steps.push(Step { label: label(seed, entry), entry: Some(index), content });
        }
        if *moment == Moment::WorkTree {
            predecessors.push(versions_at(seed, ends, &place));
            steps.push(self.work_tree_step(seed)?);
        }
        Ok((steps, predecessors))
    }

    fn work_tree_step(&self, seed: &SeedHistory) -> Result<Step, ProjectError> {
        let path = self.work_tree_path(seed)?;
        let target = path.below(&self.root);
        let bytes =
            std::fs::read(&target).map_err(|source| ProjectError::Read { path: target, source })?;
        let label = VersionLabel {
            seed: Some(seed.id().clone()),
            path: Some(path.to_string()),
            ..VersionLabel::default()
        };
        let file_name = path.file_name().to_owned();
        Ok(Step { label, entry: None, content: Source::Bytes { bytes, file_name } })
    }

    fn bytes_of_step(
        &self,
        (history, seed): (&History, &SeedHistory),
        step: Option<&Step>,
    ) -> Result<(Vec<u8>, String), ProjectError> {
        match step.map(|step| &step.content) {
            Some(Source::Object { facts, file_name }) => {
                Ok((self.bytes_of(history, seed.id(), facts)?, file_name.clone()))
            }
            Some(Source::Bytes { bytes, file_name }) => Ok((bytes.clone(), file_name.clone())),
            None => Ok((Vec::new(), String::new())),
        }
    }

    /// The recorded analysis of a step, else one made now.
    fn analysis_for(&self, step: &Step, bytes: &[u8]) -> Result<AnalysedContent, ProjectError> {
        let content = ContentId::of(bytes);
        let mut known = self.analyses_of(&BTreeSet::from([content]))?;
        let fresh = || self.intake().analyse_bytes(step.content.file_name(), bytes);
        Ok(known.remove(&content).map_or_else(fresh, |(_, analysed)| analysed))
    }
}

impl Source {
    fn file_name(&self) -> &str {
        match self {
            Self::Object { file_name, .. } | Self::Bytes { file_name, .. } => file_name,
        }
    }
}

/// The index of an entry, as a set.
fn index_of(seed: &SeedHistory, entry: &Entry) -> BTreeSet<usize> {
    seed.entries().iter().position(|other| other.at == entry.at).into_iter().collect()
}

/// The entries that lead to some others, and these themselves.
fn ancestors(seed: &SeedHistory, ends: &BTreeSet<usize>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open = ends.clone();
    while let Some(index) = open.pop_last() {
        if found.insert(index) {
            let before = seed.entry(index).map(|entry| entry.predecessors.as_slice());
            open.extend(before.unwrap_or_default());
        }
    }
    found
}

/// The versions that stood at some entries: moves and removals lead on to those before them.
fn versions_at(
    seed: &SeedHistory,
    mut open: BTreeSet<usize>,
    place: &BTreeMap<usize, usize>,
) -> Vec<usize> {
    let mut found = BTreeSet::new();
    while let Some(index) = open.pop_last() {
        match place.get(&index) {
            Some(step) => drop(found.insert(*step)),
            None => {
                let before = seed.entry(index).map(|entry| entry.predecessors.as_slice());
                open.extend(before.unwrap_or_default().iter().filter(|other| **other < index));
            }
        }
    }
    found.into_iter().collect()
}

/// The text that is blamed.
struct Page<'a> {
    text: &'a str,
    places: Places,
    noise: &'a [NoiseSpan],
    steps: &'a [Step],
}

impl Page<'_> {
    fn passage(&self, passage: &Passage) -> BlamePassage {
        let body = self.body(passage.span);
        let range = self.places.range(passage.span);
        let (first_line, last_line) = self.places.lines_of(body);
        BlamePassage {
            start: range.start,
            end: range.end,
            space: range.space,
            first_line,
            last_line,
            text: body.slice(self.text).to_owned(),
            introduced: self.label(passage.introduced),
            first_seen: passage.first_seen.map(|version| self.label(version)),
            reworded_from: passage.reworded.as_deref().map(|it| self.rewording(it)),
            noise: self.is_noise(body),
        }
    }

    fn rewording(&self, rewording: &Rewording) -> RewordingView {
        RewordingView {
            introduced: self.label(rewording.introduced),
            text: rewording.text.clone(),
            significance: rewording.significance.iter().copied().collect(),
        }
    }

    fn label(&self, version: usize) -> VersionLabel {
        self.steps.get(version).map(|step| step.label.clone()).unwrap_or_default()
    }

    /// The sentence without the white space at its ends.
    fn body(&self, span: Span) -> Span {
        let slice = span.slice(self.text);
        let start = slice.len() - slice.trim_start().len();
        Span::at(span.start() + start, slice.trim().len())
    }

    fn is_noise(&self, body: Span) -> bool {
        let first = self.noise.partition_point(|found| found.span.end() <= body.start());
        let mut at = body.start();
        for found in self.noise.iter().skip(first) {
            let is_gap = |gap: Span| !gap.slice(self.text).trim().is_empty();
            if at >= body.end() || Span::new(at, found.span.start()).is_some_and(is_gap) {
                break;
            }
            at = at.max(found.span.end());
        }
        !body.is_empty() && at >= body.end()
    }

    fn is_on(&self, span: Span, (first, last): (NonZeroU32, NonZeroU32)) -> bool {
        let (from, to) = self.places.lines_of(self.body(span));
        from <= last && first <= to
    }

    fn shares(&self, passages: &[Passage]) -> Vec<BlameShare> {
        let mut counts: BTreeMap<usize, (u64, u64)> = BTreeMap::new();
        for passage in passages {
            let (sentences, bytes) = counts.entry(passage.introduced).or_default();
            *sentences += 1;
            *bytes += passage.span.len() as u64;
        }
        let newest_first = counts.into_iter().rev();
        let share = |(version, (sentences, bytes))| BlameShare {
            version: self.label(version),
            sentences,
            bytes,
        };
        newest_first.map(share).collect()
    }
}
