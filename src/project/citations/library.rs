//! The recorded versions, as an audit reads them.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::OnceLock;
use std::sync::PoisonError;

use crate::analysis::Rules;
use crate::analysis::noise;
use crate::citation::Citation;
use crate::citation::Missing;
use crate::citation::SeedText;
use crate::citation::SeedVersion;
use crate::citation::Shelf;
use crate::citation::Target;
use crate::diff::Classifier;
use crate::document::Document;
use crate::document::Hints;
use crate::history::Moment;
use crate::history::RevisionError;
use crate::history::SeedHistory;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::id::SeedPath;
use crate::project::error::ProjectError;
use crate::project::holdings::Holdings;
use crate::project::open::Project;
use crate::project::past::Past;
use crate::record::AnalysedContent;
use crate::record::Kept;
use crate::record::SentenceHashes;
use crate::seeds::IdPattern;
use crate::store::DiskStorage;
use crate::store::Store;
use crate::store::StoreError;
use crate::text::Span;

/// How many versions back the words of a citation that pins none are looked for.
const MOST_EARLIER: usize = 64;

/// What a target names.
#[derive(Debug, Clone)]
struct Resolved {
    pinned: Result<SeedVersion, Missing>,
    current: Result<SeedVersion, Missing>,
}

/// The recorded versions of the seeds that some citations name.
pub(super) struct Library<'p> {
    store: &'p Store<DiskStorage>,
    holdings: Holdings<'p>,
    rules: &'p Rules,
    id_pattern: Option<&'p IdPattern>,
    classifier: Option<&'p Classifier>,
    past: &'p Past,
    targets: BTreeMap<Target, Resolved>,
    /// Every path that a seed ever had; read when a target has nothing but a path.
    paths: OnceLock<BTreeMap<&'p str, &'p SeedId>>,
    /// Versions that are taken for the current ones.
    taken: BTreeMap<SeedId, SeedVersion>,
    /// Texts that need not be recorded.
    lent: BTreeMap<ContentId, SeedText>,
    /// Noise of the pinned contents as it was recorded by the rules of today.
    noise: BTreeMap<ContentId, Vec<Span>>,
    /// The first thing that the store refused.
    refusal: Mutex<Option<StoreError>>,
}

impl<'p> Library<'p> {
    /// Resolves what the citations name.
    pub(super) fn new(project: &'p Project, past: &'p Past, citations: &[Citation]) -> Self {
        Self::with_current(project, past, citations, BTreeMap::new())
    }

    /// The same, taking some versions for the current ones of their seeds.
    pub(super) fn with_current(
        project: &'p Project,
        past: &'p Past,
        citations: &[Citation],
        taken: BTreeMap<SeedId, SeedVersion>,
    ) -> Self {
        let mut library = Self {
            store: &project.store,
            holdings: project.holdings(),
            rules: &project.rules,
            id_pattern: project.config.id_pattern.as_ref(),
            classifier: project.config.classifier.as_deref(),
            past,
            targets: BTreeMap::new(),
            paths: OnceLock::new(),
            taken,
            lent: BTreeMap::new(),
            noise: BTreeMap::new(),
            refusal: Mutex::new(None),
        };
        for target in citations.iter().map(|citation| &citation.target) {
            if !library.targets.contains_key(target) {
                let resolved = library.resolve(target);
                library.targets.insert(target.clone(), resolved);
            }
        }
        library.noise = project.recorded_noise(&library.pinned_contents());
        library
    }

    fn pinned_contents(&self) -> BTreeSet<ContentId> {
        let pinned = self.targets.values().filter_map(|resolved| resolved.pinned.as_ref().ok());
        pinned.map(|version| version.content).collect()
    }

    /// Has a text at hand that need not be recorded.
    pub(super) fn lend(&mut self, content: ContentId, text: SeedText) {
        self.lent.insert(content, text);
    }

