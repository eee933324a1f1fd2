//! What lies under `seeds/` now, hashed.

use std::collections::BTreeSet;

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use super::annotate::Brief;
use super::briefs::BriefAt;
use super::briefs::Briefs;
use super::cache::Hashed;
use super::error::ProjectError;
use super::intake::Intake;
use super::intake::IntakeError;
use super::intake::take;
use super::known_analyses::FilePlaces;
use super::known_analyses::Written;
use super::object_stamps::ObjectWatch;
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
use crate::seeds::SkipReason;
use crate::seeds::Skipped;
use crate::seeds::Stamp;
use crate::seeds::Walk;
use crate::seeds::walk;
use crate::view::LimitationView;
use crate::view::ProblemView;

/// How many files are read before their analyses are written.
const BATCH: usize = 1024;

/// What was found out about one file.
#[derive(Debug, Clone)]
pub(super) struct Observed {
    pub(super) content: ContentId,
    pub(super) blob: BlobId,
    pub(super) stamp: Stamp,
    /// Whether it was read just now, and not known from the cache.
    pub(super) was_read: bool,
    /// What its analysis says, when the content was never recorded before.
    pub(super) fresh: Option<Fresh>,
}

/// What is kept in memory of a new content's analysis.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fresh {
    pub(super) brief: BriefAt,
    media_type: MediaType,
}

/// What lies under `seeds/` now.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Sorted by path.
    pub(super) files: Vec<(SeedPath, Observed)>,
    pub(super) problems: Vec<ProblemView>,
    /// What the analyses of new contents say.
    pub(super) briefs: Briefs,
    /// Paths of which nothing can be said, files and folders: what lay there is not removed.
    pub(super) unknown: Vec<String>,
    /// Watches the objects since before the first one was written.
    pub(super) watch: ObjectWatch,
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
    /// change. `watch` began before anything was written.
    pub(super) fn scan(
        &self,
        Walk { files, skipped }: Walk,
        history: &History,
        options: &ScanOptions,
        (progress, watch): (&dyn Progress, ObjectWatch),
    ) -> Result<Scan, ProjectError> {
        let mut known = self.known_seeds();
        let mut scan = Scan { watch, ..Scan::default() };
        for skipped in &skipped {
            scan.problems.push(explain(skipped));
            scan.unknown.push(skipped.path.clone());
        }
        scan.files.reserve_exact(files.len());
        let mut unread: Vec<usize> = Vec::new();
        for file in files {
            if !options.covers(&file.path) {
                continue;
            }
            let is_current =
                |it: &Hashed| it.stamp == file.stamp && history.has_content(it.content);
            let observed = match known.find(&file.path).filter(is_current) {
                Some(hashed) => Observed::of(&hashed, false),
                None => {
                    unread.push(scan.files.len());
                    Observed::UNREAD
                }
            };
            scan.files.push((file.path, observed));
        }
        progress.begin("reading seeds", unread.len() as u64);
        let mut failed = BTreeSet::new();
        for batch in unread.chunks(BATCH) {
            failed.extend(self.read_batch(batch, history, options, (progress, &mut scan))?);
        }
        progress.end();
        if !failed.is_empty() {
            let mut index = 0..;
            scan.files.retain(|_| index.next().is_some_and(|index| !failed.contains(&index)));
        }
        self.remember_seeds(&scan.files, known, !options.paths.is_empty());
        Ok(scan)
    }

    /// Reads the files with these indices; gives those that could not be read.
    fn read_batch(
        &self,
        batch: &[usize],
        history: &History,
        options: &ScanOptions,
        (progress, scan): (&dyn Progress, &mut Scan),
    ) -> Result<Vec<usize>, ProjectError> {
        let intake = self.intake().trusting(self.settled_before());
        if options.is_recording {
            self.look_at_folders(&mut scan.watch);
        }
        let files = &scan.files;
        let read_one = |index: &usize| {
            let (path, _) = files.get(*index)?;
            let read = intake.read_one(path, history, options);
            progress.advance();
            Some((*index, read))
        };
        let read: Vec<Option<(usize, Result<Intaken, IntakeError>)>> =
            batch.par_iter().map(read_one).collect();
        let (mut analyses, mut written, mut failed) = (Vec::new(), Vec::new(), Vec::new());
        for (index, read) in read.into_iter().flatten() {
            match read {
                Ok(Intaken { hashed, analysed, object }) => {
                    let fresh = analysed.as_ref().map(|analysed| Fresh {
                        brief: scan.briefs.push(&Brief::of(analysed, None, hashed.stamp.bytes)),
                        media_type: analysed.media_type,
                    });
                    analyses.extend(analysed);
                    written.extend(object.map(|stamp| (hashed.content, stamp)));
                    let Some((_, observed)) = scan.files.get_mut(index) else { continue };
                    *observed = Observed { fresh, ..Observed::of(&hashed, true) };
                }
                Err(error) => {
                    failed.push(index);
                    scan.note(index, &error);
                }
            }
        }
        if options.is_recording {
            self.note_written(&mut scan.watch, written);
            self.remember_analyses(self.write_analyses(analyses)?.into_iter().collect());
        }
        Ok(failed)
    }

    /// Writes one analysis file, unless there is nothing to write; gives its path and what lies
    /// where in it.
    pub(super) fn write_analyses(
        &self,
        mut contents: Vec<AnalysedContent>,
    ) -> Result<Option<Written>, ProjectError> {
        if contents.is_empty() {
            return Ok(None);
        }
        contents.sort_by_key(|analysed| (analysed.content, analysed.media_type));
        contents.dedup_by_key(|analysed| (analysed.content, analysed.media_type));
        let file = AnalysisFile { header: AnalysisHeader::new(self.rules.id()), contents };
        let (_, path, bytes) = self.store.put_analysis(&file, self.surroundings.now)?;
        Ok(Some((path, FilePlaces::of(&bytes, &file))))
    }
}

