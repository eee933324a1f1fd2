//! Carrying a review out.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::Path;

use rayon::iter::IntoParallelIterator;
use rayon::iter::ParallelIterator;

use super::checker::Checker;
use super::cited::Affected;
use super::cited::Searcher;
use super::configuration::changed_settings;
use super::configuration::settings_at;
use super::content;
use super::findings;
use super::identity::Located;
use super::identity::Names;
use super::identity::Pair;
use super::identity::pair;
use super::recorded::Reader;
use super::recorded::Recorded;
use super::recorded::Wanted;
use super::request::ReviewRequest;
use super::seed::Examined;
use super::seed::Known;
use super::seed::Loaded;
use super::shared::shared_texts;
use super::stored;
use crate::citation::Acceptance;
use crate::git::Range;
use crate::git::Repository;
use crate::git::TreeChange;
use crate::git::TreeEntry;
use crate::history::History;
use crate::history::SeedHistory;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::id::SeedPath;
use crate::project::config::Config;
use crate::project::error::ProjectError;
use crate::project::open::find_root;
use crate::project::resemblance;
use crate::record::AnalysedContent;
use crate::view::AcceptedView;
use crate::view::CitationEffect;
use crate::view::ReviewFinding;
use crate::view::SharedText;

/// The most contents whose recorded analysis is looked up; the others are analysed again.
const MOST_KNOWN: usize = 5_000;

/// How many seeds are read before they are looked at.
const BATCH: usize = 256;

/// The most bytes of replaced texts that are compared in one review.
const COMPARED_BYTES: u64 = 256 << 20;

/// What changed about seeds between two revisions.
#[derive(Debug)]
pub struct Review {
    pub(super) range: Range,
    /// Where the project lies in the repository.
    pub(super) folder: String,
    pub(super) is_shallow: bool,
    /// Sorted by seed.
    pub(super) seeds: Vec<Examined>,
    /// The seeds that share most of their text with one that changed.
    pub(super) shared: BTreeMap<SeedId, Vec<SharedText>>,
    pub(super) findings: Vec<ReviewFinding>,
    /// None when they were not looked for.
    pub(super) citations: Option<Vec<CitationEffect>>,
    pub(super) notes: Vec<String>,
}

impl Review {
    /// Reviews the repository that holds the folder `from`; it may be bare.
    ///
    /// # Errors
    /// When there is no repository, a revision is refused, the settings of the old revision are,
    /// or an object is not in the repository.
    pub fn of(from: &Path, request: &ReviewRequest) -> Result<Self, ProjectError> {
        let repository = match &request.project {
            None => open(from)?,
            Some(folder) => {
                let found = Repository::discover(from)?;
                found.ok_or_else(|| no_repository(from))?.with_project(folder)?
            }
        };
        let range = repository.range(request.range.as_deref())?;
        let is_there = |point| repository.has_project(point);
        if let Some(folder) = &request.project
            && !(is_there(&range.base) || is_there(&range.head))
        {
            return Err(ProjectError::NoProjectAt { folder: folder.clone() });
        }
        let config = settings_at(&repository, &range.base)?;
        let reviewer = Reviewer { repository, range, config };
        reviewer.review(request)
    }
}

/// The repository, knowing where the project lies in it.
fn open(from: &Path) -> Result<Repository, ProjectError> {
    let found = Repository::discover(from)?.ok_or_else(|| no_repository(from))?;
    let Some(work_tree) = found.work_tree() else { return Ok(found) };
    let root = find_root(from, Some(work_tree));
    let root = root.unwrap_or_else(|| work_tree.to_path_buf());
    Repository::discover(&root)?.ok_or_else(|| no_repository(from))
}

fn no_repository(from: &Path) -> ProjectError {
    ProjectError::NoRepository { from: from.to_path_buf() }
}

/// Everything at hand during a review.
struct Reviewer {
    repository: Repository,
    range: Range,
    config: Config,
}

