//! What the record of either side says of the seeds that changed.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;

use crate::analysis::Rules;
use crate::citation::Acceptance;
use crate::git::EntryKind;
use crate::git::GitError;
use crate::git::Point;
use crate::git::Range;
use crate::git::Repository;
use crate::git::TreeEntry;
use crate::history::History;
use crate::id::BlobId;
use crate::id::ContentId;
use crate::id::RunId;
use crate::id::SeedId;
use crate::id::SeedPath;
use crate::id::StatementId;
use crate::project::citations::standing_acceptances;
use crate::project::error::ProjectError;
use crate::project::open::SNAPSHOTS;
use crate::record::AnalysedContent;
use crate::record::Run;
use crate::record::Statement;
use crate::store::Folder;
use crate::store::MemoryStorage;
use crate::store::Storage;
use crate::store::Store;
use crate::view::AcceptedView;

/// The most bytes of one stored file that is no object; the tool splits them long before.
const MOST_BYTES: u64 = 64 << 20;

/// The most texts that are looked for at once.
const MOST_NEEDLES: usize = 10_000;

/// Which runs matter: those that speak of these seeds or paths.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    needles: BTreeSet<String>,
}

impl Wanted {
    pub(super) fn add_seed(&mut self, seed: &SeedId) -> bool {
        self.add("seed", seed.as_str())
    }

    pub(super) fn add_path(&mut self, path: &SeedPath) -> bool {
        self.add("path", path.as_str())
    }

    /// As the canonical form writes it; whether it is new.
    fn add(&mut self, key: &str, value: &str) -> bool {
        let value = serde_json::to_string(value).unwrap_or_default();
        self.needles.insert(format!("\"{key}\":{value}"))
    }

    pub(super) fn add_content(&mut self, content: ContentId) -> bool {
        self.add("content", &content.to_string())
    }

    /// Finds what is wanted; none when that is so much that all is read.
    fn finder(&self) -> Option<AhoCorasick> {
        let is_few = self.needles.len() <= MOST_NEEDLES;
        is_few.then(|| AhoCorasick::new(&self.needles).ok()).flatten()
    }
}

/// What the record of either side says, as far as it can be believed and concerns what changed.
#[derive(Debug)]
pub(super) struct Recorded {
    /// By the runs and statements of the old revision.
    pub(super) base: History,
    /// By the runs of the new revision, with the statements of the old one.
    pub(super) head: History,
    /// What people accepted of citations, by the statements of the old revision.
    pub(super) acceptances: Vec<(Acceptance, AcceptedView)>,
    /// Whether stored files are not in this clone, so that nothing is known of them.
    is_absent: bool,
    /// Runs of the new revision, with their paths below `snapshots/`.
    pub(super) head_runs: BTreeMap<RunId, (String, Run)>,
}

/// Stored files of one revision, by path below `snapshots/`.
type Files = BTreeMap<String, BlobId>;

impl Recorded {
    /// Reads the runs that speak of what is wanted. Seeds that turn out to be meant become wanted
    /// too, so that their whole history is read.
    pub(super) fn read(
        repository: &Repository,
        range: &Range,
        mut wanted: Wanted,
    ) -> Result<Self, ProjectError> {
        let reader = Reader { repository };
        let base_runs = reader.list(&range.base, Folder::Runs)?;
        let head_runs = reader.list(&range.head, Folder::Runs)?;
        let statements = reader.list(&range.base, Folder::Statements)?;
        let said = reader.load(&statements, None).statements()?;
        let acceptances = standing_acceptances(&said.sound);
        let said: BTreeMap<StatementId, &Statement> =
            said.sound.iter().map(|(id, (_, statement))| (*id, statement)).collect();
        for statement in said.values() {
            wanted.add_statement(statement);
        }
        let (mut base, mut head);
        loop {
            let finder = wanted.finder();
            base = reader.load(&base_runs, finder.as_ref()).runs()?.sound;
            head = reader.load(&head_runs, finder.as_ref()).runs()?.sound;
            let runs = base.values().chain(head.values()).map(|(_, run)| run);
            let mut is_more = false;
            for record in runs.flat_map(|run| &run.records) {
                let is_meant = record.event.facts().is_some_and(|facts| wanted.has(&facts.path));
                is_more |= is_meant && wanted.add_seed(&record.seed);
            }
            if !is_more || finder.is_none() {
                break;
            }
        }
        let is_absent = |files: &Files| {
            files.values().next().is_some_and(|blob| repository.blob_size(*blob).is_none())
        };
        Ok(Self {
            is_absent: [&base_runs, &head_runs, &statements].into_iter().any(is_absent),
            base: history(&base, &said),
            head: history(&head, &said),
            head_runs: head,
            acceptances,
        })
    }
}