    /// The seed that a target names, if it was ever recorded.
    pub(super) fn seed(&self, target: &Target) -> Option<&'p SeedHistory> {
        let by_id = |id: &SeedId| self.past.history.seed(id);
        if let Some(id) = &target.seed {
            return by_id(&SeedId::new(id.as_str()).ok()?);
        }
        let written = target.path.as_deref()?;
        let path = written.trim_start_matches("./").trim_start_matches("../");
        let claimed = || self.id_pattern?.read(&SeedPath::new(path).ok()?);
        let paths = || self.paths.get_or_init(|| paths_of(self.past));
        claimed().and_then(|id| by_id(&id)).or_else(|| by_id(paths().get(path)?))
    }

    fn resolve(&self, target: &Target) -> Resolved {
        let Some(seed) = self.seed(target) else {
            let missing = Err(Missing::UnknownSeed);
            return Resolved { pinned: missing.clone(), current: missing };
        };
        let current = match self.taken.get(seed.id()) {
            Some(taken) => Ok(taken.clone()),
            None => current_of(seed),
        };
        let pinned = match target.version.as_deref() {
            None => current.clone(),
            Some(version) => pinned_of(seed, version),
        };
        Resolved { pinned, current }
    }

    fn resolved(&self, target: &Target) -> Resolved {
        self.targets.get(target).cloned().unwrap_or_else(|| self.resolve(target))
    }

    /// The bytes of a version, or why they are rightly not here; what else the store refuses is
    /// kept for [`Library::refusal`].
    fn bytes(&self, version: &SeedVersion) -> Result<Vec<u8>, Missing> {
        if self.past.history.assertions().withheld(version.content).is_some() {
            return Err(Missing::Withheld);
        }
        let seed = self.past.history.seed(&version.seed);
        let versions = seed.into_iter().flat_map(SeedHistory::versions);
        let facts = versions.map(|(_, facts)| facts).find(|it| it.content == version.content);
        let read = match facts {
            Some(facts) => self.holdings.bytes(facts),
            None => self.store.object(version.content),
        };
        read.map_err(|error| match facts.map(|facts| facts.kept) {
            Some(Kept::Hashes) => Missing::NotHere,
            Some(Kept::Withheld) => Missing::Withheld,
            Some(Kept::Bytes) | None => {
                let mut refusal = self.refusal.lock().unwrap_or_else(PoisonError::into_inner);
                refusal.get_or_insert(error);
                Missing::Unreadable
            }
        })
    }

    /// What the store refused while texts were read.
    pub(super) fn refusal(self) -> Result<(), ProjectError> {
        match self.refusal.into_inner().unwrap_or_else(PoisonError::into_inner) {
            Some(error) => Err(error.into()),
            None => Ok(()),
        }
    }

    /// The noise of a pinned content: as it was recorded, if that was by the rules of today.
    fn noise_of(&self, document: &Document<'_>, content: ContentId) -> Vec<Span> {
        if let Some(spans) = self.noise.get(&content) {
            return spans.clone();
        }
        let is_pinned = |resolved: &Resolved| {
            resolved.pinned.as_ref().is_ok_and(|pinned| pinned.content == content)
        };
        if !self.targets.values().any(is_pinned) {
            return Vec::new();
        }
        let found = noise::find(document, &self.rules.noise);
        found.into_iter().map(|noise| noise.span).collect()
    }
}