impl Intake<'_> {
    /// Reads one file; a content that was never recorded is analysed and, when recording, kept.
    fn read_one(
        self,
        path: &SeedPath,
        history: &History,
        options: &ScanOptions,
    ) -> Result<Intaken, IntakeError> {
        let taken = take(self.root, path, self.settled)?;
        let is_new = !history.has_content(taken.content);
        let object = match is_new && options.is_recording {
            true => self.keep(path, &taken)?,
            false => None,
        };
        let analysed = is_new.then(|| self.analyse(path, &taken));
        let (content, blob, stamp) = (taken.content, taken.blob, taken.stamp);
        Ok(Intaken { hashed: Hashed { stamp, content, blob }, analysed, object })
    }
}

/// A file that was hashed.
struct Intaken {
    hashed: Hashed,
    /// The analysis of a new content.
    analysed: Option<AnalysedContent>,
    /// The stamp of the object that a new content was kept as.
    object: Option<Stamp>,
}

impl Observed {
    /// What is known of a file before it is read.
    const UNREAD: Self = Self {
        content: ContentId::from_bytes([0; 32]),
        blob: BlobId::from_bytes([0; 20]),
        stamp: Stamp { bytes: 0, modified: 0, changed: 0, inode: 0 },
        was_read: false,
        fresh: None,
    };

    const fn of(hashed: &Hashed, was_read: bool) -> Self {
        let Hashed { stamp, content, blob } = *hashed;
        Self { content, blob, stamp, was_read, fresh: None }
    }

    /// What the file held when it had its stamp.
    pub(super) const fn hashed(&self) -> Hashed {
        Hashed { stamp: self.stamp, content: self.content, blob: self.blob }
    }

    /// The kind of file: by its content when it was analysed, else by its name.
    pub(super) fn media_type(&self, path: &SeedPath) -> MediaType {
        let by_name = || MediaType::from_file_name(path.file_name());
        self.fresh.as_ref().map_or_else(by_name, |fresh| fresh.media_type)
    }

    /// What could not be read of it.
    pub(super) fn limitations(&self, briefs: &Briefs) -> Vec<Limitation> {
        let brief = self.fresh.as_ref().and_then(|fresh| briefs.at(fresh.brief));
        let shown = brief.map(|brief| brief.limitations).unwrap_or_default();
        let told = |shown: LimitationView| Limitation { kind: shown.kind, detail: shown.detail };
        shown.into_iter().map(told).collect()
    }
}

impl Scan {
    /// Notes a file that could not be read.
    fn note(&mut self, index: usize, error: &IntakeError) {
        self.problems.push(ProblemView {
            message: error.to_string(),
            causes: causes(error),
            hint: Some(error.hint()),
        });
        self.unknown.extend(self.files.get(index).map(|(path, _)| path.to_string()));
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
        SkipReason::Name => (format!("cannot record {path}: its name is not UTF-8"), "rename it"),
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
