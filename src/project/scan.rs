//! What lies under `seeds/` now, hashed.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use super::annotate::Brief;
use super::cache::Hashed;
use super::cache::StampCache;
use super::error::ProjectError;
use super::intake::Intake;
use super::intake::IntakeError;
use super::intake::take;
use super::open::Project;
use super::past::chain;
use super::progress::Progress;
use crate::document::Limitation;
use crate::document::MediaType;
use crate::history::History;
use crate::id::BlobId;
use crate::id::ContentId;
use crate::id::SeedPath;
use crate::record::AnalysedContent;
use crate::record::AnalysisFile;
use crate::record::AnalysisHeader;
use crate::seeds::SeedFile;
use crate::seeds::SkipReason;
use crate::seeds::Skipped;
use crate::seeds::Walk;
use crate::seeds::walk;
use crate::view::ProblemView;

/// How many files are read before their analyses are written.
const BATCH: usize = 1024;

/// What was found out about one file.
#[derive(Debug, Clone)]
pub(super) struct Observed {
    pub(super) content: ContentId,
    pub(super) blob: BlobId,
    pub(super) bytes: u64,
    /// What its analysis says, when the content was never recorded before.
    pub(super) fresh: Option<Box<Fresh>>,
}

/// What is kept in memory of a new content's analysis.
#[derive(Debug, Clone)]
pub(super) struct Fresh {
    pub(super) brief: Brief,
    media_type: MediaType,
    limitations: Vec<Limitation>,
}

impl Fresh {
    fn of(analysed: &AnalysedContent, bytes: u64) -> Self {
        Self {
            brief: Brief::of(analysed, None, bytes),
            media_type: analysed.media_type,
            limitations: analysed.limitations.clone(),
        }
    }
}

/// What lies under `seeds/` now.
#[derive(Debug, Default)]
pub(super) struct Scan {
    pub(super) files: BTreeMap<SeedPath, Observed>,
    pub(super) problems: Vec<ProblemView>,
    /// Paths of which nothing can be said, files and folders: what lay there is not removed.
    pub(super) unknown: Vec<String>,
}

/// What a scan may do.
#[derive(Debug, Clone)]
pub(super) struct ScanOptions {
    /// Whether new contents are kept and their analyses written.
    pub(super) is_recording: bool,
    /// Only files at or below these paths; all when empty.
    pub(super) paths: Vec<String>,
}

impl ScanOptions {
    /// Whether a path is looked at.
    pub(super) fn covers(&self, path: &SeedPath) -> bool {
        let is_below = |wanted: &String| {
            path.as_str()
                .strip_prefix(wanted.trim_end_matches('/'))
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.paths.is_empty() || self.paths.iter().any(is_below)
    }
}

impl Project {
    /// Lists what lies under `seeds/`.
    pub(super) fn walk(&self) -> Result<Walk, ProjectError> {
        Ok(walk(&self.root, &self.config.excludes)?)
    }

    /// Reads what was found under `seeds/`, trusting the cache for files whose stamp did not
    /// change.
    pub(super) fn scan(
        &self,
        Walk { files, skipped }: &Walk,
        history: &History,
        options: &ScanOptions,
        progress: &dyn Progress,
    ) -> Result<Scan, ProjectError> {
        let cache_path = self.state_folder().join("stamps");
        let mut cache = StampCache::read(&cache_path);
        let mut scan = Scan::default();
        for skipped in skipped {
            scan.problems.push(explain(skipped));
            scan.unknown.push(skipped.path.clone());
        }
        let recorded: BTreeSet<ContentId> = history
            .seeds()
            .flat_map(|seed| seed.versions())
            .map(|(_, facts)| facts.content)
            .collect();
        let covered = files.iter().filter(|file| options.covers(&file.path));
        let is_known = |file: &&SeedFile| {
            let hashed = cache.seeds.get(&file.path).filter(|hashed| hashed.stamp == file.stamp);
            hashed.is_some_and(|hashed| recorded.contains(&hashed.content))
        };
        let (known, unread): (Vec<&SeedFile>, Vec<&SeedFile>) = covered.partition(is_known);
        for file in known {
            if let Some(hashed) = cache.seeds.get(&file.path) {
                scan.files.insert(file.path.clone(), Observed::cached(hashed));
            }
        }
        progress.begin("reading seeds", unread.len() as u64);
        for batch in unread.chunks(BATCH) {
            self.read_batch(batch, &recorded, options, progress)?.into_iter().for_each(|read| {
                scan.add(read, &mut cache);
            });
        }
        progress.end();
        if options.paths.is_empty() {
            cache.seeds.retain(|path, _| scan.files.contains_key(path));
        }
        cache.write(&cache_path);
        Ok(scan)
    }

