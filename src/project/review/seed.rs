//! One seed: what it was, what it is, and what changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::content::Held;
use super::content::Unread;
use super::identity::Located;
use super::identity::Pair;
use super::recorded::Recorded;
use super::shared::Sentences;
use crate::analysis::readiness::Verdict;
use crate::diff::Classifier;
use crate::git::TreeEntry;
use crate::history::History;
use crate::history::SeedHistory;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::project::annotate::Brief;
use crate::project::compare::Comparison;
use crate::project::compare::Side;
use crate::project::config::Config;
use crate::project::intake::analyse;
use crate::project::past::label;
use crate::record::AnalysedContent;
use crate::view::Event;
use crate::view::ReadinessBrief;
use crate::view::SeedBefore;
use crate::view::SeedChange;
use crate::view::VersionLabel;

/// A seed that was looked at.
#[derive(Debug)]
pub(super) struct Examined {
    pub(super) pair: Pair,
    pub(super) change: SeedChange,
    pub(super) before: Option<SeedBefore>,
    pub(super) is_recorded: bool,
    pub(super) comparison: Option<Comparison>,
    /// Why a side cannot be looked at, the new one first.
    pub(super) unread: Option<Unread>,
    /// Whether the texts were not compared because too much changed in all.
    pub(super) is_left_out: bool,
    /// What was derived here of the new content.
    pub(super) derived: Option<AnalysedContent>,
    /// What tells the new text; none where there is none.
    pub(super) sentences: Option<Sentences>,
}

/// What is known when a seed is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    /// The settings of the old revision.
    pub(super) config: &'a Config,
    pub(super) recorded: &'a Recorded,
    /// Analyses of the old revision.
    pub(super) analyses: &'a BTreeMap<ContentId, AnalysedContent>,
}

/// A pair with the bytes of both sides.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) pair: Pair,
    pub(super) old: Option<Held>,
    pub(super) new: Option<Held>,
    /// Whether the texts are compared.
    pub(super) is_compared: bool,
}

/// One side that was read.
struct Read<'a> {
    bytes: &'a [u8],
    name: &'a str,
    analysed: AnalysedContent,
    brief: Brief,
    /// Whether the analysis was derived here.
    is_derived: bool,
}

