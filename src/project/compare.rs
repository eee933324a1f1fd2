//! Comparing two versions, two files, or a version and a file.

use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use super::error::ProjectError;
use super::object_stamps::ObjectWatch;
use super::open::Project;
use super::open::Surroundings;
use super::past::Past;
use super::past::label;
use super::progress::Progress;
use crate::analysis::Rules;
use crate::analysis::noise;
use crate::analysis::noise::NoiseSpan;
use crate::diff::Classifier;
use crate::diff::Diff;
use crate::diff::Options;
use crate::diff::compare;
use crate::document::Document;
use crate::document::Hints;
use crate::document::Limitation;
use crate::document::MediaType;
use crate::document::Space;
use crate::history::Entry;
use crate::history::Moment;
use crate::history::Revision;
use crate::history::SeedHistory;
use crate::id::ContentId;
use crate::record::Facts;
use crate::text::Span;
use crate::view::DiffSide;
use crate::view::DiffSummary;
use crate::view::DiffView;
use crate::view::LimitationView;
use crate::view::VersionLabel;

/// One side of a comparison, as it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operand {
    /// A plain file, anywhere.
    File(PathBuf),
    /// A version of a seed.
    Revision(Revision),
}

/// One side: its text and what is known of it.
#[derive(Debug, Clone)]
pub(super) struct Side {
    pub(super) label: VersionLabel,
    pub(super) text: String,
    pub(super) space: Space,
    pub(super) pages: Vec<usize>,
    pub(super) media_type: MediaType,
    pub(super) noise: Vec<NoiseSpan>,
    pub(super) limitations: Vec<Limitation>,
}

impl Side {
    /// Reads bytes that lie under `file_name`; `noise` as it was recorded, else found now.
    pub(super) fn read(
        label: VersionLabel,
        bytes: &[u8],
        file_name: &str,
        noise: Option<Vec<NoiseSpan>>,
    ) -> Self {
        let label = VersionLabel { digest: Some(ContentId::of(bytes)), ..label };
        Self::labelled(label, bytes, file_name, noise)
    }

    /// The same with a label that has the digest of the bytes already.
    pub(super) fn labelled(
        label: VersionLabel,
        bytes: &[u8],
        file_name: &str,
        noise: Option<Vec<NoiseSpan>>,
    ) -> Self {
        let document = Document::parse(bytes, &Hints { file_name: Some(file_name.to_owned()) });
        let find = || noise::find(&document, &Rules::default().noise);
        let noise = noise.unwrap_or_else(find);
        Self {
            label,
            space: document.space(),
            pages: document.pages().to_vec(),
            media_type: document.media_type(),
            limitations: document.limitations().to_vec(),
            noise,
            text: document.text().to_owned(),
        }
    }

    fn spans(&self) -> Vec<Span> {
        self.noise.iter().map(|found| found.span).collect()
    }
}

/// Two sides and what changed between them.
#[derive(Debug, Clone)]
pub struct Comparison {
    old: Side,
    new: Side,
    diff: Diff,
    equals: Option<VersionLabel>,
}

impl Comparison {
    /// The new text.
    #[cfg(feature = "git")]
    pub(super) fn new_text(&self) -> &str {
        &self.new.text
    }

    /// Compares two sides, judged by the built-in word lists.
    pub(super) fn new(old: Side, new: Side) -> Self {
        Self::judged(old, new, None)
    }

    /// Compares two sides, judged by these word lists or the built-in ones.
    pub(super) fn judged(old: Side, new: Side, classifier: Option<Arc<Classifier>>) -> Self {
        let options = Options {
            media_type: new.media_type,
            old_noise: old.spans(),
            new_noise: new.spans(),
            classifier,
            ..Options::default()
        };
        let diff = compare(&old.text, &new.text, &options);
        Self { old, new, diff, equals: None }
    }

    /// The same, telling that the new side equals an earlier version.
    #[cfg(feature = "git")]
    pub(super) fn with_equals(self, equals: Option<VersionLabel>) -> Self {
        Self { equals, ..self }
    }

    /// The comparison as people and programs see it.
    #[must_use]
    pub fn view(&self) -> DiffView<'_> {
        let mut view = DiffView::of(&self.diff, side(&self.old), side(&self.new));
        let limitations = self.old.limitations.iter().chain(&self.new.limitations);
        let both: BTreeSet<Limitation> = limitations.cloned().collect();
        view.limitations = LimitationView::of(&both.into_iter().collect::<Vec<_>>());
        view.equals.clone_from(&self.equals);
        view
    }

    /// The changes in numbers.
    #[must_use]
    pub fn summary(&self) -> DiffSummary {
        self.view().summary
    }
}