impl Recorded {
    /// What a person should know of it.
    pub(super) fn note(&self) -> Option<String> {
        self.is_absent.then(|| {
            "this clone leaves out what is recorded: versions, statements and oscillation are not \
             known"
                .to_owned()
        })
    }
}

impl Wanted {
    fn has(&self, path: &SeedPath) -> bool {
        let value = serde_json::to_string(path.as_str()).unwrap_or_default();
        self.needles.contains(&format!("\"path\":{value}"))
    }

    /// Two ids that are one seed are wanted together.
    fn add_statement(&mut self, statement: &Statement) {
        if let crate::record::StatementBody::Identity(identity) = &statement.body {
            self.add_seed(&identity.seed);
            self.add_seed(&identity.same_as);
        }
    }
}

fn history(
    runs: &BTreeMap<RunId, (String, Run)>,
    said: &BTreeMap<StatementId, &Statement>,
) -> History {
    let runs: BTreeMap<RunId, &Run> = runs.iter().map(|(id, (_, run))| (*id, run)).collect();
    History::build(&runs, said)
}

/// Reads stored files out of revisions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) repository: &'a Repository,
}

impl Reader<'_> {
    /// The stored files of a folder; all of them have to be in the clone.
    fn list(&self, point: &Point, folder: Folder) -> Result<Files, GitError> {
        let below = |(path, entry): (String, TreeEntry)| {
            let path = path.strip_prefix(SNAPSHOTS)?.strip_prefix('/')?.to_owned();
            (entry.kind == EntryKind::File).then_some((path, entry.blob))
        };
        let folder = format!("{SNAPSHOTS}/{}", folder.name());
        Ok(self
            .repository
            .files(point, &folder, &|_| true)?
            .into_iter()
            .filter_map(below)
            .collect())
    }

    /// The files that hold one of the wanted texts, all when nothing is wanted, as a store.
    fn load(&self, files: &Files, finder: Option<&AhoCorasick>) -> Store<MemoryStorage> {
        let storage = MemoryStorage::default();
        for (path, blob) in files {
            let Some(bytes) = self.read(*blob) else { continue };
            if finder.is_none_or(|finder| finder.is_match(&bytes)) {
                // Writing to memory does not fail.
                drop(storage.write(path, &mut bytes.as_slice()));
            }
        }
        Store::new(storage)
    }

    /// The bytes of a stored file that is no object.
    pub(super) fn read(&self, blob: BlobId) -> Option<Vec<u8>> {
        self.repository.blob_size(blob).filter(|bytes| *bytes <= MOST_BYTES)?;
        self.repository.blob(blob)
    }

    /// Analyses by `rules` that a revision holds of the wanted contents. Those by other rules
    /// cannot be checked here and are passed over.
    pub(super) fn analyses(
        &self,
        point: &Point,
        wanted: &BTreeSet<ContentId>,
        rules: &Rules,
    ) -> Result<BTreeMap<ContentId, AnalysedContent>, ProjectError> {
        let mut found = BTreeMap::new();
        let rules = rules.id();
        let digests = wanted.iter().map(ToString::to_string).collect::<Vec<_>>();
        let Ok(finder) = AhoCorasick::new(&digests) else { return Ok(found) };
        if wanted.is_empty() {
            return Ok(found);
        }
        for (path, blob) in self.list(point, Folder::Analysis)?.iter().rev() {
            let one = Files::from([(path.clone(), *blob)]);
            self.load(&one, Some(&finder)).each_analysis(|_, file| {
                let Some(file) = file.ok().filter(|file| file.header.rules == rules) else {
                    return;
                };
                let meant = file.contents.into_iter().filter(|it| wanted.contains(&it.content));
                found.extend(meant.map(|analysed| (analysed.content, analysed)));
            })?;
            if found.len() == wanted.len() {
                break;
            }
        }
        Ok(found)
    }
}