impl Known<'_> {
    /// Looks at one seed.
    pub(super) fn examine(&self, loaded: Loaded) -> Examined {
        let Loaded { pair, old, new, is_compared } = loaded;
        let event = self.event(&pair);
        let unread = [&new, &old].into_iter().flatten().find_map(|held| held.as_ref().err());
        let unread = unread.copied();
        let old_read = pair.old.as_ref().and_then(|file| self.read(&pair.seed, file, &old));
        let new_read = match event {
            Event::Moved => None,
            _ => pair.new.as_ref().and_then(|file| self.read(&pair.seed, file, &new)),
        };
        let mut change = self.describe(&pair, event, new_read.as_ref().or(old_read.as_ref()));
        let had_specification = old_read.as_ref().is_some_and(is_specification);
        if let Some(readiness) = &mut change.readiness {
            readiness.arrived &= !had_specification;
        }
        change.limitations.extend(unread.map(Unread::limitation));
        let before = pair.old.as_ref().map(|file| self.before(&pair.seed, file, old_read.as_ref()));
        change.predecessors = before.iter().map(|before| before.version.clone()).collect();
        let sides = old_read.as_ref().zip(new_read.as_ref());
        let comparison = sides.filter(|_| is_compared).map(|(old, new)| {
            let old_label = before.as_ref().map(|before| before.version.clone());
            let new_label = self.label(&self.recorded.head, &pair.seed, pair.new.as_ref());
            let old = (old, old_label.unwrap_or_default());
            compare(old, (new, new_label), self.config.classifier.clone())
                .with_equals(change.equals.clone())
        });
        change.diff = comparison.as_ref().map(Comparison::summary);
        let sentences = new_read.as_ref().map(|read| match &comparison {
            Some(comparison) => Sentences::of(comparison.new_text()),
            None => Sentences::of_file(read.name, read.bytes),
        });
        Examined {
            is_recorded: self.is_recorded(&pair),
            is_left_out: sides.is_some() && !is_compared,
            derived: new_read.filter(|read| read.is_derived).map(|read| read.analysed),
            pair,
            change,
            before,
            comparison,
            unread,
            sentences,
        }
    }

    fn event(&self, pair: &Pair) -> Event {
        let past = self.recorded.base.seed(&pair.seed);
        match (&pair.old, &pair.new) {
            (None, _) if past.is_some_and(SeedHistory::is_removed) => Event::Returned,
            (None, _) => Event::New,
            (_, None) => Event::Removed,
            (Some(old), Some(new)) if old.entry == new.entry => Event::Moved,
            (Some(_), Some(_)) => Event::Replaced,
        }
    }

    fn read<'a>(
        &self,
        seed: &SeedId,
        file: &'a Located,
        held: &'a Option<Held>,
    ) -> Option<Read<'a>> {
        let bytes = held.as_ref()?.as_ref().ok()?.as_slice();
        let name = file.path.file_name();
        let known = self.analyses.get(&ContentId::of(bytes)).cloned();
        let is_derived = known.is_none();
        let analysed = known.unwrap_or_else(|| analyse(name, bytes, &self.config.rules));
        let said = Some((seed, self.recorded.base.assertions()));
        let brief = Brief::of(&analysed, said, bytes.len() as u64);
        Some(Read { bytes, name, analysed, brief, is_derived })
    }

    /// What it is now; of a removed seed what it was.
    fn describe(&self, pair: &Pair, event: Event, read: Option<&Read<'_>>) -> SeedChange {
        let file = pair.new.as_ref().or(pair.old.as_ref());
        let path = file.map(|file| file.path.to_string()).unwrap_or_default();
        let mut change = SeedChange::new(pair.seed.clone(), event, path);
        let previous = pair.old.as_ref().map(|old| old.path.to_string());
        change.previous_path =
            previous.filter(|previous| pair.new.is_some() && *previous != change.path);
        if let Some(read) = read {
            let brief = read.brief.clone();
            change.title = brief.title;
            change.publisher = brief.publisher;
            change.place = brief.place;
            change.published = brief.published;
            change.limitations = brief.limitations;
            if pair.new.is_some() {
                change.digest = Some(read.analysed.content);
                change.noise_share = brief.noise_share;
                change.readiness = brief.readiness;
            }
        }
        if let Some(new) = &pair.new {
            let label = self.label(&self.recorded.head, &pair.seed, Some(new));
            change.version = label.version;
            change.digest = change.digest.or(label.digest);
            let old = pair.old.as_ref().map(|old| old.entry);
            change.equals = self.earlier(&pair.seed, new, old);
        }
        change
    }

    fn before(&self, seed: &SeedId, file: &Located, read: Option<&Read<'_>>) -> SeedBefore {
        let mut version = self.label(&self.recorded.base, seed, Some(file));
        version.digest = version.digest.or_else(|| read.map(|read| read.analysed.content));
        let brief = read.map(|read| read.brief.clone()).unwrap_or_default();
        SeedBefore {
            version,
            bytes: read.map_or(0, |read| read.bytes.len() as u64),
            title: brief.title,
            publisher: brief.publisher,
            place: brief.place,
            published: brief.published,
            noise_share: brief.noise_share,
            readiness: brief.readiness.map(|it| ReadinessBrief { arrived: false, ..it }),
            limitations: brief.limitations,
        }
    }

    /// The version that a file is by a history, else the seed and path alone.
    fn label(&self, history: &History, seed: &SeedId, file: Option<&Located>) -> VersionLabel {
        let past = history.seed(seed);
        let is_it = |blob| file.is_some_and(|file| file.entry.blob == blob);
        let recorded = past.and_then(|past| {
            let standing = past.heads().filter_map(|head| past.version_at(head));
            let (entry, _) = standing.into_iter().find(|(_, facts)| is_it(facts.blob))?;
            Some(label(past, entry))
        });
        recorded.unwrap_or_else(|| VersionLabel {
            seed: Some(seed.clone()),
            path: file.map(|file| file.path.to_string()),
            ..VersionLabel::default()
        })
    }

    /// The last earlier version with the content of `new`, when it was another just before.
    fn earlier(
        &self,
        seed: &SeedId,
        new: &Located,
        old: Option<TreeEntry>,
    ) -> Option<VersionLabel> {
        if old.is_some_and(|old| old.blob == new.entry.blob) {
            return None;
        }
        let past = self.recorded.base.seed(seed)?;
        let same = past.versions().filter(|(_, facts)| facts.blob == new.entry.blob);
        same.last().map(|(entry, _)| label(past, entry))
    }

    /// Whether the new revision holds a record of what lies there.
    fn is_recorded(&self, pair: &Pair) -> bool {
        let past = self.recorded.head.seed(&pair.seed);
        match &pair.new {
            None => past.is_none_or(SeedHistory::is_removed),
            Some(new) => past.is_some_and(|past| {
                past.current_facts()
                    .any(|facts| facts.blob == new.entry.blob && facts.path == new.path)
            }),
        }
    }
}

fn is_specification(read: &Read<'_>) -> bool {
    read.analysed.analysis.readiness.verdict == Verdict::Specification
}

fn compare(
    (old, old_label): (&Read<'_>, VersionLabel),
    (new, new_label): (&Read<'_>, VersionLabel),
    classifier: Option<Arc<Classifier>>,
) -> Comparison {
    let side = |read: &Read<'_>, label| {
        let noise = read.analysed.analysis.noise.clone();
        Side::read(label, read.bytes, read.name, Some(noise))
    };
    Comparison::judged(side(old, old_label), side(new, new_label), classifier)
}