fn side(side: &Side) -> DiffSide<'_> {
    DiffSide {
        label: side.label.clone(),
        text: &side.text,
        space: side.space,
        pages: &side.pages,
        noise: &side.noise,
    }
}

impl Operand {
    /// Reads what was typed: a path that is there is a file, anything else a version.
    ///
    /// # Errors
    /// When it names neither.
    pub fn parse(text: &str, folder: &Path) -> Result<Self, ProjectError> {
        let path = folder.join(text);
        if path.is_file() {
            return Ok(Self::File(path));
        }
        match text.parse::<Revision>() {
            Ok(_) if text.contains('/') && !text.contains('@') => {
                Err(ProjectError::Operand { text: text.to_owned() })
            }
            Ok(revision) => Ok(Self::Revision(revision)),
            Err(error) => Err(error.into()),
        }
    }
}

impl Comparison {
    /// Compares two plain files, with no project around them.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn of_files(old: &Path, new: &Path) -> Result<Self, ProjectError> {
        Ok(Self::new(read_file(old)?, read_file(new)?))
    }
}

pub(super) fn read_file(path: &Path) -> Result<Side, ProjectError> {
    let failed = |source| ProjectError::Read { path: path.to_path_buf(), source };
    let bytes = std::fs::read(path).map_err(failed)?;
    let label = VersionLabel { path: Some(path.display().to_string()), ..VersionLabel::default() };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(Side::read(label, &bytes, &name.unwrap_or_default(), None))
}

impl Project {
    /// Compares what the operands name. One operand: its last recorded version against the
    /// working tree; none: every seed that is not as it was recorded.
    ///
    /// # Errors
    /// When a version is not found or cannot be read.
    pub fn diff(&self, operands: &[Operand]) -> Result<Vec<Comparison>, ProjectError> {
        let past = self.past()?;
        match operands {
            [] => self.diff_work_tree(&past),
            [Operand::Revision(revision)] => {
                let seed = past.history.require(&revision.seed)?;
                let new = self.work_tree_side(seed)?;
                let (entry, facts) = seed.find(&revision.moment)?;
                let old = self.version_side(&past, (seed, entry, facts))?;
                Ok(vec![self.comparison(old, new)])
            }
            [Operand::File(path)] => self.diff_file(path, &past),
            [old, new, ..] => Ok(vec![self.diff_pair(old, new, &past)?]),
        }
    }

    /// Compares two sides by the project's word lists.
    pub(super) fn comparison(&self, old: Side, new: Side) -> Comparison {
        Comparison::judged(old, new, self.config.classifier.clone())
    }

    fn diff_pair(
        &self,
        old: &Operand,
        new: &Operand,
        past: &Past,
    ) -> Result<Comparison, ProjectError> {
        let mut comparison = self.comparison(self.side_of(old, past)?, self.side_of(new, past)?);
        let (Some(seed), Some(number)) = (&comparison.new.label.seed, comparison.new.label.version)
        else {
            return Ok(comparison);
        };
        let seed = past.history.require(seed)?;
        let entry = seed.versions().map(|(entry, _)| entry).find(|entry| entry.number == number);
        let earlier = entry.and_then(|entry| entry.equals);
        let same = earlier.and_then(|earlier| seed.entry(earlier.index));
        comparison.equals = same.map(|entry| label(seed, entry));
        Ok(comparison)
    }

    fn diff_file(&self, path: &Path, past: &Past) -> Result<Vec<Comparison>, ProjectError> {
        let lies_at = |facts: &Facts| {
            let recorded = facts.path.below(&self.root).canonicalize();
            matches!((recorded, path.canonicalize()), (Ok(recorded), Ok(path)) if recorded == path)
        };
        let seed = past.history.seeds().find(|seed| seed.current_facts().any(lies_at));
        let seed =
            seed.ok_or_else(|| ProjectError::Operand { text: path.display().to_string() })?;
        let (entry, facts) = seed.find(&Moment::Latest)?;
        Ok(vec![self.comparison(self.version_side(past, (seed, entry, facts))?, read_file(path)?)])
    }

