//! Which citations the changes affect: those of which something else holds in the new revision
//! than in the old one.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::content;
use super::identity::Located;
use super::recorded::Recorded;
use super::seed::Examined;
use crate::citation::Acceptance;
use crate::citation::Audited;
use crate::citation::Citation;
use crate::citation::Memory;
use crate::citation::Missing;
use crate::citation::SeedText;
use crate::citation::SeedVersion;
use crate::citation::Shelf;
use crate::citation::Target;
use crate::citation::audit;
use crate::citation::scan;
use crate::diff::Classifier;
use crate::document::Document;
use crate::document::Hints;
use crate::git::EntryKind;
use crate::git::Range;
use crate::git::Repository;
use crate::history::Moment;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::id::SeedPath;
use crate::project::citations::may_cite;
use crate::project::citations::touched;
use crate::project::config::Config;
use crate::project::error::ProjectError;
use crate::project::open::SNAPSHOTS;
use crate::record::Kept;
use crate::store::object_path;
use crate::view::AcceptedView;
use crate::view::CitationEffect;
use crate::view::CitationFinding;
use crate::view::ContextView;
use crate::view::Event;

/// The most files that are searched for citations in one review, texts before code.
const MOST_FILES: usize = 20_000;

/// Larger files are no decision records and no code.
const MOST_BYTES: u64 = 4 << 20;

/// Ends of the names of texts, which are searched first.
const TEXTS: [&str; 6] = [".md", ".markdown", ".mdx", ".rst", ".adoc", ".txt"];

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Affected {
    pub(super) effects: Vec<CitationEffect>,
    /// What was left out.
    pub(super) notes: Vec<String>,
}

/// Everything at hand.
pub(super) struct Searcher<'a> {
    pub(super) repository: &'a Repository,
    pub(super) range: &'a Range,
    pub(super) config: &'a Config,
    pub(super) recorded: &'a Recorded,
    pub(super) seeds: &'a [Examined],
    /// What the new revision accepts: told, but it counts only once the base has it.
    pub(super) brought: &'a [(Acceptance, AcceptedView)],
}

