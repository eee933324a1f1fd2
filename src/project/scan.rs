//! What lies under `seeds/` now, hashed.

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use super::annotate::Brief;
use super::briefs::BriefAt;
use super::briefs::Briefs;
use super::cache::Hashed;
use super::cache::SeedStamps;
use super::error::ProjectError;
use super::intake::Intake;
use super::intake::IntakeError;
use super::intake::as_kept;
use super::intake::take;
use super::known_analyses::FilePlaces;
use super::known_analyses::Written;
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
use crate::record::Kept;
use crate::seeds::SeedFile;
use crate::seeds::SkipReason;
use crate::seeds::Skipped;
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
    pub(super) bytes: u64,
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
    /// The analysis files that were written.
    pub(super) analysed: Vec<Written>,
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
        let mut known = self.seed_stamps().0.into_iter().peekable();
        let mut scan = Scan::default();
        for skipped in skipped {
            scan.problems.push(explain(skipped));
            scan.unknown.push(skipped.path.clone());
        }
        let mut stamps: Vec<(SeedPath, Hashed)> = Vec::with_capacity(files.len());
        let mut unread: Vec<&SeedFile> = Vec::new();
        let mut is_same = true;
        for file in files {
            while let Some(gone) = known.next_if(|(path, _)| *path < file.path) {
                is_same = false;
                // What was not looked for may still be there.
                stamps.extend((!options.paths.is_empty()).then_some(gone));
            }
            let before = known.next_if(|(path, _)| *path == file.path);
            if !options.covers(&file.path) {
                stamps.extend(before);
                continue;
            }
            let is_current = |(_, hashed): &(SeedPath, Hashed)| {
                hashed.stamp == file.stamp && history.has_content(hashed.content)
            };
            match before.filter(is_current) {
                Some((path, hashed)) => {
                    scan.files.push((path.clone(), Observed::cached(&hashed)));
                    stamps.push((path, hashed));
                }
                None => unread.push(file),
            }
        }
        is_same &= known.peek().is_none() && unread.is_empty();
        stamps.extend(known.filter(|_| !options.paths.is_empty()));
        progress.begin("reading seeds", unread.len() as u64);
        for batch in unread.chunks(BATCH) {
            let (read, written) =
                self.read_batch(batch, history, options, (progress, &mut scan.briefs))?;
            read.into_iter().for_each(|read| scan.add(read, &mut stamps));
            scan.analysed.extend(written);
        }
        progress.end();
        scan.files.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        if !is_same {
            stamps.sort_unstable_by(|one, other| one.0.cmp(&other.0));
            stamps.dedup_by(|one, other| one.0 == other.0);
            self.remember_seed_stamps(SeedStamps(stamps));
        }
        Ok(scan)
    }

    fn read_batch(
        &self,
        batch: &[&SeedFile],
        history: &History,
        options: &ScanOptions,
        (progress, briefs): (&dyn Progress, &mut Briefs),
    ) -> Result<(Vec<Read>, Option<Written>), ProjectError> {
        let intake = self.intake().trusting(self.settled_before());
        let read_one = |file: &&SeedFile| {
            let read = intake.read_one(&file.path, history, options);
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
                let fresh = analysed.as_ref().map(|(analysed, _)| Fresh {
                    brief: briefs.push(&Brief::of(analysed, None, bytes)),
                    media_type: analysed.media_type,
                });
                let is_kept = |(_, kept): &(_, Kept)| *kept != Kept::Withheld;
                let recorded = analysed.filter(is_kept);
                analyses.extend(recorded.map(|(analysed, kept)| as_kept(analysed, kept)));
                (Observed { fresh, ..Observed::cached(&hashed) }, hashed)
            });
            observed.push((path, read));
        }
        let written = match options.is_recording {
            true => self.write_analyses(analyses)?,
            false => None,
        };
        Ok((observed, written))
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
        let kept = match history.assertions().withheld(taken.content) {
            Some(_) => Kept::Withheld,
            None => self.rules_of_kept.of(path),
        };
        // What is recorded of another seed may be less than is kept of this one.
        let must_keep = is_new || kept == Kept::Hashes || !history.keeps(taken.content);
        if must_keep && options.is_recording {
            self.keep(path, &taken, kept)?;
        }
        let analysed = is_new.then(|| (self.analyse(path, &taken), kept));
        let (content, blob, stamp) = (taken.content, taken.blob, taken.stamp);
        Ok((Hashed { stamp, content, blob }, analysed))
    }
}

/// A file that was hashed, with the analysis of a new content and what is kept of that.
type Intaken = (Hashed, Option<(AnalysedContent, Kept)>);

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
    pub(super) fn limitations(&self, briefs: &Briefs) -> Vec<Limitation> {
        let brief = self.fresh.as_ref().and_then(|fresh| briefs.at(fresh.brief));
        let shown = brief.map(|brief| brief.limitations).unwrap_or_default();
        let told = |shown: LimitationView| Limitation { kind: shown.kind, detail: shown.detail };
        shown.into_iter().map(told).collect()
    }
}

impl Scan {
    /// What was found at a path.
    pub(super) fn at(&self, path: &SeedPath) -> Option<&Observed> {
        let found = self.files.binary_search_by(|(other, _)| other.cmp(path)).ok()?;
        self.files.get(found).map(|(_, observed)| observed)
    }

    fn add(&mut self, (path, read): Read, stamps: &mut Vec<(SeedPath, Hashed)>) {
        match read {
            Ok((observed, hashed)) => {
                stamps.push((path.clone(), hashed));
                self.files.push((path, observed));
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