    fn diff_work_tree(&self, past: &Past) -> Result<Vec<Comparison>, ProjectError> {
        let options = super::scan::ScanOptions { is_recording: false, paths: Vec::new() };
        let unwatched = (&super::progress::Silent as &dyn Progress, ObjectWatch::default());
        let mut scan = self.scan(self.walk()?, &past.history, &options, unwatched)?;
        let plan = self.plan(&past.history, &mut scan, &options)?;
        let mut comparisons = Vec::new();
        for (_, planned) in plan.planned.others() {
            let Some(seed) = past.history.seed(&planned.seed) else { continue };
            let Some(head) = seed.heads().next() else { continue };
            let Some((entry, facts)) = seed.version_at(head) else { continue };
            if planned.observed.as_ref().is_none_or(|found| found.content == facts.content) {
                continue;
            }
            let old = self.version_side(past, (seed, entry, facts))?;
            let path = planned.path.below(&self.root);
            let mut new = read_file(&path)?;
            new.label.seed = Some(planned.seed.clone());
            new.label.path = Some(planned.path.to_string());
            comparisons.push(self.comparison(old, new));
        }
        Ok(comparisons)
    }

    pub(super) fn side_of(&self, operand: &Operand, past: &Past) -> Result<Side, ProjectError> {
        let revision = match operand {
            Operand::File(path) => return read_file(path),
            Operand::Revision(revision) => revision,
        };
        let seed = past.history.require(&revision.seed)?;
        match &revision.moment {
            Moment::WorkTree => self.work_tree_side(seed),
            Moment::Git(rev) => self.git_side(seed, rev),
            moment => {
                let (entry, facts) = seed.find(moment)?;
                self.version_side(past, (seed, entry, facts))
            }
        }
    }

    /// A recorded version, with its noise as it was recorded.
    fn version_side(
        &self,
        past: &Past,
        (seed, entry, facts): (&SeedHistory, &Entry, &Facts),
    ) -> Result<Side, ProjectError> {
        let bytes = self.bytes_of(&past.history, seed.id(), facts)?;
        let known = self.analyses_of(&BTreeSet::from([facts.content]))?;
        let noise = known.into_values().next().map(|(_, analysed)| analysed.analysis.noise);
        Ok(Side::read(label(seed, entry), &bytes, facts.path.file_name(), noise))
    }

    /// The seed's file as it lies under `seeds/` now.
    fn work_tree_side(&self, seed: &SeedHistory) -> Result<Side, ProjectError> {
        let path = self.work_tree_path(seed)?;
        let mut side = read_file(&path.below(&self.root))?;
        side.label.seed = Some(seed.id().clone());
        side.label.path = Some(path.to_string());
        Ok(side)
    }

    /// Where the seed's file lies now, by its name or its last path.
    pub(super) fn work_tree_path(
        &self,
        seed: &SeedHistory,
    ) -> Result<crate::id::SeedPath, ProjectError> {
        let walked = crate::seeds::walk(&self.root, &self.config.excludes)?;
        let pattern = self.config.id_pattern.as_ref();
        let claims = |path: &crate::id::SeedPath| {
            let by_name = pattern.and_then(|pattern| pattern.read(path));
            by_name.as_ref() == Some(seed.id())
                || seed.current_facts().any(|facts| facts.path == *path)
        };
        let found = walked.files.into_iter().map(|file| file.path).find(claims);
        found.ok_or_else(|| ProjectError::NotInWorkTree { seed: seed.id().to_string() })
    }

    /// The seed's file as a git revision holds it.
    fn git_side(&self, seed: &SeedHistory, revision: &str) -> Result<Side, ProjectError> {
        let repository = self.repository.as_ref();
        if let Some(why) = self.git_note() {
            return Err(ProjectError::GitUnused { why });
        }
        let listed = match repository {
            Some(repository) => repository.seeds_at(revision)?,
            None => Vec::new(),
        };
        let pattern = self.config.id_pattern.as_ref();
        let paths: BTreeSet<_> = seed
            .entries()
            .iter()
            .filter_map(|entry| entry.event.facts())
            .map(|facts| &facts.path)
            .collect();
        let is_seed = |path: &crate::id::SeedPath| {
            let by_name = pattern.and_then(|pattern| pattern.read(path));
            by_name.as_ref() == Some(seed.id()) || paths.contains(path)
        };
        let found = listed.into_iter().find(|(path, _)| is_seed(path));
        let bytes = found.as_ref().and_then(|(_, blob)| repository?.blob(*blob));
        let (Some((path, _)), Some(bytes)) = (found, bytes) else {
            return Err(crate::history::RevisionError::UnknownVersion {
                seed: seed.id().clone(),
                moment: format!("git:{revision}"),
                known: seed.versions().count(),
            }
            .into());
        };
        let label = VersionLabel {
            seed: Some(seed.id().clone()),
            path: Some(format!("{revision}:{path}")),
            ..VersionLabel::default()
        };
        Ok(Side::read(label, &bytes, path.file_name(), None))
    }

    /// Where this project takes its time and person from.
    #[must_use]
    pub const fn surroundings(&self) -> &Surroundings {
        &self.surroundings
    }
}