impl Shelf for Library<'_> {
    fn classifier(&self) -> Option<&Classifier> {
        self.classifier
    }

    fn pinned(&self, target: &Target) -> Result<SeedVersion, Missing> {
        self.resolved(target).pinned
    }

    fn current(&self, target: &Target) -> Result<SeedVersion, Missing> {
        self.resolved(target).current
    }

    fn earlier(&self, target: &Target) -> Vec<SeedVersion> {
        let Some(seed) = self.seed(target) else { return Vec::new() };
        let versions: Vec<SeedVersion> = seed
            .versions()
            .map(|(_, facts)| version_of(seed, facts.content, facts.path.as_str()))
            .collect();
        versions.into_iter().rev().take(MOST_EARLIER).collect()
    }

    fn hashes(&self, version: &SeedVersion) -> Vec<SentenceHashes> {
        self.store.hashes_of(version.content).unwrap_or_default()
    }

    fn text(&self, version: &SeedVersion) -> Result<SeedText, Missing> {
        let is_recorded =
            self.past.history.seed(&version.seed).is_some_and(|seed| {
                seed.versions().any(|(_, facts)| facts.content == version.content)
            });
        if let Some(lent) = self.lent.get(&version.content).filter(|_| !is_recorded) {
            return Ok(lent.clone());
        }
        let bytes = self.bytes(version)?;
        let name = version.path.rsplit('/').next().map(ToOwned::to_owned);
        let document = Document::parse(&bytes, &Hints { file_name: name });
        if !document.has_text() {
            return Err(Missing::Unreadable);
        }
        let noise = self.noise_of(&document, version.content);
        Ok(SeedText { text: document.text().to_owned(), space: document.space(), noise })
    }
}

impl Project {
    /// The noise of contents as it was recorded, as far as that was by the rules of today.
    fn recorded_noise(&self, contents: &BTreeSet<ContentId>) -> BTreeMap<ContentId, Vec<Span>> {
        let current = self.rules.id();
        // What cannot be read is told by `verify`; here it is found again.
        let known = self.analyses_of(contents).unwrap_or_default().into_iter();
        let of_today = known.filter(|(_, (rules, _))| *rules == current);
        let spans = |analysed: AnalysedContent| {
            analysed.analysis.noise.iter().map(|noise| noise.span).collect()
        };
        of_today.map(|(content, (_, analysed))| (content, spans(analysed))).collect()
    }
}

/// The version that a citation pins.
fn pinned_of(seed: &SeedHistory, version: &str) -> Result<SeedVersion, Missing> {
    let moment: Moment = version.parse().map_err(|_no_version| Missing::UnknownVersion)?;
    match seed.find(&moment) {
        Ok((_, facts)) => Ok(version_of(seed, facts.content, facts.path.as_str())),
        Err(RevisionError::Ambiguous { .. }) => Err(Missing::AmbiguousVersion),
        Err(_) => Err(Missing::UnknownVersion),
    }
}

/// The version of a seed that stands now, under the path that its file has now.
pub(super) fn current_of(seed: &SeedHistory) -> Result<SeedVersion, Missing> {
    if seed.is_removed() {
        return Err(Missing::Removed);
    }
    let mut facts = seed.current_facts();
    match (facts.next(), facts.next()) {
        (Some(facts), None) => Ok(version_of(seed, facts.content, facts.path.as_str())),
        (Some(first), Some(second)) if first.content == second.content => {
            Ok(version_of(seed, first.content, first.path.as_str()))
        }
        (Some(_), Some(_)) => Err(Missing::AmbiguousVersion),
        (None, _) => Err(Missing::Removed),
    }
}

pub(super) fn version_of(seed: &SeedHistory, content: ContentId, path: &str) -> SeedVersion {
    SeedVersion { seed: seed.id().clone(), content, path: path.to_owned() }
}

/// Every path that a seed ever had; the seed that had it last.
fn paths_of(past: &Past) -> BTreeMap<&str, &SeedId> {
    let mut paths = BTreeMap::new();
    for seed in past.history.seeds() {
        let facts = seed.entries().iter().filter_map(|entry| entry.event.facts());
        paths.extend(facts.map(|facts| (facts.path.as_str(), seed.id())));
    }
    for seed in past.history.seeds() {
        paths.extend(seed.current_facts().map(|facts| (facts.path.as_str(), seed.id())));
    }
    paths
}