impl Searcher<'_> {
    /// Searches the files of the new revision for citations of the seeds that changed.
    pub(super) fn affected(&self) -> Result<Affected, ProjectError> {
        let is_touched = |seed: &Examined| {
            seed.pair.old.is_some() && matches!(seed.change.event, Event::Replaced | Event::Removed)
        };
        if !self.seeds.iter().any(is_touched) {
            return Ok(Affected::default());
        }
        let (citations, notes) = self.citations()?;
        let shelf = self.shelf(&citations)?;
        let mut memory = Memory::default();
        let classifier = self.config.classifier.as_deref();
        let standing = |is_old| Standing { shelf: &shelf, is_old, classifier };
        let before = audit(&citations, &standing(true), &[], &mut memory);
        let counting = &self.recorded.acceptances;
        let accepted = |given: &[(Acceptance, AcceptedView)]| -> Vec<Acceptance> {
            given.iter().map(|(acceptance, _)| acceptance.clone()).collect()
        };
        let after = audit(&citations, &standing(false), &accepted(counting), &mut memory);
        let mut affected = touched(Some(&before), after);
        affected.retain(Audited::needs_person);
        let brought = audit(&citations, &standing(false), &accepted(self.brought), &mut memory);
        let brought: BTreeMap<&Citation, &AcceptedView> = brought
            .iter()
            .filter_map(|one| {
                let (_, view) = self.brought.get(one.acceptance?)?;
                Some((&one.citation, view))
            })
            .collect();
        let effects = affected
            .iter()
            .map(|one| CitationEffect {
                brought_acceptance: brought.get(&one.citation).map(|view| (*view).clone()),
                ..effect(one)
            })
            .collect();
        Ok(Affected { effects, notes })
    }

    /// Every citation of a seed that changed.
    fn citations(&self) -> Result<(Vec<Citation>, Vec<String>), ProjectError> {
        let settings = &self.config.citations;
        let is_searched = |folder: &str| {
            let name = folder.rsplit('/').next().unwrap_or_default();
            let is_foreign = settings.is_foreign_folder(std::path::Path::new(folder));
            let is_ours = folder == SeedPath::FOLDER || folder == SNAPSHOTS;
            !(is_ours
                || is_foreign
                || name.starts_with('.')
                || settings.excludes.matches(folder, true))
        };
        let files = self.repository.files(&self.range.head, "", &is_searched)?;
        let is_candidate = |path: &String, kind: EntryKind| {
            let name = path.rsplit('/').next().unwrap_or_default();
            kind == EntryKind::File
                && !name.starts_with('.')
                && !settings.excludes.matches(path, false)
        };
        let mut files: Vec<_> =
            files.into_iter().filter(|(path, entry)| is_candidate(path, entry.kind)).collect();
        let is_text = |path: &str| TEXTS.iter().any(|ending| path.ends_with(ending));
        files.sort_by_key(|(path, _)| !is_text(path));
        let mut notes = Vec::new();
        if files.len() > MOST_FILES {
            notes.push(format!(
                "citations were looked for in {MOST_FILES} of {} files, texts before code",
                files.len()
            ));
            files.truncate(MOST_FILES);
        }
        let mut citations = Vec::new();
        for (path, entry) in files {
            let is_small = self.repository.blob_size(entry.blob).is_some_and(|it| it <= MOST_BYTES);
            let bytes = self.repository.blob(entry.blob).filter(|_| is_small).unwrap_or_default();
            if may_cite(&bytes, &settings.scan) {
                let found = scan(&path, &bytes, &settings.scan).citations;
                citations.extend(found.into_iter().filter(|it| self.seed(&it.target).is_some()));
            }
        }
        Ok((citations, notes))
    }

    /// The changed seed that a target names.
    fn seed(&self, target: &Target) -> Option<&Examined> {
        let has_id = |id: SeedId| {
            let id = self.recorded.base.assertions().resolve(&id).clone();
            self.seeds.iter().find(|seed| seed.pair.seed == id)
        };
        if let Some(id) = &target.seed {
            return has_id(SeedId::new(id.as_str()).ok()?);
        }
        let written = target.path.as_deref()?.trim_start_matches("./");
        let mut path = written;
        while let Some(rest) = path.strip_prefix("../") {
            path = rest;
        }
        let path = SeedPath::new(path).ok()?;
        let by_name = self.config.id_pattern.as_ref().and_then(|pattern| pattern.read(&path));
        let lies_there = |file: &Option<Located>| file.as_ref().is_some_and(|it| it.path == path);
        by_name.and_then(has_id).or_else(|| {
            let pairs = self.seeds.iter();
            pairs.into_iter().find(|it| lies_there(&it.pair.old) || lies_there(&it.pair.new))
        })
    }

    /// Reads every text that the citations speak of.
    fn shelf(&self, citations: &[Citation]) -> Result<Versions, ProjectError> {
        let mut versions = Versions::default();
        let targets: BTreeSet<&Target> =
            citations.iter().map(|citation| &citation.target).collect();
        for target in targets {
            let Some(seed) = self.seed(target) else { continue };
            let old = self.take(seed, seed.pair.old.as_ref(), &mut versions);
            let new = self.take(seed, seed.pair.new.as_ref(), &mut versions);
            let pinned = match &target.version {
                None => old.clone(),
                Some(version) => self.pinned(seed, version, [&old, &new], &mut versions)?,
            };
            versions.targets.insert(target.clone(), Ends { pinned, old, new });
        }
        Ok(versions)
    }

    /// The version that lies in a revision, its text kept.
    fn take(
        &self,
        seed: &Examined,
        file: Option<&Located>,
        versions: &mut Versions,
    ) -> Result<SeedVersion, Missing> {
        let file = file.ok_or(Missing::Removed)?;
        let bytes = content::read(self.repository, file).map_err(|_unread| Missing::Unreadable)?;
        let version = SeedVersion {
            seed: seed.pair.seed.clone(),
            content: ContentId::of(&bytes),
            path: file.path.to_string(),
        };
        versions.keep(&version, &bytes)?;
        Ok(version)
    }

    fn pinned(
        &self,
        seed: &Examined,
        version: &str,
        ends: [&Result<SeedVersion, Missing>; 2],
        versions: &mut Versions,
    ) -> Result<Result<SeedVersion, Missing>, ProjectError> {
        let recorded = [&self.recorded.head, &self.recorded.base];
        let moment = version.parse::<Moment>();
        let facts = moment.ok().and_then(|moment| {
            let pasts = recorded.into_iter().filter_map(|history| history.seed(&seed.pair.seed));
            pasts
                .into_iter()
                .find_map(|past| past.find(&moment).ok().map(|(_, facts)| facts.clone()))
        });
        let Some(facts) = facts else {
            let is_it = |it: &&SeedVersion| it.content.to_string().starts_with(version);
            let end = ends.into_iter().filter_map(|end| end.as_ref().ok()).find(is_it);
            return Ok(end.cloned().ok_or(Missing::UnknownVersion));
        };
        let pinned = SeedVersion {
            seed: seed.pair.seed.clone(),
            content: facts.content,
            path: facts.path.to_string(),
        };
        if versions.texts.contains_key(&pinned.content) {
            return Ok(Ok(pinned));
        }
        let object = format!("{SNAPSHOTS}/{}", object_path(facts.content));
        for point in [&self.range.head, &self.range.base] {
            let entry = self.repository.entry(point, &object)?;
            let bytes = entry.and_then(|entry| {
                content::read(self.repository, &Located { path: facts.path.clone(), entry }).ok()
            });
            if let Some(bytes) = bytes.filter(|bytes| ContentId::of(bytes) == facts.content) {
                return Ok(versions.keep(&pinned, &bytes).map(|()| pinned));
            }
        }
        Ok(Err(match facts.kept {
            Kept::Bytes => Missing::Unreadable,
            Kept::Hashes => Missing::NotHere,
            Kept::Withheld => Missing::Withheld,
        }))
    }
}