impl Reviewer {
    fn review(self, request: &ReviewRequest) -> Result<Review, ProjectError> {
        let (changes, refused) = self.changed_files()?;
        let tampered = stored::Changes::read(&self.repository, &self.range)?;
        let wanted = self.wanted(&changes, &tampered)?;
        let recorded = Recorded::read(&self.repository, &self.range, wanted)?;
        let mut pairs = self.pairs(&changes, &recorded.base);
        let contested = self.contested(&mut pairs, &changes, &recorded.base)?;
        let seeds = self.examine(pairs, &recorded, request)?;
        let affected = match request.is_without_citations {
            true => None,
            false => Some(self.affected(&recorded, &seeds, &tampered.acceptances()?)?),
        };
        let names = Names::new(self.config.id_pattern.as_ref(), &recorded.base);
        let place = (&self.repository, &self.range);
        let shared = shared_texts(place, &self.config, &names, &seeds)?;
        let mut findings = changed_settings(&self.repository, &self.range)?;
        let checker = Checker {
            repository: &self.repository,
            range: &self.range,
            rules: &self.config.rules,
            recorded: &recorded,
            seeds: &seeds,
        };
        let checked = tampered.check(&checker)?;
        findings.extend(checked.findings);
        let mut notes = checked.notes;
        notes.extend(recorded.note());
        notes.extend(shared.notes);
        notes.extend(affected.iter().flat_map(|affected| affected.notes.clone()));
        findings.extend(refused);
        findings.extend(contested);
        findings.extend(findings::of_seeds(&seeds, &recorded, &self.range));
        findings.sort_by(|one, other| (one.concern, &one.path).cmp(&(other.concern, &other.path)));
        Ok(Review {
            folder: self.repository.project_folder(),
            is_shallow: self.repository.is_shallow(),
            range: self.range,
            seeds,
            shared: shared.found,
            findings,
            citations: affected.map(|affected| affected.effects),
            notes,
        })
    }

    /// What of the record is read: all that concerns what changed.
    fn wanted(
        &self,
        changes: &BTreeMap<SeedPath, TreeChange>,
        stored: &stored::Changes,
    ) -> Result<Wanted, ProjectError> {
        let mut wanted = Wanted::default();
        for path in changes.keys() {
            wanted.add_path(path);
            let by_name = self.config.id_pattern.as_ref().and_then(|pattern| pattern.read(path));
            let own = SeedId::new(path.inside()).ok();
            for seed in by_name.into_iter().chain(own) {
                wanted.add_seed(&seed);
            }
        }
        for seed in stored.recorded_seeds() {
            wanted.add_seed(seed);
        }
        for content in stored.analysed_contents()? {
            wanted.add_content(content);
        }
        Ok(wanted)
    }

    fn affected(
        &self,
        recorded: &Recorded,
        seeds: &[Examined],
        brought: &[(Acceptance, AcceptedView)],
    ) -> Result<Affected, ProjectError> {
        let searcher = Searcher {
            repository: &self.repository,
            range: &self.range,
            config: &self.config,
            recorded,
            seeds,
            brought,
        };
        searcher.affected()
    }

    /// Files that are not the same, without those that are no seeds.
    fn changed_files(
        &self,
    ) -> Result<(BTreeMap<SeedPath, TreeChange>, Vec<ReviewFinding>), ProjectError> {
        let changes =
            self.repository.changes(&self.range.base, &self.range.head, SeedPath::FOLDER)?;
        let (mut files, mut refused) = (BTreeMap::new(), Vec::new());
        for (path, change) in changes {
            match SeedPath::new(path.clone()) {
                Ok(seed) if self.config.excludes.covers(&seed) => {}
                Ok(seed) if is_plain(&path) => drop(files.insert(seed, change)),
                _ => refused.push(findings::refused(path)),
            }
        }
        Ok((files, refused))
    }

    fn pairs(&self, changes: &BTreeMap<SeedPath, TreeChange>, history: &History) -> Vec<Pair> {
        let names = Names::new(self.config.id_pattern.as_ref(), history);
        pair(changes, &names, |old, new| {
            if old.is_empty() || old.len().saturating_mul(new.len()) > resemblance::MOST_PAIRS {
                return BTreeMap::new();
            }
            let sketches = |files: &[Located]| {
                let read = files.iter().filter_map(|file| {
                    let bytes = content::read(&self.repository, file).ok()?;
                    let sketch = resemblance::sketch(file.path.file_name(), &bytes);
                    Some((file.path.clone(), sketch))
                });
                read.collect::<Vec<_>>()
            };
            resemblance::pair(&sketches(old), &sketches(new))
        })
    }