    fn read_batch(
        &self,
        batch: &[&SeedFile],
        recorded: &BTreeSet<ContentId>,
        options: &ScanOptions,
        progress: &dyn Progress,
    ) -> Result<Vec<Read>, ProjectError> {
        let intake = self.intake().trusting(self.settled_before());
        let read_one = |file: &&SeedFile| {
            let read = intake.read_one(&file.path, recorded, options);
            progress.advance();
            (file.path.clone(), read)
        };
        let read: Vec<(SeedPath, Result<Intaken, IntakeError>)> =
            batch.par_iter().map(read_one).collect();
        let mut analyses = Vec::new();
        let mut observed = Vec::with_capacity(read.len());
        for (path, read) in read {
            let read = read.map(|(hashed, analysed)| {
                let bytes = hashed.stamp.bytes;
                let fresh = analysed.as_ref().map(|analysed| Box::new(Fresh::of(analysed, bytes)));
                analyses.extend(analysed);
                (Observed { fresh, ..Observed::cached(&hashed) }, hashed)
            });
            observed.push((path, read));
        }
        if options.is_recording {
            self.write_analyses(analyses)?;
        }
        Ok(observed)
    }

    /// Writes one analysis file, unless there is nothing to write.
    pub(super) fn write_analyses(
        &self,
        mut contents: Vec<AnalysedContent>,
    ) -> Result<(), ProjectError> {
        if contents.is_empty() {
            return Ok(());
        }
        contents.sort_by_key(|analysed| (analysed.content, analysed.media_type));
        contents.dedup_by_key(|analysed| (analysed.content, analysed.media_type));
        let file = AnalysisFile { header: AnalysisHeader::new(self.rules.id()), contents };
        self.store.put_analysis(&file, self.surroundings.now)?;
        Ok(())
    }
}

impl Intake<'_> {
    /// Reads one file; a content that was never recorded is analysed and, when recording, kept.
    fn read_one(
        self,
        path: &SeedPath,
        recorded: &BTreeSet<ContentId>,
        options: &ScanOptions,
    ) -> Result<Intaken, IntakeError> {
        let taken = take(self.root, path, self.settled)?;
        let is_new = !recorded.contains(&taken.content);
        if is_new && options.is_recording {
            self.keep(path, &taken)?;
        }
        let analysed = is_new.then(|| self.analyse(path, &taken));
        let (content, blob, stamp) = (taken.content, taken.blob, taken.stamp);
        Ok((Hashed { stamp, content, blob }, analysed))
    }
}

/// A file that was hashed, with the analysis of a new content.
type Intaken = (Hashed, Option<AnalysedContent>);

/// One file that was read, or why it could not be.
type Read = (SeedPath, Result<(Observed, Hashed), IntakeError>);

impl Observed {
    fn cached(hashed: &Hashed) -> Self {
        Self { content: hashed.content, blob: hashed.blob, bytes: hashed.stamp.bytes, fresh: None }
    }

    /// The kind of file: by its content when it was analysed, else by its name.
    pub(super) fn media_type(&self, path: &SeedPath) -> MediaType {
        let by_name = || MediaType::from_file_name(path.file_name());
        self.fresh.as_ref().map_or_else(by_name, |fresh| fresh.media_type)
    }

    /// What could not be read of it.
    pub(super) fn limitations(&self) -> Vec<Limitation> {
        self.fresh.as_ref().map(|fresh| fresh.limitations.clone()).unwrap_or_default()
    }
}

impl Scan {
    fn add(&mut self, (path, read): Read, cache: &mut StampCache) {
        match read {
            Ok((observed, hashed)) => {
                cache.seeds.insert(path.clone(), hashed);
                self.files.insert(path, observed);
            }
            Err(error) => {
                self.problems.push(ProblemView {
                    message: error.to_string(),
                    causes: causes(&error),
                    hint: Some(error.hint()),
                });
                self.unknown.push(path.to_string());
            }
        }
    }

    /// Whether it cannot be told if a file is at `path`.
    pub(super) fn is_unknown(&self, path: &SeedPath) -> bool {
        let hides = |unknown: &String| {
            path.as_str()
                .strip_prefix(unknown.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.unknown.iter().any(hides)
    }
}

fn causes(error: &dyn std::error::Error) -> Vec<String> {
    error.source().map(|cause| vec![chain(cause)]).unwrap_or_default()
}

fn explain(skipped: &Skipped) -> ProblemView {
    let path = &skipped.path;
    let (message, hint) = match &skipped.reason {
        SkipReason::Name => (
            format!("cannot record {path}: its name is not UTF-8 or holds a control character"),
            "rename it",
        ),
        SkipReason::LinkLeaves => (
            format!("refused to follow {path}: the link leads out of seeds/"),
            "put the document itself under seeds/",
        ),
        SkipReason::LinkBroken => (
            format!("cannot follow {path}: the link leads to no file"),
            "remove the link or mend it",
        ),
        SkipReason::Special(what) => {
            (format!("cannot record {path}: it is {what}, not a file"), "move it out of seeds/")
        }
        SkipReason::Unreadable(error) => (
            format!("cannot read {path}: {error}"),
            "the other seeds were recorded; fix the permission and run `provenance snapshot` again",
        ),
    };
    ProblemView { message, causes: Vec::new(), hint: Some(hint.to_owned()) }
}