/// What a target names, before and after.
#[derive(Debug, Clone)]
struct Ends {
    pinned: Result<SeedVersion, Missing>,
    old: Result<SeedVersion, Missing>,
    new: Result<SeedVersion, Missing>,
}

/// Versions and their texts.
#[derive(Debug, Default)]
struct Versions {
    targets: BTreeMap<Target, Ends>,
    texts: BTreeMap<ContentId, SeedText>,
}

impl Versions {
    fn keep(&mut self, version: &SeedVersion, bytes: &[u8]) -> Result<(), Missing> {
        let name = version.path.rsplit('/').next().map(ToOwned::to_owned);
        let document = Document::parse(bytes, &Hints { file_name: name });
        if !document.has_text() {
            return Err(Missing::Unreadable);
        }
        let (text, space) = (document.text().to_owned(), document.space());
        self.texts.insert(version.content, SeedText { text, space, noise: Vec::new() });
        Ok(())
    }
}

/// The versions of which one revision's stand now.
struct Standing<'a> {
    shelf: &'a Versions,
    is_old: bool,
    classifier: Option<&'a Classifier>,
}

impl Standing<'_> {
    fn ends(&self, target: &Target) -> Result<&Ends, Missing> {
        self.shelf.targets.get(target).ok_or(Missing::UnknownSeed)
    }
}

impl Shelf for Standing<'_> {
    fn classifier(&self) -> Option<&Classifier> {
        self.classifier
    }

    fn pinned(&self, target: &Target) -> Result<SeedVersion, Missing> {
        self.ends(target)?.pinned.clone()
    }

    fn current(&self, target: &Target) -> Result<SeedVersion, Missing> {
        let ends = self.ends(target)?;
        if self.is_old { ends.old.clone() } else { ends.new.clone() }
    }

    fn text(&self, version: &SeedVersion) -> Result<SeedText, Missing> {
        self.shelf.texts.get(&version.content).cloned().ok_or(Missing::Unreadable)
    }
}

fn new_text(one: &Audited) -> Option<String> {
    let words = one.followed()?.new.as_ref()?.text.split_whitespace();
    Some(words.collect::<Vec<_>>().join(" "))
}

fn effect(one: &Audited) -> CitationEffect {
    let target = &one.citation.target;
    let written = target.seed.clone().or_else(|| target.path.clone()).unwrap_or_default();
    let seed = one.pinned.as_ref().or(one.current.as_ref()).map(|it| it.seed.to_string());
    let followed = one.followed();
    let passage = followed.map_or(one.citation.quote.as_str(), |followed| &followed.old.text);
    let passage = passage.split_whitespace().collect::<Vec<_>>().join(" ");
    CitationEffect {
        path: one.citation.file.clone(),
        line: one.citation.first_line,
        seed: seed.unwrap_or(written),
        finding: CitationFinding::of(&one.outcome, &one.notes),
        old_text: Some(passage),
        new_text: new_text(one),
        context: followed.map_or_else(Vec::new, |followed| ContextView::of(&followed.context)),
        candidates: followed.map_or(0, |followed| followed.candidates.len() as u64),
        brought_acceptance: None,
    }
}