    /// Seeds that several files claim. A file that claims a seed whose own file did not change is
    /// compared with that one.
    fn contested(
        &self,
        pairs: &mut [Pair],
        changes: &BTreeMap<SeedPath, TreeChange>,
        history: &History,
    ) -> Result<Vec<ReviewFinding>, ProjectError> {
        let names = Names::new(self.config.id_pattern.as_ref(), history);
        let mut claims: BTreeMap<SeedId, BTreeSet<SeedPath>> = BTreeMap::new();
        for pair in pairs.iter() {
            let path = pair.new.as_ref().map(|new| new.path.clone());
            claims.entry(pair.seed.clone()).or_default().extend(path);
        }
        let is_by_name = |pair: &Pair| {
            let claimed = pair.new.as_ref().and_then(|new| names.by_pattern(&new.path));
            pair.old.is_none() && claimed.is_some()
        };
        if pairs.iter().any(is_by_name) {
            for (path, entry) in self.all_seed_files()? {
                let Ok(path) = SeedPath::new(path) else { continue };
                let seed = names.by_pattern(&path);
                let is_other = !changes.contains_key(&path) && !self.config.excludes.covers(&path);
                let Some(claimed) = seed.filter(|_| is_other) else { continue };
                let Some(paths) = claims.get_mut(&claimed) else { continue };
                paths.insert(path.clone());
                let waiting = pairs.iter_mut().filter(|pair| pair.seed == claimed);
                for pair in waiting.filter(|pair| pair.old.is_none()) {
                    pair.old = Some(Located { path: path.clone(), entry });
                }
            }
        }
        let several = claims.into_iter().filter(|(_, paths)| paths.len() > 1);
        Ok(several.map(|(seed, paths)| findings::contested(seed, &paths)).collect())
    }

    fn all_seed_files(&self) -> Result<BTreeMap<String, TreeEntry>, ProjectError> {
        Ok(self.repository.files(&self.range.head, SeedPath::FOLDER, &|_| true)?)
    }

    fn examine(
        &self,
        pairs: Vec<Pair>,
        recorded: &Recorded,
        request: &ReviewRequest,
    ) -> Result<Vec<Examined>, ProjectError> {
        let is_asked = |pair: &Pair| request.seeds.is_empty() || request.seeds.contains(&pair.seed);
        let mut pairs: Vec<Pair> = pairs.into_iter().filter(is_asked).collect();
        let analyses = self.known_analyses(&pairs, recorded)?;
        let known = Known { config: &self.config, recorded, analyses: &analyses };
        let mut budget = COMPARED_BYTES;
        let mut seeds = Vec::with_capacity(pairs.len());
        while !pairs.is_empty() {
            let rest = pairs.split_off(pairs.len().min(BATCH));
            let batch: Vec<Loaded> =
                pairs.into_iter().map(|pair| self.load(pair, &mut budget)).collect();
            let examined: Vec<Examined> =
                batch.into_par_iter().map(|loaded| known.examine(loaded)).collect();
            seeds.extend(examined);
            pairs = rest;
        }
        Ok(seeds)
    }

    fn load(&self, pair: Pair, budget: &mut u64) -> Loaded {
        let read = |file: &Located| content::read(&self.repository, file);
        let (old, new) = (pair.old.as_ref().map(read), pair.new.as_ref().map(read));
        let bytes = |held: &Option<content::Held>| match held {
            Some(Ok(bytes)) => bytes.len() as u64,
            _ => 0,
        };
        let left = budget.checked_sub(bytes(&old) + bytes(&new));
        *budget = left.unwrap_or(*budget);
        Loaded { pair, old, new, is_compared: left.is_some() }
    }

    /// Analyses that the old revision holds of what was recorded by then.
    fn known_analyses(
        &self,
        pairs: &[Pair],
        recorded: &Recorded,
    ) -> Result<BTreeMap<ContentId, AnalysedContent>, ProjectError> {
        let contents = pairs.iter().flat_map(|pair| {
            let blobs = [&pair.old, &pair.new].map(|file| file.as_ref().map(|it| it.entry.blob));
            let past = recorded.base.seed(&pair.seed);
            let facts = past.into_iter().flat_map(SeedHistory::versions).map(|(_, facts)| facts);
            facts.filter(move |facts| blobs.contains(&Some(facts.blob))).map(|facts| facts.content)
        });
        let wanted: BTreeSet<ContentId> = contents.take(MOST_KNOWN).collect();
        let reader = Reader { repository: &self.repository };
        reader.analyses(&self.range.base, &wanted, &self.config.rules)
    }
}

/// Whether a name can be that of a seed.
fn is_plain(path: &str) -> bool {
    !path.chars().any(|letter| letter.is_control() || letter == char::REPLACEMENT_CHARACTER)
}
