//! The files of a project that may cite.

use std::path::Component;
use std::path::Path;
use std::path::PathBuf;

use ignore::WalkBuilder;
use ignore::WalkState;
use memchr::memmem;
use rayon::iter::IntoParallelIterator;
use rayon::iter::ParallelIterator;

use crate::citation::Scan;
use crate::citation::ScanOptions;
use crate::citation::scan;
use crate::id::SeedPath;
use crate::project::config::CitationSettings;
use crate::project::error::ProjectError;
use crate::project::open::Project;
use crate::project::open::SNAPSHOTS;
use crate::view::ProblemView;

/// Files larger than this are no decision records and no code.
const MOST_BYTES: u64 = 64 << 20;

/// All citations of some files.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// Citations and what is badly written, by file and line.
    pub(super) found: Scan,
    /// How many files were searched.
    pub(super) files: u64,
    /// How many were left out because they are generated or of another house.
    pub(super) ignored: u64,
    /// Files that could not be read.
    pub(super) problems: Vec<ProblemView>,
}

/// A file that may cite: its path from the root, and whether it was named.
struct Candidate {
    file: String,
    is_named: bool,
}

impl Project {
    /// Searches the files of the project for citations: all of them, or those below `paths`. What
    /// git ignores, hidden files, seeds, the store, and generated and foreign files are left out
    /// unless a path names the very file.
    pub(super) fn cited_sources(
        &self,
        paths: &[PathBuf],
        includes_generated: bool,
    ) -> Result<Sources, ProjectError> {
        let settings = &self.config.citations;
        let mut candidates = Vec::new();
        let mut sources = Sources::default();
        if paths.is_empty() {
            self.walk_below(&self.root, &mut candidates, &mut sources, includes_generated);
        }
        for path in paths {
            let failed = |source| ProjectError::Read { path: path.clone(), source };
            let real = path.canonicalize().map_err(failed)?;
            let Some(file) = inside(&self.root, &real) else {
                return Err(ProjectError::Claim {
                    what: format!("{} does not lie in this project", path.display()),
                    hint: format!("name files and folders below {}", self.root.display()),
                });
            };
            if real.is_dir() {
                self.walk_below(&real, &mut candidates, &mut sources, includes_generated);
            } else {
                candidates.push(Candidate { file, is_named: true });
            }
        }
        candidates.sort_by(|one, other| {
            one.file.cmp(&other.file).then(other.is_named.cmp(&one.is_named))
        });
        candidates.dedup_by(|one, other| one.file == other.file);
        let root = self.root.as_path();
        let read_one =
            |candidate: Candidate| read_candidate(root, &candidate, settings, includes_generated);
        let read: Vec<Result<Scan, ProblemView>> =
            candidates.into_par_iter().map(read_one).collect();
        for one in read {
            match one {
                Ok(scan) if scan.is_ignored => sources.ignored += 1,
                Ok(scan) => {
                    sources.files += 1;
                    sources.found.citations.extend(scan.citations);
                    sources.found.problems.extend(scan.problems);
                }
                Err(problem) => sources.problems.push(problem),
            }
        }
        Ok(sources)
    }

    /// A file's path from the project's root, whether it is there or not; none when it lies
    /// elsewhere.
    #[must_use]
    pub fn inside(&self, file: &Path) -> Option<String> {
        let folder = file.parent().and_then(|folder| folder.canonicalize().ok());
        let real = folder.and_then(|folder| Some(folder.join(file.file_name()?)));
        inside(&self.root, real.as_deref().unwrap_or(file))
    }

    fn walk_below(
        &self,
        folder: &Path,
        candidates: &mut Vec<Candidate>,
        sources: &mut Sources,
        includes_generated: bool,
    ) {
        let left_out = [self.root.join(SeedPath::FOLDER), self.root.join(SNAPSHOTS)];
        let settings = self.config.citations.clone();
        let owned_root = self.root.clone();
        let mut builder = WalkBuilder::new(folder);
        // What the machine's user ignores everywhere must not change the result.
        builder.git_global(false).ignore(false).require_git(false).follow_links(false);
        builder.max_filesize(Some(MOST_BYTES));
        builder.filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let path = entry.path();
            let Some(file) = inside(&owned_root, path).filter(|file| !file.is_empty()) else {
                return true;
            };
            let is_foreign = is_folder && !includes_generated && settings.is_foreign_folder(path);
            !(left_out.iter().any(|folder| folder == path)
                || is_foreign
                || settings.excludes.matches(&file, is_folder))
        });
        let root = self.root.as_path();
        let found = std::sync::Mutex::new((Vec::new(), Vec::new()));
        builder.build_parallel().run(|| {
            Box::new(|entry| {
                let mut found = found.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                match entry {
                    Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                        found.0.extend(inside(root, entry.path()));
                    }
                    Ok(_) => {}
                    Err(error) => found.1.push(error.to_string()),
                }
                WalkState::Continue
            })
        });
        let (files, errors) = found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        candidates.extend(files.into_iter().map(|file| Candidate { file, is_named: false }));
        sources.problems.extend(errors.into_iter().map(|error| ProblemView {
            message: "cannot search a folder for citations".to_owned(),
            causes: vec![error],
            hint: Some("make it readable for this user, or exclude it in provenance.toml".into()),
        }));
    }
}

fn read_candidate(
    root: &Path,
    candidate: &Candidate,
    settings: &CitationSettings,
    includes_generated: bool,
) -> Result<Scan, ProblemView> {
    let file = &candidate.file;
    let bytes = std::fs::read(root.join(file)).map_err(|error| ProblemView {
        message: format!("cannot read {file}"),
        causes: vec![error.to_string()],
        hint: Some("its citations were not audited; make it readable and run again".into()),
    })?;
    if !may_cite(&bytes, &settings.scan) {
        return Ok(Scan::default());
    }
    let options = ScanOptions {
        includes_generated: includes_generated || candidate.is_named,
        ..settings.scan.clone()
    };
    Ok(scan(file, &bytes, &options))
}

/// Whether a file names a seed at all: most do not, and need no reading line by line.
pub(in crate::project) fn may_cite(bytes: &[u8], options: &ScanOptions) -> bool {
    let words: [&[u8]; 3] = [b"seed", b"Seed", b"SEED"];
    words.iter().any(|word| memmem::find(bytes, word).is_some())
        || memmem::find(bytes, options.seeds.as_bytes()).is_some()
}

/// A path below `root`, with `/` between its parts; none when it lies elsewhere or is no text.
pub(super) fn inside(root: &Path, path: &Path) -> Option<String> {
    let below = path.strip_prefix(root).ok()?;
    let parts: Option<Vec<&str>> = below
        .components()
        .map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    Some(parts?.join("/"))
}
